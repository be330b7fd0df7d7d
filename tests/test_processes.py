"""Several processes give what one gives; one that dies takes its own item with it and no other."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tawatur.processes import Item, ProcessError, each


def doubled(data: bytes) -> bytes:
    """Double some bytes, die over «die»."""
    if data == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    return data * 2


def never_answers(data: bytes) -> bytes:
    raise SystemExit(1) from ValueError(data)


def items(*words: bytes) -> Iterator[Item]:
    return ((f"{n}", word) for n, word in enumerate(words))


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_item_is_answered_once(jobs: int) -> None:
    words = [b"%d" % n for n in range(12)]
    answers = list(each(doubled, items(*words), jobs))
    assert sorted(answers, key=lambda a: int(a[0])) == [(f"{n}", word * 2) for n, word in enumerate(words)]


def test_a_process_that_dies_loses_its_own_item_only() -> None:
    answers = dict(each(doubled, items(b"a", b"die", b"b", b"die", b"c", b"d"), 2))
    assert answers == {"0": b"aa", "1": None, "2": b"bb", "3": None, "4": b"cc", "5": b"dd"}


def test_no_more_items_are_drawn_than_there_are_processes() -> None:
    drawn = 0

    def counted() -> Iterator[Item]:
        nonlocal drawn
        for item in items(*[b"x"] * 9):
            drawn += 1
            yield item

    for done, _ in enumerate(each(doubled, counted(), 2), 1):
        assert drawn <= done + 2


def test_a_process_that_never_answers_says_what_to_do() -> None:
    with pytest.raises(ProcessError, match="__main__"):
        list(each(never_answers, items(b"a"), 2))


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    import multiprocessing

    answers = each(doubled, items(*[b"x"] * 9), 2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []

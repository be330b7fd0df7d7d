"""Several processes give what one gives; one that dies takes its own item with it and no other."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tawatur.processes import Item, ProcessError, Team, each


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


def lengthened(data: bytes) -> bytes:
    return b"%d" % len(data)


def test_a_team_keeps_its_processes_from_one_function_to_the_next() -> None:
    with Team() as team:
        assert dict(team.each(doubled, items(b"a", b"b"), 2)) == {"0": b"aa", "1": b"bb"}
        before = {hand.process.pid for hand in team.hands}
        assert dict(team.each(lengthened, items(b"a", b"bbb"), 2)) == {"0": b"1", "1": b"3"}
        assert {hand.process.pid for hand in team.hands} == before
    assert not team.hands


def test_a_team_replaces_a_process_that_died() -> None:
    with Team() as team:
        assert dict(team.each(doubled, items(b"a", b"die", b"b"), 2)) == {"0": b"aa", "1": None, "2": b"bb"}
        assert dict(team.each(doubled, items(b"c", b"d"), 2)) == {"0": b"cc", "1": b"dd"}


def test_a_team_whose_answers_are_left_ends_the_busy_ones() -> None:
    """The next function gets no answer that was another's."""
    with Team() as team:
        for _ in team.each(doubled, items(*[b"a"] * 9), 2):
            break
        assert dict(team.each(lengthened, items(b"b"), 2)) == {"0": b"1"}

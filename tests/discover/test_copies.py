"""Who shares text with whom: found whatever the order, without a page to itself, and never at the cost of a square."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from tawatur.crawls import credit
from tawatur.discover import copies
from tawatur.discover.local import Local, Rows
from tawatur.discover.schemas import PAGES, REUSE
from tawatur.discover.shingles import Words, numbers, zones_of
from tawatur.processes import each


@pytest.fixture
def engine() -> Iterator[Local]:
    with Local(each) as opened:
        yield opened


def sentence(name: str, count: int = 24) -> str:
    """Invent some words that no other name has."""
    return " ".join(f"{name}{n}" for n in range(count))


def row(number: int, text: str, outlet: str = "", moment: str = "2031-05-01") -> dict[str, Any]:
    return {
        "page": f"{number:016x}", "source": f"{number}.txt", "sha256": "", "outlet": outlet, "url": "", "title": "", "text": text,
        "body": [0, len(text)], "headline": [], "day": moment[:10], "moment": moment, "language": "ar", "warnings": "", "key": "",
        "numbers": numbers(Words(text, [(0, len(text))]).forms), "terms": [], "counts": [],
    }  # fmt: skip


def batches(pages: list[dict[str, Any]]) -> list[pa.RecordBatch]:
    made: list[pa.RecordBatch] = pa.Table.from_pylist(pages, schema=PAGES).to_batches(max_chunksize=500)
    return made


def numbered(engine: Local, pages: list[dict[str, Any]]) -> tuple[Rows, pa.Array]:
    """Give pages to an engine, and the ids in the order of their ranks."""
    names = copies.by_moment(pa.Table.from_batches(batches(pages), PAGES))
    return engine.table(copies.ranked(batches(pages), names), copies.NUMBERED), names


def found(
    engine: Local, pages: list[dict[str, Any]], before: pa.Table | None = None, compare: copies.Compare = credit.compare
) -> pa.Table:
    sides = engine.table([batch.select(copies.SIDES.names) for batch in batches(pages)], copies.SIDES)
    return copies.find(engine, *numbered(engine, pages), sides, compare, before)


def pairs(reuse: pa.Table) -> set[tuple[int, int]]:
    return {(int(r["a"], 16), int(r["b"], 16)) for r in reuse.to_pylist()}


def test_a_passage_points_at_the_same_words_of_both_pages(engine: Local) -> None:
    shared = "وَقالَ الناطقُ باسم الميناء إنّ الرصيف الثالث أُغلق صباح اليوم بعد عطل في الرافعة الكبرى دون إصابات"
    one, other = f"{sentence('أ')} 😀. {shared}، {sentence('ب')}", f"‮{shared}: {sentence('ج')}"
    (only,) = found(engine, [row(1, one), row(2, other, moment="2031-05-02")]).to_pylist()
    assert one[only["a_start"] : only["a_end"]] == shared == other[only["b_start"] : only["b_end"]]
    assert only["words"] == len(shared.split()) and 0 < only["share"] <= 1


def test_the_earlier_page_comes_first_whatever_the_ids_and_the_order(engine: Local) -> None:
    late, early = row(1, sentence("خبر"), moment="2031-05-02T10:00"), row(2, sentence("خبر"), moment="2031-05-02T09:00")
    assert pairs(found(engine, [late, early])) == pairs(found(engine, [early, late])) == {(2, 1)}


def test_a_page_without_a_day_comes_last(engine: Local) -> None:
    assert pairs(found(engine, [row(1, sentence("خبر"), moment=""), row(2, sentence("خبر"))])) == {(2, 1)}


def test_a_page_shares_nothing_with_itself(engine: Local) -> None:
    twice = f"{sentence('خبر')} {sentence('غير')} {sentence('خبر')}"
    assert found(engine, [row(1, twice)]).num_rows == 0


def test_pages_of_one_word_and_empty_crawls_share_nothing(engine: Local) -> None:
    assert found(engine, [row(n, "خبر") for n in range(5)]).num_rows == 0
    assert found(engine, []).schema == REUSE


def test_a_formula_on_many_pages_joins_none(engine: Local) -> None:
    """Forty pages end in the same line: no two of them are said to share it."""
    pages = [row(n, f"{sentence(f'م{n}خ', 60)} {sentence('تابعونا', 14)}") for n in range(copies.HOLDERS + 8)]
    assert found(engine, pages).num_rows == 0


def test_a_line_on_a_few_pages_joins_them_all(engine: Local) -> None:
    pages = [row(n, f"{sentence(f'م{n}خ', 60)} {sentence('تابعونا', 14)}") for n in range(5)]
    assert pairs(found(engine, pages)) == {(a, b) for a in range(5) for b in range(a + 1, 5)}


def test_the_same_page_ten_thousand_times_costs_a_line_and_each_hangs_on_the_first(engine: Local) -> None:
    """Each later copy is aligned with the earliest `FEW`; twice as many pages may not cost three times as much."""
    took = {}
    for count in (5_000, 10_000):
        pages, names = numbered(engine, [row(n, sentence("خبر", 60)) for n in range(count)])
        began = time.process_time()
        made = pairs(copies.named(copies.candidates(engine, pages).collected(), names))
        took[count] = time.process_time() - began
        assert {b for a, b in made if a == 0} == set(range(1, count))
        assert len(made) <= copies.FEW * count
    assert took[10_000] < 3 * took[5_000] + 1


def test_an_archive_published_anew_every_day_hangs_on_its_first_day(engine: Local) -> None:
    pages = [
        row(40 * day + n, sentence(f"م{n}خ", 40), moment=f"2031-06-{day + 1:02}") for day in range(30) for n in range(6)
    ]
    made = pairs(found(engine, pages))
    assert all((n, 40 * day + n) in made for day in range(1, 30) for n in range(6))
    assert all(a % 40 == b % 40 for a, b in made)


def test_pages_that_come_later_give_what_all_give_at_once(engine: Local) -> None:
    """And pairs that were aligned before are not aligned again."""
    pages = [
        row(n, f"{sentence(f'م{n % 4}خ', 30)} {sentence(f'ن{n}', 9)}", moment=f"2031-05-{n + 1:02}") for n in range(12)
    ]
    at_once = found(engine, pages)
    before = found(engine, pages[::2])
    aligned: list[tuple[str, str]] = []

    def counted(one: copies.Side, other: copies.Side, held: list[tuple[int, int]]) -> Any:
        aligned.append((one.page, other.page))
        return credit.compare(one, other, held)

    assert found(engine, pages, before, counted) == at_once
    assert before.num_rows and not set(aligned) & {(r["a"], r["b"]) for r in before.to_pylist()}


def test_what_is_no_longer_there_is_shared_by_nobody(engine: Local) -> None:
    pages = [row(n, sentence("خبر"), moment=f"2031-05-0{n}") for n in (1, 2, 3)]
    assert pairs(found(engine, pages[:2], found(engine, pages))) == {(1, 2)}


def test_zones_of_a_page_without_a_headline_are_its_body() -> None:
    assert zones_of([], [5, 9, 0, 3]) == [(0, 3), (5, 9)]

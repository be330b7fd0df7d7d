"""Terms, weights, pairs and stories of a few invented pages, by the engine of this machine."""

import math
from collections import Counter

import pyarrow as pa
import pytest

from tawatur import processes
from tawatur.discover.job import NEEDED, SAME, tell_apart, texts
from tawatur.discover.local import Local
from tawatur.discover.pairs import LEAST, WINDOW, blocks_of, pairs
from tawatur.discover.schemas import REUSE
from tawatur.discover.stories import Page
from tawatur.discover.summaries import Titled, summaries
from tawatur.discover.terms import HEADLINE, number_of, terms_of
from tawatur.discover.weights import ONE, weights

FERRY = "غرق العبارة نسمة قبالة ميناء سيدان وفقدان ركابها"
STRIKE = "إضراب عمال المخابز في مدينة جلفار بسبب الأجور"
PAGES = {  # id: day, text; the last tells of the ferry a month on
    "aa01": ("2024-03-14", FERRY), "aa02": ("2024-03-14", f"{FERRY} صباحا"), "aa03": ("2024-03-15", f"وزارة النقل: {FERRY}"),
    "bb01": ("2024-03-14", STRIKE), "bb02": ("2024-03-16", f"{STRIKE} يتواصل"), "cc01": ("2024-04-20", FERRY), "dd01": ("", "خبر"),
}  # fmt: skip
DAYS = Counter(day for day, _ in PAGES.values())


def packed() -> pa.Table:
    counts = {page: terms_of(text, text) for page, (_, text) in PAGES.items()}
    terms, times = [list(c) for c in counts.values()], [list(c.values()) for c in counts.values()]
    columns = [list(PAGES), [day for day, _ in PAGES.values()], terms, times]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, NEEDED, strict=True)], schema=NEEDED)


def test_inflected_forms_are_one_term_and_the_headline_counts_more() -> None:
    terms = terms_of("القمة الإسلامية", "للقمة")
    assert terms[number_of("القمه")] == HEADLINE + 1
    assert terms_of("", "") == {}
    assert terms_of("١٢ 34 !", "و") == {}


def test_a_page_has_one_length_and_a_word_of_one_page_no_weight() -> None:
    with Local(processes.each) as engine:
        weighed = weights(engine, engine.table(packed().to_batches(), NEEDED), DAYS).collected()
    squares = {row["page"]: sum(weight * weight for weight in row["weights"]) for row in weighed.to_pylist()}
    assert squares.keys() == PAGES.keys() - {"dd01"}
    assert all(math.isclose(s, ONE * ONE, rel_tol=0.01) for s in squares.values())


def test_pairs_are_the_cosines_of_pages_of_neighbouring_days() -> None:
    with Local(processes.each) as engine:
        weighed = weights(engine, engine.table(packed().to_batches(), NEEDED), DAYS)
        found = {(r["a"], r["b"]): r["likeness"] for r in pairs(engine, weighed).collected().to_pylist()}
        rows = weighed.collected().to_pylist()
    vectors = {row["page"]: dict(zip(row["terms"], row["weights"], strict=True)) for row in rows}
    near = [
        (a, b)
        for a in vectors
        for b in vectors
        if a < b and {PAGES[a][0], PAGES[b][0]} <= {"2024-03-14", "2024-03-15", "2024-03-16"}
    ]
    plain = {(a, b): sum(w * vectors[b].get(t, 0) for t, w in vectors[a].items()) for a, b in near}
    assert found == {pair: likeness for pair, likeness in plain.items() if likeness >= LEAST}


def test_a_day_is_in_the_blocks_of_the_days_before_it() -> None:
    assert blocks_of("2024-03-01") == ["2024-03-01", "2024-02-29", "2024-02-28"][: WINDOW + 1]
    assert blocks_of("") == blocks_of("0001-01-01") == [""]


def told(order: list[str], previous: dict[str, str] | None = None) -> dict[str, str]:
    pages = [Page(page, PAGES[page][0], PAGES[page][0]) for page in order]
    with Local(processes.each) as engine:
        made = tell_apart(engine, packed().to_batches(), pages, REUSE.empty_table(), previous)
    return dict(zip(made.column("page").to_pylist(), made.column("story").to_pylist(), strict=True))


@pytest.mark.parametrize("order", [sorted(PAGES), sorted(PAGES, reverse=True)])
def test_pages_of_one_happening_are_one_story_named_by_the_earliest(order: list[str]) -> None:
    """The same happening told a month later is another story, and a page without a day is its own."""
    assert told(order) == {
        "aa01": "aa01", "aa02": "aa01", "aa03": "aa01", "bb01": "bb01", "bb02": "bb01", "cc01": "cc01", "dd01": "dd01",
    }  # fmt: skip


def test_pages_that_share_half_of_the_shorter_print_the_text_of_the_earliest() -> None:
    """Passages of two pages add up; a chain of prints is one text."""
    shares = [("p2", "p3", SAME), ("p1", "p2", SAME / 2), ("p1", "p2", SAME / 2), ("p3", "p4", SAME / 2)]
    reuse = pa.Table.from_pylist([{"a": a, "b": b, "share": share} for a, b, share in shares], schema=REUSE)
    moments = {"p1": "2024-03-16", "p2": "2024-03-15", "p3": "2024-03-14", "p4": "2024-03-14"}
    with Local(processes.each) as engine:
        found = texts(engine, reuse, [Page(page, moment, moment) for page, moment in moments.items()])
    assert found == {"p1": "p3", "p2": "p3", "p3": "p3"}


def test_a_page_printed_again_goes_where_its_like_goes() -> None:
    """Pages of one day with the same weights are compared once; the happening is named by the earliest of them."""
    rows = packed()
    again = rows.slice(0, 1).set_column(0, rows.schema.field("page"), pa.array(["a000"]))
    pages = [Page(page, day, day) for page, (day, _) in {**PAGES, "a000": PAGES["aa01"]}.items()]
    with Local(processes.each) as engine:
        made = tell_apart(engine, pa.concat_tables([rows, again]).to_batches(), pages, REUSE.empty_table())
    story = dict(zip(made.column("page").to_pylist(), made.column("happening").to_pylist(), strict=True))
    assert story["a000"] == story["aa01"] == "a000"


def test_a_story_keeps_the_id_it_had() -> None:
    assert told(sorted(PAGES), {"aa02": "old", "aa03": "old"})["aa01"] == "old"


def test_a_line_on_a_story_counts_and_names() -> None:
    members = pa.table(
        {"page": ["a", "b", "c"], "story": ["a", "a", "c"], "happening": ["a", "b", "c"], "text": ["a", "a", "c"]}
    )
    pages = {
        "a": Titled("a", "x", "2024-03-14", "غرق العبّارة نسمة"), "b": Titled("b", "y", "2024-03-15", "العبارة نسمة: ثلاثة مفقودين"),
        "c": Titled("c", "", "", ""),
    }  # fmt: skip
    first, last = summaries(pages, members, [("a", "b"), ("a", "gone")]).to_pylist()
    assert (first["pages"], first["outlets"], first["happenings"], first["texts"], first["copied"]) == (2, 2, 2, 1, 0.5)
    assert (first["first"], first["last"]) == ("2024-03-14", "2024-03-15")
    assert "نسمة" in first["names"]
    assert (last["pages"], last["outlets"], last["headline"], last["first"]) == (1, 0, "", "")

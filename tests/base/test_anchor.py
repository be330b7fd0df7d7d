"""An anchor finds its words again in a changed page, or says why it cannot; it never takes other words for them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.anchor import CONTEXT, Anchor
from tawatur.base.document import Document
from tawatur.base.span import Span
from tests.conftest import document_of

PAGE = "وصلت العبارة نورس إلى المرفأ صباح الأحد، ثم غادرت العبارة نورس المرفأ عند المغيب في هدوء."


def page(text: str, id_: str = "d1", source: str = "page.txt", digest: str = "") -> Document:
    return document_of(text, id=id_, source=source, sha256=digest or f"{hash(text):x}")


def anchor(words: str, text: str = PAGE, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Anchor.at(page(text), Span(start, start + len(words)))


def test_an_anchor_holds_the_exact_words_and_a_little_on_either_side() -> None:
    text = "ا" * 100 + "نورس" + "ب" * 100
    made = anchor("نورس", text)
    assert (made.exact, made.prefix, made.suffix) == ("نورس", "ا" * CONTEXT, "ب" * CONTEXT)
    assert msgspec.json.decode(msgspec.json.encode(made), type=Anchor) == made


def test_the_same_page_under_another_id_and_source_is_known_by_its_bytes() -> None:
    found = anchor("نورس", nth=1).find([page("غير ذلك", "d1"), page(PAGE, "d7", "elsewhere/page.txt")])
    assert (found.document, found.span) == ("d7", anchor("نورس", nth=1).span)


def test_a_page_of_the_same_source_is_searched_by_what_stands_on_either_side() -> None:
    changed = "خبر عاجل: " + PAGE
    found = anchor("نورس", nth=1).find([page(changed)])
    assert found.span == Span(*(n + 10 for n in anchor("نورس", nth=1).span))


def test_one_side_is_enough_where_it_is_long_enough_and_leads_to_one_place() -> None:
    changed = PAGE.replace("ثم غادرت", "وبعد ساعات غادرت مسرعة")
    found = anchor("نورس", nth=1).find([page(changed)])
    assert found.span and found.span.start == changed.index("نورس", 40)


@pytest.mark.parametrize(
    ("text", "source", "told"),
    [
        (PAGE, "other.txt", "no page is page.txt"),
        (PAGE.replace("نورس", "بجعة"), "page.txt", "no longer stands where it did in d1"),
        ("انتهى. " + f"{PAGE}\n{PAGE}", "page.txt", "stands at 2 places in d1"),
    ],
)
def test_words_that_are_not_found_are_told_with_why(text: str, source: str, told: str) -> None:
    found = anchor("نورس", nth=1).find([page(text, source=source, digest="1")])
    assert found.span is None
    assert told in found.why


def test_of_two_copies_of_a_page_the_one_of_the_same_source_is_meant() -> None:
    made = anchor("نورس")
    copies = [page(PAGE, "d1", "a.txt"), page(PAGE, "d2", "page.txt")]
    assert made.find(copies).document == "d2"
    assert "copies of one page" in made.find([copies[0], page(PAGE, "d3", "b.txt")]).why


VOCABULARY = ["نورس", "العبارة", "وصلت", "المرفأ", "ثم", "غادرت", "في", "هدوء", ".", "،", "قال"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=40).map(" ".join)


@given(WORDS, WORDS, WORDS, WORDS, st.data())
def test_after_edits_elsewhere_the_words_are_found_or_said_not_to_be(
    before: str, after: str, new_before: str, new_after: str, data: st.DataObject
) -> None:
    """What stands on either side is kept, the rest of the page is written anew."""
    near = "x" * CONTEXT + "نورس" + "y" * CONTEXT if data.draw(st.booleans()) else " رست السفينة «نورس» ليلا "
    text, changed = f"{before}{near}{after}", f"{new_before}{near}{new_after}"
    start = len(before) + near.index("نورس")
    made = Anchor.at(page(text), Span(start, start + 4))
    found = made.find([page(changed)])
    if found.span is None:
        assert made.exact in found.why
    else:
        assert found.span.of(changed) == "نورس"
        if "x" in near:
            assert found.span.start == len(new_before) + CONTEXT


@given(st.text("ابج ", max_size=60), st.text("ابج ", max_size=60), st.data())
def test_whatever_the_page_became_the_words_found_are_the_words(text: str, changed: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    made = Anchor.at(page(text), Span(start, data.draw(st.integers(start, len(text)))))
    found = made.find([page(changed)])
    assert found.span is None or found.span.of(changed) == made.exact

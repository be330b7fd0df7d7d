"""Quotation marks: pairs of every shape, nesting, marks that never close, and what each pair is used for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import quotations
from tawatur.extract.quotations import pairs
from tests.cases_file import cases
from tests.extract.spoken import read


def seen(reading: Reading) -> list[str]:
    return [f"{'' if q.closed else '~'}{q.use}: {q.inner.of(reading.text)}" for q in reading.quotations]


@pytest.mark.parametrize("case", cases("quotations"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly the pairs it lists."""
    assert seen(read(str(case["text"]))) == case["expect"]


def test_five_levels_keep_their_depth() -> None:
    """Marks of alternating shape nest as deep as they are written."""
    found = read("قال: «أ ب “ج د «ه و “ز ح «ط ي» ك” ل» م” ن».").quotations
    assert [q.depth for q in found] == [0, 1, 2, 3, 4]


def test_the_span_covers_the_marks_and_the_inside_does_not() -> None:
    """The pair's span holds both marks."""
    quotation = read("نشرت صحيفة «الأفق» الخبر.").quotations[0]
    assert quotation.text == "«الأفق»"


def test_every_pair_says_why() -> None:
    """The use is never unexplained."""
    assert all(q.because for q in read('نشرت صحيفة «الأفق» أن "الربيع" قريب.').quotations)


@given(st.text(alphabet="ا ب.\n\"“”«»'″،لو", max_size=200))
@settings(max_examples=60, deadline=None)
def test_pairs_lie_in_the_text_and_hold_their_inside(text: str) -> None:
    """Whatever the marks do, spans stay in order and in bounds."""
    for pair in pairs(text, [Span(0, len(text))]):
        assert 0 <= pair.outer.start <= pair.inner.start <= pair.inner.end <= pair.outer.end <= len(text)


@pytest.mark.parametrize("text", ['"' * 20_000, "« " * 20_000, 'ا "' * 20_000, '"ا ' * 20_000, "“ا «ب " * 10_000])
def test_marks_that_never_close_cost_linear_time(text: str) -> None:
    """Tens of thousands of open marks are paired in well under the time a square would take."""
    started = time.perf_counter()
    pairs(text, [Span(0, len(text))])
    assert time.perf_counter() - started < 2


def test_names_the_fields_it_needs_and_makes() -> None:
    """The pipeline orders annotators by these."""
    assert quotations.MAKES == ("quotations",)

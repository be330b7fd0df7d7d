"""Figures: what counts and what merely has digits, what is counted, and with which bound."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.annotation import Figure
from tawatur.base.document import Document, Published
from tawatur.base.lexicon import BoundRow
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import figures, sentences, times
from tawatur.extract.figures.tables import CountedRow, NotFigureRow
from tests.cases_file import cases

LEXICONS = lexicons.load("ar", tuple(sorted((times.TABLES | figures.TABLES).items())))


def found(text: str) -> list[Figure]:
    """Annotate one text, its times found first."""
    document = Document(
        id="d1", source="page.txt", sha256="", outlet=None, language="ar", title=None, text=text,
        body=[Span(0, len(text))] if text else [], residue=[], published=Published(),
    )  # fmt: skip
    reading = Reading.of(document)
    reading = reading.adding(**sentences.annotate(reading, LEXICONS))
    reading = reading.adding(times=times.annotate(reading, LEXICONS)["times"])
    return figures.annotate(reading, LEXICONS)["figures"]


def said(figure: Figure) -> str:
    return f"{figure.text} | {figure.value} | {figure.bound} | {figure.counted}" + (
        f"| {figure.scope}" if figure.scope else ""
    )


@pytest.mark.parametrize("case", cases("figures"))
def test_case(case: dict[str, str]) -> None:
    """Every case finds exactly what it lists."""
    assert [said(f) for f in found(case["text"])] == case["expect"]


def test_every_counted_noun_is_met_in_its_example() -> None:
    """Each row's example gives a figure whose reasons cite that row, or one with the same label."""
    missed = []
    for row in LEXICONS.rows("counted", CountedRow):
        made = found(row.example.replace("[", "").replace("]", ""))
        if not any(f.value == "12" and f.counted == row.label for f in made):
            missed.append((row.cited, [said(f) for f in made]))
    assert missed == []


def test_every_bound_is_met_in_its_example() -> None:
    """Each bound's example gives 30 with that bound."""
    missed = [
        row.cited
        for row in LEXICONS.rows("bounds", BoundRow)
        if [f.bound for f in found(row.example.replace("[", "").replace("]", ""))] != [row.bound]
    ]
    assert missed == []


@pytest.mark.parametrize("row", LEXICONS.tables["not_figures"], ids=lambda r: r.form)
def test_numbers_that_name_are_no_figures(row: NotFigureRow) -> None:
    """A number after «المادة» and its like counts nothing."""
    assert found(row.example.replace("[", "").replace("]", "")) == []


def test_reasons_cite_the_rows() -> None:
    """A figure says which noun, cue and bound made it."""
    [figure] = found("قتل نحو 12 شخصا.")
    assert [r.rule for r in figure.because] == ["figures.digits", "figures.counted", "figures.cue", "figures.bound"]
    assert [r.row for r in figure.because][1:] == ["counted.tsv: شخص", "casualty_cues.tsv: قتل", "bounds.tsv: نحو"]


PIECES = [
    *"اولب0123456789/-،.()«»:\n ر",
    "قتيلان ",
    "ألف ",
    "مليون ",
    "ثلاثة ",
    "عشر ",
    "و",
    "مئة ",
    "عشرات ",
    "🙂",
    "\u200f",
    "%",
    "من ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_spans_hold_their_words(text: str) -> None:
    """Whatever the text, spans lie in it, hold their words and never overlap; values are plain decimals."""
    made = found(text)
    assert all(f.text == text[f.span.start : f.span.end] and f.text.strip() for f in made)
    assert all(a.span.end <= b.span.start for a, b in pairwise(made))
    assert all(f.value.replace(".", "", 1).isdecimal() for f in made)


@pytest.mark.parametrize("text", ["", "\u200f", "🙂🙂", "9" * 5000, "ألف " * 2000, "ثلاثة و" * 2000, "12 " * 3000])
def test_strange_text_is_read_in_linear_time(text: str) -> None:
    """Very long numbers and lists neither crash nor stall."""
    start = time.perf_counter()
    found(text)
    assert time.perf_counter() - start < 5

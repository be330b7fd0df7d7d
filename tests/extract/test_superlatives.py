"""Claims to be first, only or greatest: what is claimed, of what, within which bounds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.annotation import Superlative
from tawatur.base.reading import Reading
from tawatur.extract import events, sentences, superlatives
from tawatur.extract.superlatives import SuperlativeRow
from tests.cases_file import cases
from tests.conftest import reading_of

LEXICONS = lexicons.load("ar", tuple(sorted((events.TABLES | superlatives.TABLES).items())))


def read(text: str) -> Reading:
    reading = reading_of(text)
    reading = reading.adding(**sentences.annotate(reading, LEXICONS))
    reading = reading.adding(**events.annotate(reading, LEXICONS))
    return reading.adding(**superlatives.annotate(reading, LEXICONS))


def line(found: Superlative) -> str:
    kind = found.because[0].rule.removeprefix("superlatives.")
    return f"{kind}: {found.text} | {found.about or ''} | {found.scope or ''}"


@pytest.mark.parametrize("case", cases("superlatives"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly the claims it lists."""
    assert [line(s) for s in read(str(case["text"])).superlatives] == case["expect"]


@pytest.mark.parametrize("row", LEXICONS.rows("superlatives", SuperlativeRow), ids=lambda r: r.form)
def test_row(row: SuperlativeRow) -> None:
    """The example of every row holds a claim whose words meet those in brackets."""
    start = row.example.index("[")
    end = row.example.index("]") - 1
    found = read(re.sub(r"[\[\]]", "", row.example)).superlatives
    assert any(s.span.start < end and start < s.span.end for s in found)


def test_the_table_is_clean() -> None:
    """The table holds no forbidden letter, no row twice, and an example in every row."""
    assert lexicons.faults(Path(lexicons.__file__).parent / "languages" / "ar" / "superlatives.tsv") == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "أول",
                "زيارة",
                "الأولى",
                "من",
                "نوعها",
                "،",
                "لأول",
                "مرة",
                "منذ",
                "2003",
                ".",
                "هي",
                "زيارته",
                "غير",
                "مسبوقة",
                "في",
                "تاريخ",
                "\u200f",
                "😀",
            ]
        ),
        max_size=10,
    )
)
def test_spans_are_words_of_the_text(pieces: list[str]) -> None:
    """Whatever words come together, a claim and its bound are words of the text."""
    reading = read(" ".join(pieces))
    for found in reading.superlatives:
        assert found.span.of(reading.text) == found.text != ""
        assert found.scope is None or found.scope in reading.text

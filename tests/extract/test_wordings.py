"""Wordings: loaded, official and plain names by table, scare quotes, and in whose voice they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.reading import Reading
from tawatur.extract.wordings import WordingRow
from tests.cases_file import cases
from tests.extract.spoken import LEXICONS, read

REGISTERS = {
    "hostile", "delegitimising", "legitimising", "honouring", "official", "euphemism", "emotive", "friendly", "neutral",
}  # fmt: skip


def found(reading: Reading) -> list[str]:
    return [f"{'>' if w.voice == 'quoted' else ''}{w.register}: {w.text}" for w in reading.wordings]


@pytest.mark.parametrize("case", cases("wordings"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly the wordings it lists."""
    assert found(read(str(case["text"]))) == case["expect"]


def test_every_row_has_a_register_a_label_and_a_pair() -> None:
    """A linguist's row is whole: nothing is left for the code to guess."""
    rows = LEXICONS.rows("wordings", WordingRow)
    assert len(rows) > 1000
    assert all(row.register in REGISTERS and row.label and row.pair and row.referent for row in rows)


def test_one_label_for_each_register() -> None:
    """The Arabic label says the same everywhere."""
    rows = LEXICONS.rows("wordings", WordingRow)
    assert len({(row.register, row.label) for row in rows}) == len({row.register for row in rows})


def test_the_quoted_voice_names_who_is_quoted() -> None:
    """Inside marks the words are the teller's."""
    (wording,) = read("قال [سمير الحداد]: «قصفت الميليشيات الحوثية الميناء أمس».").wordings
    assert (wording.voice, wording.quoted_by) == ("quoted", "سمير الحداد")


def test_indirect_speech_keeps_the_outlets_voice() -> None:
    """Without marks the choice of words is the page's own."""
    (wording,) = read("قال [سمير الحداد] إن الميليشيات الحوثية قصفت الميناء.").wordings
    assert wording.voice == "outlet"


def test_a_wording_cites_its_row() -> None:
    """The register is the table's, and the row is named."""
    (wording,) = read("بدأ الغزو الروسي فجرا.").wordings
    assert wording.lexicon_row == "wordings.tsv: الغزو الروسي"


def test_an_official_name_is_listed_once_a_page() -> None:
    """Repeating a title adds nothing."""
    assert len(read("زار خادم الحرمين الشريفين القرية.\nثم عاد خادم الحرمين الشريفين.").wordings) == 1


@given(st.text(alphabet='الشهيد "«»صهيوني.\n', max_size=120))
@settings(max_examples=60, deadline=None)
def test_spans_read_as_their_words(text: str) -> None:
    """Whatever the text, a wording's words are the text's."""
    reading = read(text)
    assert all(w.text == w.span.of(reading.text) for w in reading.wordings)

"""The mergers' tables: every row is found in its own example, and no row breaks the rules of tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tawatur
from tawatur.base.lexicon import Row
from tawatur.base.phrases import Phrases
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.lexicons import faults
from tawatur.merge.disagreements.offices import OfficeRivalRow, bare_words
from tawatur.merge.reuse.habits import SpellingHabitRow
from tests.merge.stories import lexicons

NAMES = (
    "formulas", "spelling_habits", "quotable_texts", "office_rivals", "single_offices", "reach_limits", "agent_classes", "event_words",
    "order_words", "cue_degrees",
)  # fmt: skip
FOLDER = Path(tawatur.__file__).parent / "languages" / "ar"


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_no_faults(name: str):
    assert faults(FOLDER / f"{name}.tsv") == []


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_found_in_its_example(name: str):
    for row in lexicons().rows(name, Row):
        before, match, after = re.split(r"[\[\]]", row.example)
        form = row.variant if isinstance(row, SpellingHabitRow) else row.form
        hits = list(Phrases([(form, row)]).find(Tokens(before + match + after)))
        assert Span(len(before), len(before) + len(match)) in [hit.span for hit in hits], row.cited


def test_spelling_variants_differ_from_their_forms_only_in_what_folding_forgives():
    from tawatur.base.fold import fold

    for row in lexicons().rows("spelling_habits", SpellingHabitRow):
        assert row.form != row.variant
        assert fold(row.form) == fold(row.variant), row.cited


def test_heads_of_offices_are_written_without_articles():
    for row in lexicons().rows("office_rivals", OfficeRivalRow):
        for head in (row.form, *row.rivals):
            assert " ".join(bare_words(head)) == " ".join(Tokens(head).words), head
        assert row.form not in row.rivals

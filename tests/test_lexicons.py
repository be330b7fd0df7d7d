"""Every table is well formed, and every row finds the words that its own example brackets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur import lexicons, pipeline
from tawatur.base.phrases import Phrases
from tawatur.base.tokens import Tokens

FOLDER = Path(lexicons.__file__).parent / "languages" / "ar"
TABLES = sorted(FOLDER.glob("*.tsv"))
# Tables whose rows are found by their annotator's own grammar; its tests hold each row to its example.
FOUND_BY_GRAMMAR = {
    "time_units": "tests/extract/test_times.py: a unit is found with its numeral («خمس دقائق»)",
    "event_frames": "tests/extract/test_events.py: a row names a frame, not a word",
    "event_triggers": "tests/extract/test_events.py: triggers carry pronouns («استعداده») that forms() leaves to the matcher",
}


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_a_table_holds_no_forbidden_letters_and_no_row_twice(path: Path) -> None:
    assert lexicons.faults(path) == []


def test_every_table_on_disk_is_declared_by_a_stage() -> None:
    declared = set(pipeline.tables().tables)
    assert {p.stem for p in TABLES} == declared


@pytest.mark.parametrize("path", [p for p in TABLES if p.stem not in FOUND_BY_GRAMMAR], ids=lambda p: p.stem)
def test_every_row_with_an_example_finds_the_words_in_brackets(path: Path) -> None:
    failed = []
    for row in pipeline.tables().tables[path.stem]:
        if not row.example:
            continue
        wanted = re.findall(r"\[([^\]]+)\]", row.example)
        text = re.sub(r"[\[\]]", "", row.example)
        found = [h.span.of(text) for h in Phrases((f, None) for f in row.forms()).find(Tokens(text))]
        if not any(w in found for w in wanted):
            failed.append(f"line {row.line} {row.form}: wanted {wanted}, found {found}")
    assert not failed, "\n".join(failed[:20])


def test_the_lint_names_the_line_and_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("form\texample\nکتاب\t[کتاب]\nبيت\tبيت\nبيت\tبيت\nقـمر\t[قـمر]\n", "utf-8")
    assert lexicons.faults(path) == [
        "bad.tsv, line 2: a Persian yeh or kaf",
        "bad.tsv, line 3: no example with its match in [brackets]",
        "bad.tsv, line 4: the same row as line 3",
        "bad.tsv, line 4: no example with its match in [brackets]",
        "bad.tsv, line 5: a stray tatweel",
    ]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wide.tsv"
    path.write_text("form\texample\nبيت\t[بيت]\tزيادة\n", "utf-8")
    with pytest.raises(lexicons.LexiconError, match="line 2: 3 cells where the header names 2"):
        list(lexicons.read_rows(path))

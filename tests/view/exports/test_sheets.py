"""Excel's limits: what a cell or a sheet cannot hold is cut or carried over, and noted."""

from __future__ import annotations

import pytest

from tawatur.view.exports import sheets
from tawatur.view.exports.tables import Column, Table


def table_of(texts: list[str]) -> Table:
    """Make a table of one column."""
    return Table("mentions", "", (Column("text", "string", "", ""),), [{"text": t} for t in texts])


def test_a_text_that_fits_stays_as_it_is() -> None:
    text = "س" * (sheets.LONGEST - 1)
    assert sheets.shortened(text) == text


@pytest.mark.parametrize("letter", ["س", "𝒳", "😀"])
def test_a_text_too_long_is_cut_at_whole_letters(letter: str) -> None:
    """Excel counts UTF-16 units: 😀 is two, and half of one is no letter."""
    cut = sheets.shortened(letter * sheets.LONGEST)
    assert len(cut.encode("utf-16-le")) // 2 <= sheets.LONGEST - 1
    assert set(cut) == {letter, "…"}


def test_a_cut_is_noted_with_its_place() -> None:
    (sheet,), notes = sheets.fitted([table_of(["قال", "س" * 40_000])])
    assert len(str(sheet.rows[1][0])) < 32_767
    assert notes == [["mentions", 3, "text", "cut: 40,000 code points; a cell holds 32,767 units"]]


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    made, notes = sheets.fitted([table_of([str(n) for n in range(7)])])
    assert [(s.name, len(s.rows)) for s in made] == [("mentions", 3), ("mentions-2", 3), ("mentions-3", 1)]
    assert [n[0] for n in notes] == ["mentions-2", "mentions-3"]


def test_an_empty_table_is_a_sheet_with_a_header() -> None:
    assert sheets.fitted([table_of([])]) == ([sheets.Sheet("mentions", ["text"], [])], [])

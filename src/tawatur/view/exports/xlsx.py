"""A story → one Excel workbook: a right-to-left sheet a table, a sheet of its columns, a sheet of what had to be cut."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook

from tawatur.base.story import OFFSET_UNIT, Story
from tawatur.view.exports import sheets
from tawatur.view.exports.rows.cells import Cell
from tawatur.view.exports.tables import Table, tables

MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the same story gives the same bytes
EXPLAINED = ("table", "column", "type", "refers_to", "says")


def to_xlsx(story: Story) -> bytes:
    """Write the workbook; text goes in as text whatever it begins with: no formula, no link, no number."""
    whole = io.BytesIO()
    every = list(tables(story))
    made, notes = sheets.fitted(every)
    with Workbook(whole, {"in_memory": True}) as book:
        book.set_properties({"created": MADE, "comments": f"offsets: {OFFSET_UNIT}"})
        write(book, sheets.Sheet("columns", list(EXPLAINED), explained(every)), right_to_left=False)
        for sheet in made:
            write(book, sheet)
        write(book, sheets.Sheet("notes", list(sheets.NOTED), notes), right_to_left=False)
    return whole.getvalue()


def explained(every: Sequence[Table]) -> list[list[Cell]]:
    """List every column of every table with what stands in it."""
    return [[t.name, c.name, c.type, c.refers_to or None, c.says] for t in every for c in t.columns]


def write(book: Any, sheet: sheets.Sheet, *, right_to_left: bool = True) -> None:
    """Write one sheet: a header that stays in sight, a filter over it, cells by their type."""
    page = book.add_worksheet(sheet.name)
    if right_to_left:
        page.right_to_left()
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    lines: list[Sequence[Cell]] = [sheet.columns, *sheet.rows]
    for n, row in enumerate(lines):
        for column, cell in enumerate(row):
            put(page, n, column, cell)


def put(page: Any, row: int, column: int, cell: Cell) -> None:
    """Write one cell. Raises ValueError where the library refuses it: a cell is never lost in silence."""
    if cell is None:
        return
    if isinstance(cell, str):
        refused = put_text(page, row, column, cell)
    else:
        refused = (page.write_boolean if isinstance(cell, bool) else page.write_number)(row, column, cell)
    if refused:
        raise ValueError(
            f"{page.get_name()}, row {row + 1}, column {column + 1}: the workbook refused the cell ({refused})"
        )


def put_text(page: Any, row: int, column: int, text: str) -> int:
    """Write one cell of text; return the library's sign of refusal, 0 for none.

    XlsxWriter takes text from «<r>» to «</r>» for its own markup and writes it unescaped: a page could write the workbook's
    XML. Such text goes in as a rich string of three plain pieces, whose escaping the library does do.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        return int(page.write_rich_string(row, column, "<", "r", text[2:]))
    return int(page.write_string(row, column, text))

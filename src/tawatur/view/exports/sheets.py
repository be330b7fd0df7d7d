"""Tables → sheets that keep Excel's limits, and notes of all that had to be cut or carried over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tawatur.view.exports.rows.cells import Cell
from tawatur.view.exports.tables import Table

LONGEST = 32_767  # UTF-16 units that a cell of Excel holds
MOST_ROWS = 1_048_576  # rows that a sheet of Excel holds, its header among them
NOTED = ("sheet", "row", "column", "note")
CUT = "…"


class Sheet(NamedTuple):
    """One sheet: its name, its column names, its rows of cells in that order."""

    name: str
    columns: list[str]
    rows: list[list[Cell]]


def fitted(tables: Iterable[Table]) -> tuple[list[Sheet], list[list[Cell]]]:
    """Make sheets of tables, and the notes: (sheet, row from 1 with the header, column, what was done)."""
    sheets: list[Sheet] = []
    notes: list[list[Cell]] = []
    for table in tables:
        for sheet in split(table):
            sheets.append(sheet._replace(rows=[fit(sheet, n, row, notes) for n, row in enumerate(sheet.rows, 2)]))
            if sheet.name != table.name:
                notes.append([sheet.name, 1, "", f"goes on from {table.name}: a sheet holds {MOST_ROWS:,} rows"])
    return sheets, notes


def split(table: Table) -> Iterator[Sheet]:
    """Yield a table as one sheet, or as several where it has more rows than a sheet holds: «mentions», «mentions-2»."""
    columns = table.header
    most = MOST_ROWS - 1
    for part, start in enumerate(range(0, max(len(table), 1), most), 1):
        rows = [[row[c] for c in columns] for row in table.rows[start : start + most]]
        yield Sheet(table.name if part == 1 else f"{table.name}-{part}", columns, rows)


def fit(sheet: Sheet, number: int, row: Sequence[Cell], notes: list[list[Cell]]) -> list[Cell]:
    """Cut the cells that are too long, and note each: nothing is cut in silence."""
    made: list[Cell] = []
    for column, cell in zip(sheet.columns, row, strict=True):
        kept = shortened(cell) if isinstance(cell, str) else cell
        if isinstance(cell, str) and kept != cell:
            notes.append(
                [sheet.name, number, column, f"cut: {len(cell):,} code points; a cell holds {LONGEST:,} units"]
            )
        made.append(kept)
    return made


def shortened(text: str) -> str:
    """Cut a text to what a cell holds, with «…» at its end; no letter beyond the basic plane is cut in two."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST - 1:  # one unit less: a guard's apostrophe must fit too
        return text
    units = text.encode("utf-16-le")[: 2 * (LONGEST - 2)]
    return units.decode("utf-16-le", "ignore") + CUT

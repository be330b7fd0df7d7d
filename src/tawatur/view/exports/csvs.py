"""A story → CSV files, one a table: as a Frictionless data package for programs, or guarded for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tawatur.base.story import OFFSET_UNIT, Story
from tawatur.view.exports import sheets
from tawatur.view.exports.rows.cells import Cell
from tawatur.view.exports.tables import Column, Table, tables

BOM = b"\xef\xbb\xbf"
# What a spreadsheet takes for a formula at the start of a cell, after OWASP's «CSV Injection», with the full-width forms.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(story: Story) -> dict[str, bytes]:
    """Write a CSV file a table (RFC 4180, UTF-8, a header line) and the `datapackage.json` that describes them."""
    made = list(tables(story))
    files = {f"{t.name}.csv": delimited([t.header, *cells(t)]) for t in made}
    return {"datapackage.json": package(made), **files}


def to_excel(story: Story) -> dict[str, bytes]:
    """Write a CSV file a sheet with a byte-order mark, guarded cells and Excel's limits; `notes.csv` tells what was cut."""
    made, notes = sheets.fitted(tables(story))
    files = {f"{s.name}.csv": BOM + delimited([s.columns, *map(guarded, s.rows)], csv.QUOTE_ALL) for s in made}
    return {"notes.csv": BOM + delimited([sheets.NOTED, *map(guarded, notes)], csv.QUOTE_ALL), **files}


def cells(table: Table) -> Iterator[list[Cell]]:
    """Yield a table's rows as CSV has them: truth as true and false, an empty cell as nothing."""
    for row in table:
        yield [plain(row[c.name]) for c in table.columns]


def plain(cell: Cell) -> Cell:
    """Write truth values in lower case, as the Table Schema reads them."""
    return str(cell).lower() if isinstance(cell, bool) else cell


def guarded(row: Sequence[Cell]) -> list[Cell]:
    """Put an apostrophe before text that a spreadsheet would take for a formula; numbers of ours stay numbers."""
    return ["'" + c if isinstance(c, str) and c.startswith(FORMULA) else plain(c) for c in row]


def delimited(rows: Iterable[Sequence[Cell]], quoting: int = csv.QUOTE_MINIMAL, delimiter: str = ",") -> bytes:
    """Write rows as delimited UTF-8 text with CRLF line ends."""
    whole = io.StringIO(newline="")
    csv.writer(whole, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return whole.getvalue().encode("utf-8")


def package(made: Sequence[Table]) -> bytes:
    """Write the descriptor: a Tabular Data Package, version 1 of the Frictionless specifications."""
    described = {
        "profile": "tabular-data-package",
        "name": "tawatur-story",
        "description": "Tables of a story. Offsets count code points of documents.text; an empty cell is a missing value.",
        "offset_unit": OFFSET_UNIT,
        "resources": [resource(t) for t in made],
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=1) + b"\n"


def resource(table: Table) -> dict[str, object]:
    """Describe one file: its columns, its key, and which columns hold another table's keys."""
    schema: dict[str, object] = {
        "fields": [{"name": c.name, "type": c.type, "description": c.says} for c in table.columns],
        "missingValues": [""],
        "foreignKeys": [foreign_key(table, c) for c in table.columns if c.refers_to],
    }
    if table.columns[0].name == "id":
        schema["primaryKey"] = "id"
    return {
        "profile": "tabular-data-resource", "name": table.name, "path": f"{table.name}.csv", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "description": table.says, "schema": schema,
    }  # fmt: skip


def foreign_key(table: Table, column: Column) -> dict[str, object]:
    """Describe a column that holds another table's keys; its own table is the empty name."""
    other, _, field = column.refers_to.partition(".")
    return {"fields": column.name, "reference": {"resource": "" if other == table.name else other, "fields": field}}

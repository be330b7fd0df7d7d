"""`pages.csv`: what is known of pages that stand beside it: file, outlet, published, url, title."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from tawatur.capture.encodings import decode

NAME = "pages.csv"
COLUMNS = ("file", "outlet", "published", "url", "title")
REMARKS = ("domain", "suggested")  # what `outlets missing` writes beside them, for whoever fills the table in


class Table(NamedTuple):
    """What a table says of the files beside it: facts by the file's name, where the row stands, what is wrong."""

    rows: dict[str, dict[str, str]]
    lines: dict[str, str]
    faults: list[str]


def read(data: bytes) -> Table:
    """Read a `pages.csv`; commas, semicolons and tabs all part cells."""
    table = Table({}, {}, [])
    try:
        parse(decode(data).text, table)
    except csv.Error as wrong:
        table.faults.append(f"is not a table of comma-separated cells ({wrong}); its pages are read without it.")
    return table


def parse(text: str, table: Table) -> None:
    """Read the rows into the table, and note what is wrong with its header."""
    header_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [h.strip().lower() for h in next(reader, [])]
    table.faults.extend(faults(header))
    if "file" not in header:
        return
    for row in reader:
        cells = {h: c.strip() for h, c in zip(header, row, strict=False) if h in COLUMNS and c.strip()}
        if name := cells.pop("file", "").replace("\\", "/").removeprefix("./"):
            table.rows[name] = table.rows.get(name, {}) | cells
            table.lines[name] = f"line {reader.line_num}"


def faults(header: list[str]) -> list[str]:
    """Say what is wrong with the columns."""
    found = []
    unknown = [h for h in header if h and h not in (*COLUMNS, *REMARKS)]
    if unknown:
        found.append(
            f"column{'s' * (len(unknown) > 1)} {', '.join(map(repr, unknown))} unknown and left out; "
            f"the columns read are {', '.join(COLUMNS)}."
        )
    if "file" not in header:
        found.append(
            f"has no column «file», so no row can be told to a page; its columns are {', '.join(header) or 'none'}."
        )
    return found

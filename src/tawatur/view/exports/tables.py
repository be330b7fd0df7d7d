"""A story → its flat tables: `columns.tsv` says which columns each one has and what stands in them, `rows` fills them.

A span is two columns of code points into the page's text; text = documents.text[start:end] in every row that has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.base.story import Story
from tawatur.view.exports.registry import ExportError
from tawatur.view.exports.rows import comparisons, entities, events, pages, reports, terms
from tawatur.view.exports.rows.cells import Cell, Row, Rows
from tawatur.view.index import Index

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
HERE = Path(__file__).parent
MAKERS: dict[str, Callable[[Index], Rows]] = {
    "documents": pages.documents, "entities": entities.entities, "names": entities.names,
    "mentions": entities.mentions, "offices": entities.offices, "events": events.events,
    "participants": events.participants, "event_reports": reports.event_reports,
    "report_participants": reports.report_participants, "statements": events.statements,
    "attributions": reports.attributions, "chain_links": reports.chain_links,
    "independence_groups": events.independence_groups, "figures": events.figures, "ladder": events.ladder,
    "times": pages.times, "reuse": comparisons.reuse, "changes": comparisons.changes,
    "disagreements": comparisons.disagreements, "disagreement_values": comparisons.disagreement_values,
    "wordings": terms.wordings, "superlatives": terms.superlatives, "judgements": terms.judgements,
    "unread": pages.unread, "unplaced": pages.unplaced,
}  # fmt: skip
NAMES = tuple(MAKERS)


class Column(NamedTuple):
    """One column. ``type``: string, integer, number or boolean. ``refers_to``: «table.column» whose values it holds, or empty."""

    name: str
    type: str
    refers_to: str
    says: str


class Table:
    """One table of a story: its columns, and rows as dicts of its columns.

    Iterate over it, ask its length, or hand it on: `to_pandas`, `to_polars`, `to_arrow`.
    """

    def __init__(self, name: str, says: str, columns: tuple[Column, ...], rows: list[Row]) -> None:
        self.name, self.says, self.columns, self.rows = name, says, columns, rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self.rows)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        from tawatur.view.exports import frames

        return frames.html(self)

    @property
    def header(self) -> list[str]:
        """List the column names in order."""
        return [c.name for c in self.columns]

    def values(self, column: Column) -> list[Cell]:
        """List one column's cells from top to bottom."""
        return [row[column.name] for row in self.rows]

    def to_pandas(self) -> Any:
        """Make a pandas DataFrame with nullable dtypes. Raises ExportError where pandas is not installed."""
        from tawatur.view.exports import frames

        return frames.to_pandas(self)

    def to_polars(self) -> Any:
        """Make a polars DataFrame. Raises ExportError where polars is not installed."""
        from tawatur.view.exports import frames

        return frames.to_polars(self)

    def to_arrow(self) -> Any:
        """Make a pyarrow Table whose metadata describe its columns. Raises ExportError where pyarrow is not installed."""
        from tawatur.view.exports import frames

        return frames.to_arrow(self)


@cache
def described(file: str = "columns.tsv") -> dict[str, tuple[str, tuple[Column, ...]]]:
    """Read a file of columns: table → (what a row is, its columns in order)."""
    says: dict[str, str] = {}
    columns: dict[str, list[Column]] = {}
    for line in (HERE / file).read_text("utf-8").splitlines()[1:]:
        table, *cells = line.split("\t")
        column = Column(*cells)
        if column.name:
            columns[table].append(column)
        else:
            says[table], columns[table] = column.says, []
    return {table: (said, tuple(columns[table])) for table, said in says.items()}


def table(story: Story, name: str, index: Index | None = None) -> Table:
    """Make one table of a story. Raises ExportError for a name that is not in NAMES."""
    if name not in MAKERS:
        raise ExportError(f"table {name!r}: there is no such table. These are: {', '.join(NAMES)}")
    return filled(name, MAKERS[name](index or Index(story)))


def filled(name: str, rows: Rows, file: str = "columns.tsv") -> Table:
    """Make a table of rows, each with its columns in order. Raises KeyError for a row that lacks one."""
    says, columns = described(file)[name]
    return Table(name, says, columns, [{c.name: whole(row[c.name]) for c in columns} for row in rows])


def tables(story: Story) -> Iterator[Table]:
    """Make every table of a story, one after the other, empty ones too."""
    index = Index(story)
    return (table(story, name, index) for name in NAMES)


def whole(cell: Cell) -> Cell:
    """Replace lone surrogates, which no UTF-8 file can hold, by U+FFFD: one for one, so that offsets stay true."""
    return LONE_SURROGATE.sub("\ufffd", cell) if isinstance(cell, str) else cell

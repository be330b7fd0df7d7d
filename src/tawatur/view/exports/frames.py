"""A table → a pandas, polars or pyarrow table of the same columns and types, or a piece of HTML for a notebook."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from markupsafe import Markup

from tawatur.base.story import OFFSET_UNIT
from tawatur.view.exports.registry import ExportError
from tawatur.view.exports.tables import Column, Table

EXTRAS = {"pandas": "pandas", "polars": "polars", "pyarrow": "tables"}  # library → the extra that installs it
PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
POLARS = {"string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean"}
ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}
MOST = 60  # rows that a notebook's cell shows
LONG = 200  # code points of a cell that a notebook shows
CELL = "padding:.3em .7em;text-align:start;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.3)"


def library(name: str) -> Any:
    """Import an optional library. Raises ExportError with what to install."""
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        raise ExportError(f"{name} is not installed. Install it: pip install 'tawatur[{EXTRAS[name]}]'") from missing


def to_pandas(table: Table) -> Any:
    """Make a pandas DataFrame; an empty cell is `pandas.NA`, and offsets stay whole numbers beside it."""
    pandas = library("pandas")
    return pandas.DataFrame({c.name: pandas.array(table.values(c), dtype=PANDAS[c.type]) for c in table.columns})


def to_polars(table: Table) -> Any:
    """Make a polars DataFrame; an empty cell is null."""
    polars = library("polars")
    made = (polars.Series(c.name, table.values(c), dtype=getattr(polars, POLARS[c.type])) for c in table.columns)
    return polars.DataFrame(list(made))


def to_arrow(table: Table) -> Any:
    """Make a pyarrow Table; its metadata hold the unit of offsets and what a row is, each field's what stands in it."""
    arrow = library("pyarrow")
    fields = [arrow.field(c.name, arrow_type(arrow, c), metadata={"description": c.says}) for c in table.columns]
    about = {"table": table.name, "description": table.says, "offset_unit": OFFSET_UNIT}
    columns = [arrow.array(table.values(c), type=field.type) for c, field in zip(table.columns, fields, strict=True)]
    return arrow.table(columns, schema=arrow.schema(fields, metadata=about))


def arrow_type(arrow: Any, column: Column) -> Any:
    """Return a column's Arrow type."""
    return getattr(arrow, ARROW[column.type])()


def html(table: Table) -> str:
    """Write the first rows as an HTML table that runs right to left whatever the notebook does; every cell is escaped."""
    head = Markup("").join(Markup('<th style="{}">{}</th>').format(CELL, c.name) for c in table.columns)
    rows = Markup("").join(html_row(table, n) for n in range(min(len(table), MOST)))
    left = len(table) - MOST
    more = Markup('<p dir="ltr">… {} more rows</p>').format(left) if left > 0 else ""
    return Markup(
        '<div dir="rtl" style="direction:rtl;overflow-x:auto"><p dir="ltr"><b>{}</b>: {} rows</p>'
        '<table style="border-collapse:collapse;direction:rtl"><tr>{}</tr>{}</table>{}</div>'
    ).format(table.name, len(table), head, rows, more)


def html_row(table: Table, position: int) -> Markup:
    """Write one row; a long cell is cut, and says so."""
    cells = (table.rows[position][c.name] for c in table.columns)
    words = ("" if cell is None else str(cell) for cell in cells)
    shown = (w if len(w) <= LONG else w[:LONG] + "…" for w in words)
    made = (Markup('<td dir="auto" style="{}">{}</td>').format(CELL, cell) for cell in shown)
    return Markup("<tr>{}</tr>").format(Markup("").join(made))

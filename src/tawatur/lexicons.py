"""Read `languages/` and `outlets/` into typed tables, and name the row that is wrong.

A table is a TSV file with a header line. Cells of list columns are parted by «;». Every row carries an example with the
match in [brackets], so that a linguist adds a row and its test in one line.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tawatur.base.document import OutletRow
from tawatur.base.lexicon import Lexicons, Row

HERE = Path(__file__).parent
FORBIDDEN = {
    "a presentation form": re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"),
    "a Persian yeh or kaf": re.compile("[\u06cc\u06a9]"),
    "a bidi or zero-width control": re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"),
    "a stray tatweel": re.compile("\u0640"),
}


class LexiconError(ValueError):
    """A table that cannot be read: says the file, the line, what was seen and what to do."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, cells by column) of one TSV file; lines that begin with # are remarks."""
    lines = path.read_text("utf-8-sig").splitlines()
    header: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise LexiconError(
                f"{path.name}, line {number}: {len(cells)} cells where the header names {len(header)} columns "
                f"({', '.join(header)}). Take the extra tab out."
            )
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


@cache
def columns(kind: type) -> dict[str, bool]:
    """Name the columns of a row type, and whether each is a list.

    Annotations are read as the text they are: evaluating a thousand of them would take a tenth of a build.
    """
    written = {
        name: str(text)
        for base in reversed(kind.__mro__)
        for name, text in vars(base).get("__annotations__", {}).items()
    }
    return {name: written[name].startswith("list[") for name in kind.__struct_fields__}  # type: ignore[attr-defined]


def typed_row(kind: type, table: str, number: int, cells: Mapping[str, str], path: Path) -> Row:
    """Make one typed row from its cells."""
    unknown = [name for name in cells if name not in columns(kind)]
    if unknown:
        raise LexiconError(
            f"{path.name}: column {unknown[0]!r} is unknown; {kind.__name__} has {', '.join(columns(kind))}."
        )
    values = typed_cells(kind, cells)
    try:
        return kind(table=table, line=number, **values)  # type: ignore[no-any-return]
    except TypeError as wrong:
        raise LexiconError(f"{path.name}, line {number}: {wrong}. The row is: {dict(cells)}") from wrong


def typed_cells(kind: type, cells: Mapping[str, str]) -> dict[str, Any]:
    """Part the cells of list columns at «;», and leave the empty ones out."""
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        if columns(kind)[name]:
            values[name] = [part.strip() for part in cell.split(";") if part.strip()]
        elif cell or name == "form":
            values[name] = cell
    return values


def read_table(path: Path, kind: type[Row]) -> list[Row]:
    """Read one table."""
    if not path.exists():
        raise LexiconError(f"{path} is missing: the table that {kind.__name__} describes. Reinstall the package.")
    return [typed_row(kind, path.stem, number, cells, path) for number, cells in read_rows(path)]


def load(language: str, tables: tuple[tuple[str, type[Row]], ...]) -> Lexicons:
    """Load the named tables of one language; the same call twice reads the files once."""
    return _load(language, tables)


@cache
def _load(language: str, tables: tuple[tuple[str, type[Row]], ...]) -> Lexicons:
    folder = HERE / "languages" / language
    rows = {name: read_table(folder / f"{name}.tsv", kind) for name, kind in tables}
    digests = {name: digest(folder / f"{name}.tsv") for name, _ in tables}
    return Lexicons(language, rows, model_files(language), digests)


def model_files(language: str) -> dict[str, str]:
    """Name the trained files of one language, and where they are."""
    folder = HERE / "languages" / language / "models"
    return {p.name: str(p) for p in sorted(folder.glob("*")) if p.suffix in (".onnx", ".npz", ".json", ".crfsuite")}


def digest(path: Path) -> str:
    """Return the first twelve hex digits of the file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def load_outlets() -> list[OutletRow]:
    """Read the outlet table."""
    path = HERE / "outlets" / "outlets.tsv"
    out: list[OutletRow] = []
    for number, cells in read_rows(path):
        try:
            out.append(OutletRow(**typed_cells(OutletRow, cells)))
        except TypeError as wrong:
            raise LexiconError(f"{path.name}, line {number}: {wrong}. The row is: {cells}") from wrong
    return out


def faults(path: Path) -> list[str]:
    """List what a linguist would want to know is wrong with a table: forbidden letters, rows told twice, no example."""
    found: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in read_rows(path):
        line = "\t".join(cells.values())
        found += [f"{path.name}, line {number}: {what}" for what, pattern in FORBIDDEN.items() if pattern.search(line)]
        if unicodedata.normalize("NFC", line) != line:
            found.append(f"{path.name}, line {number}: not in Unicode normal form C")
        key = tuple(v for k, v in cells.items() if k != "example")
        if key in seen:
            found.append(f"{path.name}, line {number}: the same row as line {seen[key]}")
        seen[key] = number
        if "example" in cells and not re.search(r"\[[^\]]+\]", cells["example"]):
            found.append(f"{path.name}, line {number}: no example with its match in [brackets]")
    return found

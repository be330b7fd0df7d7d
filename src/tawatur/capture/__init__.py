"""Files → pages → documents. The only stage that opens page files; nothing it cannot read stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from tawatur.base.document import Document, OutletRow, Page, Unread
from tawatur.base.lexicon import Lexicons, Row
from tawatur.capture import documents, files, repetition
from tawatur.capture.columns import ColumnRow, Columns
from tawatur.capture.outlets import Register
from tawatur.capture.rules import ResidueRow, compiled

TABLES: dict[str, type[Row]] = {"residue": ResidueRow, "column_names": ColumnRow}


def read(
    paths: Sequence[str | Path],
    lexicons: Lexicons,
    outlets: list[OutletRow],
    columns: Mapping[str, str] | None = None,
) -> tuple[list[Document], list[Unread]]:
    """Read files and folders into documents d1, d2… ordered by source; what could not be read comes with the reason.

    `columns`: which column of a table is which field, where that is not to be guessed. Raises ColumnsError.
    """
    found, unread = files.ordered(pages(paths, lexicons, columns))
    make = maker(lexicons, outlets)
    made: list[Document] = []
    for page in found:
        document = make(page)
        if isinstance(document, Document):
            made.append(document)
        else:
            unread.append(document)
    return numbered(made, lexicons), sorted(unread, key=lambda u: (u.source, u.why))


def pages(
    paths: Sequence[str | Path], lexicons: Lexicons, columns: Mapping[str, str] | None = None
) -> Iterator[Page | Unread]:
    """Yield the pages of files, folders and archives one by one, in no particular order: one at a time is in memory.

    Raises ColumnsError where `columns` names a field that there is not.
    """
    return files.read(paths, Columns(lexicons, columns))


def maker(lexicons: Lexicons, outlets: list[OutletRow]) -> Callable[[Page], Document | Unread]:
    """Return what makes the document of one page, still without its id, or says why there is none."""
    rules = compiled(lexicons)
    return partial(documents.make, rules=rules, register=Register(outlets, rules.heads))


def numbered(made: list[Document], lexicons: Lexicons) -> list[Document]:
    """Number documents d1, d2… in the order given, mark the lines that an outlet's pages share, and note those of one text."""
    named = [msgspec.structs.replace(d, id=f"d{n}") for n, d in enumerate(made, 1)]
    return note_twins(repetition.mark(named, compiled(lexicons)))


def note_twins(made: list[Document]) -> list[Document]:
    """Keep identical pages, each with a warning that names the first of them: two addresses may carry one text."""
    first: dict[str, Document] = {}
    out: list[Document] = []
    for document in made:
        twin = first.setdefault(document.text, document)
        if twin is not document:
            warning = f"the same text, letter for letter, as {twin.source} ({twin.id})."
            document = msgspec.structs.replace(document, warnings=[*document.warnings, warning])
        out.append(document)
    return out

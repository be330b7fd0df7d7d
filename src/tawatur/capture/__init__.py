"""Files → pages → documents. The only stage that opens page files; nothing it cannot read stops it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tawatur.base.document import Document, OutletRow, Unread
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
    pages, unread = files.ordered(files.read(paths, Columns(lexicons, columns)))
    rules = compiled(lexicons)
    register = Register(outlets, rules.heads)
    made: list[Document] = []
    for page in pages:
        document = documents.make(page, rules, register)
        if isinstance(document, Document):
            made.append(msgspec.structs.replace(document, id=f"d{len(made) + 1}"))
        else:
            unread.append(document)
    return note_twins(repetition.mark(made, rules)), sorted(unread, key=lambda u: (u.source, u.why))


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

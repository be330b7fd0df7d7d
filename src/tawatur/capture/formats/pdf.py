"""A PDF with a text layer → one page: its lines in logical order, joined into paragraphs."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from typing import Any

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.formats import printed
from tawatur.capture.formats.file import File, Refused

LARGEST = 64 << 20
MOST_PAGES = 400
FEWEST = 20  # letters a sheet; a scan has a stamp at most


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:  # noqa: ARG001
    """Read the text layer of a PDF."""
    data = file.bytes(LARGEST)
    stored = texts(data)
    letters = sum(c.isalpha() for sheet in stored for line in sheet for piece in line for c in piece)
    if letters < FEWEST * len(stored):
        raise Refused(
            f"the PDF's {len(stored)} pages hold no text ({letters} letters): it is scanned and needs OCR first."
        )
    found = printed.logical([line for sheet in stored for line in [*sheet, []]])
    text = printed.paragraphs(found.text)
    yield Page(
        source=file.source, sha256=hashlib.sha256(data).hexdigest(), media="text", content=text, sidecar=dict(file.facts),
        warnings=found.warnings,
    )  # fmt: skip


def texts(data: bytes) -> list[list[list[str]]]:
    """Return the lines of each sheet, in pieces as they are stored."""
    try:
        import pypdf
    except ImportError:
        raise Refused("PDF files are read with pypdf, which is not installed: pip install 'tawatur[office]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints are told in `Unread` instead
    try:
        return list(sheets(pypdf.PdfReader(io.BytesIO(data), strict=False)))
    except Refused:
        raise
    except Exception as wrong:  # a damaged PDF makes pypdf fail in any way at all, and that is what is told
        said = " ".join(str(wrong).split())[:200] or type(wrong).__name__
        raise Refused(f"this PDF could not be read ({said}): it may be cut or damaged. Save it again.") from wrong


def sheets(reader: Any) -> Iterator[list[list[str]]]:
    """Yield the lines of each sheet. Raises Refused for a locked file or a book."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("the PDF is locked with a password. Save an unlocked copy.")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Refused(f"the PDF has {count} pages: no article has. Give its article as a file of its own.")
    for sheet in reader.pages:
        yield lines_of(sheet)


def lines_of(sheet: Any) -> list[list[str]]:
    """Return the lines of one sheet, each in pieces of one direction, from left to right."""
    lines: list[list[str]] = [[]]

    def take(text: str, *_where: object) -> None:
        first, *rest = text.split("\n")
        lines[-1].append(first)
        lines.extend([line] for line in rest)

    sheet.extract_text(visitor_text=take)
    return lines

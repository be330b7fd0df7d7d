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
    letters = sum(c.isalpha() for sheet in stored for c in sheet)
    if letters < FEWEST * len(stored):
        raise Refused(
            f"the PDF's {len(stored)} pages hold no text ({letters} letters): it is scanned and needs OCR first."
        )
    found = [printed.logical(sheet) for sheet in stored]
    text = "\n".join(printed.paragraphs(sheet.text) for sheet in found)
    warnings = list(dict.fromkeys(w for sheet in found for w in sheet.warnings))
    yield Page(
        source=file.source, sha256=hashlib.sha256(data).hexdigest(), media="text", content=text, sidecar=dict(file.facts),
        warnings=warnings,
    )  # fmt: skip


def texts(data: bytes) -> list[str]:
    """Return the text of each sheet as it is stored."""
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


def sheets(reader: Any) -> Iterator[str]:
    """Yield the text of each sheet. Raises Refused for a locked file or a book."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("the PDF is locked with a password. Save an unlocked copy.")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Refused(f"the PDF has {count} pages: no article has. Give its article as a file of its own.")
    for sheet in reader.pages:
        yield sheet.extract_text()

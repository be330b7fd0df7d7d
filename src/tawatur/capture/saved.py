"""A document → the page that it was taken from, opened again, with the same words marked in its HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tawatur.base.document import Document, Placement
from tawatur.base.span import Span
from tawatur.capture.encodings import declared_charset, decode
from tawatur.capture.formats.pages import without_pictures
from tawatur.capture.markup import Letters, letters_of


class SavedPageError(Exception):
    """A saved page that cannot be shown: says which, what was seen, and what to do."""


def reopen(document: Document, path: str | Path | None = None) -> str:
    """Decode the page's bytes as they were decoded when it was read, if they are still the same bytes.

    Pictures that the page carries in its own addresses are left out, as they were then: places are counted without them.
    `path` says where the page lies now. Raises SavedPageError for a page that is gone or has changed.
    """
    file = Path(path or document.source)
    try:
        data = file.read_bytes()
    except OSError as wrong:
        raise SavedPageError(
            f"{file}: the page of {document.id} could not be opened ({wrong.strerror}). Say where it lies now."
        ) from wrong
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise SavedPageError(
            f"{file}: its bytes are not those that {document.id} was read from (SHA-256 {document.sha256[:12]}…). "
            "Find the page that was read, or build the story again."
        )
    data = without_pictures(data) if document.extraction and document.extraction.by else data
    return decode(data, declared_charset(data)).text


def places(document: Document, span: Span, source: str) -> list[Span]:
    """Return the runs of a page's source that show the letters of a span of the document's text, tags left out."""
    if document.extraction is None or document.extraction.by is None:
        return [span]
    letters = Letters(source)
    return [run for placed in document.extraction.placements for run in runs(document.text, placed, span, letters)]


def runs(text: str, placed: Placement, span: Span, letters: Letters) -> list[Span]:
    """Return the runs of source that show what a span and one paragraph have in common."""
    start, end = max(span.start, placed.span.start), min(span.end, placed.span.end)
    wanted = letters_of(text[start:end]) if start < end else ""
    first, last = letters.before(placed.source.start), letters.before(placed.source.end)
    exact = first + len(letters_of(text[placed.span.start : start]))
    at = letters.text.find(wanted, exact, last)  # where the paragraph's middle differs, its end still has the words
    return letters.runs(at, at + len(wanted)) if wanted and at >= 0 else []


def marked(document: Document, spans: Iterable[Span], source: str) -> str:
    """Write a page's HTML with spans of the document's text in `<mark>`, and nothing else changed."""
    pieces, at = [], 0
    for run in sorted({run for span in spans for run in places(document, span, source)}):
        if run.start >= at:
            pieces += [source[at : run.start], "<mark>", run.of(source), "</mark>"]
            at = run.end
    return "".join([*pieces, source[at:]])

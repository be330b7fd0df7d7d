"""Parts that the rows of several tables share: where words stand, several ids in one cell, reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.view.index import Index

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]
Rows = Iterator[Row]


def outlet(index: Index, document: str) -> str | None:
    """Name a page's outlet; null where it is not known: a table leaves a cell empty rather than say so in words."""
    found = index.documents.get(document)
    return found.outlet.name if found and found.outlet else None


def place(index: Index, document: str, span: Span | None) -> dict[str, Cell]:
    """Say where words stand: document, outlet, start, end (code points), text; no span gives a page without a place."""
    text = index.words(document, span) if span else None
    return {"document": document, "outlet": outlet(index, document), **ends(span), "text": text}


def nowhere() -> dict[str, Cell]:
    """Return the same cells for what stands on no page."""
    return dict.fromkeys(("document", "outlet", "start", "end", "text"))


def side(index: Index, name: str, document: str, span: Span | None) -> dict[str, Cell]:
    """Say where one side of a pair stands: the cells of `place`, named «document_a»…"""
    return {f"{column}_{name}": cell for column, cell in place(index, document, span).items()}


def ends(span: Span | None, of: str = "") -> dict[str, Cell]:
    """Return a span's two ends; `of` says what they are of: «cue» gives cue_start, cue_end."""
    start, end = span or (None, None)
    prefix = f"{of}_" if of else ""
    return {f"{prefix}start": start, f"{prefix}end": end}


def ids(several: Iterable[str]) -> str | None:
    """Join ids into one cell: «x1;x2»; null for none."""
    return ";".join(several) or None


def grounds(because: Iterable[Reason]) -> str | None:
    """Put reasons into one cell: «reuse.time: a day later; reuse.credit»; null for none."""
    return "; ".join(f"{r.rule}: {r.detail}" if r.detail else r.rule for r in because) or None


def number(value: str) -> float | None:
    """Read decimal text as a number; null where it is none."""
    try:
        return float(value)
    except ValueError:
        return None

"""A story's pages → rows of documents, unread, unplaced and times."""

from __future__ import annotations

from tawatur.view.exports.rows.cells import Rows, ends, place
from tawatur.view.index import Index


def documents(index: Index) -> Rows:
    """Yield a row a page."""
    for d in index.story.documents:
        yield {
            "id": d.id, "source": d.source, "url": d.url, "sha256": d.sha256,
            "outlet_id": d.outlet.id if d.outlet else None, "outlet": d.outlet.name if d.outlet else None,
            "language": d.language, "title": d.title.text if d.title else None,
            **ends(d.title.span if d.title else None, "title"), "published": d.published.value,
            "published_earliest": d.published.earliest, "published_latest": d.published.latest,
            "warnings": "; ".join(d.warnings) or None, "code_points": len(d.text), "text": d.text,
        }  # fmt: skip


def unread(index: Index) -> Rows:
    """Yield a row a page that was not read."""
    for page in index.story.unread:
        yield {"source": page.source, "why": page.why}


def unplaced(index: Index) -> Rows:
    """Yield a row for each thing that was seen and not placed."""
    for u in index.story.unplaced:
        yield {"kind": u.kind, **place(index, u.document, u.span), "why": u.why, "seen_in": u.seen_in}


def times(index: Index) -> Rows:
    """Yield a row a time expression."""
    for t in index.story.times:
        yield {
            "id": t.id, **place(index, t.document, t.span), "type": t.type, "value": t.value, "earliest": t.earliest,
            "latest": t.latest, "mod": t.mod, "resolved_against": t.resolved_against, "offset_days": t.offset_days,
            "weekday": t.weekday, "calendar": t.calendar,
        }  # fmt: skip

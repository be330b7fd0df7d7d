"""A story's entities → rows of entities, names, mentions and offices."""

from __future__ import annotations

from tawatur.view.exports.rows.cells import Rows, ends, place
from tawatur.view.index import Index


def entities(index: Index) -> Rows:
    """Yield a row an entity."""
    for e in index.story.entities:
        pages = {m.document for m in e.mentions}
        yield {"id": e.id, "kind": e.kind, "name": e.name, "mentions": len(e.mentions), "documents": len(pages)}


def names(index: Index) -> Rows:
    """Yield a row for each name form of each entity."""
    for e in index.story.entities:
        for form in e.names:
            yield {"entity": e.id, "name": form.text, "count": form.count}


def mentions(index: Index) -> Rows:
    """Yield a row a mention."""
    for entity in index.story.entities:
        for m in entity.mentions:
            yield {
                "id": m.id, "entity": entity.id, "kind": m.kind, "form": m.form, "name": m.name, "score": m.score,
                **place(index, m.document, m.span),
            }  # fmt: skip


def offices(index: Index) -> Rows:
    """Yield a row for each time that a page gives an entity a post."""
    for entity in index.story.entities:
        for o in entity.offices:
            yield {
                "id": o.id, "entity": entity.id, "title": o.title, "organisation": o.organisation,
                "qualifier": o.qualifier, "date": o.date, **ends(o.holder, "holder"), **place(index, o.document, o.span),
            }  # fmt: skip

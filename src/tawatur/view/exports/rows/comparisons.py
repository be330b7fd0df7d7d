"""What pages share and where they differ → rows of reuse, changes, disagreements and disagreement_values."""

from __future__ import annotations

from tawatur.base.story import Disagreement, Version
from tawatur.view.exports.rows.cells import Cell, Rows, grounds, place, side
from tawatur.view.index import Index


def reuse(index: Index) -> Rows:
    """Yield a row for each pair of aligned passages."""
    for r in index.story.reuse:
        yield {
            "id": r.id, **side(index, "a", r.a.document, r.a.span), **side(index, "b", r.b.document, r.b.span),
            "words": r.words, "own_words": r.own_words, "similarity": r.similarity, "credited": r.credited,
            "copied_from": r.direction.from_, "because": grounds(r.direction.because),
        }  # fmt: skip


def changes(index: Index) -> Rows:
    """Yield a row for each difference inside each pair."""
    for r in index.story.reuse:
        for position, c in enumerate(r.changes, 1):
            yield {
                "reuse": r.id, "position": position, "kind": c.kind, "effect": c.effect, "beside": c.beside,
                **side(index, "a", r.a.document, c.a), **side(index, "b", r.b.document, c.b),
            }  # fmt: skip


def disagreements(index: Index) -> Rows:
    """Yield a row a disagreement."""
    for d in index.story.disagreements:
        yield {"id": d.id, "about": d.about, "field": d.field, "kind": d.kind, "why": d.why}


def disagreement_values(index: Index) -> Rows:
    """Yield a row for each place of each value."""
    for d in index.story.disagreements:
        for n, version in enumerate(d.values, 1):
            head: dict[str, Cell] = {"disagreement": d.id, "version": n, "value": version.value}
            yield from (head | where for where in places(index, d, version))


def places(index: Index, disagreement: Disagreement, version: Version) -> list[dict[str, Cell]]:
    """List where a value stands; a page whose place is not known is named without a span."""
    known = index.placed(disagreement, version)
    silent = [d for d in version.documents if d not in {page for page, _ in known}]
    return [place(index, page, span) for page, span in known] + [place(index, page, None) for page in silent]

"""What outlets call things and what people judged → rows of wordings, superlatives and judgements."""

from __future__ import annotations

from tawatur.base.anchor import Anchor
from tawatur.base.judgement import Standing
from tawatur.view.exports.rows.cells import Cell, Rows, ends, ids, place
from tawatur.view.index import Index


def wordings(index: Index) -> Rows:
    """Yield a row for each use of a term."""
    for group in index.story.wordings:
        for t in group.terms:
            yield {
                "id": t.id, "group": group.id, "referent": group.referent, "name": group.name, "voice": t.voice,
                "quoted_by": t.quoted_by, "register": t.register, "lexicon_row": t.lexicon_row,
                **place(index, t.document, t.span),
            }  # fmt: skip


def superlatives(index: Index) -> Rows:
    """Yield a row for each claim to be the first of something."""
    for s in index.story.superlatives:
        yield {
            "id": s.id, "kind": s.kind, "about": s.about, "scope": s.scope, "contradicted_by": ids(s.contradicted_by),
            **place(index, s.document, s.span),
        }  # fmt: skip


def judgements(index: Index) -> Rows:
    """Yield a row a judgement, with what became of it in this story."""
    for j in index.story.judgements:
        stands = j.standing or Standing(state="")
        yield {
            "id": j.id, "verdict": j.verdict, "judged": j.noun, "by": j.by, "when": j.when, "because": j.because or None,
            "state": stands.state or None, "why": stands.why or None, "undoes": j.undoes,
            "undone_by": stands.undone_by, "overruled_by": ids(stands.overruled_by), "about": ids(stands.about),
            **judged("a", stands.a, j.a), **judged("b", stands.b, j.b),
        }  # fmt: skip


def judged(name: str, mention: str | None, anchor: Anchor | None) -> dict[str, Cell]:
    """Say which words were judged, as they stood then."""
    cells: dict[str, Cell] = {
        "mention": mention, "source": anchor.source if anchor else None, "sha256": anchor.sha256 if anchor else None,
        **ends(anchor.span if anchor else None), "exact": anchor.exact if anchor else None,
    }  # fmt: skip
    return {f"{column}_{name}": cell for column, cell in cells.items()}

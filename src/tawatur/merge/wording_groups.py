"""Wordings of all pages → groups: what each referent is called, by whom."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.base.fold import fold
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Entity, Term, WordingGroup

EntityOf = Callable[[str, Span], str | None]


def group(readings: list[Reading], entities: list[Entity], entity_of: EntityOf) -> list[WordingGroup]:
    """Gather the terms of each referent: the entity their words name, else the referent that the table row gives."""
    names = {e.id: e.name for e in entities}
    terms: dict[tuple[str | None, str], list[Term]] = {}
    for reading in readings:
        for w in reading.wordings:
            entity = entity_of(w.document, w.span)
            key = (entity, names[entity] if entity else (w.referent or fold(w.text)))
            term = Term(
                id=w.id, document=w.document, span=w.span, text=w.text, voice=w.voice, quoted_by=w.quoted_by,
                register=w.register, lexicon_row=w.lexicon_row, referent=w.referent, because=w.because,
            )  # fmt: skip
            terms.setdefault(key, []).append(term)
    ordered = sorted(terms.items(), key=lambda t: (-len(t[1]), t[0][1]))
    return [WordingGroup(id=f"w{n}", referent=ref, name=name, terms=t) for n, ((ref, name), t) in enumerate(ordered, 1)]

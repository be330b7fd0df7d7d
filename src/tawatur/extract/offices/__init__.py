"""Mentions, the tagger's proposals and the tables of titles → offices with their holders, and ranks apart from them.

An office is what a page says somebody is («وزير الدفاع المغربي»), in full and as written; a rank or form of address («العميد»,
«الدكتور», «الملك») is kept apart. The holder is the person named beside the title; a title nobody is named beside keeps
null, unless the same page gives the same title to one person only.
"""

from __future__ import annotations

from tawatur.base.annotation import Annotation, Mention, Office, numbered
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.extract.offices.holders import Holders, by_title, shared
from tawatur.extract.offices.ranks import find_ranks
from tawatur.extract.offices.settle import find_titles
from tawatur.extract.offices.tables import TABLES, grammar
from tawatur.extract.offices.titles import Title

__all__ = ["MAKES", "NEEDS", "TABLES", "annotate"]

NEEDS = ("sentences", "mentions", "proposals")
MAKES = ("offices", "ranks")
BODIES = ("organisation", "company", "outlet", "agency", "place")


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Annotation]]:
    """Find the offices and ranks of one document."""
    tables = grammar(lexicons)
    holders = Holders(reading, tables)
    ranks = find_ranks(reading, tables, holders)
    titles = find_titles(reading, tables, holders)
    beside = shared(reading, [t.span for t in titles], [holders.of(t.span) for t in titles])
    bodies: SpanIndex[Mention] = SpanIndex()
    for mention in reading.mentions:
        if mention.kind in BODIES:
            bodies.add(mention.span, mention)
    offices = [office(reading, t, h, bodies) for t, h in zip(titles, beside, strict=True)]
    kept = by_title([o for o in offices if o is not None], reading.text)
    return {"offices": [*numbered("o", kept)], "ranks": [*numbered("r", ranks)]}


def office(reading: Reading, title: Title, holder: Span | None, bodies: SpanIndex[Mention]) -> Office | None:
    """Make the office of one title, or nothing where a trade (محلل) stands beside no name."""
    if holder is None and title.needs_holder:
        return None
    because = list(title.because)
    if holder:
        because.append(Reason(rule="offices.beside", span=holder, document=reading.document.id))
    text = title.span.of(reading.text)
    return Office(
        id="", document=reading.document.id, span=title.span, text=text, title=title.full or text, holder=holder,
        organisation=organisation(title, bodies), qualifier=title.qualifier, because=because,
    )  # fmt: skip


def organisation(title: Title, bodies: SpanIndex[Mention]) -> str | None:
    """Return the body or country whose office it is, in the page's words: the body named inside the title, or what follows its
    head («الدفاع المغربي»)."""
    inside = [m for m in bodies.meeting(title.span) if title.span.holds(m.span)]
    named = [m for m in inside if m.kind != "place"] or inside
    return max(named, key=lambda m: m.span.length).name if named else title.organisation

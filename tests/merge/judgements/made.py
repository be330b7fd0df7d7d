"""Judgements made by hand, and pages with names in them to judge."""

from __future__ import annotations

from tawatur import pipeline
from tawatur.base.anchor import Anchor
from tawatur.base.annotation import Mention
from tawatur.base.judgement import Judgement, Ruling
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Entity
from tawatur.merge import entities, judgements
from tests.conftest import reading_of


def page(name: str, *people: str, kind: str = "person") -> Reading:
    """Make a page of names, a line each, in that order; its mentions are d1m1, d1m2…"""
    text, mentions = "", []
    for n, words in enumerate(people, 1):
        span = Span(len(text), len(text) + len(words))
        mentions.append(
            Mention(id=f"{name}m{n}", document=name, span=span, text=words, kind=kind, form="name", name=words)
        )
        text += f"{words} في السطر {n} من {name}\n"
    return reading_of(text, id=name, source=f"{name}.txt", sha256=name * 8).adding(mentions=mentions)


def says(
    pages: list[Reading], number: int, a: str, verdict: str, b: str, when: int | None = None, undoes: str | None = None
) -> Judgement:
    """Make a judgement about two mentions of some pages."""
    of = {m.id: (r.document, m.span) for r in pages for m in r.mentions}
    of |= {v.id: (r.document, v.trigger.span) for r in pages for v in r.event_mentions}
    events = any(v.id == a for r in pages for v in r.event_mentions)
    sides = [Anchor.at(*of[side]) if side else None for side in (a, b)]
    return Judgement(
        id=f"j{number}", verdict=verdict, noun="EventMention" if events else "Mention", a=sides[0], b=sides[1],
        by="سلمى", because="رأيتهما معا", when=f"2024-03-14T09:00:{when if when is not None else number:02}Z", undoes=undoes,
    )  # fmt: skip


def groups(pages: list[Reading], *rows: Judgement) -> set[frozenset[str]]:
    """Link the names of some pages under judgements and list the mentions of each entity."""
    return {frozenset(m.id for m in e.mentions) for e in linked(pages, *rows)}


def linked(pages: list[Reading], *rows: Judgement) -> list[Entity]:
    """Link the names of some pages under judgements."""
    return entities.link(pages, pipeline.tables(), rulings(pages, *rows)).entities


def rulings(pages: list[Reading], *rows: Judgement) -> list[Ruling]:
    """Weigh judgements on some pages."""
    return judgements.weigh(rows, pages).rulings

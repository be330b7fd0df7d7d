"""One event as its pages tell it: page by page the sentences, who says them, through which chain."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Attribution, EventMention, Link
from tawatur.base.span import Span
from tawatur.base.story import Event, Statement
from tawatur.view.index import Index
from tawatur.view.labels import kinds
from tawatur.view.passages import Piece, clipped, pieces


class Telling(NamedTuple):
    """One sentence that reports the event: its words with the triggers marked, and who is said to say it."""

    document: str
    triggers: list[Span]
    quote: list[Piece]
    mentions: list[EventMention]
    attribution: Attribution | None
    chain: list[Link]


class Account(NamedTuple):
    """All that one page tells of an event."""

    document: str
    tellings: list[Telling]


class Stated(NamedTuple):
    """One value of a property with every statement that gives it."""

    value: str
    statements: list[Statement]


def accounts(index: Index, event: Event) -> list[Account]:
    """List the pages that tell of an event, in the event's order, each with its sentences.

    A page that the event names without a mention of its own is shown with no sentence rather than left out; a sentence
    that tells of it twice is quoted once.
    """
    told: dict[str, dict[tuple[Span, str | None], list[EventMention]]] = {document: {} for document in event.documents}
    for mention in filter(None, map(index.event_mentions.get, event.event_mentions)):
        sentences = told.setdefault(mention.document, {})
        sentences.setdefault((around(index, mention), mention.attribution), []).append(mention)
    return [
        Account(document, [telling(index, span, mentions) for (span, _), mentions in sorted(rows.items(), key=place)])
        for document, rows in told.items()
    ]


def place(row: tuple[tuple[Span, str | None], list[EventMention]]) -> tuple[Span, Span]:
    """Return the key that puts tellings in reading order."""
    (span, _), mentions = row
    return span, min(m.trigger.span for m in mentions)


def around(index: Index, mention: EventMention) -> Span:
    """Return the sentence of an event mention, wide enough to hold its trigger."""
    first, last = mention.trigger.span
    start, end = mention.sentence or index.sentence(mention.document, mention.span)
    return Span(min(start, first), max(end, last))


def telling(index: Index, span: Span, mentions: list[EventMention]) -> Telling:
    """Quote a sentence with the triggers in it, and say who says it."""
    document, triggers = mentions[0].document, sorted({m.trigger.span for m in mentions})
    attribution = index.attributions.get(mentions[0].attribution or "")
    return Telling(
        document=document,
        triggers=triggers,
        quote=pieces(index.text(document), clipped(span), triggers),
        mentions=mentions,
        attribution=attribution,
        chain=chain(attribution),
    )


def chain(attribution: Attribution | None) -> list[Link]:
    """List the tellers from the page inwards; an attribution without a chain has its source as the only one.

    Where not even the source is written, the missing link itself is shown.
    """
    if attribution is None:
        return []
    if attribution.chain:
        return attribution.chain
    cue = attribution.cue.text if attribution.cue else None
    if source := attribution.source:
        return [Link(name=source.text, kind=source.kind, entity=source.entity, cue=cue, span=source.span)]
    return [Link(name="", kind="missing", cue=cue)]


def stated(event: Event) -> dict[str, list[Stated]]:
    """Group an event's statements by property, in the labels' order, then by value, in the order told."""
    grouped: dict[str, dict[str, list[Statement]]] = {}
    for statement in event.statements:
        grouped.setdefault(statement.property, {}).setdefault(statement.value, []).append(statement)
    order = {name: n for n, name in enumerate(kinds("property"))}
    properties = sorted(grouped, key=lambda p: order.get(p, len(order)))
    return {p: [Stated(value, told) for value, told in grouped[p].items()] for p in properties}

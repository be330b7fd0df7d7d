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
    """One sentence that reports the event: its words with the trigger marked, and who is said to say it."""

    document: str
    trigger: Span
    quote: list[Piece]
    mention: EventMention | None
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

    A page that the event names without a mention of its own is shown with no sentence rather than left out.
    """
    tellings: dict[str, list[Telling]] = {document: [] for document in event.documents}
    for id_ in event.event_mentions:
        if mention := index.event_mentions.get(id_):
            tellings.setdefault(mention.document, []).append(telling(index, mention))
    return [Account(document, sorted(told, key=lambda t: t.trigger)) for document, told in tellings.items()]


def telling(index: Index, mention: EventMention) -> Telling:
    """Quote the sentence of one event mention, with who says it."""
    document = mention.document
    around = Span(*(mention.sentence or index.sentence(document, mention.span)))
    if not around.holds(mention.trigger.span):
        around = Span(min(around.start, mention.trigger.span[0]), max(around.end, mention.trigger.span[1]))
    attribution = index.attributions.get(mention.attribution or "")
    return Telling(
        document=document,
        trigger=mention.trigger.span,
        quote=pieces(index.text(document), clipped(around), [mention.trigger.span]),
        mention=mention,
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

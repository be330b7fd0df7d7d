"""An event → the sentences that tell of it, page by page, in the pages' words."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Link
from tawatur.base.span import Span
from tawatur.base.story import Event
from tawatur.view.accounts import around, chain
from tawatur.view.index import Index
from tawatur.view.passages import clipped


class Quote(NamedTuple):
    """One sentence: its page, where it stands, its words, and the tellers that it names, outermost first."""

    document: str
    span: Span
    words: str
    chain: list[Link]


def of_event(index: Index, event: Event) -> list[Quote]:
    """List the sentences that tell of an event, each once, in the order of its pages and of their text."""
    made: dict[tuple[str, Span], Quote] = {}
    for mention in filter(None, map(index.event_mentions.get, event.event_mentions)):
        span = clipped(around(index, mention))
        tellers = chain(index.attributions.get(mention.attribution or ""))
        quote = Quote(mention.document, span, index.words(mention.document, span), tellers)
        if quote.words and ((mention.document, span) not in made or tellers):
            made[mention.document, span] = quote
    order = {d: n for n, d in enumerate(event.documents)}
    return sorted(made.values(), key=lambda q: (order.get(q.document, len(order)), q.document, q.span))


def pages(index: Index, event: Event) -> list[str]:
    """List the documents that tell of an event and are in the story, each once: the event's own order, then its mentions'."""
    told = [m.document for m in filter(None, map(index.event_mentions.get, event.event_mentions))]
    return [d for d in dict.fromkeys([*event.documents, *told]) if d in index.documents]

"""An event → a name that outlives the numbering of one build, made of the place of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tawatur.base.story import Event
from tawatur.view.index import Index


def names(index: Index) -> dict[str, str]:
    """Name every event by 16 hexadecimal digits: the digest of its kind and of the first place that reports it.

    The place is the page's digest and the trigger's span, so that the same pages give the same name whatever the rows are
    numbered. Two events of one place are told apart by their order.
    """
    made: dict[str, str] = {}
    taken: dict[str, int] = {}
    for event in index.story.chronology:
        name = digest(index, event)
        taken[name] = again = taken.get(name, 0) + 1
        made.setdefault(event.id, name if again == 1 else f"{name}-{again}")
    return made


def digest(index: Index, event: Event) -> str:
    """Make the digest of an event's kind and first place, or of its title and date where no page's words are known."""
    place = min(places(index, event), default=(event.title, event.date or ""))
    return hashlib.sha256(repr((event.type, event.mode, place)).encode("utf-8")).hexdigest()[:16]


def places(index: Index, event: Event) -> Iterator[tuple[str, str]]:
    """Yield where an event is reported: the page's digest, and the trigger's span."""
    for mention in filter(None, map(index.event_mentions.get, event.event_mentions)):
        if page := index.documents.get(mention.document):
            start, end = mention.trigger.span
            yield page.sha256, f"{start:09}-{end:09}"

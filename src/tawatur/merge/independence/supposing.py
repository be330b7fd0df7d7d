"""A story and one of its events → the event's chains counted again, as though two of its pages were one chain."""

from __future__ import annotations

import msgspec

from tawatur.base.annotation import Attribution
from tawatur.base.reading import Reading
from tawatur.base.restored import readings_of
from tawatur.base.story import Event, Independence, Story
from tawatur.merge import independence


def supposed(story: Story, event: Event, pages: tuple[str, str] | None = None) -> Independence:
    """Count an event's chains by the rules that counted the story, as it is, or with one more sure ground between two pages.

    Raises KeyError where one of the pages does not tell of the event.
    """
    wanted = set(event.documents)
    passages = [r for r in story.reuse if {r.a.document, r.b.document} <= wanted]
    carrying = set(event.event_mentions)
    told = [m for m in story.event_mentions if m.id in carrying]
    readings = readings_about(story, wanted)
    return independence.of_event(event.documents, told, readings, independence.by_first_page(passages), pages)


def readings_about(story: Story, documents: set[str]) -> dict[str, Reading]:
    """Give back the readings of some pages, their attributions with the entities that merging found."""
    few = msgspec.structs.replace(story, documents=[d for d in story.documents if d.id in documents])
    said: dict[str, list[Attribution]] = {}
    for attribution in story.attributions:
        said.setdefault(attribution.document, []).append(attribution)
    return {r.document.id: r.adding(attributions=said.get(r.document.id, [])) for r in readings_of(few)}

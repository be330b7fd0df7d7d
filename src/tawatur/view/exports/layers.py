"""A story → what it says of each document, layer by layer: one pass, however many documents there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tawatur.base.annotation import Attribution, EventMention, Figure, Mention, Office, Timex
from tawatur.base.span import Span
from tawatur.base.story import Entity, Story, Term, WordingGroup


class Layers:
    """What is said of one document, each layer in the story's order; ``rows`` names the events of each event mention."""

    def __init__(self) -> None:
        self.sentences: list[Span] = []
        self.mentions: list[tuple[Mention, Entity]] = []
        self.offices: list[tuple[Office, Entity]] = []
        self.times: list[Timex] = []
        self.figures: list[Figure] = []
        self.wordings: list[tuple[Term, WordingGroup]] = []
        self.attributions: list[Attribution] = []
        self.event_mentions: list[EventMention] = []
        self.rows: Mapping[str, list[str]] = {}


def by_document(story: Story) -> dict[str, Layers]:
    """Part a story's annotations by their document; every document of the story has its layers, empty or not."""
    made: defaultdict[str, Layers] = defaultdict(Layers, {d.id: Layers() for d in story.documents})
    for sentence in story.sentences:
        made[sentence.document].sentences.append(sentence.span)
    for time in story.times:
        made[time.document].times.append(time)
    for figure in story.figures:
        made[figure.document].figures.append(figure)
    for said in story.attributions:
        made[said.document].attributions.append(said)
    for reported in story.event_mentions:
        made[reported.document].event_mentions.append(reported)
    named(story, made)
    return finished(story, made)


def named(story: Story, made: defaultdict[str, Layers]) -> None:
    """Part mentions, offices and wordings, each with what it is of."""
    for entity in story.entities:
        for mention in entity.mentions:
            made[mention.document].mentions.append((mention, entity))
        for office in entity.offices:
            made[office.document].offices.append((office, entity))
    for group in story.wordings:
        for term in group.terms:
            made[term.document].wordings.append((term, group))


def finished(story: Story, made: dict[str, Layers]) -> dict[str, Layers]:
    """Give every document the events that event mentions are mentions of."""
    rows: dict[str, list[str]] = {}
    for event in story.chronology:
        for mention in event.event_mentions:
            rows.setdefault(mention, []).append(event.id)
    for layers in made.values():
        layers.rows = rows
    return dict(made)

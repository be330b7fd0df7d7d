"""The whole story at a glance: what is counted, what stayed outside every event, whether it is the invented sample."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.base.annotation import Annotation
from tawatur.base.document import Document
from tawatur.base.reason import Unplaced
from tawatur.base.story import Event, Story
from tawatur.view.index import Index
from tawatur.view.labels import label
from tawatur.view.language import _, listed, n_, number

SEVERAL = 2  # independent chains from which a report is counted as carried by several


class Tile(NamedTuple):
    """One number of the first screen, what it counts, and a line that says more."""

    number: str
    counts: str
    more: str


def tiles(index: Index) -> list[Tile]:
    """Count pages, outlets, events, chains and disagreements for the first screen."""
    story = index.story
    outlets = index.outlets(index.documents)
    several = [e for e in story.chronology if e.independence.lower >= SEVERAL]
    contradictions = sum(d.kind == "contradiction" for d in story.disagreements)
    most = max(story.chronology, key=lambda e: (e.independence.lower, e.independence.upper), default=None)
    pages, events, disagreements = len(story.documents), len(story.chronology), len(story.disagreements)
    dated, upper = sum(bool(e.date) for e in story.chronology), most.independence.upper if most else 0
    return [
        Tile(number(pages), n_("page", "pages", pages), unread(story)),
        Tile(number(len(outlets)), n_("outlet", "outlets", len(outlets)), some(outlets)),
        Tile(number(events), n_("event", "events", events), _("dated: {n}", n=number(dated))),
        Tile(
            bounds(most), n_("independent chain", "independent chains", upper),
            _("the most for one event; events with two chains or more: {n}", n=number(len(several))),
        ),
        Tile(
            number(disagreements), n_("disagreement", "disagreements", disagreements),
            _("contradictions: {n}", n=number(contradictions)),
        ),
    ]  # fmt: skip


def unread(story: Story) -> str:
    """Say how many pages were not read."""
    return _("not read: {n}", n=number(len(story.unread))) if story.unread else _("all read")


def some(outlets: list[str]) -> str:
    """Name the first outlets."""
    names = listed(outlets[:3])
    return _("{names} and others", names=names) if len(outlets) > 3 else names


def bounds(event: Event | None) -> str:
    """Write an event's lower and upper number of independent chains: «1 إلى 2»."""
    if event is None:
        return number(0)
    lower, upper = event.independence.lower, event.independence.upper
    return number(lower) if lower == upper else _("{lower} to {upper}", lower=number(lower), upper=number(upper))


def unplaced(story: Story) -> dict[str, list[Unplaced]]:
    """Group what could not be placed by what it is."""
    grouped: dict[str, list[Unplaced]] = {}
    for thing in story.unplaced:
        grouped.setdefault(thing.kind, []).append(thing)
    return grouped


def loose(index: Index) -> dict[str, list[Annotation]]:
    """List the figures and event mentions that no event took up: they are shown, never dropped."""
    story = index.story
    counted_in = {id_ for e in story.chronology for id_ in e.figures}
    told_in = {id_ for e in story.chronology for id_ in e.event_mentions}
    listed = {(u.document, u.span) for u in story.unplaced}
    free: dict[str, list[Annotation]] = {
        "figure": [f for f in story.figures if f.id not in counted_in and (f.document, f.span) not in listed],
        "event_mention": [
            m
            for m in story.event_mentions
            if m.id not in told_in and not {(m.document, m.span), (m.document, m.trigger.span)} & listed
        ],
    }
    return {kind: things for kind, things in free.items() if things}


def totals(story: Story) -> list[tuple[str, int]]:
    """Count every noun of the story for the method section."""
    mentions = sum(len(e.mentions) for e in story.entities)
    offices = sum(len(e.offices) for e in story.entities)
    counts = {
        "Document": len(story.documents), "Sentence": len(story.sentences), "Mention": mentions,
        "Entity": len(story.entities), "Office": offices, "Rank": len(story.ranks), "Timex": len(story.times),
        "Figure": len(story.figures), "Attribution": len(story.attributions),
        "EventMention": len(story.event_mentions), "Event": len(story.chronology),
        "Reuse": len(story.reuse), "Disagreement": len(story.disagreements), "WordingGroup": len(story.wordings),
        "Superlative": len(story.superlatives), "Judgement": len(story.judgements), "Unplaced": len(story.unplaced),
    }  # fmt: skip
    return [(label("noun", noun), count) for noun, count in counts.items()]


def is_invented(documents: list[Document]) -> bool:
    """Say whether the story is made up: every page is, or a warning says so."""
    every = bool(documents) and all(map(is_sample, documents))
    return every or any("sample" in warning for d in documents for warning in d.warnings)


def is_sample(document: Document) -> bool:
    """Say whether a page is invented: its outlet's id starts with «sample.», or its address ends in .example, a domain
    that no outlet can have (RFC 2606)."""
    host = re.match(r"https?://([^/?#]+)", document.url or "")
    by_outlet = document.outlet is not None and (document.outlet.id or "").startswith("sample.")
    return by_outlet or bool(host and host[1].endswith(".example"))

"""A story → TimelineJS 3 JSON: a slide for each dated event, with outlets and quotes; the undated are named on the first slide.

Dates have the parts that are known and no others: TimelineJS shows a month as a month.
"""

from __future__ import annotations

from html import escape
from typing import Any

from tawatur.base.story import Event, Story
from tawatur.view.chronology import kind_in_words, when
from tawatur.view.exports import addresses, dates, event_names, json_text, quotes
from tawatur.view.exports.characters import one_line
from tawatur.view.exports.icalendar import summary
from tawatur.view.index import Index
from tawatur.view.labels import in_words
from tawatur.view.language import _, direction, number
from tawatur.view.sections import chains_in_words

NAMES = ("year", "month", "day")


def to_timelinejs(story: Story) -> bytes:
    """Write the slides in the story's order."""
    index = Index(story)
    names = event_names.names(index)
    undated = [e for e in story.chronology if not ends(e)]
    made: dict[str, Any] = {"scale": "human"}
    if undated:
        made["title"] = untold(undated)
    made["events"] = [slide(index, e, names[e.id]) for e in story.chronology if ends(e)]
    return json_text.to_bytes(made)


def ends(event: Event) -> list[tuple[int, ...]]:
    """Return the known parts of an event's date, or of its first and its last day; empty where they are not known."""
    if told := dates.ends(event.date):
        return told
    covered = dates.of_event(event)
    return [(d.year, d.month, d.day) for d in covered] if covered else []


def slide(index: Index, event: Event, name: str) -> dict[str, Any]:
    """Make one event's slide."""
    known = ends(event)
    made = {"start_date": dict(zip(NAMES, known[0], strict=False))}
    if known[-1] != known[0]:
        made["end_date"] = dict(zip(NAMES, known[-1], strict=False))
    return {
        "unique_id": f"event-{name}",
        **made,
        "display_date": in_words(*when(event)).words,
        "group": kind_in_words(event),
        "text": {"headline": isolated(summary(event)), "text": told(index, event)},
        "autolink": False,
    }


def told(index: Index, event: Event) -> str:
    """Write as HTML how many chains carry an event, and its sentences with their outlets, everything escaped."""
    lines = [paragraph(chains_in_words(event))]
    for quote in quotes.of_event(index, event):
        lines.append(f'<blockquote dir="rtl">{escape(one_line(quote.words))}</blockquote>')
        lines.append(f'<p dir="{direction()}">{outlet(index, quote.document)}</p>')
    return "".join(lines)


def outlet(index: Index, document: str) -> str:
    """Name an outlet, linked to its page where that has a web address."""
    name = isolated(index.outlet(document))
    page = index.documents.get(document)
    address = addresses.web(page) if page else None
    return f'<a href="{escape(address)}">{name}</a>' if address else name


def paragraph(words: str) -> str:
    """Write our own words as a paragraph that runs as they do."""
    return f'<p dir="{direction()}">{escape(one_line(words))}</p>'


def isolated(words: str) -> str:
    """Write words so that a direction that they leave open turns nothing round after them."""
    return f"<bdi>{escape(one_line(words))}</bdi>"


def untold(undated: list[Event]) -> dict[str, Any]:
    """Make the first slide: the events that have no place on a line of time."""
    titles = "".join(f"<li>{isolated(summary(e))}</li>" for e in undated)
    return {
        "unique_id": "undated",
        "text": {"headline": _("Without a date") + f": {number(len(undated))}", "text": f'<ul dir="rtl">{titles}</ul>'},
        "autolink": False,
    }

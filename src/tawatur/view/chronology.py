"""A story's events in the order they are shown: in time, parts under their wholes, the undated where pages put them.

Undated events that no page puts before or after a dated one stand apart, in the tray.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.story import Event, Story
from tawatur.view.labels import DateWords, in_words, label
from tawatur.view.language import _

DEEPEST = 3  # levels of parts that are indented; deeper ones stay at the last level


class Row(NamedTuple):
    """One row: the event, how deep it lies under its wholes, and its date in words."""

    event: Event
    depth: int
    date: DateWords


def rows(story: Story) -> tuple[list[Row], list[Row]]:
    """Return the dated and placed rows in time order and, apart, the other undated ones in the story's order."""
    parts: dict[str | None, list[Event]] = {}
    events = {e.id: e for e in story.chronology}
    tied = tied_to_dates(story.chronology)
    for event in story.chronology:
        parts.setdefault(nearest_whole(event, events), []).append(event)
    roots, tray = split_roots(parts.get(None, []), tied)
    parts[None] = roots
    dated = list(descend(parts, days(story.chronology, tied)))
    shown = {row.event.id for row in dated} | {e.id for e in tray}
    tray += [e for e in story.chronology if e.id not in shown]
    return dated, [Row(event, 0, in_words(*when(event))) for event in tray]


def tied_to_dates(events: list[Event]) -> set[str]:
    """Return the undated events that pages put before or after a dated one, directly or through others."""
    ties: dict[str, set[str]] = {}
    for event in events:
        for other in (*event.after, *event.before):
            ties.setdefault(event.id, set()).add(other)
            ties.setdefault(other, set()).add(event.id)
    waiting = [e.id for e in events if has_date(e) and e.id in ties]
    reached = set(waiting)
    while waiting:
        fresh = ties.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return {e.id for e in events if e.id in reached and not has_date(e)}


def days(events: list[Event], tied: set[str]) -> dict[str, tuple[str, str]]:
    """Return the key of every event's time: its own, or for one that pages place, that of the event it stands behind."""
    keys: dict[str, tuple[str, str]] = {}
    last = ("", "")
    for event in events:
        if event.id not in tied:
            last = first_day(event)
        keys[event.id] = last
    return keys


def split_roots(events: list[Event], tied: set[str]) -> tuple[list[Event], list[Event]]:
    """Part events into those with a date or a place, and those without."""
    shown = [e for e in events if has_date(e) or e.id in tied]
    names = {e.id for e in shown}
    return shown, [e for e in events if e.id not in names]


def has_date(event: Event) -> bool:
    """Say whether anything is known of when the event was."""
    return in_words(*when(event)).precision != "none"


def nearest_whole(event: Event, events: dict[str, Event]) -> str | None:
    """Return the dated event that this one is a part of; null where there is none, or where parts go in a circle."""
    seen = {event.id}
    above = event.part_of
    while above in events and above not in seen:
        seen.add(above)
        above = events[above].part_of
    if above in seen or event.part_of not in events or not has_date(events[event.part_of]):
        return None
    return event.part_of


def descend(parts: dict[str | None, list[Event]], day_of: dict[str, tuple[str, str]]) -> Iterator[Row]:
    """Yield events in time order, each followed by its parts."""

    def in_order(events: list[Event]) -> list[Event]:
        return sorted(events, key=lambda e: day_of[e.id])[::-1]  # the last is popped first

    waiting = [(event, 0) for event in in_order(parts.get(None, []))]
    while waiting:
        event, depth = waiting.pop()
        yield Row(event, min(depth, DEEPEST), in_words(*when(event)))
        waiting += [(part, depth + 1) for part in in_order(parts.get(event.id, []))]


def when(event: Event) -> tuple[str | None, str | None, str | None]:
    """Return what is known of an event's date."""
    return event.date, event.earliest, event.latest


def first_day(event: Event) -> tuple[str, str]:
    """Return the key that puts events in time order: the first day they may have been, then the last."""
    begin = event.earliest or (event.date or "").split("/")[0] or event.latest or "9999"
    return begin, event.latest or event.date or begin


def kind_in_words(event: Event) -> str:
    """Name type and mode: «تشاور، زيارة»; of a type that PLOVER lacks the mode alone says what it is: «انهيار»."""
    plain = event.mode.replace("_", " ").replace("-", " ").lower()
    mode = label("mode", plain)
    kind = label("type", event.type)
    if event.type == "OTHER" and mode:
        return mode
    return _("{type}, {mode}", type=kind, mode=mode) if mode and mode != kind else kind

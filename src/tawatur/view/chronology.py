"""A story's events in the order they are shown: in time, parts under their wholes, the undated apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.story import Event, Story
from tawatur.view.labels import DateWords, in_words, label

DEEPEST = 3  # levels of parts that are indented; deeper ones stay at the last level


class Row(NamedTuple):
    """One row: the event, how deep it lies under its wholes, and its date in words."""

    event: Event
    depth: int
    date: DateWords


def rows(story: Story) -> tuple[list[Row], list[Row]]:
    """Return the dated rows in time order and, apart, the undated ones in the story's order."""
    parts: dict[str | None, list[Event]] = {}
    events = {e.id: e for e in story.chronology}
    for event in story.chronology:
        parts.setdefault(nearest_whole(event, events), []).append(event)
    roots, tray = split_roots(parts.get(None, []))
    parts[None] = roots
    dated = list(descend(parts))
    shown = {row.event.id for row in dated} | {e.id for e in tray}
    tray += [e for e in story.chronology if e.id not in shown]
    return dated, [Row(event, 0, in_words(*when(event))) for event in tray]


def split_roots(events: list[Event]) -> tuple[list[Event], list[Event]]:
    """Part events into those with a date and those without."""
    return [e for e in events if has_date(e)], [e for e in events if not has_date(e)]


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


def descend(parts: dict[str | None, list[Event]]) -> Iterator[Row]:
    """Yield events in time order, each followed by its parts."""
    waiting = [(event, 0) for event in sorted(parts.get(None, []), key=first_day)[::-1]]  # the last is popped first
    while waiting:
        event, depth = waiting.pop()
        yield Row(event, min(depth, DEEPEST), in_words(*when(event)))
        waiting += [(part, depth + 1) for part in sorted(parts.get(event.id, []), key=first_day)[::-1]]


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
    return f"{kind}، {mode}" if mode and mode != kind else kind

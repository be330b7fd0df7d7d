"""One event → its accounts side by side by slot, why it is one, its figures, its parts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tawatur.base.fold import fold
from tawatur.base.story import Event, Statement
from tawatur.view import ladder_chart
from tawatur.view.accounts import Account, Stated, accounts
from tawatur.view.index import Index
from tawatur.view.labels import kinds
from tawatur.view.sections import ladder
from tawatur.view.web.screen import Asked, MissingError, Screen

AROUND = 30  # rows before and after among which others to merge with are looked for
MOST_NEAR = 12
CITED_IN = ("bibtex", "ris", "csl-json")


class Cell(NamedTuple):
    """What one page says of one slot: each value with its statements."""

    values: list[Stated]


class Slot(NamedTuple):
    """One property across the accounts. ``differs``: not every page that says anything of it says the same."""

    property: str
    cells: list[Cell]
    differs: bool


class Part(NamedTuple):
    """An event of the part-of tree: how deep, and whether it is the one shown."""

    event: Event
    depth: int
    here: bool


def show(asked: Asked) -> Mapping[str, Any]:
    """Lay an event's accounts side by side. Raises MissingError."""
    index = asked.index
    event = index.events.get(asked.path["id"])
    if event is None:
        raise MissingError(f"{asked.path['id']}: no such event in {asked.opened.name}")
    told = accounts(index, event)
    order = list(asked.opened.depths)
    at = order.index(event.id)
    return {
        "e": event,
        "told": told,
        "slots": slots(event, told),
        "parts": parts(index, event, asked.opened.once("parts", lambda: parts_of(index))),
        "charts": [(count, ladder_chart.chart(count.rungs)) for count in ladder(event)],
        "before_it": order[at - 1] if at else None,
        "after_it": order[at + 1] if at + 1 < len(order) else None,
        "mentions": [m for i in event.event_mentions if (m := index.event_mentions.get(i))],
        "cited_in": CITED_IN,
        "near": near(index, event, order, at),
    }


def slots(event: Event, told: list[Account]) -> list[Slot]:
    """Lay the statements out: one row a property, one cell a page."""
    order = {name: n for n, name in enumerate(kinds("property"))}
    properties = sorted({s.property for s in event.statements}, key=lambda p: (order.get(p, len(order)), p))
    return [slot(event, name, [a.document for a in told]) for name in properties]


def slot(event: Event, name: str, documents: list[str]) -> Slot:
    """Lay one property out."""
    said: dict[str, dict[str, list[Statement]]] = {d: {} for d in documents}
    for statement in event.statements:
        if statement.property == name and statement.document in said:
            said[statement.document].setdefault(statement.value, []).append(statement)
    speaking = {frozenset(map(fold, values)) for values in said.values() if values}
    return Slot(name, [Cell([Stated(*v) for v in values.items()]) for values in said.values()], len(speaking) > 1)


def parts_of(index: Index) -> dict[str, list[Event]]:
    """List the parts of every event that has some, in the story's order."""
    made: dict[str, list[Event]] = {}
    for event in index.story.chronology:
        if event.part_of:
            made.setdefault(event.part_of, []).append(event)
    return made


def parts(index: Index, event: Event, parts_of: Mapping[str, list[Event]]) -> list[Part]:
    """Draw the tree that an event is in, from its outermost whole down; none where it stands alone."""
    root, seen = event, {event.id}
    while (whole := index.events.get(root.part_of or "")) and whole.id not in seen:
        seen.add(whole.id)
        root = whole
    made: dict[str, Part] = {}
    waiting = [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if one.id not in made:  # parts may go in a circle in a file from elsewhere
            made[one.id] = Part(one, depth, one.id == event.id)
            waiting += [(e, depth + 1) for e in reversed(parts_of.get(one.id, []))]
    return list(made.values()) if len(made) > 1 else []


def near(index: Index, event: Event, order: list[str], at: int) -> list[Event]:
    """List the events that one may want to merge this one with: of its type and near it in time, first those with its people."""
    people = {*event.actors, *event.recipients}
    around = [index.events[i] for i in order[max(0, at - AROUND) : at + AROUND + 1] if i != event.id]
    return sorted(
        (e for e in around if e.type == event.type or people & {*e.actors, *e.recipients}),
        key=lambda e: -len(people & {*e.actors, *e.recipients}),
    )[:MOST_NEAR]


SCREENS = (Screen("event", "/events/{id}", "event.html.j2", show),)

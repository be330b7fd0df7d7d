"""One event's accounts → a table of what each page says of each property; and the tree of wholes and parts that the event is in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.story import Event, Statement
from tawatur.view.accounts import Account, Stated
from tawatur.view.index import Index
from tawatur.view.labels import kinds


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

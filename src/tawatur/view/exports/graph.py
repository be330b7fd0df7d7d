"""The nouns of a graph: nodes and edges with kinds, attributes and days, as GEXF and GraphML write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tawatur.base.document import Document
from tawatur.base.story import Event

Value = str | int | float | bool


class Node(NamedTuple):
    """One thing: ``start`` and ``end`` are ISO days, null where no single day is known."""

    id: str
    label: str
    kind: str
    attributes: Mapping[str, Value | None] = {}
    start: str | None = None
    end: str | None = None


class Edge(NamedTuple):
    """One tie, from who repeats or takes part to what is repeated or taken part in."""

    source: str
    target: str
    kind: str
    attributes: Mapping[str, Value | None] = {}
    start: str | None = None
    end: str | None = None

    @property
    def id(self) -> str:
        """Name an edge by its ends and kind, and by its direction where that is not known."""
        unknown = "-unknown" if self.attributes.get("direction") == "unknown" else ""
        return f"{self.source}--{self.kind}{unknown}--{self.target}"


class Graph(NamedTuple):
    """A graph, and one sentence that says what it is."""

    says: str
    nodes: list[Node]
    edges: list[Edge]


def attributes_of(thing: Node | Edge) -> dict[str, Value]:
    """List a thing's attributes that have a value, its kind and the days among them."""
    days = {"start_day": thing.start, "end_day": thing.end}
    whole = {"kind": thing.kind, **thing.attributes, **days}
    return {title: value for title, value in whole.items() if value is not None}


def declared(things: Iterable[Node | Edge]) -> dict[str, type]:
    """Name every attribute of some nodes or edges with the type of its values, in the order met."""
    types: dict[str, type] = {}
    for thing in things:
        for title, value in attributes_of(thing).items():
            types.setdefault(title, type(value))
    return types


def published(document: Document | None) -> dict[str, Value | None]:
    """Give the bounds of a page's publication as attributes: ISO days, null where open or unknown."""
    when = document.published if document else None
    return {"earliest": when.earliest if when else None, "latest": when.latest if when else None}


def exact_day(event: Event) -> str | None:
    """Return the day of an event where it is exactly one."""
    one = event.date and len(event.date) == len("2024-03-14") and event.date.count("-") == len("--")
    return event.date if one else None

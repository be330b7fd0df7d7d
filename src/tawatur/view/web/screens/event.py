"""One event → its accounts side by side by slot, why it is one, its figures, its parts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tawatur.base.story import Event
from tawatur.view import ladder_chart
from tawatur.view.accounts import accounts
from tawatur.view.index import Index
from tawatur.view.sections import ladder
from tawatur.view.slots import parts, parts_of, slots
from tawatur.view.web.screen import Asked, MissingError, Screen

AROUND = 30  # rows before and after among which others to merge with are looked for
MOST_NEAR = 12
CITED_IN = ("bibtex", "ris", "csl-json")


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


def near(index: Index, event: Event, order: list[str], at: int) -> list[Event]:
    """List the events that one may want to merge this one with: of its type and near it in time, first those with its people."""
    people = {*event.actors, *event.recipients}
    around = [index.events[i] for i in order[max(0, at - AROUND) : at + AROUND + 1] if i != event.id]
    return sorted(
        (e for e in around if e.type == event.type or people & {*e.actors, *e.recipients}),
        key=lambda e: -len(people & {*e.actors, *e.recipients}),
    )[:MOST_NEAR]


SCREENS = (Screen("event", "/events/{id}", "event.html.j2", show),)

"""Events and entities with what each page says of them → where the accounts differ, and whether both can be right.

Only a contradiction is an alarm, and a false alarm is worse than a miss: what an update, a grain, a part of a whole or
a spelling explains is noted as that. No rule decides who is right.
"""

from __future__ import annotations

from tawatur.base.annotation import with_
from tawatur.base.lexicon import CountryRow, Lexicons, NumberRow, Row
from tawatur.base.reading import Reading
from tawatur.base.story import Disagreement, Entity, Event
from tawatur.merge.disagreements.claims import AgentClassRow, ReachLimitRow
from tawatur.merge.disagreements.dates import date_disagreements, place_disagreements, twin_disagreements
from tawatur.merge.disagreements.firsts import first_disagreements, ledger
from tawatur.merge.disagreements.headlines import headline_disagreements, overstated
from tawatur.merge.disagreements.ladder import figure_ladder, joined_rows
from tawatur.merge.disagreements.names import name_disagreements
from tawatur.merge.disagreements.numbers import number_disagreements
from tawatur.merge.disagreements.offices import OfficeRivalRow, SingleOfficeRow, held_twice, office_disagreements
from tawatur.merge.disagreements.said import natural
from tawatur.merge.disagreements.words import EventWordRow

TABLES: dict[str, type[Row]] = {
    "office_rivals": OfficeRivalRow,
    "single_offices": SingleOfficeRow,
    "reach_limits": ReachLimitRow,
    "agent_classes": AgentClassRow,
    "event_words": EventWordRow,
    "numbers": NumberRow,
    "countries": CountryRow,
}


def find(
    events: list[Event], entities: list[Entity], readings: dict[str, Reading], lexicons: Lexicons
) -> list[Disagreement]:
    """Find where the pages' accounts of an event, or of who holds which office, differ."""
    events = sorted(events, key=lambda e: natural(e.id))
    entities = sorted(entities, key=lambda e: natural(e.id))
    found = [
        *office_disagreements(entities, readings, lexicons),
        *held_twice(entities, events, readings, lexicons),
        *first_disagreements(events, entities, readings, lexicons),
        *headline_disagreements(events, readings, lexicons),
        *overstated(events, readings, lexicons),
        *twin_disagreements(events, readings),
    ]
    for event in joined_rows(events):
        found += number_disagreements(event, readings, lexicons)
    for event in events:
        found += date_disagreements(event, readings)
        found += place_disagreements(event)
    for entity in entities:
        found += name_disagreements(entity)
    found.sort(key=lambda d: (d.kind != "contradiction", d.field, natural(d.about), d.why))
    return [with_(d, id=f"x{n}") for n, d in enumerate(found, 1)]


__all__ = ["TABLES", "figure_ladder", "find", "ledger"]

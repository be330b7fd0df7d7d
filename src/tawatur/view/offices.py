"""A story's offices → by title: who is said to hold it, by which outlet, at what date; and one person's offices, outlet by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawatur.base.annotation import Office
from tawatur.base.fold import fold
from tawatur.base.story import Entity
from tawatur.view.concordance import NEVER, day_of
from tawatur.view.index import Index


class Given(NamedTuple):
    """One office as one page gives it: by which outlet, at what date (as the page says, else the day it came out)."""

    office: Office
    outlet: str
    day: str


class Holder(NamedTuple):
    """Somebody who is said to hold a title, and every page that says so, in time order."""

    entity: Entity
    given: list[Given]


class Title(NamedTuple):
    """A title as first worded, and all who are said to hold it."""

    words: str
    key: str
    holders: list[Holder]


class Line(NamedTuple):
    """One title and qualifier of one person, by outlet."""

    words: str
    qualifier: str | None
    organisation: str | None
    cells: dict[str, list[Given]]


class Table(NamedTuple):
    """A person's offices: the outlets that give any, and a line a title. ``differs``: not all outlets give the same titles."""

    outlets: list[str]
    lines: list[Line]
    differs: bool


def titles(index: Index, entities: Iterable[Entity]) -> list[Title]:
    """Gather the titles of all entities: those with several holders first, then by how often they are given."""
    gathered: dict[str, dict[str, Holder]] = {}
    words: dict[str, str] = {}
    for entity in entities:
        for given in givens(index, entity):
            key = fold(given.office.title)
            words.setdefault(key, given.office.title)
            gathered.setdefault(key, {}).setdefault(entity.id, Holder(entity, [])).given.append(given)
    made = [Title(words[key], key, list(holders.values())) for key, holders in gathered.items()]
    return sorted(made, key=lambda t: (-len(t.holders), -sum(len(h.given) for h in t.holders), t.key))


def givens(index: Index, entity: Entity) -> list[Given]:
    """List an entity's offices in time order; those of no known day last."""
    made = [Given(o, index.outlet(o.document), o.date or day_of(index, o.document)) for o in entity.offices]
    return sorted(made, key=lambda g: g.day or NEVER)


def table(index: Index, entity: Entity) -> Table:
    """Lay a person's offices out: a line a title, a column an outlet."""
    said = givens(index, entity)
    columns = list(dict.fromkeys(g.outlet for g in said))
    gathered: dict[tuple[str, str | None], list[Given]] = {}
    for given in said:
        gathered.setdefault((fold(given.office.title), given.office.qualifier), []).append(given)
    lines = [line(given) for given in gathered.values()]
    return Table(columns, lines, differs(lines, columns))


def line(given: Sequence[Given]) -> Line:
    """Make the line of one title."""
    cells: dict[str, list[Given]] = {}
    for one in given:
        cells.setdefault(one.outlet, []).append(one)
    first = given[0].office
    organisation = next((g.office.organisation for g in given if g.office.organisation), None)
    return Line(first.title, first.qualifier, organisation, cells)


def differs(lines: Sequence[Line], outlets: Sequence[str]) -> bool:
    """Say whether some outlet leaves a title out that another gives."""
    return any(set(one.cells) != set(outlets) for one in lines)

"""A story's offices → by title: who is said to hold it, by which outlet, at what date; and one person's offices, outlet by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawatur.base.annotation import Office
from tawatur.base.fold import fold
from tawatur.base.names import bare
from tawatur.base.restored import OF_TITLE
from tawatur.base.span import Span
from tawatur.base.story import Entity
from tawatur.view.concordance import NEVER, day_of
from tawatur.view.index import Index


class Given(NamedTuple):
    """One title as one page gives it: where, with which qualifier, the date that the page says (null where it says none)."""

    document: str
    outlet: str
    title: str
    qualifier: str | None
    organisation: str | None
    date: str | None
    spans: list[Span]


class Holder(NamedTuple):
    """Somebody who is said to hold a title, and every page that says so, in time order."""

    entity: Entity
    given: list[Given]


class Title(NamedTuple):
    """A title as first worded, all who are said to hold it, and the pages that give it to somebody whom they do not name."""

    words: str
    key: str
    holders: list[Holder]
    unnamed: list[Given]

    @property
    def pages(self) -> int:
        """Count how often pages give the title, once a page and holder."""
        return len(self.unnamed) + sum(len(h.given) for h in self.holders)


class Line(NamedTuple):
    """One title and qualifier of one person, by outlet; ``organisation`` where the title does not name it itself."""

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
    made: dict[str, Title] = {}
    for entity in entities:
        holders: dict[str, Holder] = {}
        for one in givens(index, entity):
            title = made.setdefault(fold(one.title), Title(one.title, fold(one.title), [], []))
            if is_unnamed(entity):
                title.unnamed.append(one)
                continue
            if title.key not in holders:
                title.holders.append(holders.setdefault(title.key, Holder(entity, [])))
            holders[title.key].given.append(one)
    return sorted(made.values(), key=lambda t: (-len(t.holders), -t.pages, t.key))


def is_unnamed(entity: Entity) -> bool:
    """Say whether no page names somebody who holds an office: all there is of them is the title."""
    return bool(entity.mentions) and all(OF_TITLE.search(m.id) for m in entity.mentions)


def givens(index: Index, entity: Entity) -> list[Given]:
    """List an entity's offices, page by page, in the order of the dates that they have, else of the pages'; undated ones last."""
    gathered: dict[tuple[str, str, str | None, str | None], list[Office]] = {}
    for office in entity.offices:
        key = (office.document, fold(office.title), office.qualifier, office.date)
        gathered.setdefault(key, []).append(office)
    made = [given(index, offices) for offices in gathered.values()]
    return sorted(made, key=lambda g: g.date or day_of(index, g.document) or NEVER)


def given(index: Index, offices: Sequence[Office]) -> Given:
    """Gather one page's uses of one title."""
    first = offices[0]
    organisation = next((o.organisation for o in offices if o.organisation), None)
    spans = sorted(o.span for o in offices)
    outlet = index.outlet(first.document)
    return Given(first.document, outlet, first.title, first.qualifier, organisation, first.date, spans)


def table(index: Index, entity: Entity) -> Table:
    """Lay a person's offices out: a line a title, a column an outlet."""
    said = givens(index, entity)
    columns = list(dict.fromkeys(g.outlet for g in said))
    gathered: dict[tuple[str, str | None], list[Given]] = {}
    for one in said:
        gathered.setdefault((fold(one.title), one.qualifier), []).append(one)
    lines = [line(same) for same in gathered.values()]
    return Table(columns, lines, differs(lines, columns))


def line(said: Sequence[Given]) -> Line:
    """Make the line of one title."""
    cells: dict[str, list[Given]] = {}
    for one in said:
        cells.setdefault(one.outlet, []).append(one)
    organisation = next((g.organisation for g in said if g.organisation), "")
    named = bare(fold(organisation)) in fold(said[0].title)  # «المفتش العام للقوات المسلحة»
    return Line(said[0].title, said[0].qualifier, None if named else organisation, cells)


def differs(lines: Sequence[Line], outlets: Sequence[str]) -> bool:
    """Say whether some outlet leaves a title out that another gives."""
    return any(set(one.cells) != set(outlets) for one in lines)

"""The people, bodies and places of a story, found by any form of their names; and each one with all that is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from tawatur.base.fold import fold
from tawatur.base.story import Entity, Event, Story
from tawatur.view import judgements, offices, sections, wordings
from tawatur.view.codebook import coded
from tawatur.view.index import Index
from tawatur.view.language import _
from tawatur.view.likeness import OTHERS, SORTS, Alike, alike, forms_of, sort_of
from tawatur.view.web.screen import Asked, MissingError, Screen

AT_ONCE = 100
MOST_EVENTS = 100  # of one name; the chronology shows them all
MOST_MENTIONS = 300  # to choose from where two are parted
MOST_REASONS = 40
MOST_FOUND = 40  # to choose from where one looks for another name


class Named(NamedTuple):
    """One entity of the list: how many mentions, on how many pages, in how many events, and its first offices."""

    entity: Entity
    mentions: int
    pages: int
    events: int
    offices: list[str]


class Part(NamedTuple):
    """An event and the parts that an entity takes in it, as properties of events are named: actor recipient place."""

    event: Event
    roles: list[str]


def show(asked: Asked) -> Mapping[str, Any]:
    """List the names of one sort, the most named first."""
    words, sort = asked.one("words").strip(), asked.one("sort")
    by_sort = sorted_(asked, fold(words).split())
    sort = sort if sort in sorts() else next((s for s in sorts() if by_sort[s]), "people")
    found = by_sort[sort]
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    taking_part = parts(asked)
    return {
        "rows": [row(e, taking_part) for e in found[(at - 1) * AT_ONCE : at * AT_ONCE]],
        "words": words,
        "sort": sort,
        "tabs": [(name, said, len(by_sort[name])) for name, said in sorts().items()],
        "at": at,
        "screens": screens,
    }


def sorts() -> dict[str, str]:
    """Name the sorts of names, in the order of the tabs."""
    return dict(zip((*SORTS, OTHERS), (_("People"), _("Bodies"), _("Places"), _("Other names")), strict=True))


def sorted_(asked: Asked, words: Sequence[str]) -> dict[str, list[Entity]]:
    """Part the entities that have folded words in their forms by sort, each in the order of how often they are named."""
    forms: dict[str, str] = asked.opened.once("forms", lambda: forms_said(asked.index.story))
    made: dict[str, list[Entity]] = {sort: [] for sort in sorts()}
    for entity in asked.opened.once("entities by mentions", lambda: by_mentions(asked.index.story)):
        if all(word in forms[entity.id] for word in words):
            made[sort_of(entity.kind)].append(entity)
    return made


def forms_said(story: Story) -> dict[str, str]:
    """Give every entity all its forms, folded, one a line."""
    return {e.id: "\n".join(fold(t) for t in (e.name, *(n.text for n in e.names))) for e in story.entities}


def by_mentions(story: Story) -> list[Entity]:
    """Put the entities in order, the most named first."""
    return sorted(story.entities, key=lambda e: -len(e.mentions))


def parts(asked: Asked) -> dict[str, list[Part]]:
    """List the events of every entity in the order of the chronology, with the part it takes: once a story."""
    made: dict[str, list[Part]] = asked.opened.once("parts taken", lambda: parts_in(asked.index, asked.opened.depths))
    return made


def parts_in(index: Index, order: Mapping[str, Any]) -> dict[str, list[Part]]:
    """List the events of every entity in an order of events."""
    made: dict[str, list[Part]] = {}
    for event in (index.events[i] for i in order):
        taken: dict[str, list[str]] = {}
        for role, ids in (
            ("actor", event.actors),
            ("recipient", event.recipients),
            ("place", filter(None, [event.place])),
        ):
            for id_ in dict.fromkeys(ids):
                taken.setdefault(id_, []).append(role)
        for id_, roles in taken.items():
            made.setdefault(id_, []).append(Part(event, roles))
    return made


def row(entity: Entity, taking_part: Mapping[str, list[Part]]) -> Named:
    """Make the row of one entity."""
    return Named(
        entity,
        len(entity.mentions),
        len({m.document for m in entity.mentions}),
        len(taking_part.get(entity.id, [])),
        list({fold(o.title): o.title for o in entity.offices}.values())[:2],
    )


def show_name(asked: Asked) -> Mapping[str, Any]:
    """Show one entity with all that is said of it. Raises MissingError."""
    index, entity = asked.index, entity_of(asked)
    taken = parts(asked).get(entity.id, [])
    return {
        "e": entity,
        "profile": sections.profile(entity),
        "held": offices.table(index, entity),
        "parts": taken[:MOST_EVENTS],
        "events": len(taken),
        "called": called(asked, entity),
        "reasons": entity.because[:MOST_REASONS],
        "alike": near(asked, entity),
        "sought": asked.one("with").strip(),
        "mentions": entity.mentions[:MOST_MENTIONS],
        "judged": [j for j in judgements.shown(index) if entity.id in j.about],
        "sort": sort_of(entity.kind),
        "lasting": lasting(entity),
    }


def entity_of(asked: Asked) -> Entity:
    """Find an entity by its id, or by that of one of its mentions, which stays the same when names are merged anew."""
    holders: dict[str, Entity] = asked.opened.once(
        "entities of mentions", lambda: {m.id: e for e in asked.index.story.entities for m in e.mentions}
    )
    id_ = asked.path["id"]
    found = asked.index.entities.get(id_) or holders.get(id_)
    if found is None:
        raise MissingError(f"{id_}: no such name in {asked.opened.name}")
    return found


def lasting(entity: Entity) -> str:
    """Return the id by which an entity is found again after a judgement: of its first mention, else its own."""
    return entity.mentions[0].id if entity.mentions else entity.id


def called(asked: Asked, entity: Entity) -> list[wordings.Row]:
    """Lay out the groups of terms that are used for an entity, as the codebook has them."""
    groups = coded(asked.index.story.wordings, asked.shelf.codebook(asked.opened))
    return [wordings.row(asked.index, g) for g in groups if g.referent == entity.id and g.terms]


def near(asked: Asked, entity: Entity) -> list[Alike]:
    """List the entities that one may want to merge with: those that were looked for, of its own sort first, and like names."""
    index = asked.index
    forms = asked.opened.once("forms by sort", lambda: forms_of(index.story))
    found = alike(index.entities, forms, entity)
    words = fold(asked.one("with")).split()
    if not words:
        return found
    known = {entity.id, *(a.entity.id for a in found)}
    by_sort = sorted_(asked, words)
    more = [e for e in chain(by_sort.pop(sort_of(entity.kind)), *by_sort.values()) if e.id not in known and e.mentions]
    return [*(Alike(e, entity.name, e.name, 0, "") for e in more[:MOST_FOUND]), *found]


SCREENS = (
    Screen("names", "/names", "names.html.j2", show, lambda: _("Names")),
    Screen("name", "/names/{id}", "name.html.j2", show_name),
)

"""A story or one event → the picture of its isnad, the same as tables, one tie's passages, and two outlets supposed to be one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from tawatur.base.story import Event, Independence
from tawatur.view import isnad_picture
from tawatur.view.index import Index
from tawatur.view.isnad import of_event, of_story, steps, through
from tawatur.view.language import _, direction
from tawatur.view.ties import chosen, most_heard
from tawatur.view.web.screen import Asked, MissingError, Screen

AT_ONCE = 100  # rows of one screen
MOST_EVENTS = 300  # to choose from
MOST_TIES = 200


class Supposed(NamedTuple):
    """The chains as counted, and as they would be if two pages were one chain; null where the two are one already or none."""

    one: str
    other: str
    then: Independence | None


def show(asked: Asked) -> Mapping[str, Any]:
    """Draw the chains of one event or of the whole story. Raises MissingError."""
    index = asked.index
    event = event_asked(asked)
    isnad = of_event(index, event) if event else asked.opened.once("isnad", lambda: of_story(index))
    teller, tie = isnad.tellers.get(asked.one("through")), isnad.ties.get(asked.one("tie"))
    found = through(isnad, teller.id) if teller else list(range(len(isnad.reports)))
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "e": event,
        "isnad": isnad,
        "picture": isnad_picture.picture(isnad, direction() == "rtl", teller.id if teller else None),
        "teller": teller,
        "lit": steps(isnad.paths[n] for n in found) if teller else set(),
        "chosen": chosen(index, isnad, tie) if tie else None,
        "rows": [isnad.reports[n] for n in found[(at - 1) * AT_ONCE : at * AT_ONCE]],
        "found": len(found),
        "at": at,
        "screens": screens,
        "ties": list(isnad.ties.values())[:MOST_TIES],
        "tellers": most_heard(isnad),
        "tie_link": lambda id_: asked.here(tie=id_) + "#tie",
        "teller_link": lambda id_: asked.here(through=id_, tie=None, page=None) + "#told",
        "events": events(asked, event),
        "outlets_told": publishers(index, event) if event else {},
        "supposed": supposed(asked, event) if event else None,
    }


def event_asked(asked: Asked) -> Event | None:
    """Return the event whose chains are asked for, null for the whole story. Raises MissingError."""
    id_ = asked.one("event")
    if id_ and id_ not in asked.index.events:
        raise MissingError(f"{id_}: no such event in {asked.opened.name}")
    return asked.index.events.get(id_)


def events(asked: Asked, event: Event | None) -> list[Event]:
    """List in the story's order the events that several pages tell, as many as one can choose from, and the one that is shown."""
    several = asked.opened.once("told by several", lambda: told_by_several(asked))
    return several if event is None or event in several else [event, *several]


def told_by_several(asked: Asked) -> list[Event]:
    """List the first events that more than one page tells of."""
    several = (e for e in asked.index.story.chronology if len(e.documents) > 1)
    return list(islice(several, MOST_EVENTS))


def publishers(index: Index, event: Event) -> dict[str, str]:
    """Name the outlets that tell of an event, each by its first page."""
    firsts: dict[str, str] = {}
    for document in event.documents:
        firsts.setdefault(index.outlet(document), document)
    return {document: outlet for outlet, document in firsts.items()}


def supposed(asked: Asked, event: Event) -> Supposed | None:
    """Count an event's chains as though two outlets were one chain, where two are asked for; nothing is written."""
    one, other = asked.one("one"), asked.one("other")
    if not {one, other} <= set(event.documents):
        return None
    if asked.index.outlet(one) == asked.index.outlet(other):
        return Supposed(one, other, None)
    return Supposed(one, other, asked.shelf.verbs.supposed(asked.opened.story, event.id, one, other))


SCREENS = (Screen("chains", "/chains", "chains.html.j2", show, lambda: _("Chains")),)

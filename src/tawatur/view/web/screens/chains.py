"""A story or one event → the picture of its isnad, the same as tables, one tie's passages, and two outlets supposed to be one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from tawatur.base.span import Span
from tawatur.base.story import Event, Independence
from tawatur.view import isnad_picture, sections
from tawatur.view.index import Index
from tawatur.view.isnad import TOLD, Isnad, Report, Tie, Use, of_event, of_story, steps, through
from tawatur.view.language import _, direction
from tawatur.view.web.screen import Asked, MissingError, Screen

AT_ONCE = 100  # rows of one screen
MOST_EVENTS = 300  # to choose from
MOST_USES = 12  # of one tie, shown at once
MOST_TELLERS = 100
MOST_TIES = 200


class Credit(NamedTuple):
    """One place where a page says that it has it from a teller: the words of its telling, and those that name the teller."""

    document: str
    told: list[Span]
    credit: list[Span]


class Chosen(NamedTuple):
    """The tie that was pressed: where it is credited, how the source's own pages tell it, the passages that are shared."""

    tie: Tie
    credits: list[Credit]
    own: list[Report]
    pairs: list[sections.Pair]
    more: int


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


def most_heard(isnad: Isnad) -> list[Any]:
    """List the tellers through whom most outlets have it, as many as one can read."""
    return sorted(isnad.tellers.values(), key=lambda t: (-t.outlets, not t.common))[:MOST_TELLERS]


def chosen(index: Index, isnad: Isnad, tie: Tie) -> Chosen:
    """Gather what stands behind a tie."""
    shown = tie.uses[:MOST_USES]
    if tie.kind != TOLD:
        pairs = [sections.pair(index, u.reuse) for u in shown if u.reuse]
        return Chosen(tie, [], [], pairs, len(tie.uses) - len(shown))
    pages = set(isnad.tellers[tie.source].documents)
    own = [r for r in isnad.reports if r.document in pages and r.spans][:MOST_USES]
    return Chosen(tie, [credit(u) for u in shown], own, [], len(tie.uses) - len(shown))


def credit(use: Use) -> Credit:
    """Say where a report names the teller: the name, and beside the innermost one the reporting word."""
    assert use.report is not None and use.link is not None, "a tie that is told rests on reports"
    said = use.report.attribution
    spans = [use.link.span] if use.link.span else []
    if said and said.cue and use.link == use.report.chain[-1]:
        spans.append(said.cue.span)
    return Credit(use.report.document, use.report.spans, sorted({Span(*s) for s in spans}))


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

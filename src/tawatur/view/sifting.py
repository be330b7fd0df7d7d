"""A story's events and what was asked of them → the events that answer, and how many each further choice would leave."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import Attribution
from tawatur.base.document import Published
from tawatur.base.fold import fold
from tawatur.base.story import Disagreement, Entity, Event, Story, WordingGroup
from tawatur.view import sections
from tawatur.view.index import Index

MOST_CHAINS = 99


class Sieve(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: every field that is set must hold; of several values of one field, one.

    ``since`` and ``until``: ISO days, months or years, inclusive, of the time that ``by`` names (of the event, or of its
    reports). ``names``: ids of entities that take part or are its place. ``chains``: at least so many independent
    ones. ``status``: disputed contradicted reviewed unreviewed dated undated.
    """

    words: str = ""
    since: str = ""
    until: str = ""
    by: str = "event"
    types: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    chains: int = 0
    status: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Say whether anything is asked at all."""
        return msgspec.structs.replace(self, by="event") != Sieve()

    def fields(self) -> list[tuple[str, str]]:
        """List what is asked as an address's query has it: one pair a value."""
        single = [(f, str(v)) for f in ("words", "since", "until") if (v := getattr(self, f))]
        single += [("by", self.by)] if self.by != "event" else []
        single += [("chains", str(self.chains))] if self.chains else []
        return single + [(f, v) for f in ("types", "outlets", "names", "offices", "status") for v in getattr(self, f)]


def sieve(asked: Iterable[tuple[str, str]]) -> Sieve:
    """Read a sieve from an address's query; a field that is none, or a value that cannot be, asks nothing."""
    many: dict[str, list[str]] = {}
    for field, value in asked:
        many.setdefault(field, []).append(value.strip())
    one = {field: values[-1] for field, values in many.items()}
    lists = {f: tuple(dict.fromkeys(v for v in many.get(f, []) if v)) for f in ("types", "outlets", "names", "offices")}
    return Sieve(
        words=one.get("words", ""),
        since=day_asked(one.get("since", "")),
        until=day_asked(one.get("until", "")),
        by="report" if one.get("by") == "report" else "event",
        chains=min(int(one["chains"]), MOST_CHAINS) if re.fullmatch(r"[0-9]{1,4}", one.get("chains", "")) else 0,
        status=tuple(dict.fromkeys(v for v in many.get("status", []) if v in STATUSES)),
        **lists,
    )


def day_asked(value: str) -> str:
    """Return a year, month or day that was asked for, empty where it is none."""
    return value if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value, re.ASCII) else ""


class Facts(NamedTuple):
    """What can be asked of one event, gathered once. ``event`` and ``report``: first and last ISO day, or null."""

    types: frozenset[str]
    outlets: frozenset[str]
    names: frozenset[str]
    offices: frozenset[str]
    event: tuple[str, str] | None
    report: tuple[str, str] | None
    chains: int
    status: frozenset[str]
    words: str


STATUSES = ("disputed", "contradicted", "reviewed", "unreviewed", "dated", "undated")


class Catalogue:
    """The facts of every event of a story, in its order."""

    def __init__(self, index: Index) -> None:
        self.index = index
        judged = {name for j in index.story.judgements if j.standing for name in j.standing.about}
        holders = offices_of(index.story)
        self.facts = {e.id: facts(index, e, judged, holders) for e in index.story.chronology}

    def sift(self, asked: Sieve) -> list[Event]:
        """List the events that answer, in the story's order."""
        words = fold(asked.words).split()
        return [e for e in self.index.story.chronology if answers(self.facts[e.id], asked, words)]

    def choices(self, asked: Sieve, field: str) -> Counter[str]:
        """Count, for each value of a field, the events that would answer if it alone were asked of that field."""
        open_ = msgspec.structs.replace(asked, **{field: 0 if field == "chains" else ()})
        found: Counter[str] = Counter()
        for event in self.sift(open_):
            found.update(getattr(self.facts[event.id], field))
        return found


def facts(index: Index, event: Event, judged: set[str], holders: Mapping[str, frozenset[str]]) -> Facts:
    """Gather what can be asked of one event."""
    names = frozenset({*event.actors, *event.recipients} | ({event.place} if event.place else set()))
    disputes = sections.disputes(index, event)
    days = bounds(event.date, event.earliest, event.latest)
    states = {"disputed"} if disputes else set()
    states |= {"contradicted"} if any(d.kind == "contradiction" for d in disputes) else set()
    states |= {"reviewed" if judged & {event.id, *names} else "unreviewed", "dated" if days else "undated"}
    return Facts(
        types=frozenset({event.type}),
        outlets=frozenset(index.outlets(event.documents)),
        names=names,
        offices=frozenset().union(*(holders.get(n, frozenset()) for n in names)),
        event=days,
        report=reported(index, event),
        chains=event.independence.lower,
        status=frozenset(states),
        words=fold(
            " ".join([event.title, *sections.taking_part(index, event), index.name(event.place), *said(index, event)])
        ),
    )


def said(index: Index, event: Event) -> list[str]:
    """List the sentences that tell of an event."""
    mentions = filter(None, map(index.event_mentions.get, event.event_mentions))
    return list(
        {(m.document, m.sentence or m.span): index.words(m.document, m.sentence or m.span) for m in mentions}.values()
    )


def offices_of(story: Story) -> dict[str, frozenset[str]]:
    """List the titles, folded, of the offices that each entity is said to hold."""
    return {e.id: frozenset(fold(o.title) for o in e.offices) for e in story.entities if e.offices}


def reported(index: Index, event: Event) -> tuple[str, str] | None:
    """Return the first and the last day on which pages that tell of an event came out, as far as known."""
    pages = filter(None, map(index.documents.get, event.documents))
    known = [days for page in pages if (days := days_of(page.published))]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def days_of(published: Published) -> tuple[str, str] | None:
    """Return the bounds of a publication date."""
    return bounds(published.value, published.earliest, published.latest)


def bounds(value: str | None, earliest: str | None, latest: str | None) -> tuple[str, str] | None:
    """Return the first and last ISO day that a date allows; an open side is the other one's day."""
    first, last = earliest or first_day(value), latest or last_day(value)
    if first is None and last is None:
        return None
    return (first or last or "")[:10], (last or first or "")[:10]


def first_day(value: str | None) -> str | None:
    """Return the first day of a year, month, day or interval: «2022-07» gives 2022-07-01."""
    found = re.match(r"\d{4}(-\d\d)?(-\d\d)?(?=$|[/T])", value or "")
    return found[0] + "-01-01"[len(found[0]) - 4 :] if found else None


def last_day(value: str | None) -> str | None:
    """Return the last day of a year, month, day or interval: «2022-02» gives 2022-02-28."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", (value or "").split("/")[-1])
    if not found or not 1 <= int(found[2] or 12) <= 12 or not 1 <= int(found[1]) <= 9999:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return f"{year:04}-{month:02}-{int(found[3] or calendar.monthrange(year, month)[1]):02}"


def answers(known: Facts, asked: Sieve, words: Sequence[str]) -> bool:
    """Say whether an event answers everything that is asked; ``words``, folded, must all stand in it."""
    return (
        known.chains >= asked.chains
        and all(
            getattr(known, f).intersection(v)
            for f in ("types", "outlets", "names", "offices")
            if (v := getattr(asked, f))
        )
        and known.status.issuperset(asked.status)
        and in_time(getattr(known, asked.by), asked.since, asked.until)
        and all(word in known.words for word in words)
    )


def in_time(days: tuple[str, str] | None, since: str, until: str) -> bool:
    """Say whether an interval may lie, at least in part, between two bounds; what has no date does not."""
    if not since and not until:
        return True
    if days is None:
        return False
    return days[1] >= (first_day(since) or "") and days[0] <= (last_day(until) or "9999")


def narrowed(story: Story, events: Sequence[Event]) -> Story:
    """Keep of a story the given events and what they rest on, so that what is seen can be exported as it is seen.

    Pages stay whole, those of the other side of a disagreement too; annotations that no kept event rests on go.
    """
    kept = {e.id for e in events}
    about = [d for d in story.disagreements if d.about in kept]
    pages = {d for e in events for d in e.documents} | {d for x in about for v in x.values for d in v.documents}
    mentions = {m for e in events for m in e.event_mentions}
    figures = {f for e in events for f in e.figures} | {r.figure for e in events for r in e.ladder}
    told = [m for m in story.event_mentions if m.id in mentions]
    attributions = {m.attribution for m in told} | {s.attribution for e in events for s in e.statements}
    names = {n for e in events for n in (*e.actors, *e.recipients, e.place)}
    names |= {p.entity for m in told for p in (*m.actors, *m.recipients, *([m.place] if m.place else []))}
    names |= {e for a in story.attributions if a.id in attributions for e in tellers(a)}
    return msgspec.structs.replace(
        story,
        documents=[d for d in story.documents if d.id in pages],
        sentences=[s for s in story.sentences if s.document in pages],
        quotations=[q for q in story.quotations if q.document in pages],
        entities=[on_pages(e, pages) for e in story.entities if e.id in names],
        ranks=[r for r in story.ranks if r.document in pages],
        times=[t for t in story.times if t.document in pages],
        figures=[f for f in story.figures if f.id in figures],
        attributions=[a for a in story.attributions if a.id in attributions],
        event_mentions=told,
        chronology=[without(e, kept) for e in events],
        reuse=[r for r in story.reuse if {r.a.document, r.b.document} <= pages],
        disagreements=[d for d in story.disagreements if d.about in kept or (d.about in names and stands_on(d, pages))],
        wordings=[group_on(g, pages) for g in story.wordings if g.referent in kept | names],
        superlatives=[s for s in story.superlatives if s.document in pages],
        unplaced=[u for u in story.unplaced if u.document in pages],
    )


def tellers(attribution: Attribution) -> list[str | None]:
    """List the ids of everybody whom an attribution names."""
    source = [attribution.source.entity] if attribution.source else []
    return [*source, *(link.entity for link in attribution.chain)]


def on_pages(entity: Entity, pages: set[str]) -> Entity:
    """Keep an entity's mentions and offices on the pages that are kept."""
    return msgspec.structs.replace(
        entity,
        mentions=[m for m in entity.mentions if m.document in pages],
        offices=[o for o in entity.offices if o.document in pages],
    )


def stands_on(disagreement: Disagreement, pages: set[str]) -> bool:
    """Say whether every version of a disagreement is told on pages that are kept."""
    return all(d in pages for version in disagreement.values for d in version.documents)


def group_on(group: WordingGroup, pages: set[str]) -> WordingGroup:
    """Keep the terms of a group that stand on the pages that are kept."""
    return msgspec.structs.replace(group, terms=[t for t in group.terms if t.document in pages])


def without(event: Event, kept: set[str]) -> Event:
    """Cut an event's ties to events that are not kept."""
    return msgspec.structs.replace(
        event,
        part_of=event.part_of if event.part_of in kept else None,
        after=[i for i in event.after if i in kept],
        before=[i for i in event.before if i in kept],
    )

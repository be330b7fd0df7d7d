"""The report's sections, made ready for the templates: what is counted, grouped and ordered, and nothing decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import EventMention, Figure, Office, Superlative
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event, Independence, Reuse, Rung
from tawatur.view.changes import Changed, changed, telling
from tawatur.view.index import Index
from tawatur.view.labels import kinds
from tawatur.view.language import _, language, n_, number
from tawatur.view.passages import Piece, aligned


class Form(NamedTuple):
    """One spelling of a name: how often, and per document where."""

    text: str
    uses: int
    places: list[tuple[str, list[Span]]]


class Held(NamedTuple):
    """An office as its title is worded, and every page that gives it: where, and the date that it says."""

    title: str
    qualifier: str | None
    organisation: str | None
    places: list[tuple[str, list[Span], str | None]]


class Profile(NamedTuple):
    """An entity with its spellings and offices, and the pages that name it."""

    entity: Entity
    forms: list[Form]
    offices: list[Held]
    documents: list[str]


class Pair(NamedTuple):
    """A reuse with both passages cut at the words they share; ``from_`` and ``to`` where the direction is known.

    ``changes``: those that tell something; ``plain`` counts the rest.
    """

    reuse: Reuse
    left: list[Piece]
    right: list[Piece]
    from_: str | None
    to: str | None
    changes: list[Changed]
    plain: int


def chains_in_words(event: Event) -> str:
    """Count an event's independent chains in words: «سلسلة واحدة», «1 إلى 2 سلاسل»."""
    return bounds_in_words(event.independence)


def bounds_in_words(independence: Independence) -> str:
    """Say how many chains there are at least and at most."""
    lower, upper = independence.lower, independence.upper
    if lower == upper:
        return n_("{n} chain", "{n} chains", lower)
    return n_("{lower} to {n} chain", "{lower} to {n} chains", upper, lower=number(lower))


def independence_in_words(event: Event) -> str:
    """Say how many outlets and chains carry an event; the story's own sentence, which is Arabic, says on what grounds."""
    if event.independence.sentence and language() == "ar":
        return event.independence.sentence
    outlets = n_("{n} outlet", "{n} outlets", event.independence.outlets)
    return _("{outlets}, {chains}.", outlets=outlets, chains=chains_in_words(event))


def figures(index: Index, event: Event) -> list[Figure]:
    """List an event's figures that neither a statement of it nor its ladder shows already."""
    stated = {(s.document, s.span) for s in event.statements}
    stated |= {(rung.document, rung.span) for count in ladder(event) for rung in count.rungs}
    found = (index.figures[i] for i in event.figures if i in index.figures)
    return [f for f in found if (f.document, f.span) not in stated]


class Count(NamedTuple):
    """One thing that an event's figures count, with its scope, and its rungs in the order of publication."""

    counts: str
    scope: str | None
    rungs: list[Rung]


def ladder(event: Event) -> list[Count]:
    """Group an event's ladder by what is counted and its scope; a count that one page alone gives is no ladder."""
    groups: dict[tuple[str, str], list[Rung]] = {}
    for rung in event.ladder:
        groups.setdefault((fold(rung.counted), fold(rung.scope or "")), []).append(rung)
    return [Count(rungs[0].counted, rungs[0].scope, rungs) for rungs in groups.values() if len(rungs) > 1]


def claims(index: Index) -> list[Superlative]:
    """List the claims to be the first, those with something against them before the rest."""
    return sorted(index.story.superlatives, key=lambda s: not s.contradicted_by)


def row_title(index: Index, mention: EventMention) -> str:
    """Return the title of the row that a mention belongs to, or its own words where it has none."""
    row = index.row_of.get(mention.id)
    return row.title if row else mention.trigger.text


def taking_part(index: Index, event: Event) -> list[str]:
    """Name who takes part in an event, each once: entities, then participants that have words and no entity."""
    names = [index.name(i) for i in (*event.actors, *event.recipients)] + [p.text for p in event.unnamed]
    return list({fold(name): name for name in reversed(names)}.values())[::-1]


def disputes(index: Index, event: Event) -> list[Disagreement]:
    """List the disagreements of an event, the gravest kind first."""
    ids = dict.fromkeys([*event.disagreements, *index.disputed.get(event.id, [])])
    return by_kind([index.disagreements[i] for i in ids if i in index.disagreements])


def by_kind(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """Put contradictions first, then the kinds in the labels' order."""
    order = {kind: n for n, kind in enumerate(kinds("disagreement"))}
    return sorted(disagreements, key=lambda d: order.get(d.kind, len(order)))


def profiles(index: Index) -> dict[str, list[Profile]]:
    """Group the entities by kind, people first, the most named first."""
    order = {kind: n for n, kind in enumerate(kinds("kind"))}
    grouped: dict[str, list[Profile]] = {}
    for entity in sorted(index.story.entities, key=lambda e: (order.get(e.kind, len(order)), -len(e.mentions), e.name)):
        grouped.setdefault(entity.kind, []).append(profile(entity))
    return grouped


def profile(entity: Entity) -> Profile:
    """Count an entity's spellings and say where each stands."""
    named = [m for m in entity.mentions if m.form != "descriptive"]
    counts = {n.text: n.count for n in entity.names} or Counter(m.text for m in named)
    where: dict[str, dict[str, list[Span]]] = {}
    for mention in entity.mentions:
        key = mention.name if mention.name in counts else mention.text
        where.setdefault(key, {}).setdefault(mention.document, []).append(mention.span)
    forms = [Form(text, counts.get(text, 0), list(where.get(text, {}).items())) for text in counts]
    return Profile(entity, forms, held(entity), list(dict.fromkeys(m.document for m in entity.mentions)))


def held(entity: Entity) -> list[Held]:
    """Gather an entity's offices by title; spellings that readers treat as one count as one."""
    gathered: dict[tuple[str, str | None], list[Office]] = {}
    for office in entity.offices:
        gathered.setdefault((fold(office.title), office.qualifier), []).append(office)
    made = []
    for (_title, qualifier), offices in gathered.items():
        places: dict[tuple[str, str | None], list[Span]] = {}
        for office in offices:
            places.setdefault((office.document, office.date), []).append(office.span)
        where = [(document, spans, date) for (document, date), spans in places.items()]
        made.append(Held(offices[0].title, qualifier, offices[0].organisation, where))
    return made


def copies(index: Index) -> list[Pair]:
    """Align both passages of every reuse, the longest first."""
    return [pair(index, r) for r in sorted(index.story.reuse, key=lambda r: -r.words)]


def pair(index: Index, reuse: Reuse) -> Pair:
    """Align the passages of one reuse; the page copied from, where known, stands first."""
    sides = [reuse.a, reuse.b]
    if reuse.direction.from_ == reuse.b.document:
        sides.reverse()
    left, right = aligned(*((index.text(s.document), s.span) for s in sides))
    known = reuse.direction.from_ in (reuse.a.document, reuse.b.document)
    reordered = msgspec.structs.replace(reuse, a=sides[0], b=sides[1])
    from_, to = (sides[0].document, sides[1].document) if known else (None, None)
    told = telling(reuse)
    shown = [changed(index, reuse, change, [s.document for s in sides]) for change in told]
    return Pair(reordered, left, right, from_, to, shown, len(reuse.changes) - len(told))

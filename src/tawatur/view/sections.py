"""The report's sections, made ready for the templates: what is counted, grouped and ordered, and nothing decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import Annotation, Office
from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.reason import Unplaced
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event, Reuse, Story, Term, WordingGroup
from tawatur.view.index import Index
from tawatur.view.labels import counted, kinds, label
from tawatur.view.passages import Piece, aligned

SEVERAL = 2  # independent chains from which a report is counted as carried by several


class Tile(NamedTuple):
    """One number of the first screen, what it counts, and a line that says more."""

    number: str
    counts: str
    more: str


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
    """A reuse with both passages cut at the words they share; ``from_`` and ``to`` where the direction is known."""

    reuse: Reuse
    left: list[Piece]
    right: list[Piece]
    from_: str | None
    to: str | None


class TermUse(NamedTuple):
    """One term as one outlet uses it: where, whose words, and the register its table row gives it."""

    text: str
    register: str
    quoted_by: str | None
    places: list[tuple[str, list[Span]]]


class Usage(NamedTuple):
    """What one outlet calls a referent, in its own voice and in others' words."""

    outlet: str
    own: list[TermUse]
    quoted: list[TermUse]


def tiles(index: Index) -> list[Tile]:
    """Count pages, outlets, events, chains and disagreements for the first screen."""
    story = index.story
    outlets = index.outlets(index.documents)
    several = [e for e in story.chronology if e.independence.lower >= SEVERAL]
    contradictions = sum(d.kind == "contradiction" for d in story.disagreements)
    most = max(story.chronology, key=lambda e: (e.independence.lower, e.independence.upper), default=None)
    return [
        Tile(str(len(story.documents)), "صفحات", f"لم تُقرأ: {len(story.unread)}" if story.unread else "قُرئت كلها"),
        Tile(str(len(outlets)), "منابر", "، ".join(outlets[:3]) + (" وغيرها" if len(outlets) > 3 else "")),
        Tile(str(len(story.chronology)), "وقائع", f"منها مؤرخة: {sum(bool(e.date) for e in story.chronology)}"),
        Tile(bounds(most), "سلاسل مستقلة", f"أكثر ما لواقعة واحدة؛ وقائع بسلسلتين فأكثر: {len(several)}"),
        Tile(str(len(story.disagreements)), "خلافات", f"منها تناقضات: {contradictions}"),
    ]


def bounds(event: Event | None) -> str:
    """Write an event's lower and upper number of independent chains: «1 إلى 2»."""
    if event is None:
        return "0"
    lower, upper = event.independence.lower, event.independence.upper
    return str(lower) if lower == upper else f"{lower} إلى {upper}"


def chains_in_words(event: Event) -> str:
    """Count an event's independent chains in words: «سلسلة واحدة», «1 إلى 2 سلاسل»."""
    lower, upper = event.independence.lower, event.independence.upper
    if lower == upper:
        return counted(lower, "سلسلة واحدة", "سلسلتان", "سلاسل", "سلسلة")
    return f"{lower} إلى {upper} {'سلاسل' if upper <= 10 else 'سلسلة'}"


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
    for (_, qualifier), offices in gathered.items():
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
    return Pair(reordered, left, right, *((sides[0].document, sides[1].document) if known else (None, None)))


def usages(index: Index, group: WordingGroup) -> list[Usage]:
    """Say, outlet by outlet, what a referent is called."""
    by_outlet: dict[str, list[Term]] = {}
    for term in group.terms:
        by_outlet.setdefault(index.outlet(term.document), []).append(term)
    return [
        Usage(
            outlet, terms_of(t for t in terms if t.voice != "quoted"), terms_of(t for t in terms if t.voice == "quoted")
        )
        for outlet, terms in by_outlet.items()
    ]


def terms_of(terms: Iterable[Term]) -> list[TermUse]:
    """Gather the uses of one term; spellings that differ in vowel marks only count as one."""
    gathered: dict[tuple[str, str, str | None], list[Term]] = {}
    for term in terms:
        gathered.setdefault((fold(term.text), term.register, term.quoted_by), []).append(term)
    made = []
    for (_, register, quoted_by), uses in gathered.items():
        places: dict[str, list[Span]] = {}
        for use in uses:
            places.setdefault(use.document, []).append(use.span)
        made.append(TermUse(uses[0].text, register, quoted_by, list(places.items())))
    return made


def unplaced(story: Story) -> dict[str, list[Unplaced]]:
    """Group what could not be placed by what it is."""
    grouped: dict[str, list[Unplaced]] = {}
    for thing in story.unplaced:
        grouped.setdefault(thing.kind, []).append(thing)
    return grouped


def loose(index: Index) -> dict[str, list[Annotation]]:
    """List the figures and event mentions that no event took up: they are shown, never dropped."""
    story = index.story
    counted_in = {id_ for e in story.chronology for id_ in e.figures}
    told_in = {id_ for e in story.chronology for id_ in e.event_mentions}
    free: dict[str, list[Annotation]] = {
        "figure": [f for f in story.figures if f.id not in counted_in and not f.event],
        "event_mention": [m for m in story.event_mentions if m.id not in told_in],
    }
    return {kind: things for kind, things in free.items() if things}


def totals(story: Story) -> list[tuple[str, int]]:
    """Count every noun of the story for the method section."""
    mentions = sum(len(e.mentions) for e in story.entities)
    offices = sum(len(e.offices) for e in story.entities)
    counts = {
        "Document": len(story.documents), "Sentence": len(story.sentences), "Mention": mentions,
        "Entity": len(story.entities), "Office": offices, "Rank": len(story.ranks), "Timex": len(story.times),
        "Figure": len(story.figures), "Attribution": len(story.attributions),
        "EventMention": len(story.event_mentions), "Event": len(story.chronology),
        "Reuse": len(story.reuse), "Disagreement": len(story.disagreements), "WordingGroup": len(story.wordings),
        "Superlative": len(story.superlatives), "Judgement": len(story.judgements), "Unplaced": len(story.unplaced),
    }  # fmt: skip
    return [(label("noun", noun), count) for noun, count in counts.items()]


def is_invented(documents: list[Document]) -> bool:
    """Say whether the story is the invented sample: every outlet's id starts with «sample.», or a warning says so."""
    from_samples = bool(documents) and all(d.outlet and (d.outlet.id or "").startswith("sample.") for d in documents)
    return from_samples or any("sample" in warning for d in documents for warning in d.warnings)

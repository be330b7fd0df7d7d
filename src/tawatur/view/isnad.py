"""A story or one of its events → its isnad: who tells through whom, who copied whom, and where several chains meet.

A *common link* (Schacht, Juynboll) is a teller through whom the chains of several outlets pass and from whom they part:
more than one outlet or teller has it from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from tawatur.base.annotation import Attribution, Link
from tawatur.base.span import Span
from tawatur.base.story import Event, Reuse
from tawatur.view.accounts import accounts, chain
from tawatur.view.index import Index
from tawatur.view.tellers import Key, Tellers

TOLD, CREDITED, UNCREDITED = "told", "credited", "uncredited"
SEVERAL = 2  # outlets, and those who have it from a teller, that make a common link


class Report(NamedTuple):
    """One telling of one page: its words, and the chain from the page inwards, empty where it is told in its own voice."""

    document: str
    spans: list[Span]
    chain: list[Link]
    attribution: Attribution | None = None


class Use(NamedTuple):
    """One place where a tie is made: a report with the link that it credits, or a shared passage."""

    report: Report | None = None
    link: Link | None = None
    reuse: Reuse | None = None


class Tie(NamedTuple):
    """A line of the picture, from who is nearer to the origin to who has it from them.

    ``kind``: told, or for copied text credited or uncredited. ``known``: which of the two copied is known.
    """

    id: str
    source: str
    to: str
    kind: str
    known: bool
    uses: list[Use]


class Teller(NamedTuple):
    """A box of the picture. ``documents``: its own pages that tell; ``own_voice``: those of them that name nobody.

    ``outlets``: how many outlets' chains begin at it or pass through it; ``common``: it is a common link.
    """

    id: str
    name: str
    kind: str
    documents: list[str]
    own_voice: list[str]
    outlets: int
    common: bool


class Isnad(NamedTuple):
    """Tellers and ties by id; ``paths`` lists for each report its tellers' ids, from the page's outlet inwards."""

    tellers: dict[str, Teller]
    ties: dict[str, Tie]
    reports: list[Report]
    paths: list[tuple[str, ...]]


def of_event(index: Index, event: Event) -> Isnad:
    """Gather who tells of one event and through whom, and the passages in which two of its pages share a sentence of it."""
    told = accounts(index, event)
    reports = [Report(t.document, t.triggers, t.chain, t.attribution) for account in told for t in account.tellings]
    reports += [Report(account.document, [], []) for account in told if not account.tellings]
    sentences: dict[str, list[Span]] = {}
    for mention in filter(None, map(index.event_mentions.get, event.event_mentions)):
        sentences.setdefault(mention.document, []).append(Span(*(mention.sentence or mention.span)))
    return gathered(index, reports, (r for r in index.story.reuse if carries(r, sentences)))


def carries(reuse: Reuse, sentences: dict[str, list[Span]]) -> bool:
    """Say whether a passage shares, on both of its pages, words with a sentence that tells of the event."""
    sides = (reuse.a, reuse.b)
    return all(any(Span(*side.span).meets(s) for s in sentences.get(side.document, ())) for side in sides)


def of_story(index: Index) -> Isnad:
    """Gather every attribution of a story and every shared passage: chains of different events, side by side."""
    reports = [Report(a.document, [a.content.span], chain(a), a) for a in index.story.attributions]
    return gathered(index, reports, index.story.reuse)


def gathered(index: Index, reports: list[Report], reuses: Iterable[Reuse]) -> Isnad:
    """Make the boxes and lines of some reports and passages, numbered in the order told."""
    tellers = Tellers(index)
    uses: dict[tuple[Key, Key, str, bool], list[Use]] = {}
    paths = [path_of(report, tellers, uses) for report in reports]
    for reuse in reuses:
        copied(reuse, tellers, uses)
    names = {key: f"n{n}" for n, key in enumerate(tellers.named, 1)}
    ties = [
        Tie(f"t{n}", names[source], names[to], kind, known, of)
        for n, ((source, to, kind, known), of) in enumerate(uses.items(), 1)
    ]
    walked = [tuple(names[k] for k in path) for path in paths]
    boxes = boxes_of(tellers, names, reports, walked, ties)
    return Isnad(boxes, {t.id: t for t in ties}, reports, walked)


def path_of(report: Report, tellers: Tellers, uses: dict[tuple[Key, Key, str, bool], list[Use]]) -> tuple[Key, ...]:
    """Name a report's tellers from its outlet inwards, and keep where each says that it has it from the next."""
    path = [tellers.publisher(report.document)]
    for link in report.chain:
        key = tellers.teller(link, report.document, path[-1])
        if key not in path:  # an outlet that quotes itself, a chain that comes back: nothing new is told
            uses.setdefault((key, path[-1], TOLD, True), []).append(Use(report, link))
            path.append(key)
    return tuple(path)


def copied(reuse: Reuse, tellers: Tellers, uses: dict[tuple[Key, Key, str, bool], list[Use]]) -> None:
    """Keep a shared passage as a line between two outlets; what one outlet publishes twice is no line."""
    a, b = tellers.publisher(reuse.a.document), tellers.publisher(reuse.b.document)
    if a == b:
        return
    known = reuse.direction.from_ in (reuse.a.document, reuse.b.document)
    source, to = (b, a) if reuse.direction.from_ == reuse.b.document else (a, b)
    kind = CREDITED if reuse.credited else UNCREDITED
    uses.setdefault((source, to, kind, known), []).append(Use(reuse=reuse))


def boxes_of(
    tellers: Tellers, names: dict[Key, str], reports: list[Report], paths: list[tuple[str, ...]], ties: list[Tie]
) -> dict[str, Teller]:
    """Count for every teller the outlets whose chains it carries, and mark the common links."""
    carried: dict[str, set[str]] = {}
    own: dict[str, dict[str, None]] = {}
    heard: dict[str, set[str]] = {}
    for report, path in zip(reports, paths, strict=True):
        for teller in path:
            carried.setdefault(teller, set()).add(path[0])
        if not report.chain:
            own.setdefault(path[0], {})[report.document] = None
    for tie in ties:
        if tie.kind == TOLD:
            heard.setdefault(tie.source, set()).add(tie.to)
    return {
        id_: Teller(
            id_, known.name, known.kind, list(known.documents), list(own.get(id_, ())), len(carried.get(id_, ())),
            min(len(carried.get(id_, ())), len(heard.get(id_, ()))) >= SEVERAL,
        )
        for id_, known in ((names[key], known) for key, known in tellers.named.items())
    }  # fmt: skip


def through(isnad: Isnad, teller: str) -> list[int]:
    """List the numbers of the reports whose chain passes through a teller, in the order told."""
    return [n for n, path in enumerate(isnad.paths) if teller in path]


def steps(paths: Iterable[tuple[str, ...]]) -> set[tuple[str, str]]:
    """List the steps of some paths as their lines run: from who is nearer to the origin to who has it from them."""
    return {(inner, outer) for path in paths for outer, inner in pairwise(path)}

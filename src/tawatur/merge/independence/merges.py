"""Tellings → the grounds on which two of them are one chain, each sure or unsure, each with its words.

Sure: one page credits the other; both name the same origin; a shared passage of at least `LONG` words of its own carries
both sentences, or both pages have one sentence beside the passages they share; one outlet published both. Unsure: origins
whose names may mean one; a short shared passage; the same unnamed source; outlets of one house.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product
from typing import NamedTuple

from tawatur.base.annotation import Link
from tawatur.base.fold import fold
from tawatur.base.origins import core, names_outlet, perhaps_same_teller, same_teller
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Reuse
from tawatur.merge.independence.tellings import Telling

LONG = 10  # shared words, names and days aside, from which a passage is surely one text
OF_ONE_PASSAGE, ONE_SENTENCE = (
    0.5,
    0.8,
)  # the share of a sentence's words that its copy must have: in a passage, beside it
FEWEST = 4  # words of a sentence of which a share says something
PUBLISHERS = ("outlet", "agency", "social", "document", "organisation")


class Merge(NamedTuple):
    """Two tellings that are one chain, or may be."""

    one: Telling
    other: Telling
    rule: str
    sure: bool
    because: tuple[Reason, ...]
    origin: str | None = None


def merges(tellings: list[Telling], readings: dict[str, Reading], reuse: list[Reuse]) -> list[Merge]:
    """List every ground for holding two tellings of different pages to be one chain."""
    found = [
        *same_outlet(tellings, readings),
        *credited(tellings, readings),
        *same_origin(tellings),
        *perhaps_same_origin(tellings),
        *copied(tellings, readings, reuse),
        *same_unnamed(tellings),
    ]
    return [m for m in found if m.one.document != m.other.document]


def first_tellings(tellings: list[Telling]) -> dict[str, Telling]:
    """Return for every page the telling that stands for it: in its own voice if there is one, else its first."""
    firsts: dict[str, Telling] = {}
    for telling in sorted(tellings, key=lambda t: not t.own_voice):
        firsts.setdefault(telling.document, telling)
    return firsts


def same_outlet(tellings: list[Telling], readings: dict[str, Reading]) -> Iterator[Merge]:
    """Merge the pages of one outlet; pages of outlets of one house perhaps («النهار» and «النهار العربي»)."""
    firsts = first_tellings(tellings)
    by_name: dict[str, list[Telling]] = {}
    for document, telling in firsts.items():
        if (reading := readings.get(document)) and (outlet := reading.document.outlet):
            by_name.setdefault(outlet.id or fold(outlet.name), []).append(telling)
    for name, group in sorted(by_name.items()):
        for one, other in pairwise(group):
            yield merge(one, other, "same-outlet", True, (None, None), f"both published by {name}")
    named = [(group[0], readings[group[0].document].document.outlet) for _, group in sorted(by_name.items())]
    for (one, a), (other, b) in combinations(named, 2):
        if a and b and perhaps_same_teller(a.name, b.name):
            yield merge(one, other, "same-house", False, (None, None), f"«{a.name}», «{b.name}»")


def credited(tellings: list[Telling], readings: dict[str, Reading]) -> Iterator[Merge]:
    """Merge a page with the page whose outlet it names as teller."""
    firsts = first_tellings(tellings)
    outlets = [(d, r.outlet.name) for d in firsts if d in readings and (r := readings[d].document) and r.outlet]
    for telling in tellings:
        for link in telling.named:
            if link.kind not in PUBLISHERS:
                continue
            for document, name in outlets:
                if document != telling.document and names_outlet(link.name, name):
                    detail = f"«{link.name}» names «{name}»"
                    yield merge(telling, firsts[document], "credit", True, (link, None), detail, name)


def same_origin(tellings: list[Telling]) -> Iterator[Merge]:
    """Merge the tellings that name one teller: the same entity, or names of which the same words are left."""
    by_key: dict[tuple[str, ...], list[tuple[Telling, Link]]] = {}
    for telling in tellings:
        for link in telling.named:
            keys = [tuple(sorted(core(link.name)))]
            if link.entity:
                keys.append(("entity", link.entity))
            for key in keys:
                by_key.setdefault(key, []).append((telling, link))
    for _, group in sorted(by_key.items()):
        for (one, x), (other, y) in pairwise(group):
            yield merge(one, other, "same-origin", True, (x, y), f"«{x.name}», «{y.name}»", x.name)


def perhaps_same_origin(tellings: list[Telling]) -> Iterator[Merge]:
    """Merge perhaps where one teller's name may be short for the other's («الجيش», «الجيش الملكي»)."""
    first: dict[str, tuple[Telling, Link]] = {}
    for telling in tellings:
        for link in telling.named:
            first.setdefault(link.name, (telling, link))
    for (one, x), (other, y) in combinations(first.values(), 2):
        if not same_teller(x.name, y.name) and perhaps_same_teller(x.name, y.name):
            yield merge(one, other, "perhaps-same-origin", False, (x, y), f"«{x.name}», «{y.name}»")


def copied(tellings: list[Telling], readings: dict[str, Reading], reuse: list[Reuse]) -> Iterator[Merge]:
    """Merge tellings whose sentences stand in one shared passage; perhaps, where the passage is short.

    A passage may carry two sentences that tell of the event: each is merged with its own copy. A sentence that a page has
    moved or cut stands in no passage, but it is the same sentence.
    """
    by_document: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_document.setdefault(telling.document, []).append(telling)
    words = {telling: sentence_words(telling, readings.get(telling.document)) for telling in tellings}
    for passage in reuse:
        ones, others = by_document.get(passage.a.document, []), by_document.get(passage.b.document, [])
        inside, there = set(carried(ones, passage.a.span)), set(carried(others, passage.b.span))
        sure = passage.own_words >= LONG
        rule = "copied" if sure else "short-copy"
        detail = f"{passage.words} words shared ({passage.id})"
        for one, other in product(ones, others):
            alike = likeness(words[one], words[other])
            if one in inside and other in there and alike >= OF_ONE_PASSAGE:
                yield Merge(one, other, rule, sure, (
                    Reason(rule=f"independence.{rule}", document=one.document, span=passage.a.span, detail=detail),
                    Reason(rule=f"independence.{rule}", document=other.document, span=passage.b.span),
                ))  # fmt: skip
            elif sure and alike >= ONE_SENTENCE and min(len(words[one]), len(words[other])) >= FEWEST:
                beside = f"one sentence, beside {detail}"
                yield merge(one, other, "copied", True, (None, None), beside)


def sentence_words(telling: Telling, reading: Reading | None) -> frozenset[str]:
    """Return the folded words of the sentence that tells it, without names, offices, days and figures: any account has those."""
    if telling.sentence is None or reading is None:
        return frozenset()
    given = reading.given_words
    held = reading.tokens.within(telling.sentence)
    return frozenset(w for i in held if i not in given and (w := reading.tokens.words[i])[:1].isalnum())


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter sentence's words that stand in the other."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def carried(tellings: list[Telling], passage: Span) -> list[Telling]:
    """Keep the tellings of whose sentence the passage carries at least half, or which fill half of the passage."""
    passage = Span(*passage)
    return [
        t
        for t in tellings
        if t.sentence and 2 * passage.shared(t.sentence) >= min(passage.length, Span(*t.sentence).length)
    ]


def same_unnamed(tellings: list[Telling]) -> Iterator[Merge]:
    """Merge perhaps the tellings of one unnamed source («مصادر أمنية»)."""
    by_words: dict[str, list[tuple[Telling, Link]]] = {}
    for telling in tellings:
        if telling.anonymous:
            link = telling.links[-1]
            by_words.setdefault(fold(link.name), []).append((telling, link))
    for _, group in sorted(by_words.items()):
        for (one, x), (other, y) in pairwise(group):
            yield merge(one, other, "same-unnamed", False, (x, y), f"«{x.name}»")


def merge(
    one: Telling,
    other: Telling,
    rule: str,
    sure: bool,
    links: tuple[Link | None, Link | None],
    detail: str,
    origin: str | None = None,
) -> Merge:
    """Make a merge with a reason for each side; the first reason says why."""
    reasons: list[Reason] = []
    for telling, link in zip((one, other), links, strict=True):
        span = link.span if link else telling.sentence
        reasons.append(
            Reason(rule=f"independence.{rule}", document=telling.document, span=span, detail="" if reasons else detail)
        )
    return Merge(one, other, rule, sure, tuple(reasons), origin)

"""Tellings → the grounds on which two of them are one chain, each sure or unsure, each with its words.

Sure: one page credits the other; both name the same origin; a shared passage of at least `LONG` words of its own carries
both sentences, or both pages have one sentence beside the passages they share; one outlet published both. Unsure: origins
whose names may mean one; a short shared passage; a long one that carries neither sentence; the same unnamed source;
outlets of one house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from tawatur.base.annotation import Link
from tawatur.base.fold import fold
from tawatur.base.origins import core, names_outlet, perhaps_same_teller, same_teller
from tawatur.base.partition import Partition
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Reuse
from tawatur.merge.independence.tellings import Telling

LONG = 10  # shared words, names and days aside, from which a passage is surely one text
OF_ONE_PASSAGE = 0.5  # the share of a sentence's words that its copy in the passage must have
ONE_SENTENCE = 0.8  # and that its copy elsewhere on the page must have
FEWEST = 24  # code points of a sentence of which a share says something
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


def as_one(tellings: list[Telling], pages: tuple[str, str]) -> list[Merge]:
    """Merge two pages as a reader supposes them to be one chain. Raises KeyError where one of them does not tell it."""
    firsts = first_tellings(tellings)
    return [merge(firsts[pages[0]], firsts[pages[1]], "supposed", True, (None, None), "a reader's supposition")]


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
    named = [(group[0], outlet_name(group[0], readings)) for _, group in sorted(by_name.items())]
    houses = Names(name for _, name in named)
    for n, (one, name) in enumerate(named):
        for k in houses.holding(name):
            if k > n and perhaps_same_teller(name, named[k][1]):
                yield merge(one, named[k][0], "same-house", False, (None, None), f"«{name}», «{named[k][1]}»")


def outlet_name(telling: Telling, readings: dict[str, Reading]) -> str:
    """Name the outlet of a telling's page, which is known to have one."""
    outlet = readings[telling.document].document.outlet
    return outlet.name if outlet else ""


class Names:
    """Names by the words that carry identity: which of a thousand may be part of another, without comparing all."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_word: dict[str, list[int]] = {}
        self.wordless: list[int] = []  # made of heads alone («نيوز نت»): compared with every name
        for n, name in enumerate(names):
            for word in set(core(name)):
                self.by_word.setdefault(word, []).append(n)
            if not core(name):
                self.wordless.append(n)

    def holding(self, name: str) -> list[int]:
        """List the numbers of the names that share a word with `name`, in order."""
        shared = {n for word in core(name) for n in self.by_word.get(word, ())}
        return sorted(shared.union(self.wordless))


def credited(tellings: list[Telling], readings: dict[str, Reading]) -> Iterator[Merge]:
    """Merge a page with the page whose outlet it names as teller."""
    firsts = first_tellings(tellings)
    outlets = [(d, r.outlet.name) for d in firsts if d in readings and (r := readings[d].document) and r.outlet]
    index = Names(name for _, name in outlets)
    for telling in tellings:
        for link in telling.named:
            for document, name in (outlets[n] for n in index.holding(link.name)) if link.kind in PUBLISHERS else ():
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
    found = list(first.values())
    index = Names(link.name for _, link in found)
    for n, (one, x) in enumerate(found):
        for other, y in (found[k] for k in index.holding(x.name) if k > n):
            if not same_teller(x.name, y.name) and perhaps_same_teller(x.name, y.name):
                yield merge(one, other, "perhaps-same-origin", False, (x, y), f"«{x.name}», «{y.name}»")


def copied(tellings: list[Telling], readings: dict[str, Reading], reuse: list[Reuse]) -> Iterator[Merge]:
    """Merge tellings whose sentences stand in one shared passage; perhaps, where the passage is short.

    A passage may carry two sentences that tell of the event: each is merged with its own copy. A sentence that a page has
    moved or cut stands in no passage, but it is the same sentence. Two hundred copies of one page hang together by their
    longest passages; what already hangs together is not merged again.
    """
    by_document: dict[str, list[int]] = {}
    for n, telling in enumerate(tellings):
        by_document.setdefault(telling.document, []).append(n)
    words = [sentence_words(telling, readings.get(telling.document)) for telling in tellings]
    surely, perhaps = Partition(len(tellings)), Partition(len(tellings))
    for passage in sorted(reuse, key=lambda r: -r.own_words):
        sure = passage.own_words >= LONG
        for n, k in product(by_document.get(passage.a.document, ()), by_document.get(passage.b.document, ())):
            if surely.root(n) == surely.root(k) or (not sure and perhaps.root(n) == perhaps.root(k)):
                continue
            made = one_text(tellings[n], tellings[k], likeness(words[n], words[k]), passage)
            if made is None or (not made.sure and perhaps.root(n) == perhaps.root(k)):
                continue
            perhaps.join(n, k)
            if made.sure:
                surely.join(n, k)
            yield made


def one_text(one: Telling, other: Telling, alike: float, passage: Reuse) -> Merge | None:
    """Merge two tellings that a passage shows to be one text, or return null."""
    sure = passage.own_words >= LONG
    detail = f"{passage.words} words shared ({passage.id})"
    if carries(passage.a.span, one) and carries(passage.b.span, other) and alike >= OF_ONE_PASSAGE:
        rule = "copied" if sure else "short-copy"
        return Merge(one, other, rule, sure, (
            Reason(rule=f"independence.{rule}", document=one.document, span=passage.a.span, detail=detail),
            Reason(rule=f"independence.{rule}", document=other.document, span=passage.b.span),
        ))  # fmt: skip
    if sure and alike >= ONE_SENTENCE and min(t.sentence.length if t.sentence else 0 for t in (one, other)) >= FEWEST:
        return merge(one, other, "copied", True, (None, None), f"one sentence, beside {detail}")
    if sure and not (one.named or other.named):
        return merge(one, other, "copied-elsewhere", False, (None, None), f"{detail}, not these sentences")
    return None


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


def carries(passage: Span, telling: Telling) -> bool:
    """Say whether a passage carries at least half of a telling's sentence, or is itself half filled by it."""
    if telling.sentence is None:
        return False
    passage, sentence = Span(*passage), Span(*telling.sentence)
    return 2 * passage.shared(sentence) >= min(passage.length, sentence.length)


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

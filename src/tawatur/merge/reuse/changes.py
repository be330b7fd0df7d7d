"""An aligned passage → what changed on the way: every differing word in one change, the most telling kind first.

Comes in: both sides, their equal words, the document copied from, where that is known. Goes out: changes in the order of page a.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tawatur.base.lexicon import Lexicons
from tawatur.base.span import Span
from tawatur.base.story import Change
from tawatur.merge.reuse import tellings
from tawatur.merge.reuse.direction import Side
from tawatur.merge.reuse.spelled import spellings
from tawatur.merge.reuse.twins import Claim, Gap, Twins, cite
from tawatur.merge.reuse.voices import voices

FLIPPED = {"strengthened": "weakened", "weakened": "strengthened", "named": "unnamed", "unnamed": "named"}


def changes(a: Side, b: Side, equal: list[tuple[int, int]], source: str | None, lexicons: Lexicons) -> list[Change]:
    """List the changes between two passages; `source` is the document copied from, or null."""
    whole = len(equal) == len(a.range) == len(b.range)
    same = whole and a.span.of(a.page.reading.text) == b.span.of(b.page.reading.text)
    if same and not (a.page.reading.attributions or b.page.reading.attributions):
        return []
    twins = Twins(a, b, equal, lexicons)
    claims = settled(twins, telling(twins))
    copier = "" if source is None else "b" if source == a.page.id else "a"
    return [change(twins, claim, copier) for claim in claims]


def telling(twins: Twins) -> Iterator[Claim]:
    """Yield what the differing words may be, the most telling kind first."""
    makers = (voices, tellings.hedges, tellings.figures, tellings.times, tellings.terms, spellings)
    return chain.from_iterable(make(twins) for make in (makers if twins.gaps else (voices, spellings)))


def settled(twins: Twins, claims: Iterator[Claim]) -> list[Claim]:
    """Give each word to the first claim on it, and those that nobody claims to plain changes."""
    taken: dict[str, set[int]] = {"a": set(), "b": set()}
    kept: list[Claim] = []
    for claim in claims:
        if taken["a"].isdisjoint(claim.a or ()) and taken["b"].isdisjoint(claim.b or ()):
            taken["a"].update(claim.a or ())
            taken["b"].update(claim.b or ())
            kept.append(claim)
    here = by_gap(twins, kept)
    for gap in twins.gaps:
        kept += plain(twins, gap, here.get(gap, []))
    return sorted(kept, key=lambda claim: place(twins, claim))


def by_gap(twins: Twins, claims: list[Claim]) -> dict[Gap, list[Claim]]:
    """List the claims on each gap's words."""
    found: dict[Gap, list[Claim]] = {}
    for claim in claims:
        gaps = [twins.gap_at[which].get(words.start) for which, words in (("a", claim.a), ("b", claim.b)) if words]
        for gap in dict.fromkeys(gap for gap in gaps if gap):
            found.setdefault(gap, []).append(claim)
    return found


def place(twins: Twins, claim: Claim) -> tuple[int, int]:
    """Say where in page a the claim stands: what only page b has comes where a lacks it."""
    if claim.a:
        return claim.a.start, 0
    if claim.b:
        gap = twins.gap_at["b"].get(claim.b.start)
        return (gap.a.start if gap else 0), claim.b.start
    return -1, 0


def plain(twins: Twins, gap: Gap, claims: list[Claim]) -> Iterator[Claim]:
    """Yield the words of a gap that no claim took: stretches between the same claims stand for each other."""
    if not claims:
        yield plain_claim(twins, gap.a or None, gap.b or None)
        return
    both = [c for c in claims if c.a and c.b and c.a.start in gap.a and c.b.start in gap.b]
    left: dict[int, tuple[list[range], list[range]]] = {}
    for at, which in enumerate("ab"):
        taken = {w for c in claims for w in ((c.a, c.b)[at] or ())}
        for stretch in stretches(gap.of(which), taken):
            before = sum(sided.start < stretch.start for c in both if (sided := (c.a, c.b)[at]))
            left.setdefault(before, ([], []))[at].append(stretch)
    for mine, theirs in left.values():
        for n in range(max(len(mine), len(theirs))):
            yield plain_claim(twins, *(side[n] if n < len(side) else None for side in (mine, theirs)))


def stretches(words: range, taken: set[int]) -> Iterator[range]:
    """Yield the runs of words that are not taken."""
    start = words.start
    for word in (*words, words.stop):
        if word == words.stop or word in taken:
            if word > start:
                yield range(start, word)
            start = word + 1


def plain_claim(twins: Twins, a: range | None, b: range | None) -> Claim:
    """Claim plain words: replaced, only on one side, or formula on both."""
    sides = [(twins.a, a), (twins.b, b)]
    if a and b and all(w in side.page.formula_words for side, words in sides for w in words or ()):
        span = twins.b.page.words.span(b.start, b.stop)
        return Claim("spelling", a, b, [cite("formula", twins.b, span, "formula on both sides")])
    side, words = (twins.a, a) if a else (twins.b, b)
    assert words
    kind = "replaced" if a and b else "only-in-a" if a else "only-in-b"
    return Claim(kind, a, b, [cite("words", side, side.page.words.span(words.start, words.stop))])


def change(twins: Twins, claim: Claim, copier: str) -> Change:
    """Make the noun: spans, exact words, and what the copier did."""
    a, b = span_of(twins.a, claim.a, claim.beside[0]), span_of(twins.b, claim.b, claim.beside[1])
    return Change(
        kind=claim.kind, effect=effect(claim, copier), a=a, b=b,
        text_a=a.of(twins.a.page.reading.text) if a else "", text_b=b.of(twins.b.page.reading.text) if b else "",
        beside=claim.beside != (None, None), because=claim.because,
    )  # fmt: skip


def span_of(side: Side, words: range | None, beside: Span | None) -> Span | None:
    """Return the span of some words, or that which stands beside the passage."""
    return side.page.words.span(words.start, words.stop) if words else beside


def effect(claim: Claim, copier: str) -> str:
    """Say what the copier did («a», «b»), in one word; neutral where nobody is known to have copied."""
    if claim.how or (claim.in_a and claim.in_b):
        how = claim.how or "replaced"
        return "differs" if not copier else how if copier == "b" else FLIPPED.get(how, how)
    there = "a" if claim.in_a else "b"
    if not copier:
        return f"only-in-{there}"
    return "added" if there == copier else "dropped"

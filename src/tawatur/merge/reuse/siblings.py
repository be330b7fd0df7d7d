"""Directions between pairs → directions that no third page puts in doubt: two copies of one page are no copies of each other.

A copy stands at least as near to its source as to its source's other copies. Where a third page has nearly as many of a
passage's words as the page it is held to have been copied from, either may be the source, and the direction is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tawatur.base.annotation import with_
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Direction, Passage, Reuse

NEARLY = 0.85  # the share of a passage's words from which a third page is as good a source
LOOKED_AT = 64  # passages of a page that are looked at, those of the most words first: enough to find one rival
CREDIT = "reuse.credit"
Sources = dict[tuple[str, str], set[str | None]]  # two pages, in order → the pages their passages are copied from


class Shared(NamedTuple):
    """What one page shares with another: the words' count, the span on the page, the other page."""

    words: int
    span: Span
    other: str


def without_doubtful(found: list[Reuse]) -> list[Reuse]:
    """Take back the directions that do not rest on a credit and for which a third page is as good a source."""
    shared: dict[str, list[Shared]] = defaultdict(list)
    sources: Sources = defaultdict(set)
    for reuse in found:
        a, b = reuse.a, reuse.b
        shared[a.document].append(Shared(reuse.words, a.span, b.document))
        shared[b.document].append(Shared(reuse.words, b.span, a.document))
        sources[pair(a.document, b.document)].add(reuse.direction.from_)
    for held in shared.values():
        held.sort(key=lambda s: (-s.words, s.span, s.other))
    return [judged(reuse, shared, sources) for reuse in found]


def pair(one: str, other: str) -> tuple[str, str]:
    """Name two pages in one order."""
    return (one, other) if one < other else (other, one)


def judged(reuse: Reuse, shared: dict[str, list[Shared]], sources: Sources) -> Reuse:
    """Return the reuse, its direction unknown where another page may be the source."""
    direction = reuse.direction
    if direction.from_ is None or any(r.rule == CREDIT for r in direction.because):
        return reuse
    copy, origin = (reuse.a, reuse.b) if direction.from_ == reuse.b.document else (reuse.b, reuse.a)
    rival = rival_source(reuse.words, copy, origin, shared[copy.document][:LOOKED_AT], sources)
    if rival is None:
        return reuse
    why = f"direction unknown: {rival.other} has {rival.words} of its words too, and may be the source of both"
    reason = Reason(rule="reuse.direction-unknown", document=copy.document, span=rival.span, detail=why)
    return with_(reuse, direction=Direction(because=[*direction.because, reason]))  # type: ignore[no-any-return]


def rival_source(words: int, copy: Passage, origin: Passage, held: list[Shared], sources: Sources) -> Shared | None:
    """Find a third page that has nearly as many of the copied passage's words, in one piece or several.

    One that is known to have copied from either of the two is none.
    """
    have: dict[str, float] = defaultdict(float)
    for other in held:
        overlap = other.span.shared(copy.span)
        if not overlap or other.other == origin.document:
            continue
        have[other.other] += other.words * overlap / other.span.length
        if have[other.other] < NEARLY * words:
            continue
        from_copy = sources[pair(other.other, copy.document)] == {copy.document}
        from_origin = sources[pair(other.other, origin.document)] == {origin.document}
        if not from_copy and not from_origin:
            return Shared(round(have[other.other]), other.span, other.other)
    return None

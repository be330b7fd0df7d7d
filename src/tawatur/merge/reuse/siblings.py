"""Directions between pairs → directions that no third page puts in doubt: two copies of one page are no copies of each other.

A copy stands at least as near to its source as to its source's other copies. Where a page shares as many words of a passage
with a third page as with the one it is held to have copied, either may be its source, and the direction is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tawatur.base.annotation import with_
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Direction, Passage, Reuse

NEAREST = 8  # other holders of a passage that are looked at, those of the most words first
CREDIT = "reuse.credit"


class Shared(NamedTuple):
    """What one page shares with another: the words' count, the span on the page, the other page, the reuse."""

    words: int
    span: Span
    other: str
    reuse: Reuse


def without_doubtful(found: list[Reuse]) -> list[Reuse]:
    """Take back the directions that do not rest on a credit and for which a third page is as good a source."""
    shared: dict[str, list[Shared]] = defaultdict(list)
    source: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for reuse in found:
        a, b = reuse.a, reuse.b
        shared[a.document].append(Shared(reuse.words, a.span, b.document, reuse))
        shared[b.document].append(Shared(reuse.words, b.span, a.document, reuse))
        source[pair(a.document, b.document)].add(reuse.direction.from_)
    for held in shared.values():
        held.sort(key=lambda s: (-s.words, s.span, s.other))
    return [judged(reuse, shared, source) for reuse in found]


def pair(one: str, other: str) -> tuple[str, str]:
    """Name two pages in one order."""
    return (one, other) if one < other else (other, one)


def judged(reuse: Reuse, shared: dict[str, list[Shared]], source: dict[tuple[str, str], set[str | None]]) -> Reuse:
    """Return the reuse, its direction unknown where another page may be the source."""
    direction = reuse.direction
    if direction.from_ is None or any(r.rule == CREDIT for r in direction.because):
        return reuse
    copy, origin = (reuse.a, reuse.b) if direction.from_ == reuse.b.document else (reuse.b, reuse.a)
    rival = rival_source(reuse, copy, origin, shared[copy.document], source)
    if rival is None:
        return reuse
    why = f"direction unknown: {rival.other} shares {rival.words} words of it too, and may be the source of both"
    reason = Reason(rule="reuse.direction-unknown", document=copy.document, span=rival.span, detail=why)
    return with_(reuse, direction=Direction(because=[*direction.because, reason]))  # type: ignore[no-any-return]


def rival_source(
    reuse: Reuse, copy: Passage, origin: Passage, held: list[Shared], source: dict[tuple[str, str], set[str | None]]
) -> Shared | None:
    """Find a third page that shares as many words of the copied passage, and that is not known to have copied itself."""
    looked_at = 0
    for other in held:
        if other.words < reuse.words or looked_at == NEAREST:
            return None
        if other.other == origin.document or 2 * other.span.shared(copy.span) < copy.span.length:
            continue
        looked_at += 1
        from_copy = source[pair(other.other, copy.document)] == {copy.document}
        from_origin = source[pair(other.other, origin.document)] == {origin.document}
        if not from_copy and not from_origin:
            return other
    return None

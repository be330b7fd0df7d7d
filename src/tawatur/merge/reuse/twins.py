"""Two sides of a passage and their equal words → the gaps between them, and which words of one side answer to the other's.

A gap is where the two differ: the words between two equal pairs, on both sides or on one.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tawatur.base.lexicon import Lexicons
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.merge.reuse.direction import Side


class Gap(NamedTuple):
    """Words of both sides that stand between two equal pairs; one of the ranges may be empty."""

    a: range
    b: range

    def of(self, which: str) -> range:
        """Return the words of one side."""
        return self.a if which == "a" else self.b


class Claim(NamedTuple):
    """A difference before it is settled whose the words are.

    ``a`` and ``b``: indexes of words, null where a side has none. ``how`` the words change from a to b, where that has a
    name. ``beside``: spans outside the passage, of a and of b.
    """

    kind: str
    a: range | None
    b: range | None
    because: list[Reason]
    how: str = ""
    beside: tuple[Span | None, Span | None] = (None, None)

    @property
    def in_a(self) -> bool:
        """Say whether page a has words for it."""
        return self.a is not None or self.beside[0] is not None

    @property
    def in_b(self) -> bool:
        """Say whether page b has words for it."""
        return self.b is not None or self.beside[1] is not None


class Twins:
    """Both sides of a passage, its equal words in order, and its gaps."""

    def __init__(self, a: Side, b: Side, equal: list[tuple[int, int]], lexicons: Lexicons) -> None:
        self.a, self.b, self.equal, self.lexicons = a, b, equal, lexicons

    def side(self, which: str) -> Side:
        """Return side «a» or «b»."""
        return self.a if which == "a" else self.b

    @cached_property
    def gaps(self) -> list[Gap]:
        """List the gaps in reading order; a passage shared word for word has none."""
        length = len(self.equal)
        if length == len(self.a.range) == len(self.b.range):
            return []
        pairs = pairwise(self.equal)
        return [Gap(range(i + 1, k), range(j + 1, n)) for (i, j), (k, n) in pairs if k - i > 1 or n - j > 1]

    @cached_property
    def runs(self) -> list[Gap]:
        """List the stretches of equal words, as ranges of both sides."""
        bounds = [(g.a.start, g.b.start, g.a.stop, g.b.stop) for g in self.gaps]
        starts = [(self.a.range.start, self.b.range.start), *((i, j) for _, _, i, j in bounds)]
        stops = [*((i, j) for i, j, _, _ in bounds), (self.a.range.stop, self.b.range.stop)]
        return [Gap(range(i, k), range(j, n)) for (i, j), (k, n) in zip(starts, stops, strict=True)]

    @cached_property
    def answers(self) -> dict[str, dict[int, int]]:
        """Map the equal words of each side to those of the other."""
        return {"a": dict(self.equal), "b": {j: i for i, j in self.equal}}

    @cached_property
    def gap_at(self) -> dict[str, dict[int, Gap]]:
        """Map the words of each side that stand in a gap to it."""
        return {which: {w: g for g in self.gaps for w in g.of(which)} for which in ("a", "b")}

    def positions(self, which: str, words: range) -> range:
        """Return the places in `equal` of the pairs whose word of one side is among `words`."""
        at = 0 if which == "a" else 1
        first = bisect_left(self.equal, words.start, key=lambda pair: pair[at])
        return range(first, max(first, bisect_left(self.equal, words.stop, key=lambda pair: pair[at])))

    def own(self, which: str, words: range) -> range | None:
        """Return the first stretch of `words` that stands in one gap, or null where all of them are equal or outside."""
        gap_at = self.gap_at[which]
        first = next((w for w in words if w in gap_at), None)
        return range(first, min(words.stop, gap_at[first].of(which).stop)) if first is not None else None

    def opposite(self, which: str, words: range) -> set[int]:
        """Return the other side's words that stand where `words` do: their equals, and those of the gaps they touch."""
        answers, gap_at, other = self.answers[which], self.gap_at[which], OTHER[which]
        found = {answers[w] for w in words if w in answers}
        return found.union(*(gap_at[w].of(other) for w in words if w in gap_at))


OTHER = {"a": "b", "b": "a"}


def cite(rule: str, side: Side, span: Span, detail: str = "", row: str | None = None) -> Reason:
    """Make a reason that points at words of one side."""
    return Reason(rule=f"reuse.changes.{rule}", row=row, document=side.page.id, span=span, detail=detail)

"""Ranges of code points in one document's text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points; JSON writes it as ``[start, end]``.

    A span may begin inside a token: in «للقوات» the name starts at the second lam.
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Count the code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that the span points at."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside this span (equal spans do)."""
        return self.start <= other[0] and other[1] <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def shared(self, other: Span) -> int:
        """Count the code points that the two share."""
        return max(0, min(self.end, other[1]) - max(self.start, other[0]))

    def shift(self, by: int) -> Span:
        """Return the same range `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def trim(self, text: str, also: str = "") -> Span:
        """Leave white space, and the letters of `also`, off both ends."""
        start, end = self
        while start < end and (text[start].isspace() or text[start] in also):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in also):
            end -= 1
        return Span(start, end)


def outermost(spans: list[Span]) -> list[Span]:
    """Keep the spans that lie in no other one, in reading order, each once."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or not kept[-1].holds(span):
            kept.append(span)
    return kept

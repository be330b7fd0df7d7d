"""A reading → the folded words that reuse compares: headline, body and embedded posts, never page furniture.

A word is a run of letters and digits without a break, so that «مارس2022», two tokens, is one word here; marks between
words do not count, so that a changed comma hides nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.reading import Reading
from tawatur.base.span import Span

QUOTABLE = ("embed", "caption")  # residue that carries story text


class Words(NamedTuple):
    """The comparable words of one document, each with where it stands in the text."""

    document: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> Span:
        """Return the span from word `first` up to, not including, word `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def within(self, span: Span) -> range:
        """Return the indexes of the words that start in `span`."""
        from bisect import bisect_left

        return range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))

    def meeting(self, span: Span) -> range:
        """Return the indexes of the words that share a code point with `span`."""
        from bisect import bisect_left, bisect_right

        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))


def comparable_zones(reading: Reading) -> list[Span]:
    """List the zones that are compared, in reading order, merged where they meet."""
    document = reading.document
    spans = [*document.body, *(r.span for r in document.residue if r.kind in QUOTABLE)]
    if document.title and document.title.span:
        spans.append(document.title.span)
    zones: list[Span] = []
    for span in sorted(Span(*s) for s in spans):
        if zones and span.start <= zones[-1].end:
            zones[-1] = Span(zones[-1].start, max(zones[-1].end, span.end))
        else:
            zones.append(span)
    return zones


def words_of(reading: Reading) -> Words:
    """Collect the folded words of the comparable zones with their offsets."""
    tokens = reading.tokens
    words = Words(reading.document.id, [], [], [])
    forms, starts, ends = words.forms, words.starts, words.ends
    all_words, all_starts, all_ends = tokens.words, tokens.starts, tokens.ends
    for zone in comparable_zones(reading):
        for i in tokens.within(zone):
            form = all_words[i]
            if not form or not (form[0].isalnum() or form[0] == "_"):
                continue
            if ends and ends[-1] == all_starts[i]:
                forms[-1] += form
                ends[-1] = all_ends[i]
            else:
                forms.append(form)
                starts.append(all_starts[i])
                ends.append(all_ends[i])
    return words

"""A page's text → the text by which it is compared with what is looked for, and the way back to the page's own characters.

Three ways: alike (hamza, vowel marks and tatweel do not count), letters (vowel marks and tatweel do not), exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from tawatur.base.document import Document
from tawatur.base.fold import DROPPED, Folded, fold_with_map
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.base.tokens import before_controls
from tawatur.view.sifting import days_of

LETTERS = ("alike", "letters", "exact")


class Sought(NamedTuple):
    """One page made ready: its text as it is compared, the places of that text that lie inside one written character, and
    where its sentences begin in that text."""

    document: Document
    folded: Folded
    inside: frozenset[int]
    sentences: list[int]


def ready(story: Story, letters: str) -> list[Sought]:
    """Make the pages of a story ready, in the order in which they came out, those without a date last. Costs 0.4 ms a page."""
    starts: dict[str, list[int]] = {}
    for sentence in story.sentences:
        starts.setdefault(sentence.document, []).append(sentence.span[0])
    made = [prepared(d, letters, sorted(starts.get(d.id, []))) for d in story.documents]
    return sorted(made, key=lambda p: days_of(p.document.published) or ("9999", "9999"))


def prepared(document: Document, letters: str, sentences: list[int]) -> Sought:
    """Make one page ready; a page whose sentences are not known has its lines for sentences."""
    folded = COMPARED[letters](document.text)
    starts = [compared_offset(folded, at) for at in sentences or line_starts(document.text)]
    return Sought(document, folded, inside(folded), starts)


def compared_offset(folded: Folded, at: int) -> int:
    """Return where a page's offset stands in the text as it is compared."""
    i = bisect_right(folded.sources, at) - 1
    ahead = folded.breaks[i + 1] if i + 1 < len(folded.breaks) else len(folded.text)
    return min(folded.breaks[i] + at - folded.sources[i], ahead)


def line_starts(text: str) -> list[int]:
    """List where a text's lines begin."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def without_marks(text: str) -> Folded:
    """Leave vowel marks, tatweel and controls out of a text, every other letter as it is written; keep the map."""
    pieces: list[str] = []
    breaks, sources = [0], [0]
    made = done = 0
    for found in DROPPED.finditer(text):
        start, end = found.span()
        pieces.append(text[done:start])
        made += start - done
        breaks.append(made)
        sources.append(end)
        done = end
    pieces.append(text[done:])
    return Folded("".join(pieces), breaks, sources, text)


COMPARED: dict[str, Callable[[str], Folded]] = {
    "alike": fold_with_map,
    "letters": without_marks,
    "exact": lambda text: Folded(text, [0], [0], text),
}


def inside(folded: Folded) -> frozenset[int]:
    """List the places that lie inside one written character: behind the lam of «ﻻ», which is compared as two letters."""
    pairs = zip(folded.breaks, folded.sources, strict=True)
    found, last = set(), (-1, -1)
    for at, source in pairs:
        if source == last[1] and at != last[0]:
            found.add(at)
        last = (at, source)
    return frozenset(found)


def source_span(folded: Folded, place: Span) -> Span:
    """Carry a hit back to the page's own characters, over the marks of its last letter, and no further over controls."""
    start, end = folded.source_span(place)
    return Span(start, before_controls(folded.source, start, end))

"""A text and its sentences → sentences that cover every word of it and never overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tawatur.base.span import Span

LINE = re.compile(r"\S(?:[^\n]*\S)?")


def covering(text: str, told: Iterable[Span]) -> list[Span]:
    """Return the sentences told, each begun where the last one ended at the earliest, and the lines between them.

    What stands in no sentence (a counter, a caption) would be out of reach in INCEpTION, and its annotations with it.
    """
    made: list[Span] = []
    at = 0
    for start, end in sorted(told):
        kept = Span(max(start, at), min(end, len(text))).trim(text)
        if kept.length > 0:
            made += [*lines(text, Span(at, kept.start)), kept]
            at = kept.end
    return [*made, *lines(text, Span(at, len(text)))]


def lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines of a stretch that hold more than white space."""
    for found in LINE.finditer(text, span.start, span.end):
        yield Span(*found.span())

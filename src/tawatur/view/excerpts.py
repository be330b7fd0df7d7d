"""Hits on a page → the sentences that they stand in, marked, cut where they are long; and every hit as a row to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from tawatur.base.span import Span
from tawatur.view.index import Index
from tawatur.view.passages import Piece, pieces
from tawatur.view.searching import Hits

LONGEST = 420  # code points of an excerpt
AHEAD = 150  # of these before its first hit
AROUND = 60  # code points that a row has before and after its hit


class Excerpt(NamedTuple):
    """Part of a page, ``around`` its hits; ``cut_before`` and ``cut_after`` say where its sentence goes on."""

    document: str
    around: Span
    spans: list[Span]
    words: list[Piece]
    cut_before: bool
    cut_after: bool


class HitRow(msgspec.Struct, frozen=True, kw_only=True):
    """One hit: its page, outlet, date of publication (ISO, or empty), code points, and the page's own words around it."""

    document: str
    outlet: str
    date: str
    start: int
    end: int
    text: str
    before: str
    after: str


def excerpts(index: Index, document: str, spans: Sequence[Span]) -> list[Excerpt]:
    """Gather the hits of a page, which are in order, by sentence."""
    gathered: list[tuple[Span, list[Span]]] = []
    for span in spans:
        around = sentence(index, document, span)
        if gathered and gathered[-1][0] == around and span.end - gathered[-1][1][0].start <= LONGEST - AHEAD:
            gathered[-1][1].append(span)
        else:
            gathered.append((around, [span]))
    return [excerpt(index.text(document), document, around, hits) for around, hits in gathered]


def sentence(index: Index, document: str, span: Span) -> Span:
    """Return the sentence around a hit, or its line where no sentence is known."""
    around = index.sentence(document, span)
    if around.length > span.length:
        return around
    text = index.text(document)
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


def excerpt(text: str, document: str, around: Span, hits: list[Span]) -> Excerpt:
    """Cut a sentence around its hits, at spaces."""
    start, end = around.start, min(max(around.end, hits[-1].end), len(text))
    if hits[0].start - start > AHEAD:
        start = word_start(text, hits[0].start - AHEAD, hits[0].start)
    if end - start > LONGEST:
        end = word_end(text, max(start + LONGEST, hits[-1].end), hits[-1].end)
    shown = pieces(text, Span(start, end), hits)
    return Excerpt(document, Span(start, end), hits, shown, start > around.start, end < around.end)


def word_start(text: str, at: int, most: int) -> int:
    """Return where the first whole word from a place on starts, but no later than ``most``."""
    space = text.find(" ", at, most)
    return most if space < 0 else space + 1


def word_end(text: str, at: int, least: int) -> int:
    """Return where the last whole word up to a place ends, but no earlier than ``least``."""
    return max(text.rfind(" ", least, at), least)


def rows(index: Index, found: Iterable[Hits]) -> Iterator[HitRow]:
    """Yield every hit as a row; ``before`` + ``text`` + ``after`` stand so on the page, letter by letter."""
    for hits in found:
        page = hits.page.document
        text, outlet = page.text, index.outlet(page.id)
        for start, end in hits.spans():
            yield HitRow(
                document=page.id, outlet=outlet, date=page.published.value or "", start=start, end=end, text=text[start:end],
                before=text[max(0, start - AROUND) : start], after=text[end : end + AROUND],
            )  # fmt: skip

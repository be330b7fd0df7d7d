"""Places in a page's text → keyword-in-context lines, in whole words; and lines in the order asked for.

A concordancer's sorting: by what stands before, nearest word first; by what stands after; by the keyword itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.base.story import Term
from tawatur.view.index import Index
from tawatur.view.passages import widened
from tawatur.view.sifting import days_of
from tawatur.view.wordings import voice_of

WIDTH = 44  # code points on either side: one line of a laptop's screen
LONGEST_WORD = 200  # code points; an address on the web may be longer, and is then cut
ORDERS = ("page", "before", "after", "keyword", "outlet", "date")
NEVER = "9999"


class LineRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line to take away: the term as it stands and its code points, whose words it is in, and the words around it.

    ``date``: of publication (ISO day, interval, or empty). ``voice``: own or quoted. ``keyword``: the whole word around the term.
    """

    document: str
    outlet: str
    date: str
    start: int
    end: int
    term: str
    voice: str
    quoted_by: str
    before: str
    keyword: str
    after: str


class Context(NamedTuple):
    """Words around a place: what stands before, the words themselves, and what stands after."""

    before: str
    keyword: str
    after: str

    @property
    def direction(self) -> str:
        """Return the direction in which the line reads, as HTML names it."""
        return "rtl" if any("\u0590" <= c <= "\u08ff" for c in self.keyword) else "ltr"


class Line(NamedTuple):
    """One use of a term: who, the day its page came out or may first have (empty if unknown), and its context."""

    term: Term
    outlet: str
    day: str
    context: Context


def context(text: str, span: Span, width: int = WIDTH) -> Context:
    """Cut the words around a place out of its paragraph; a keyword inside a word is shown with the whole word."""
    start, end = widened(text, span)
    first, last = max(0, start - width - LONGEST_WORD), end + width + LONGEST_WORD
    before = text[first:start].rpartition("\n")[2]
    after = text[end:last].partition("\n")[0]
    return Context(" ".join(nearest(before, width)[::-1]), text[start:end], " ".join(nearest_after(after, width)))


def nearest(text: str, width: int) -> list[str]:
    """List the last words of a text, the very last first, as many as fit."""
    return list(fitting(reversed(text.split()), width))


def nearest_after(text: str, width: int) -> list[str]:
    """List the first words of a text, as many as fit."""
    return list(fitting(text.split(), width))


def fitting(words: Iterable[str], width: int) -> Iterator[str]:
    """Yield words as long as they fit; the first one always does, so that a very long word is not hidden."""
    taken = 0
    for n, word in enumerate(words):
        taken += len(word) + 1
        if n and taken > width:
            return
        yield word


def lines(index: Index, terms: Iterable[Term]) -> list[Line]:
    """Make the lines of some terms, in the order given."""
    return [
        Line(t, index.outlet(t.document), day_of(index, t.document), context(index.text(t.document), t.span))
        for t in terms
    ]


def day_of(index: Index, document: str) -> str:
    """Return the first day on which a page may have come out, empty where nothing is known."""
    found = index.documents.get(document)
    days = days_of(found.published) if found else None
    return days[0] if days else ""


def ordered(made: Sequence[Line], by: str) -> list[Line]:
    """Put lines in order; lines that are equal in it stay as they were, and an unknown order is that of the pages."""
    keys = {
        "before": lambda line: [fold(w) for w in reversed(line.context.before.split())],
        "after": lambda line: fold(line.context.after).split(),
        "keyword": lambda line: fold(line.context.keyword),
        "outlet": lambda line: line.outlet,
        "date": lambda line: line.day or NEVER,
    }
    return sorted(made, key=keys[by]) if by in keys else list(made)


def rows(index: Index, made: Iterable[Line]) -> Iterator[LineRow]:
    """Yield lines as rows, in the order given."""
    for term, outlet, _day, around in made:
        page = index.documents.get(term.document)
        yield LineRow(
            document=term.document, outlet=outlet, date=(page.published.value if page else None) or "", start=term.span.start,
            end=term.span.end, term=term.text, voice=voice_of(term), quoted_by=index.name(term.quoted_by),
            before=around.before, keyword=around.keyword, after=around.after,
        )  # fmt: skip

"""The nouns of a printed document: blocks of runs, and the notes that say where words stand; two writers print them.

Words of a page among our own are markup as `language.isolated` makes it, «<bdi>…</bdi>»: they may run the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from tawatur.base.span import Span
from tawatur.view.exports.characters import on_paper
from tawatur.view.index import Index
from tawatur.view.labels import in_words
from tawatur.view.language import _, isolated, number

LONGEST = 300  # code points of a note's words; the offsets say where all of them stand
MORE = "…"
APART = re.compile("</?bdi>")


class Note(NamedTuple):
    """A footnote: where some words stand and what they are. ``where``: characters from and to, in code points."""

    number: int
    outlet: str
    title: str
    published: str
    where: str
    words: str
    id: str


class Run(NamedTuple):
    """Some words in one style, and the note that follows them.

    ``text``: plain, or markup with a page's words set apart. ``style``: plain, words (a page's own), mark (its words that
    matter here), strong, soft, code (left to right). ``again`` is the number of a note that stands already.
    """

    text: str
    style: str = "plain"
    note: Note | None = None
    again: int | None = None


class Paragraph(NamedTuple):
    """Runs on their own lines. ``style``: body, account (opens what follows it), quote and, in a cell, passage
    (a page's words alone: they run as these do), chain, meta, item, digests, warning, title, subtitle.
    """

    runs: list[Run]
    style: str = "body"


class Heading(NamedTuple):
    """A heading: level 1 opens a part, the first on a new page, 2 a day or a group, 3 one event."""

    level: int
    runs: list[Run]


class Table(NamedTuple):
    """Rows of cells, each cell its paragraphs; ``head`` names the columns, ``widths`` are per cents, the first where a line begins."""

    head: list[str]
    rows: list[list[list[Paragraph]]]
    widths: list[int]


class Notes(NamedTuple):
    """The place where the notes since the last such place may be printed by a writer that has no feet of pages."""

    notes: list[Note]


Block = Heading | Paragraph | Table | Notes


class Footnotes:
    """Numbers the notes of a document; words that have a note in the same stretch are not noted twice."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.count = 0
        self.stretch: dict[tuple[str, Span], Note] = {}

    def cite(self, text: str, document: str, span: Span, style: str = "plain") -> Run:
        """Write words with the note that says where `span` stands."""
        known = self.stretch.get((document, Span(*span)))
        if known:
            return Run(printable(text), style, again=known.number)
        self.count += 1
        note = self.stretch[document, Span(*span)] = self.note(document, Span(*span))
        return Run(printable(text), style, note)

    def note(self, document: str, span: Span) -> Note:
        """Say where some words stand: outlet, title, publication, characters, and the words."""
        page = self.index.documents.get(document)
        when = in_words(page.published.value, page.published.earliest, page.published.latest).words if page else ""
        title = page.title.text if page and page.title else ""
        where = _("characters {start} to {end}", start=number(span.start), end=number(span.end))
        return Note(
            self.count, on_paper(self.index.outlet(document)), on_paper(title), when, where,
            cut(self.index.words(document, span)), document,
        )  # fmt: skip

    def close(self) -> Notes:
        """End a stretch and give its notes."""
        notes, self.stretch = list(self.stretch.values()), {}
        return Notes(notes)


def cut(text: str, longest: int = LONGEST) -> str:
    """Put words on one line, cut where they are long."""
    line = on_paper(text)
    return line if len(line) <= longest else line[:longest].rstrip() + MORE


def plain(text: str, style: str = "plain") -> Run:
    """Write words without a note: our own, or markup that sets a page's apart."""
    return Run(printable(text), style)


def theirs(text: str, style: str = "plain") -> Run:
    """Write a page's words without a note, set apart from ours."""
    return plain(isolated(text), style)


def printable(text: str) -> str:
    """Clean words for print; a space at either end, which parts them from their neighbours, stays, and markup is markup."""
    line = on_paper(text)
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    whole = f"{before}{line}{after}" if line else before
    return Markup(whole) if isinstance(text, Markup) else whole


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a run's text into words as they are printed, each with whether it is set apart: what follows every other tag is."""
    cut_up = [Markup(piece).unescape() for piece in APART.split(text)] if isinstance(text, Markup) else [text]
    yield from ((piece, n % 2 == 1) for n, piece in enumerate(cut_up) if piece)


def said(*runs: Run, style: str = "body") -> Paragraph:
    """Put runs into one paragraph."""
    return Paragraph(list(runs), style)

"""The nouns of a printed document: blocks of runs, and the notes that say where words stand; two writers print them."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.span import Span
from tawatur.view.exports.characters import on_paper
from tawatur.view.index import Index
from tawatur.view.labels import in_words

LONGEST = 300  # code points of a note's words; the offsets say where all of them stand
MORE = "…"


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

    ``style``: plain, words (a page's own), mark (its words that matter here), strong, soft, code (left to right). ``again``
    is the number of a note that stands already.
    """

    text: str
    style: str = "plain"
    note: Note | None = None
    again: int | None = None


class Paragraph(NamedTuple):
    """Runs on their own lines. ``style``: body, account (opens what one page tells), quote, chain, meta, item, digests,
    warning, title, subtitle.
    """

    runs: list[Run]
    style: str = "body"


class Heading(NamedTuple):
    """A heading: level 1 opens a part, the first on a new page, 2 a day or a group, 3 one event."""

    level: int
    runs: list[Run]


class Table(NamedTuple):
    """Rows of cells, each cell its paragraphs; ``head`` names the columns, ``widths`` are per cents from right to left."""

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
            return Run(on_paper(text), style, again=known.number)
        self.count += 1
        note = self.stretch[document, Span(*span)] = self.note(document, Span(*span))
        return Run(on_paper(text), style, note)

    def note(self, document: str, span: Span) -> Note:
        """Say where some words stand: outlet, title, publication, characters, and the words."""
        page = self.index.documents.get(document)
        when = in_words(page.published.value, page.published.earliest, page.published.latest).words if page else ""
        title = page.title.text if page and page.title else ""
        return Note(
            self.count, on_paper(self.index.outlet(document)), on_paper(title), when, f"الأحرف من {span.start} إلى {span.end}",
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
    """Write words without a note; a space at either end, which parts them from their neighbours, stays."""
    line = on_paper(text)
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return Run(f"{before}{line}{after}" if line else before, style)


def said(*runs: Run, style: str = "body") -> Paragraph:
    """Put runs into one paragraph."""
    return Paragraph(list(runs), style)

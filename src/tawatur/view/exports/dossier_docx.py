"""A dossier's blocks → one Word file with real footnotes, as its language runs: Word and LibreOffice open it, to edit and cite.

Word goes by a run's own mark, `w:rtl`, LibreOffice by the letters: words that run the other way have both, `w:rtl` and marks
of direction at either end, or their quotation marks would jump, and a day after an Arabic name would be torn apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tawatur.base.story import Story
from tawatur.view.exports import wordprocessing
from tawatur.view.exports.characters import runs_right
from tawatur.view.exports.dossier import blocks, title
from tawatur.view.exports.paper import Block, Heading, Note, Notes, Paragraph, Run, Table, pieces, plain
from tawatur.view.exports.registry import packed
from tawatur.view.exports.wordprocessing import FONT, MONOSPACED, SPACES, WIDTH, fonts, section, value
from tawatur.view.exports.xml import Xml, element, file, words
from tawatur.view.language import _, direction, isolated

STYLES = {"body": "Normal"}  # a paragraph's style in Word is its own name, but for this one
MARKS = {True: "\u200f", False: "\u200e"}  # right-to-left mark, left-to-right mark: they are not seen
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def to_docx(story: Story) -> bytes:
    """Write a story's dossier as DOCX, the same bytes for the same story."""
    whole = list(blocks(story))
    first = next((n for n, b in enumerate(whole) if isinstance(b, Heading) and b.level == 1), None)
    body = [part for n, block in enumerate(whole) for part in written(block, opens=n == first)]
    notes = [note for block in whole if isinstance(block, Notes) for note in block.notes]
    document = element("w:document", SPACES, element("w:body", None, *body, section()))
    parts = wordprocessing.package(title()) | {
        "word/document.xml": file(document),
        "word/footnotes.xml": footnotes(notes),
    }
    return packed(parts)


def written(block: Block, opens: bool = False) -> list[Xml]:
    """Write a block; notes stand in a part of their own. ``opens``: it begins a page."""
    if isinstance(block, Heading):
        return [paragraph(block.runs, f"Heading{block.level}", opens)]
    if isinstance(block, Paragraph):
        return [paragraph(block.runs, style_of(block))]
    if isinstance(block, Table):
        return [table(block), paragraph([], "Meta")]  # two tables in a row would become one
    return []


def style_of(block: Paragraph) -> str:
    """Name a paragraph's style."""
    return STYLES.get(block.style, block.style.capitalize())


def right_to_left() -> bool:
    """Say whether the language being spoken runs from right to left."""
    return direction() == "rtl"


def paragraph(runs: Sequence[Run], style: str, opens: bool = False) -> Xml:
    """Write a paragraph: as its language runs, a page's words alone as they do."""
    right = right_to_left()
    if style in ("Quote", "Passage"):
        right = runs_right("".join(run.text for run in runs), right)
    about = [value("pStyle", style)] + ([value("pageBreakBefore")] if opens else []) + [bidi(right)]
    parts = (part for run in runs for part in run_parts(run, right))
    return element("w:p", None, element("w:pPr", None, *about), *parts)


def bidi(right: bool) -> Xml:
    """Say which way a paragraph runs, whatever its style says."""
    return value("bidi") if right else value("bidi", 0)


def run_parts(run: Run, right: bool) -> list[Xml]:
    """Write a run of a paragraph, and its footnote's mark, or the number of the note that stands already."""
    parts = texts(run.text, run.style, right)
    if run.note:
        parts.append(reference(element("w:footnoteReference", {"w:id": run.note.number}), right))
    elif run.again:
        parts.append(text(str(run.again), "again", right))
    return parts


def reference(mark: Xml, right: bool) -> Xml:
    """Write the mark of a footnote, in the text or at the note itself."""
    return element("w:r", None, element("w:rPr", None, value("rStyle", "FootnoteReference"), *rtl(right)), mark)


def rtl(right: bool) -> list[Xml]:
    """Say that a run runs from right to left, where it does."""
    return [value("rtl")] if right else []


def texts(given: str, style: str, right: bool) -> list[Xml]:
    """Write a run's words; those set apart run as they do: between marks of their direction, and outside of these the line's."""
    made: list[Xml] = []
    for piece, apart in pieces(given):
        own = runs_right(piece, right) if apart else right
        if own == right:
            made.append(text(piece, style, right))
        else:
            outer, inner = text(MARKS[right], style, right), MARKS[own]
            made += [outer, text(f"{inner}{piece}{inner}", style, own), outer]
    return made


def text(given: str, style: str, right: bool) -> Xml:
    """Write words in a style, running one way."""
    return element(
        "w:r",
        None,
        element("w:rPr", None, *looks(style, right)),
        element("w:t", {"xml:space": "preserve"}, words(given)),
    )


def looks(style: str, right: bool) -> list[Xml]:
    """List a run's properties, in the schema's order; codes run from left to right."""
    if style == "code":
        return [fonts(MONOSPACED), value("sz", 16), value("szCs", 16)]
    bold = [value("b"), value("bCs")] if style in ("strong", "mark") else []
    tint = [value("color", "555555")] if style == "soft" else []
    line = [value("u", "single")] if style == "mark" else []
    raised = [value("vertAlign", "superscript")] if style == "again" else []
    return [fonts(FONT), *bold, *tint, *line, *raised, *rtl(right)]


def table(block: Table) -> Xml:
    """Write a table, its first column where a line begins."""
    lines = [element(f"w:{edge}", {"w:val": "single", "w:sz": 4, "w:color": "BBBBBB"}) for edge in EDGES]
    turned = [value("bidiVisual")] if right_to_left() else []
    about = element(
        "w:tblPr", None, *turned, element("w:tblW", {"w:w": WIDTH, "w:type": "dxa"}),
        element("w:tblBorders", None, *lines), element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", None, *(element(f"w:{side}", {"w:w": 60, "w:type": "dxa"}) for side in ("top", "bottom"))),
    )  # fmt: skip
    widths = [WIDTH * width // 100 for width in block.widths]
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": width}) for width in widths))
    head = (
        [row([[Paragraph([plain(name, "strong")], "meta")] for name in block.head], widths, True)] if block.head else []
    )
    return element("w:tbl", None, about, grid, *head, *(row(cells, widths) for cells in block.rows))


def row(cells: Sequence[Sequence[Paragraph]], widths: Sequence[int], head: bool = False) -> Xml:
    """Write a row that no page's end cuts; the head stands again on every page."""
    about = element("w:trPr", None, value("cantSplit"), *([value("tblHeader")] if head else []))
    return element("w:tr", None, about, *(cell(list(c), w) for c, w in zip(cells, widths, strict=True)))


def cell(paragraphs: Sequence[Paragraph], width: int) -> Xml:
    """Write a cell; one without a paragraph would be no cell."""
    about = element("w:tcPr", None, element("w:tcW", {"w:w": width, "w:type": "dxa"}))
    return element("w:tc", None, about, *(paragraph(p.runs, style_of(p)) for p in paragraphs or [Paragraph([])]))


def footnotes(notes: Sequence[Note]) -> bytes:
    """Write the notes: Word asks for two that are its own, the lines that part them from the text."""
    lines = [
        element(
            "w:footnote",
            {"w:type": kind, "w:id": number},
            element("w:p", None, element("w:r", None, element(f"w:{mark}"))),
        )
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    ]
    return file(element("w:footnotes", SPACES, *lines, *map(footnote, notes)))


def footnote(note: Note) -> Xml:
    """Write one note: its number, outlet, title, date, characters and words."""
    right, comma = right_to_left(), Markup(_(", "))
    quoted = [Markup("«{}»").format(isolated(note.title))] if note.title else []
    parts = [
        *texts(" " + comma.join([isolated(note.outlet), *quoted, note.published, ""]), "plain", right),
        *texts(note.id, "code", right),
        *texts(f"{comma}{note.where}: ", "plain", right), *texts(isolated(f"«{note.words}»"), "words", right),
    ]  # fmt: skip
    about = element("w:pPr", None, value("pStyle", "FootnoteText"), bidi(right))
    inside = element("w:p", None, about, reference(element("w:footnoteRef"), right), *parts)
    return element("w:footnote", {"w:id": note.number}, inside)

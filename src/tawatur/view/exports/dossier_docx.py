"""A dossier's blocks → one Word file with real footnotes, right to left: it opens in Word and LibreOffice, to be edited and cited."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.base.story import Story
from tawatur.view.exports import wordprocessing
from tawatur.view.exports.dossier import TITLE, blocks
from tawatur.view.exports.paper import Block, Heading, Note, Notes, Paragraph, Run, Table, plain
from tawatur.view.exports.registry import packed
from tawatur.view.exports.wordprocessing import FONT, MONOSPACED, SPACES, WIDTH, fonts, section, value
from tawatur.view.exports.xml import Xml, element, file, words

STYLES = {"body": "Normal"}  # a paragraph's style in Word is its own name, but for this one
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def to_docx(story: Story) -> bytes:
    """Write a story's dossier as DOCX, the same bytes for the same story."""
    whole = list(blocks(story))
    first = next((n for n, b in enumerate(whole) if isinstance(b, Heading) and b.level == 1), None)
    body = [part for n, block in enumerate(whole) for part in written(block, opens=n == first)]
    notes = [note for block in whole if isinstance(block, Notes) for note in block.notes]
    document = element("w:document", SPACES, element("w:body", None, *body, section()))
    parts = wordprocessing.package(TITLE) | {
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


def paragraph(runs: Sequence[Run], style: str, opens: bool = False) -> Xml:
    """Write a paragraph, right to left."""
    about = [value("pStyle", style)] + ([value("pageBreakBefore")] if opens else []) + [value("bidi")]
    return element("w:p", None, element("w:pPr", None, *about), *(part for run in runs for part in run_parts(run)))


def run_parts(run: Run) -> list[Xml]:
    """Write a run, and its footnote's mark, or the number of the note that stands already."""
    parts = [text(run.text, run.style)] if run.text else []
    if run.note:
        mark = element("w:footnoteReference", {"w:id": run.note.number})
        parts.append(
            element("w:r", None, element("w:rPr", None, value("rStyle", "FootnoteReference"), value("rtl")), mark)
        )
    elif run.again:
        parts.append(text(str(run.again), "again"))
    return parts


def text(given: str, style: str) -> Xml:
    """Write words in a style; all but codes are right to left."""
    return element(
        "w:r", None, element("w:rPr", None, *looks(style)), element("w:t", {"xml:space": "preserve"}, words(given))
    )


def looks(style: str) -> list[Xml]:
    """List a run's properties, in the schema's order."""
    if style == "code":
        return [fonts(MONOSPACED), value("sz", 16), value("szCs", 16)]
    bold = [value("b"), value("bCs")] if style in ("strong", "mark") else []
    tint = [value("color", "555555")] if style == "soft" else []
    line = [value("u", "single")] if style == "mark" else []
    raised = [value("vertAlign", "superscript")] if style == "again" else []
    return [fonts(FONT), *bold, *tint, *line, *raised, value("rtl")]


def table(block: Table) -> Xml:
    """Write a table, its first column on the right."""
    lines = [element(f"w:{edge}", {"w:val": "single", "w:sz": 4, "w:color": "BBBBBB"}) for edge in EDGES]
    about = element(
        "w:tblPr", None, value("bidiVisual"), element("w:tblW", {"w:w": WIDTH, "w:type": "dxa"}),
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
    title = f"، «{note.title}»" if note.title else ""
    mark = element(
        "w:r",
        None,
        element("w:rPr", None, value("rStyle", "FootnoteReference"), value("rtl")),
        element("w:footnoteRef"),
    )
    parts = [
        text(f" {note.outlet}{title}، {note.published}، ", "plain"), text(note.id, "code"),
        text(f"، {note.where}: ", "plain"), text(f"«{note.words}»", "words"),
    ]  # fmt: skip
    inside = element("w:p", None, element("w:pPr", None, value("pStyle", "FootnoteText"), value("bidi")), mark, *parts)
    return element("w:footnote", {"w:id": note.number}, inside)

"""The printable dossier: what it says, that every word has its note, and that nothing of a page ever becomes markup or runs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from tawatur.base.story import Story
from tawatur.view.exports import wordprocessing
from tawatur.view.exports.dossier import blocks
from tawatur.view.exports.dossier_docx import to_docx
from tawatur.view.exports.dossier_html import to_dossier
from tawatur.view.exports.paper import LONGEST, Block, Note, Notes, Paragraph, Run, Table, pieces
from tawatur.view.index import Index


def runs(given: list[Block]) -> Iterator[Run]:
    """Yield every run of some blocks, those in tables too, in the order printed."""
    for block in given:
        if isinstance(block, Table):
            yield from runs([paragraph for row in block.rows for cell in row for paragraph in cell])
        elif not isinstance(block, Notes):
            yield from block.runs


def notes(given: list[Block]) -> list[Note]:
    return [note for block in given if isinstance(block, Notes) for note in block.notes]


def shown(run: Run) -> str:
    """A run's words as they are read, whatever they are set apart with."""
    return "".join(words for words, _ in pieces(run.text))


def printed(story: Story) -> str:
    return "".join(map(shown, runs(list(blocks(story)))))


def rows_of(story: Story) -> list[list[str]]:
    """The first words of every cell of the tables' first rows."""
    return [[shown(cell[0].runs[0]) for cell in t.rows[0]] for t in blocks(story) if isinstance(t, Table)]


def tree(story: Story) -> etree._Element:
    return html.fromstring(to_dossier(story).decode())


def parts(story: Story) -> dict[str, etree._Element]:
    """Parse every part of the Word file."""
    with zipfile.ZipFile(io.BytesIO(to_docx(story))) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def test_notes_are_numbered_in_the_order_printed(invented: Story) -> None:
    """A Word file numbers its footnotes itself: any other order would lie."""
    whole = list(blocks(invented))
    marked = [run.note.number for run in runs(whole) if run.note]
    assert marked == list(range(1, len(marked) + 1))
    assert [note.number for note in notes(whole)] == marked
    seen: set[int] = set()
    for run in runs(whole):
        seen |= {run.note.number} if run.note else set()
        assert run.again is None or run.again in seen, "a number that stands already points back"
    assert any(run.again for run in runs(whole))


def test_a_note_says_outlet_title_date_characters_and_the_very_words(invented: Story, hostile: Story) -> None:
    for story in (invented, hostile):
        index = Index(story)
        for note in notes(list(blocks(story))):
            start, end = map(int, re.fullmatch(r"الأحرف من (\d+) إلى (\d+)", note.where).groups())  # type: ignore[union-attr]
            page = index.documents[note.id]
            assert note.words == " ".join(page.text[start:end].split()) or len(page.text[start:end]) > LONGEST
            assert note.outlet == page.outlet.name if page.outlet else True
            assert note.published


def test_every_statement_has_a_note(invented: Story) -> None:
    noted = {(note.id, note.where) for note in notes(list(blocks(invented)))}
    stated = {
        (s.document, f"الأحرف من {s.span.start} إلى {s.span.end}") for e in invented.chronology for s in e.statements
    }
    assert stated <= noted


def test_every_event_disagreement_copy_and_unplaced_thing_is_there(invented: Story) -> None:
    text = printed(invented)
    assert [e.title for e in invented.chronology if e.title not in text] == []
    assert [v.value for d in invented.disagreements for v in d.values if v.value not in text] == []
    assert "المرصد اليوم: منقول عن وكالة أنباء سهلان" in text
    assert "الاتجاه غير معروف" in text
    assert "«في مارس الماضي»" in text
    assert "sample/d6.pdf" in text
    assert [d.sha256 for d in invented.documents if d.sha256 not in text] == []
    assert invented.built_with.tawatur in text


def test_a_chain_is_shown_with_its_missing_link(invented: Story) -> None:
    text = printed(invented)
    assert "قناة الأفق ← وفق ما أفادت قناة الأفق ← حلقة مفقودة ← نقلا عن مكتبها" in text
    assert "بصوت المنبر، بلا إسناد" in text


def test_it_says_how_many_chains_and_why_pages_count_as_one(invented: Story) -> None:
    text = printed(invented)
    assert next(e for e in invented.chronology if e.id == "c1").independence.sentence in text
    assert "وكالة أنباء سهلان، المرصد اليوم — المصدر: وزارة المياه" in text


def test_the_undated_stand_apart_and_an_invented_story_says_so(invented: Story, empty: Story) -> None:
    text = printed(invented)
    assert text.index("وقائع بلا تاريخ") < text.index("واتفقت الحكومة مع شركة")
    assert "قصة مخترعة للتجربة" in text
    assert "قصة مخترعة" not in printed(empty)
    assert "لا واقعة مؤرخة." in printed(empty)


def test_the_values_of_a_disagreement_stand_side_by_side(invented: Story) -> None:
    assert ["7", "9", "11"] in rows_of(invented)
    assert ["استقالة", "إقالة"] in rows_of(invented)


def test_five_versions_stand_three_and_two(invented: Story) -> None:
    """Five columns on A4 would hold two words each."""
    wide = next(d for d in invented.disagreements if d.id == "x1")
    five = msgspec.structs.replace(
        wide, values=[msgspec.structs.replace(wide.values[0], value=str(n)) for n in range(5)]
    )
    story = msgspec.structs.replace(invented, disagreements=[five])
    assert ["0", "1", "2"] in rows_of(story)
    assert ["3", "4"] in rows_of(story)


def test_the_html_is_right_to_left_needs_nothing_and_its_notes_lead_there_and_back(invented: Story) -> None:
    page = tree(invented)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//script | //img | //link[@href != 'data:,'] | //iframe | //object") == []
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    ids = set(page.xpath("//@id"))
    led = [href[1:] for href in page.xpath("//a/@href")]
    assert led
    assert [target for target in led if target not in ids] == []
    assert len(page.xpath("//ol[@class='notes']/li")) == len(notes(list(blocks(invented))))
    assert "size: A4" in page.xpath("//style/text()")[0]


@pytest.mark.parametrize("name", ["nasty", "hostile"])
def test_what_pages_say_is_never_markup(name: str, request: pytest.FixtureRequest) -> None:
    page = tree(request.getfixturevalue(name))
    assert page.xpath("//script | //img | //@onerror | //@onclick") == []
    text = page.text_content()
    assert "<script>alert(" in text
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text) is None


def test_the_docx_has_a_footnote_for_every_mark(invented: Story, nasty: Story, hostile: Story) -> None:
    for story in (invented, nasty, hostile):
        made = parts(story)
        marks = [int(m.get(qn("w:id"))) for m in made["word/document.xml"].iter(qn("w:footnoteReference"))]
        kept = {int(n.get(qn("w:id"))): n for n in made["word/footnotes.xml"].iter(qn("w:footnote"))}
        assert marks == sorted(n for n in kept if n > 0) == [n.number for n in notes(list(blocks(story)))]
        first = "".join(kept[1].itertext())
        assert "الأحرف من" in first
        assert notes(list(blocks(story)))[0].words in first


def test_the_docx_opens_in_python_docx_right_to_left(invented: Story) -> None:
    """Every paragraph w:bidi, every run of words w:rtl with a font for Arabic, the section and its tables too."""
    document = docx.Document(io.BytesIO(to_docx(invented)))
    body = document.element.body
    assert len(document.paragraphs) > 50
    assert all(p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in body.iter(qn("w:p")))
    words = [r for r in body.iter(qn("w:r")) if r.find(qn("w:t")) is not None and arabic(r.findtext(qn("w:t")))]
    assert len(words) > 100
    assert all(r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for r in words)
    assert all(r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:cs")) for r in words)
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in document.tables)
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)


def arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u06ff" for c in text)


def test_the_docx_says_what_the_html_says(invented: Story) -> None:
    document = docx.Document(io.BytesIO(to_docx(invented)))
    paragraphs = [p.text for p in document.paragraphs if p.text]
    html_text = re.sub(r"\s+", "", tree(invented).text_content())
    plain = [re.sub(r"[\s\u200e\u200f]+", "", run.text) for p in document.paragraphs for run in p.runs]
    assert [text for text in plain if text not in html_text] == []
    assert [p.style.name for p in document.paragraphs if p.style.name == "Heading 1"]
    assert "التسلسل الزمني" in paragraphs


def test_every_style_part_and_relation_of_the_docx_is_there(invented: Story) -> None:
    made = parts(invented)
    styles = {s.get(qn("w:styleId")) for s in made["word/styles.xml"].iter(qn("w:style"))}
    used = {s.get(qn("w:val")) for s in made["word/document.xml"].iter(qn("w:pStyle"), qn("w:rStyle"))}
    assert used <= styles
    targets = {f"word/{r.get('Target')}" for r in made["word/_rels/document.xml.rels"]}
    assert targets | {"word/document.xml"} <= set(made)
    assert {o.get("PartName") for o in made["[Content_Types].xml"] if o.get("PartName")} == {
        f"/{name}" for name in made if name.startswith(("word/", "docProps/")) and "_rels" not in name
    }


ORDER = {
    "pPr": "pStyle keepNext pageBreakBefore bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color sz szCs u vertAlign rtl lang",
    "tblPr": "bidiVisual tblW tblBorders tblLayout tblCellMar",
    "style": "name basedOn pPr rPr",
    "sectPr": "footerReference pgSz pgMar bidi",
}  # what is written here of each sequence in ECMA-376's schema, in its order


def test_properties_stand_in_the_schemas_order(invented: Story) -> None:
    """Word calls a file damaged in which they do not."""
    made = parts(invented)
    seen = 0
    for element in (e for root in made.values() for e in root.iter()):
        name = etree.QName(element).localname
        if name in ORDER and etree.QName(element).namespace == wordprocessing.W:
            children, order = [etree.QName(c).localname for c in element], ORDER[name].split()
            assert children == sorted(children, key=order.index), (name, children)
            seen += 1
    assert seen > 500


def test_stories_with_next_to_nothing_are_printed(empty: Story, torn: Story) -> None:
    for story in (empty, torn):
        assert tree(story).xpath("//h1")
        assert docx.Document(io.BytesIO(to_docx(story))).paragraphs


def test_the_same_story_gives_the_same_bytes(invented: Story) -> None:
    assert to_docx(invented) == to_docx(invented)
    assert to_dossier(invented) == to_dossier(invented)


def test_a_long_passage_is_cut_and_its_characters_are_not(invented: Story) -> None:
    page = invented.documents[0]
    longer = msgspec.structs.replace(page, text=page.text + "\n" + "كلمة " * 200)
    place = msgspec.structs.replace(invented.unplaced[0], document="d1", span=(len(page.text) + 1, len(longer.text)))
    story = msgspec.structs.replace(invented, documents=[longer, *invented.documents[1:]], unplaced=[place])
    note = next(n for n in notes(list(blocks(story))) if n.where.endswith(f"إلى {len(longer.text)}"))
    assert note.words.endswith("…")
    assert len(note.words) <= LONGEST + 1


def test_a_paragraph_keeps_the_spaces_between_its_runs(invented: Story) -> None:
    """A quotation is cut at its marked words, and no two words may grow together there."""
    quotes = [
        "".join(r.text for r in b.runs) for b in blocks(invented) if isinstance(b, Paragraph) and b.style == "quote"
    ]
    assert "«وتظاهر مئات السكان، يوم الاثنين، أمام مقر محافظة الريحان مطالبين باستقالة المحافظة سهيلة مرزاق.»" in quotes

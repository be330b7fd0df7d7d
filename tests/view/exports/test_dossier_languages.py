"""The dossier in English: ours from left to right, a page's words from right to left, each apart from the other."""

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
from markupsafe import Markup

from tawatur.base.story import Story
from tawatur.view.exports.characters import runs_right
from tawatur.view.exports.dossier import blocks
from tawatur.view.exports.dossier_docx import to_docx
from tawatur.view.exports.dossier_html import to_dossier
from tawatur.view.exports.paper import pieces, plain, theirs
from tawatur.view.language import isolated, speaking

ARABIC = re.compile("[\u0600-\u06ff]+")
MARKS = "[\u200e\u200f]"


def in_english(story: Story) -> etree._Element:
    """The HTML dossier in English."""
    with speaking("en"):
        return html.fromstring(to_dossier(story).decode())


def document(story: Story) -> docx.document.Document:
    """The Word dossier in English."""
    with speaking("en"):
        return docx.Document(io.BytesIO(to_docx(story)))


def said_by_us(page: etree._Element) -> str:
    """The text of a page without what is set apart as somebody else's."""
    for theirs_ in page.xpath("//bdi | //*[@dir='auto'] | //code | //style"):
        theirs_.text = ""
        for child in list(theirs_):
            theirs_.remove(child)
    return str(page.text_content())


def test_english_is_the_language_and_its_direction(invented: Story) -> None:
    page = in_english(invented)
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    text = page.text_content()
    for said in ("A sourced dossier", "Friday 12 April 2019", "Copying between pages", "missing link"):
        assert said in text
    assert page.findtext(".//title").startswith("A sourced dossier — Tawatur")


@pytest.mark.parametrize("name", ["invented", "hostile", "torn", "empty"])
def test_all_arabic_in_the_english_dossier_is_a_pages_and_set_apart(name: str, request: pytest.FixtureRequest) -> None:
    assert ARABIC.findall(said_by_us(in_english(request.getfixturevalue(name)))) == []


def test_what_pages_say_is_the_same_in_both_languages(invented: Story) -> None:
    arabic = html.fromstring(to_dossier(invented).decode())
    english = in_english(invented)
    for words in ("//blockquote", "//*[@class='words']", "//ol[@class='notes']/li/code", "//p[@dir='auto']"):
        assert [w.text_content() for w in english.xpath(words)] == [w.text_content() for w in arabic.xpath(words)]
        assert english.xpath(words)


def test_no_markup_of_ours_is_printed(invented: Story, nasty: Story, hostile: Story) -> None:
    """A list that was set apart is printed as a list, not as the tags that set it apart."""
    for story in (invented, nasty, hostile):
        assert "bdi>" not in html.fromstring(to_dossier(story).decode()).text_content()
        for name, text in texts(story, "en"):
            assert "bdi>" not in text, name


def texts(story: Story, language: str) -> Iterator[tuple[str, str]]:
    """Yield the text of every part of the Word file."""
    with speaking(language), zipfile.ZipFile(io.BytesIO(to_docx(story))) as archive:
        for name in archive.namelist():
            yield name, "".join(etree.fromstring(archive.read(name)).itertext())


def test_a_paragraph_of_ours_runs_left_and_a_quotation_right(invented: Story) -> None:
    body = document(invented).element.body
    ways = {(style_of(p), p.find(f"{qn('w:pPr')}/{qn('w:bidi')}").get(qn("w:val"))) for p in body.iter(qn("w:p"))}
    assert {style for style, way in ways if way is None} == {"Quote", "Passage"}
    assert {style for style, way in ways if way == "0"} >= {"Title", "Heading1", "Heading3", "Normal", "Chain", "Item"}
    assert not {style for style, way in ways if way == "0"} & {"Quote", "Passage"}


def style_of(paragraph: etree._Element) -> str:
    return str(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")))


def test_runs_are_right_to_left_where_they_are_arabic_alone(invented: Story) -> None:
    made = document(invented)
    quotes = {r for p in made.element.body.iter(qn("w:p")) if style_of(p) in ("Quote", "Passage") for r in p}
    seen = 0
    for run in (r for r in made.element.body.iter(qn("w:r")) if r not in quotes and r.find(qn("w:t")) is not None):
        turned = run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
        assert turned == bool(ARABIC.search(run.findtext(qn("w:t")))), run.findtext(qn("w:t"))
        seen += turned
    assert seen > 50


def test_marks_of_direction_stand_at_both_ends_of_what_runs_the_other_way(invented: Story) -> None:
    """LibreOffice goes by the letters alone: «Friday 12» after an Arabic name would be torn apart, «12 Friday»."""
    (line,) = [p.text for p in document(invented).paragraphs if p.text.endswith("from 13 to 14 April 2019")][:1]
    assert line == "\u200e\u200fصحيفة الضفاف\u200f\u200e from 13 to 14 April 2019"


def test_the_arabic_word_file_has_no_marks_around_arabic(invented: Story) -> None:
    marked = [re.findall(f"{MARKS}+([^\u200e\u200f]*){MARKS}+", text) for _, text in texts(invented, "ar")]
    assert [words for found in marked for words in found if ARABIC.search(words)] == []


def test_the_english_word_file_is_english_and_not_turned_around(invented: Story) -> None:
    made = document(invented)
    assert (made.core_properties.language, made.core_properties.title) == ("en", "A sourced dossier")
    assert made.sections[0]._sectPr.find(qn("w:bidi")) is None
    assert [t for t in made.tables if t._tbl.tblPr.find(qn("w:bidiVisual")) is not None] == []
    assert list(made.styles.element.iter(qn("w:bidi"))) == []


def test_a_page_in_english_is_quoted_from_left_to_right_in_the_arabic_dossier(invented: Story) -> None:
    first = invented.documents[0]
    other = msgspec.structs.replace(first, text="x" * len(first.text))
    story = msgspec.structs.replace(invented, documents=[other, *invented.documents[1:]])
    body = docx.Document(io.BytesIO(to_docx(story))).element.body
    quotes = [p for p in body.iter(qn("w:p")) if style_of(p) == "Quote"]
    ways = ["xxx" in "".join(p.itertext()) for p in quotes if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}").get(qn("w:val"))]
    assert ways
    assert all(ways)


@pytest.mark.parametrize(
    ("words", "otherwise", "right"),
    [("«قال»", False, True), ("(BBC) قال", True, False), ("12 — 𞤀", False, True), ("7", True, True), ("", False, False),
     ("\u202e«\ud83d😀1", False, False)],
)  # fmt: skip
def test_words_run_as_their_first_strong_letter_does(words: str, otherwise: bool, right: bool) -> None:
    assert runs_right(words, otherwise) is right


@pytest.mark.parametrize("words", ["</bdi><b>", "<bdi>", "&lt;bdi&gt;", "&amp;", "قال <&> '\"", "😀\u0651"])
def test_a_page_cannot_write_our_markup(words: str) -> None:
    """Cut up again, a run gives back the very words, and only those are set apart."""
    assert list(pieces(plain(Markup("ours: {}").format(isolated(words))).text)) == [("ours: ", False), (words, True)]
    assert list(pieces(theirs(words).text)) == [(words, True)]
    assert list(pieces(plain(words).text)) == [(words, False)]


def test_numbers_of_ours_are_in_the_digits_asked_for_and_a_pages_are_not(invented: Story) -> None:
    with speaking("ar", "arabic"):
        page = html.fromstring(to_dossier(invented).decode())
        first = next(note for b in blocks(invented) for note in getattr(b, "notes", []))
    assert page.xpath("//a[@class='ref']/text()")[0] == "١"
    assert re.fullmatch("الأحرف من [٠-٩]+ إلى [٠-٩]+", first.where)
    assert {e.get("href") for e in page.xpath("//a[@class='ref']")} >= {"#n1", "#n2"}

"""The report: one file, nothing loaded, every page's words as text, every noun shown."""

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser

import msgspec
import pytest

from tawatur.base.annotation import with_
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view import held, labels, report
from tawatur.view.language import catalogue
from tests.view.story_fixture import HOSTILE

VOID = {"meta", "link", "input", "br", "img"}


class Outline(HTMLParser):
    """What a page is made of: its elements, links, ids, texts; and whether its tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.data: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes the wrong element"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            kind = f"{self.open[-1]} {self.elements[-1][1].get('type', '')}".strip()
            self.data[kind] = self.data.get(kind, "") + data


@pytest.fixture(scope="module")
def html(invented: Story) -> str:
    """The report of the invented story."""
    return report.render(invented)


@pytest.fixture(scope="module")
def outline(html: str) -> Outline:
    """Its outline."""
    return Outline(html)


def test_the_report_is_well_formed(outline: Outline) -> None:
    """Tags close in order, ids are unique, headings never skip a level, links within the page lead somewhere."""
    assert outline.open == []
    ids = [a["id"] for _, a in outline.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert outline.headings[0] == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))
    fragments = {a["href"][1:] for tag, a in outline.elements if tag == "a" and (a.get("href") or "").startswith("#")}
    assert {f for f in fragments if ":" not in f} <= set(ids)


def test_every_evidence_link_points_into_a_page(outline: Outline, invented: Story) -> None:
    """«#d2:120-180» lies inside the text of d2."""
    lengths = {d.id: len(d.text) for d in invented.documents}
    found = 0
    for tag, attributes in outline.elements:
        if tag == "a" and (match := re.fullmatch(r"#(d\d+):([\d,-]+)", attributes.get("href") or "")):
            for span in match[2].split(","):
                start, end = map(int, span.split("-"))
                assert 0 <= start <= end <= lengths[match[1]]
                found += 1
    assert found > 60


def test_nothing_is_loaded(outline: Outline, html: str) -> None:
    """No element names anything to fetch: no src, no outer style sheet, no url() but data:."""
    assert not [a for _, a in outline.elements if "src" in a or "style" in a or any(k.startswith("on") for k in a)]
    assert [a["href"] for tag, a in outline.elements if tag == "link"] == ["data:,"]
    assert set(re.findall(r"url\((\w+:)", html)) == {"data:"}
    outer = [a for tag, a in outline.elements if tag == "a" and (a.get("href") or "").startswith("http")]
    assert all(a["rel"] == "noreferrer noopener" for a in outer)


def test_the_policy_names_just_this_script_and_style(outline: Outline) -> None:
    """The content security policy allows by digest what is in the file, and «unsafe-inline» never."""
    policy = next(a["content"] for tag, a in outline.elements if a.get("http-equiv") == "Content-Security-Policy") or ""
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for part, kind in (("script-src", "script"), ("style-src", "style")):
        digest = base64.b64encode(hashlib.sha256(outline.data[kind].encode()).digest()).decode()
        assert f"{part} 'sha256-{digest}'" in policy


def test_pages_stand_in_the_file_once_and_whole(outline: Outline, invented: Story) -> None:
    """Each page's text is in the data exactly as it was read."""
    pages = json.loads(outline.data["script application/json"])["pages"]
    assert {i: p["text"] for i, p in pages.items()} == {d.id: d.text for d in invented.documents}
    assert pages["d1"]["residue"][0][2] == "دعوة إلى المشاركة"
    assert pages["d4"]["url"] is None, "a javascript: address is no link"


def test_hostile_pages_are_harmless(hostile: Story) -> None:
    """Markup, quotes, template braces, controls in a page stay text."""
    html = report.render(hostile)
    outline = Outline(html)
    assert outline.open == []
    assert [tag for tag, _ in outline.elements].count("script") == 2
    assert "img" not in [tag for tag, _ in outline.elements]
    assert "{{7*7}}" in html, "a page's braces are no template"
    pages = json.loads(outline.data["script application/json"])["pages"]
    assert HOSTILE in pages["d1"]["text"]
    assert "\r\n" in pages["d1"]["text"]
    assert pages["d2"]["text"] == hostile.documents[1].text


def everywhere(story: Story, words: str) -> Story:
    """The story with hostile words in every field that a view shows."""
    event = with_(story.chronology[0], title=words, mode=words, type=words, modality=words, date=words)
    return with_(
        story,
        chronology=[event, *story.chronology[1:]],
        entities=[with_(e, name=words) for e in story.entities],
        unread=[with_(u, source=words, why=words) for u in story.unread],
        unplaced=[with_(u, kind=words, why=words) for u in story.unplaced],
        disagreements=[with_(d, why=words, field=words, kind=words) for d in story.disagreements],
        documents=[
            with_(d, outlet=with_(d.outlet, name=words), source=words, warnings=[words]) for d in story.documents
        ],
        wordings=[with_(w, name=words) for w in story.wordings],
    )


def test_hostile_words_in_any_field_are_harmless(invented: Story) -> None:
    """No field that comes from a page, a file name or a table can break out."""
    outline = Outline(report.render(everywhere(invented, HOSTILE)))
    assert outline.open == []
    tags = [tag for tag, _ in outline.elements]
    assert tags.count("script") == 2
    assert "img" not in tags


def test_half_a_surrogate_pair_is_written(invented: Story) -> None:
    """A lone surrogate cannot stand in a UTF-8 file: the report can still be written, and the page keeps it."""
    first = invented.documents[0]
    broken = with_(first, text=first.text + "\ud83d", title=with_(first.title, text="سد \ud83d"))
    html = report.render(with_(invented, documents=[broken, *invented.documents[1:]]))
    html.encode("utf-8")
    assert json.loads(Outline(html).data["script application/json"])["pages"]["d1"]["text"].endswith("\ud83d")


def test_every_noun_is_shown(html: str, invented: Story) -> None:
    """Each event, disagreement, reuse, entity and wording has its place, and what was not read is said first."""
    shown = [*invented.chronology, *invented.disagreements, *invented.reuse, *invented.wordings, *invented.entities]
    assert [n.id for n in shown if f'id="{n.id}"' not in html] == []
    for words in ("sample/d6.pdf", "حلقة مفقودة", "ما لم يُقرأ", "بلا ذكر المصدر", "الاتجاه غير معروف", "من ضمن"):
        assert words in html
    part = html[html.index('<section id="disagreements"') :]
    assert part.index(">تناقض<") < part.index(">تحديث<")


def test_the_banner_marks_the_sample_story(html: str, invented: Story) -> None:
    """An invented story is never taken for news."""
    banner = "قصة مخترعة للتجربة: الأشخاص والمنابر والوقائع كلها من نسج الخيال"
    assert banner in html
    real = [with_(d, outlet=with_(d.outlet, id="some.outlet")) for d in invented.documents]
    assert banner not in report.render(with_(invented, documents=real))


def test_the_same_story_gives_the_same_report(html: str, invented: Story) -> None:
    """No clock, no chance, no order of sets."""
    assert report.render(invented) == html


def test_the_report_is_small(html: str) -> None:
    """A sample story's report stays under 1.5 MB, fonts and all."""
    assert len(html.encode()) < 1_500_000


def test_an_empty_story_has_a_report(invented: Story) -> None:
    """No page, no event, no name: still a page that says so."""
    lists = {f: [] for f in invented.__struct_fields__ if isinstance(getattr(invented, f), list)}
    outline = Outline(report.render(with_(invented, **lists)))
    assert outline.open == []


def test_pages_that_tell_nothing(invented: Story) -> None:
    """A page without outlet, title, sentences or even letters does no harm."""
    bare: Document = with_(
        invented.documents[0], text="", body=[], residue=[], title=None, outlet=None, url=None, source="a.txt"
    )
    strange = with_(bare, id="d9", text="\x00\u200f\u202e\n\n😀", body=[Span(0, 3)])
    lists = {f: [] for f in invented.__struct_fields__ if isinstance(getattr(invented, f), list)}
    html = report.render(with_(invented, **{**lists, "documents": [bare, strange]}))
    assert "منبر غير معروف" in html


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://outlet.example/a?b=1", True),
        ("http://outlet.example", True),
        ("javascript:alert(1)", False),
        (" https://outlet.example", False),
        ("file:///etc/passwd", False),
        ("pages/page0.txt", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(address: str | None, link: bool) -> None:
    """A page's address is a link only when it is http or https."""
    assert bool(held.web_address(address)) == link


@pytest.fixture(scope="module")
def english(invented: Story) -> str:
    """The same report in English."""
    return report.render(invented, "en")


def test_the_report_says_its_language_and_direction(html: str, english: str) -> None:
    assert '<html lang="ar" dir="rtl"' in html
    assert '<html lang="en" dir="ltr"' in english


def test_the_english_report_shows_all_that_the_arabic_one_does(outline: Outline, english: str) -> None:
    other = Outline(english)
    assert other.open == []
    assert [tag for tag, _ in other.elements if tag != "bdi"] == [tag for tag, _ in outline.elements if tag != "bdi"]
    for what in ("id", "href"):
        assert [a[what] for _, a in other.elements if what in a] == [a[what] for _, a in outline.elements if what in a]


def test_no_arabic_word_of_ours_is_left_in_the_english_report(invented: Story, html: str, english: str) -> None:
    """What is Arabic there is a page's: no word of the catalogue or the labels, unless the story says it too."""
    told = msgspec.json.encode(invented).decode()
    ours = {words for words in catalogue("ar").words.values() if "{" not in words}
    ours |= {form for forms in catalogue("ar").plurals.values() for form in forms if "{" not in form}
    ours |= {row["ar"] for row in labels.table().values() if row["ar"]}
    arabic = {words for words in ours if re.search("[\u0621-\u064a]", words) and words not in told}
    found = {words for words in arabic if words in english}
    assert {words for words in found if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", english)} == set()
    assert len({words for words in arabic if words in html}) > 80, "and these are what the Arabic report says"


def test_english_words_stand_where_arabic_ones_did(english: str) -> None:
    for words in (
        "Not read",
        "missing link",
        "source not credited",
        "direction unknown",
        "Friday",
        "1 outlet",
    ):
        assert words in english
    assert "{" not in re.sub(r"<(script|style).*?</\1>|data-words=\"[^\"]*\"", "", english, flags=re.S)


def test_hostile_words_are_harmless_in_english_too(invented: Story, hostile: Story) -> None:
    for story in (hostile, everywhere(invented, HOSTILE), everywhere(invented, "{n} {0} %s {{ 7 }} \x00\u202e😀سَدّ")):
        outline = Outline(report.render(story, "en"))
        assert outline.open == []
        assert [tag for tag, _ in outline.elements].count("script") == 2


def test_arabic_digits_are_in_our_words_alone(invented: Story, html: str) -> None:
    eastern = report.render(invented, digits="arabic")
    assert "١٢ أبريل/نيسان" in eastern
    assert (
        json.loads(Outline(eastern).data["script application/json"])["pages"]["d1"]["text"]
        == invented.documents[0].text
    )
    assert [a for _, a in Outline(eastern).elements if "href" in a] == [
        a for _, a in Outline(html).elements if "href" in a
    ]


def test_another_language_is_refused(invented: Story) -> None:
    with pytest.raises(ValueError, match="'fr'"):
        report.render(invented, "fr")


def test_a_large_story_is_packed_and_loses_nothing(invented: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its events hold is what the plain report shows of them, byte for byte the same each time."""
    plain = report.render(invented)
    monkeypatch.setattr(report, "PACKED_ABOVE", 0)
    packed = report.render(invented)
    assert packed == report.render(invented)
    Outline(packed)
    held = json.loads(gzip.decompress(base64.b64decode(Outline(packed).data["script application/gzip"])))
    assert held["pages"] == json.loads(Outline(plain).data["script application/json"])["pages"]
    for event in invented.chronology:
        assert held["boxes"][event.id].strip() in plain
    assert packed.count('class="accounts" data-packed="') == len(invented.chronology)
    boxed = re.findall('data-packed="([^"]+)"', packed)
    assert set(boxed) == set(held["boxes"])
    for kind in ("tie-", "lines-"):
        kept = [held["boxes"][id_].strip() for id_ in boxed if id_.startswith(kind)]
        assert kept and all(box in plain for box in kept)


def test_what_is_left_out_of_the_file_is_said(invented: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many of how many are in it, and where all of them are to be seen; nothing is said where nothing is left out."""
    words = "are in this file; <code"
    assert words not in report.render(invented, "en")
    for limit in ("MOST_TELLINGS", "MOST_LINES"):
        monkeypatch.setattr(report, limit, 1)
    shown = report.render(invented, "en")
    assert shown.count(words) == 1 + sum(len(g.terms) > 1 for g in invented.wordings)
    assert f"1 of {len(invented.attributions)} {words}" in shown
    assert Outline(shown).open == []


def test_half_a_surrogate_pair_in_what_is_looked_up_is_written_as_on_the_page(
    invented: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chip, an event and its packed content find one another whatever a file from elsewhere calls them."""
    monkeypatch.setattr(report, "PACKED_ABOVE", 0)
    first = with_(invented.chronology[0], id="c\ud83d")
    pages = [with_(d, outlet=with_(d.outlet, name=d.outlet.name + "\udc00")) for d in invented.documents]
    html = report.render(with_(invented, chronology=[first, *invented.chronology[1:]], documents=pages))
    data = json.loads(gzip.decompress(base64.b64decode(Outline(html).data["script application/gzip"])))
    assert set(re.findall('data-packed="([^"]+)"', html)) == set(data["boxes"])
    assert {id_ for id_ in data["facts"] if f'id="{id_}"' in html} == set(data["facts"])
    outlets = set(re.findall('data-filter="outlets" data-value="([^"]+)"', html))
    assert outlets == {o for facts in data["facts"].values() for o in facts["outlets"]}
    assert all(o.endswith("\ufffd") for o in outlets)

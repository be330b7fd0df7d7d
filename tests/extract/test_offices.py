"""Offices and ranks: how far a title reaches, who holds it, and what is no office."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.annotation import Mention
from tawatur.base.document import Document, Published
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import offices, sentences
from tests.cases_file import cases

LEXICONS = lexicons.load("ar", tuple(sorted(offices.TABLES.items())))


def read(marked: str, proposals: list[Proposal] | None = None) -> Reading:
    """Make a reading of a text whose persons stand in [brackets], offices and ranks found."""
    text, people = "", []
    for piece in re.split(r"(\[[^\]]*\])", marked):
        name = piece[1:-1] if piece.startswith("[") else None
        if name:
            span = Span(len(text), len(text) + len(name))
            people.append(Mention(id="", document="d1", span=span, text=name, kind="person", form="name", name=name))
        text += name or piece
    document = Document(
        id="d1", source="d1.txt", sha256="", outlet=None, language="ar", title=None, text=text,
        body=[Span(0, len(text))] if text else [], residue=[], published=Published(),
    )  # fmt: skip
    reading = Reading.of(document).adding(mentions=people, proposals=proposals or [])
    reading = reading.adding(**sentences.annotate(reading, LEXICONS))
    return reading.adding(**offices.annotate(reading, LEXICONS))


def said(reading: Reading) -> list[str]:
    return [f"{o.title} | {o.holder.of(reading.text) if o.holder else ''}".strip() for o in reading.offices]


@pytest.mark.parametrize("case", cases("offices"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly what it lists."""
    assert said(read(str(case["text"]))) == case["expect"]


@pytest.mark.parametrize(
    ("text", "rank", "kind"),
    [
        ("حضر العميد الركن [سمير الحداد] الحفل.", "العميد الركن", "rank"),
        ("حضر اللواء طيار أركان حرب [سمير الحداد] الحفل.", "اللواء طيار أركان حرب", "rank"),
        ("حضر الجنرال [سمير الحداد] الحفل.", "الجنرال", "rank"),
        ("حضر قائد المنطقة الجنوبية جنرال دوديفزيون [سمير الحداد] الحفل.", "جنرال دوديفزيون", "rank"),
        ("حضر البريجادير جنرال [سمير الحداد] الحفل.", "البريجادير جنرال", "rank"),
        ("حضر الدكتور [سمير الحداد] الحفل.", "الدكتور", "honorific"),
        ("حضر د. [سمير الحداد] الحفل.", "د.", "honorific"),
        ("عاش الملك [فيصل الثاني] هنا.", "الملك", "address"),
    ],
)
def test_ranks_are_kept_apart(text: str, rank: str, kind: str) -> None:
    """A rank or form of address is no office, in whatever spelling."""
    reading = read(text)
    assert [(r.text, r.kind) for r in reading.ranks] == [(rank, kind)]
    assert rank not in [o.title for o in reading.offices]


def test_rank_behind_a_conjunction_is_the_next_persons() -> None:
    """«رئيس النادي والعميد سمير»: the rank is not between the title and its holder."""
    assert said(read("حضر رئيس نادي الزيتون والعميد [سمير الحداد] الحفل.")) == ["رئيس نادي الزيتون |"]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("حضر وزير الري السابق [سمير الحداد].", "former"),
        ("حضر وزير الري آنذاك [سمير الحداد].", "former"),
        ("حضر رئيس الحكومة المكلف [سمير الحداد].", "designate"),
        ("حضر مدير المركز بالإنابة [سمير الحداد].", "acting"),
        ("حضر رئيس الجامعة الراحل [سمير الحداد].", "deceased"),
        ("حضر وزير الري [سمير الحداد].", None),
    ],
)
def test_qualifiers(text: str, qualifier: str | None) -> None:
    """«السابق», «آنذاك», «المكلف», «بالإنابة» and «الراحل» are read off, inside the title or behind it."""
    (found,) = read(text).offices
    assert found.qualifier == qualifier
    assert found.holder


def test_same_title_names_the_holder_once() -> None:
    """A title that stands alone has the holder that the page names with the same words."""
    reading = read("حضر وزير الري المغربي [سمير الحداد] الحفل. وقال وزير الري المغربي إن الماء كثير.")
    assert said(reading) == ["وزير الري المغربي | سمير الحداد"] * 2


def test_tagger_bounds_the_title() -> None:
    """Where the tagger sees a title, its bounds count, and both voices are cited."""
    text = "وقال رئيس هيئة المراعي والأعلاف [سمير الحداد] إن الموسم جيد."
    start = text.index("رئيس")
    reading = read(text, [Proposal("office", "OFF", start, start + len("رئيس هيئة المراعي والأعلاف"), 0.9)])
    assert said(reading) == ["رئيس هيئة المراعي والأعلاف | سمير الحداد"]
    assert {r.rule for r in reading.offices[0].because} >= {"tagger", "offices.title", "offices.beside"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='وزير الدفاعرئيس[]«»"()،. \nلبمصرdA٣😀ًـ', max_size=120))
def test_spans_always_point_at_their_words(text: str) -> None:
    """On any text, spans lie inside it, are not empty and quote it exactly."""
    reading = read(text)
    for found in (*reading.offices, *reading.ranks):
        assert found.span.length > 0
        assert found.span.of(reading.text) == found.text

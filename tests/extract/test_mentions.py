"""Mentions: what is one and what is not, where it starts, and what carries a name to another page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.document import Document, Published
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import mentions, sentences
from tests.cases_file import cases

LEXICONS = lexicons.load("ar", tuple(sorted(mentions.TABLES.items())))


def read(text: str, name: str = "d1", proposals: list[Proposal] | None = None) -> Reading:
    """Make a reading of one text, mentions found."""
    document = Document(
        id=name, source=f"{name}.txt", sha256="", outlet=None, language="ar", title=None, text=text,
        body=[Span(0, len(text))] if text else [], residue=[], published=Published(),
    )  # fmt: skip
    reading = Reading.of(document)
    reading = reading.adding(**sentences.annotate(reading, LEXICONS), proposals=proposals or [])
    return reading.adding(**mentions.annotate(reading, LEXICONS))


def said(reading: Reading) -> list[str]:
    return [f"{m.kind}: {m.text}" for m in reading.mentions]


@pytest.mark.parametrize("case", cases("mentions"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly what it lists."""
    assert said(read(str(case["text"]))) == case["expect"]


def test_full_name_behind_lam() -> None:
    """In «للقوات» the span starts at the second lam and the name is whole."""
    (mention,) = read("سلم الضباط المعدات للقوات المسلحة.").mentions
    assert (mention.text, mention.name) == ("لقوات المسلحة", "القوات المسلحة")


def test_every_mention_says_why() -> None:
    """No mention stands without a reason."""
    reading = read("وصل العميد سمير محمد الحداد من المغرب إلى وزارة الدفاع الإيطالية. #فلسطين")
    assert reading.mentions
    assert all(m.because for m in reading.mentions)


def test_tagger_and_table_agree() -> None:
    """Where the tagger and a table see the same name, both are cited and the score rises."""
    text = "وصل الوفد إلى القاهرة مساء."
    start = text.index("القاهرة")
    (mention,) = read(text, proposals=[Proposal("mention", "LOC", start, start + 7, 0.8)]).mentions
    assert {r.rule for r in mention.because} >= {"tagger", "mentions.place"}
    assert mention.score > 0.9


def test_tagger_loses_adjectives_and_particles() -> None:
    """«المصري» and «من» are no mentions, whoever proposes them."""
    text = "قال المصري من بعيد."
    proposals = [Proposal("mention", "LOC", 4, 10, 0.7), Proposal("mention", "PER", 11, 13, 0.9)]
    assert read(text, proposals=proposals).mentions == []


def test_tagger_spans_lose_outer_quotes() -> None:
    """Outer quotation marks are left off, marks around an inner word stay."""
    text = 'قال الجيش "الإسرائيلي" لصحيفة «الضحى» كلاما.'
    army, paper = text.index("الجيش"), text.index("«الضحى»")
    proposals = [
        Proposal("mention", "ORG", army, army + len('الجيش "الإسرائيلي"'), 0.9),
        Proposal("mention", "OUT", paper, paper + len("«الضحى»"), 0.9),
    ]
    assert said(read(text, proposals=proposals)) == ['organisation: الجيش "الإسرائيلي"', "outlet: الضحى"]


def test_family_name_and_reversed_order_on_one_page() -> None:
    """A full name makes the family name, the reversed order and proclitics mentions too."""
    text = "قال مروان زهيري إن الطريق مفتوح. ورد زهيري على السؤال. ولقي زهيري مروان ترحيبا بزهيري."
    start = text.index("مروان زهيري")
    found = read(text, proposals=[Proposal("mention", "PER", start, start + 11, 0.95)])
    assert [m.text for m in found.mentions] == ["مروان زهيري", "زهيري", "زهيري مروان", "زهيري"]


def test_propagation_abstains_between_two_families() -> None:
    """A family name that two persons share is nobody's."""
    known = {"مروان زهيري": ("person", 0.9), "هالة زهيري": ("person", 0.9)}
    reading = read("ورد زهيري على السؤال.")
    assert mentions.propagate(reading, mentions.searchable(known), LEXICONS) == []


def test_strong_names_cross_pages() -> None:
    """What one page names in full is found on another."""
    text = "قال مروان زهيري إن الطريق مفتوح."
    first = read(text, proposals=[Proposal("mention", "PER", 4, 15, 0.95)])
    second = read("ورد زهيري على السؤال.", "d2")
    known = mentions.searchable(mentions.strong_names([first, second]))
    assert [m.text for m in mentions.propagate(second, known, LEXICONS)] == ["زهيري"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='وزارة الدفاع«»"#@()،. \nلبمصرdA٣😀ًـ', max_size=120))
def test_spans_always_point_at_their_words(text: str) -> None:
    """On any text, spans lie inside it, are not empty and quote it exactly."""
    for mention in read(text).mentions:
        assert mention.span.length > 0
        assert mention.span.of(text) == mention.text


@pytest.mark.parametrize("text", ["", "   \n", "\u200f\u200f", "😀" * 50, "hello world " * 30, "#", "@", "«»" * 200])
def test_odd_pages_do_not_break(text: str) -> None:
    """Empty, Latin and emoji pages give no error."""
    read(text)


def test_one_endless_sentence() -> None:
    """Three thousand words without a stop stay fast."""
    import time

    text = "وزارة الدفاع المغربية قال وزير الخارجية سمير محمد الحداد في القاهرة " * 300
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 5


def test_a_name_of_forty_words_is_nobodys() -> None:
    """Names run together are listed, not made one person."""
    names = " ".join(["سالم", "مروان", "يوسف", "هالة"] * 10)
    text = f"قال {names} إن الجسر مفتوح."
    found = mentions.annotate(read(text, proposals=[Proposal("mention", "PER", 4, 4 + len(names), 0.95)]), LEXICONS)
    assert not any(m.text == names for m in found["mentions"])
    assert [u.span.of(text) for u in found["unplaced"]] == [names]

"""Time expressions: what is one, what it is worth, and what it was resolved against; never an invented day."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.annotation import Timex
from tawatur.base.document import Document, Published, Residue
from tawatur.base.lexicon import Row
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import sentences, times
from tests.cases_file import cases

LEXICONS = lexicons.load("ar", tuple(sorted(times.TABLES.items())))
THURSDAY = "2019-03-14"


def reading_of(text: str, published: str = THURSDAY, embeds: list[Span] | None = None) -> Reading:
    """Make a reading of one text, sentences found; `embeds` are spans of posts."""
    body = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    days = published.split("/")
    known = Published(value=published or None, earliest=days[0] or None, latest=days[-1] or None)
    document = Document(
        id="d1", source="page.txt", sha256="", outlet=None, language="ar", title=None, text=text, published=known,
        body=[b for b in body if not any(e.meets(b) for e in embeds or [])],
        residue=[Residue(span=e, kind="embed") for e in embeds or []],
    )  # fmt: skip
    reading = Reading.of(document)
    return reading.adding(**sentences.annotate(reading, LEXICONS))


def found(text: str, published: str = THURSDAY, embeds: list[Span] | None = None) -> list[Timex]:
    """Annotate one text."""
    return times.annotate(reading_of(text, published, embeds), LEXICONS)["times"]


def said(timex: Timex) -> str:
    return f"{timex.text} | {timex.type} | {timex.value or 'null'}"


@pytest.mark.parametrize("case", cases("times"))
def test_case(case: dict[str, str]) -> None:
    """Every case finds exactly what it lists."""
    assert [said(t) for t in found(case["text"], case.get("published", THURSDAY))] == case["expect"]


def bracketed(row: Row) -> tuple[str, Span]:
    """Return a row's example without its brackets, and the span that stood in them."""
    start, end = row.example.index("["), row.example.index("]") - 1
    return row.example.replace("[", "").replace("]", ""), Span(start, end)


ALONE = ("months", "weekdays", "time_units", "seasons", "festivals", "time_words", "decades", "time_edges", "time_modifiers",
         "day_parts", "time_determiners", "time_zones")  # fmt: skip


@pytest.mark.parametrize("table", ALONE)
def test_every_row_is_found_in_its_example(table: str) -> None:
    """The bracketed words of every example lie in one time expression."""
    missed = []
    for row in LEXICONS.tables[table]:
        text, span = bracketed(row)
        reading = reading_of(text)
        if getattr(row, "led", "") == "tagger":
            reading = reading.adding(proposals=[Proposal("time", "DATE", span.start, span.end, 0.9)])
        if not any(t.span.holds(span) for t in times.annotate(reading, LEXICONS)["times"]):
            missed.append(row.cited)
    assert missed == []


@pytest.mark.parametrize("row", [r for r in LEXICONS.tables["not_times"] if r.kind == "name"], ids=lambda r: r.form)  # type: ignore[attr-defined]
def test_names_with_time_words_are_no_times(row: Row) -> None:
    """A paper's or an office's name is no time, in its row's example."""
    text, span = bracketed(row)
    assert not any(t.span.meets(span) for t in found(text))


def test_an_embed_is_anchored_to_its_own_date() -> None:
    """«Tomorrow» in a post of 3 May 2018 is 4 May, whatever the page's day."""
    text = "وصل الوفد اليوم.\nيصل الوفد غدا إلى المدينة\n— Name (@name) May 3, 2018"
    start = text.index("يصل")
    made = found(text, embeds=[Span(start, len(text))])
    assert [t.value for t in made] == ["2019-03-14", "2018-05-04", "2018-05-03"]
    assert made[1].resolved_against == "embed 2018-05-03"


def test_without_a_publication_day_nothing_is_invented() -> None:
    """Relative words keep their slots but have no value, and the reasons say why."""
    [timex] = found("وصل الوفد أمس الثلاثاء.", published="")
    assert (timex.value, timex.offset_days, timex.weekday, timex.resolved_against) == (None, -1, 2, None)
    assert any("no publication day" in r.detail for r in timex.because)


def test_impossible_dates_are_listed_not_dropped() -> None:
    """31 February is unplaced, with the reason."""
    made = times.annotate(reading_of("وقع ذلك في 31 فبراير 2018."), LEXICONS)
    assert [u.why for u in made["unplaced"]] == ["«31 فبراير 2018»: 2018-02-31 is no day of the calendar"]


def test_a_wrong_weekday_is_told() -> None:
    """12 March 2018 was a Monday; a page that says Tuesday keeps its date, and the reasons tell."""
    [timex] = found("وصل الثلاثاء 12 مارس 2018.")
    assert timex.value == "2018-03-12"
    assert any("weekday 1" in r.detail for r in timex.because)


def test_hijri_values_are_marked() -> None:
    """A converted date says so."""
    [timex] = found("وقع هذا في 5 رمضان 1440 هـ.")
    assert timex.calendar == "hijri"


def test_find_gives_slots_without_anchoring() -> None:
    """Publication dating reads partial values, offsets and weekdays."""
    made = times.find(reading_of("وصل أمس الأربعاء 13 مارس، وغادر في 2 مايو 2018."), LEXICONS)
    assert [(t.value, t.offset_days, t.weekday) for t in made] == [("XXXX-03-13", -1, 3), ("2018-05-02", None, None)]


def test_the_tagger_confirms_adds_and_shows_ages() -> None:
    """A sure proposal alone becomes a time without a value; a length right after a person's name is an age."""
    text = "كتب سالم محمود 30 عاما من الرسائل خلال الثورة الصناعية."
    reading = reading_of(text)
    at = text.index("الثورة")
    name = Proposal("mention", "PER", 4, 14, 0.9)
    reading = reading.adding(proposals=[name, Proposal("time", "DATE", at, at + 15, 0.95)])
    made = times.annotate(reading, LEXICONS)["times"]
    assert [said(t) for t in made] == ["الثورة الصناعية | DATE | null"]
    assert [r.rule for r in made[0].because] == ["tagger"]


PIECES = [
    *"اولب0123456789/-،.()«»:\n ", "مارس", " منذ ", " يوم ", " عام ", "رمضان", " الساعة ", "الثالثة ", " بين ", " من ", " إلى ",
    "الثلاثاء", " الماضي ", " كل ", "ثلاثة ", "أيام ", "السنوات ", "القرن ", "نهاية ", "🙂", "\u200f", "July ", "2019",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_spans_hold_their_words(text: str) -> None:
    """Whatever the text, spans lie in it, hold their words, come in order and never overlap; ids count up."""
    made = found(text)
    assert all(t.text == text[t.span.start : t.span.end] and t.text.strip() for t in made)
    assert all(a.span.end <= b.span.start for a, b in pairwise(made))
    assert [t.id for t in made] == [f"d1t{n}" for n in range(1, len(made) + 1)]


@pytest.mark.parametrize(
    "text", ["", "\u200f\u200f", "🙂🙂", "only Latin words here", "1" * 5000, "يوم " * 3000, "(" * 3000]
)
def test_strange_text_is_read_in_linear_time(text: str) -> None:
    """Empty, control-only, Latin and very long texts neither crash nor stall."""
    start = time.perf_counter()
    found(text)
    assert time.perf_counter() - start < 5


def test_some_words_are_times_only_where_the_tagger_says_so() -> None:
    """«سابقا» after an office is «former»; where the tagger sees a time, it is the past."""
    reading = reading_of("عمل مدرسا سابقا في القرية.")
    assert times.annotate(reading, LEXICONS)["times"] == []
    sure = reading.adding(proposals=[Proposal("time", "DATE", 10, 15, 0.9)])
    [timex] = times.annotate(sure, LEXICONS)["times"]
    assert (timex.text, timex.value) == ("سابقا", "PAST_REF")


def test_a_date_inside_a_name_that_the_tagger_sees_is_no_time() -> None:
    """«6 أبريل» in a movement's name is dropped where the tagger sees the name and no time; its own time proposal keeps it."""
    text = "شارك اتحاد أنصار 6 أبريل في الحفل."
    reading, start = reading_of(text), text.index("اتحاد")
    name = Proposal("mention", "ORG", start, text.index(" في"), 0.97)
    date = Proposal("time", "DATE", text.index("6"), text.index(" في"), 0.9)
    for proposals, count in (([], 1), ([name], 0), ([name, date], 1), ([name._replace(score=0.5)], 1)):
        assert len(times.annotate(reading.adding(proposals=proposals), LEXICONS)["times"]) == count


def test_find_notes_a_month_gone_by() -> None:
    """Dating against other pages reads «يوليو الماضي» as some July, gone by."""
    made = times.find(reading_of("زارها في يوليو الماضي، وعاد الشهر الماضي، ثم في يوليو المقبل."), LEXICONS)
    noted = [any(r.detail == "past" for r in t.because) for t in made]
    assert list(zip((t.value for t in made), noted, strict=True)) == [
        ("XXXX-07", True),
        ("XXXX-XX", True),
        (None, False),
    ]

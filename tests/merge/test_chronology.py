"""Rows keep what each page says; their dates take no side; their titles are the pages' own words."""

from __future__ import annotations

import pytest

from tawatur.base.annotation import EventCluster, EventMention, EventTime, Participant, Trigger
from tawatur.base.span import Span
from tawatur.merge import chronology
from tests.conftest import reading_of

TEXT = "بعد أسبوع من المداولات، أوقفت شرطة المدينة قبطان العبارة في الميناء القديم، ثم أفرجت عنه."
READING = reading_of(TEXT)


def told(earliest: str | None, latest: str | None, document: str = "d1", who: str = "e1") -> EventMention:
    start = TEXT.index("أوقفت")
    place = Span(TEXT.index("شرطة"), TEXT.index(" قبطان"))
    return EventMention(
        id=f"{document}v1", document=document, span=Span(0, len(TEXT)), text=TEXT, type="COERCE", mode="arrest",
        trigger=Trigger(span=Span(start, start + 5), text="أوقفت"), sentence=Span(0, len(TEXT)),
        actors=[Participant(span=place, text="شرطة المدينة", entity=who)],
        time=EventTime(value=earliest, span=Span(0, 3), earliest=earliest, latest=latest),
    )  # fmt: skip


def row(*mentions: EventMention) -> chronology.Event:
    (event,) = chronology.rows([EventCluster(list(mentions), [])], {m.document: READING for m in mentions})
    return event


@pytest.mark.parametrize(
    ("bounds", "written"),
    [
        (("2024-03-14", "2024-03-14"), "2024-03-14"),
        (("2024-03-01", "2024-03-31"), "2024-03"),
        (("2024-01-01", "2024-12-31"), "2024"),
        (("2024-03-14", "2024-04-02"), "2024-03-14/2024-04-02"),
        (("2024-02-01", "2024-02-29"), "2024-02"),
        ((None, None), None),
    ],
)
def test_bounds_are_written_at_their_grain(bounds: tuple[str | None, str | None], written: str | None) -> None:
    assert row(told(*bounds)).date == written


def test_the_finer_of_two_dates_that_meet_is_the_rows() -> None:
    assert row(told("2024-03-01", "2024-03-31"), told("2024-03-14", "2024-03-14", "d2")).date == "2024-03-14"


def test_two_days_that_do_not_meet_are_both_spanned() -> None:
    assert row(told("2024-03-14", "2024-03-14"), told("2024-03-16", "2024-03-16", "d2")).date == "2024-03-14/2024-03-16"


def test_a_title_is_the_clause_of_the_trigger_in_the_pages_words() -> None:
    assert row(told(None, None)).title == "أوقفت شرطة المدينة قبطان العبارة في الميناء القديم"


def test_every_mentions_date_is_kept_as_its_own_statement() -> None:
    event = row(told("2024-03-14", "2024-03-14"), told("2024-03-16", "2024-03-16", "d2"))
    assert [(s.document, s.value) for s in event.statements if s.property == "date"] == [
        ("d1", "2024-03-14"),
        ("d2", "2024-03-16"),
    ]


def test_rows_stand_in_time_order_and_undated_ones_last() -> None:
    clusters = [EventCluster([told(d, d, f"d{i}")], []) for i, d in enumerate(("2024-05-01", None, "2024-03-14"), 1)]
    events = chronology.rows(clusters, {f"d{i}": READING for i in (1, 2, 3)})
    assert [e.date for e in events] == ["2024-03-14", "2024-05-01", None]
    assert [e.id for e in events] == ["c1", "c2", "c3"]

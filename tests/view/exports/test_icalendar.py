"""The calendar as `icalendar` reads it: dated events on their days, the others counted, no character cut."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.story import Story
from tawatur.view.exports.characters import one_line
from tawatur.view.exports.icalendar import days_of, folded, summary, text, to_icalendar
from tests.view.exports import stories
from tests.view.story_fixture import story


def read(made: Story) -> icalendar.Calendar:
    """Read a story's calendar; a line that cannot be read is an error."""
    calendar = icalendar.Calendar.from_ical(to_icalendar(made))
    assert [c.errors for c in calendar.walk() if c.errors] == []
    return calendar


@pytest.mark.parametrize("made", stories.every())
def test_every_event_is_an_entry_or_counted(made: Story) -> None:
    calendar = read(made)
    dated = [e for e in made.chronology if days_of(e)]
    assert [str(e["X-TAWATUR-EVENT"]) for e in calendar.events] == [e.id for e in dated]
    assert int(calendar["X-TAWATUR-UNDATED"]) == len(made.chronology) - len(dated)
    assert [str(e["SUMMARY"]) for e in calendar.events] == [one_line(summary(e)) for e in dated]
    assert len({str(e["UID"]) for e in calendar.events}) == len(dated)


@pytest.mark.parametrize("made", stories.every())
def test_no_line_is_longer_than_75_octets_nor_a_character_cut(made: Story) -> None:
    lines = to_icalendar(made).split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=400))
def test_a_folded_line_unfolds_to_itself(line: str) -> None:
    assert folded(line).replace(b"\r\n ", b"") == line.encode("utf-8") + b"\r\n"


@pytest.mark.parametrize(
    ("told", "first", "after"),
    [
        ({"date": "2019-04-12"}, date(2019, 4, 12), date(2019, 4, 13)),
        ({"date": "2019-02"}, date(2019, 2, 1), date(2019, 3, 1)),
        ({"date": "2019-12-31"}, date(2019, 12, 31), date(2020, 1, 1)),
        ({"date": "2019-04-13/2019-04-15"}, date(2019, 4, 13), date(2019, 4, 16)),
        ({"date": None, "earliest": "2019-04-13", "latest": "2019-04-15"}, date(2019, 4, 13), date(2019, 4, 16)),
        ({"date": "0987-01-02"}, date(987, 1, 2), date(987, 1, 3)),
    ],
)
def test_an_entry_ends_on_the_day_after_its_last(told: dict[str, str | None], first: date, after: date) -> None:
    event = stories.change(story().chronology[0], **({"earliest": None, "latest": None} | told))
    (entry,) = read(stories.change(story(), chronology=[event])).events
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, after)


@pytest.mark.parametrize(
    "told", [{"latest": None}, {"earliest": None}, {"earliest": "9999-12-31", "latest": "9999-12-31"}]
)
def test_an_event_with_an_open_end_is_counted_and_not_shown(told: dict[str, str | None]) -> None:
    event = stories.change(
        story().chronology[0], **({"date": None, "earliest": "2019-04-13", "latest": "2019-04-15"} | told)
    )
    calendar = read(stories.change(story(), chronology=[event]))
    assert (len(calendar.events), int(calendar["X-TAWATUR-UNDATED"])) == (0, 1)


def test_an_entry_says_who_tells_of_the_event_in_their_words() -> None:
    entry = read(story()).events[1]
    lines = str(entry["DESCRIPTION"]).split("\n")
    assert lines[0] == "1 إلى 2 سلاسل"
    assert lines[1].startswith("وكالة أنباء سهلان: «سهلان (وأس) - أعلنت وزارة المياه، اليوم الأحد")
    assert lines[1].endswith("(https://was.example/rayhan)")
    assert len(lines) == 4
    assert str(entry["LOCATION"]) == "المحاجر"
    assert entry["DTSTAMP"].dt == datetime(2019, 4, 14, tzinfo=UTC)


def test_a_month_says_that_it_is_a_month_and_a_plan_that_it_is_a_plan() -> None:
    entry = read(story()).events[4]
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2019, 6, 1), date(2019, 7, 1))
    assert str(entry["DESCRIPTION"]).startswith("التاريخ كما هو معروف: يونيو/حزيران 2019\n")
    assert str(entry["SUMMARY"]).endswith("(مقررة)")


def test_a_title_cannot_open_an_entry_of_its_own() -> None:
    assert text("a\r\nEND:VEVENT\nBEGIN:VALARM;x,y\\") == r"a END:VEVENT BEGIN:VALARM\;x\,y\\"
    assert len(read(stories.attacked()).events) == 6


def test_the_same_story_gives_the_same_bytes() -> None:
    assert to_icalendar(story()) == to_icalendar(story())

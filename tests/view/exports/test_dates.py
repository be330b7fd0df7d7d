"""Dates have the parts that are known, and cover the days that they may mean."""

from datetime import date

import pytest

from tawatur.view.exports import dates
from tawatur.view.exports.event_names import names
from tawatur.view.index import Index
from tests.view.exports import stories
from tests.view.story_fixture import story

NOTHING = [
    "2019-SU", "2019-W12", "PAST_REF", "", None, "2019-13", "2019-02-29", "0000", "a/b", "2019/2020/2021", "2019/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("2019-04-12", [(2019, 4, 12)]),
        ("2019-04-12TMO", [(2019, 4, 12)]),
        ("2019-04", [(2019, 4)]),
        ("2019", [(2019,)]),
        ("2019-04-13/2019-05", [(2019, 4, 13), (2019, 5)]),
        *((value, []) for value in NOTHING),
    ],
)
def test_a_date_gives_the_parts_that_it_has(value: str | None, ends: list[tuple[int, ...]]) -> None:
    assert dates.ends(value) == ends


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-04-13/2019-05", date(2019, 4, 13), date(2019, 5, 31)),
        ("9999-12", date(9999, 12, 1), date.max),
    ],
)
def test_a_date_covers_its_days(value: str, first: date, last: date) -> None:
    assert dates.days(value) == (first, last)


def test_an_interval_that_ends_before_it_begins_covers_nothing() -> None:
    assert dates.days("2019-05/2019-04") is None


def test_an_events_bounds_serve_where_its_date_cannot_be_read() -> None:
    (event, *_) = story().chronology
    spring = stories.change(event, date="2019-SP", earliest="2019-03-20", latest="2019-06-20")
    assert dates.of_event(spring) == (date(2019, 3, 20), date(2019, 6, 20))
    assert dates.of_event(stories.change(spring, latest=None)) is None


def test_an_events_name_outlives_the_numbering_of_a_build() -> None:
    plain = story()
    renumbered = stories.change(
        plain, chronology=[stories.change(e, id=f"c{n}00", title="") for n, e in enumerate(plain.chronology)]
    )
    assert list(names(Index(plain)).values()) == list(names(Index(renumbered)).values())


@pytest.mark.parametrize("made", stories.every())
def test_no_two_events_share_a_name(made) -> None:
    named = names(Index(made))
    assert len(set(named.values())) == len(named) == len(made.chronology)


def test_two_events_of_one_place_are_told_apart() -> None:
    plain = story()
    twins = [plain.chronology[0], stories.change(plain.chronology[0], id="c99")]
    first, second = names(Index(stories.change(plain, chronology=twins))).values()
    assert second == f"{first}-2"

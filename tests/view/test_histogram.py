"""Bars over time: days, months or years, whichever are few enough to be pressed."""

from tawatur.base.story import Story
from tawatur.view.histogram import MOST_BARS, after, bars, steps
from tawatur.view.index import Index
from tawatur.view.sifting import Catalogue, Sieve


def test_the_bars_hold_every_dated_event_once(invented: Story) -> None:
    catalogue = Catalogue(Index(invented))
    dated = [f for f in catalogue.facts.values() if f.event]
    assert sum(b.all for b in bars(catalogue, Sieve())) == len(dated)
    assert max(b.height for b in bars(catalogue, Sieve())) == 1


def test_long_times_have_months_or_years_for_bars() -> None:
    assert steps(["2022-12-30", "2023-01-02"]) == (10, ["2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02"])
    assert steps(["2022-01-01", "2023-02-01"])[0] == 7
    assert steps(["1990-01-01", "2023-02-01"])[0] == 4
    assert steps(["0001-01-01", "2023-01-01"]) == (4, ["0001", "2023"])
    assert len(steps(["2022-01-01", "2022-03-30"])[1]) <= MOST_BARS


def test_after_the_last_month_comes_the_next_year() -> None:
    assert (after("2022-12"), after("2022-12-31"), after("2022")) == ("2023-01", "2023-01-01", "2023")

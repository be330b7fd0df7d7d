"""Calendar arithmetic: days, weeks, months, Hijri dates and the TIMEX3 values that name them. Nothing here reads words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from typing import NamedTuple

from hijridate import Gregorian, Hijri

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
HOURLY = {"S": "S", "MIN": "M", "H": "H"}
LENGTHS = {"D": 1, "W": 7, "M": 31, "Y": 366, "DE": 3660, "CE": 36600}


class ImpossibleDateError(ValueError):
    """A date that no calendar has: 31 February, 45 Ramadan."""


class Stretch(NamedTuple):
    """A stretch of days with its TIMEX3 value."""

    value: str | None
    first: date | None
    last: date | None


NOWHERE = Stretch(None, None, None)


def day(year: int, month: int, number: int) -> Stretch:
    """Return one day, or raise where there is none."""
    try:
        found = date(year, month, number)
    except (ValueError, OverflowError) as wrong:
        raise ImpossibleDateError(f"{year:04}-{month:02}-{number:02} is no day of the calendar") from wrong
    return one_day(found)


def one_day(found: date) -> Stretch:
    """Return the stretch of one day."""
    return Stretch(found.isoformat(), found, found)


def month(year: int, number: int) -> Stretch:
    """Return a month."""
    if not 1 <= number <= 12 or not 1 <= year <= MAXYEAR:
        raise ImpossibleDateError(f"{year}-{number} is no month of the calendar")
    return Stretch(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> Stretch:
    """Return a year."""
    if not 1 <= number <= MAXYEAR:
        raise ImpossibleDateError(f"{number} is no year of the calendar")
    return Stretch(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def week(of: date) -> Stretch:
    """Return the ISO week that holds a day."""
    first = of - timedelta(days=of.weekday())
    number = of.isocalendar()
    return Stretch(f"{number.year}-W{number.week:02}", first, first + timedelta(days=6))


def season(in_year: int, letters: str) -> Stretch:
    """Return a season; winter runs into the next year."""
    first, last = SEASONS[letters]
    end = month(in_year + (last > 12), (last - 1) % 12 + 1)
    return Stretch(f"{in_year:04}-{letters}", date(in_year, first, 1), end.last)


MONTHS = {"Q": 3, "T": 4, "H": 6}


def part_of_year(in_year: int, unit: str, number: int) -> Stretch:
    """Return a quarter (Q), a half (H) or a third (T) of a year."""
    months = MONTHS[unit]
    first, last = month(in_year, months * (number - 1) + 1), month(in_year, months * number)
    value = f"{first.value}/{last.value}" if unit == "T" else f"{in_year:04}-{unit}{number}"
    return Stretch(value, first.first, last.last)


def decade(start: int) -> Stretch:
    """Return the ten years from `start` (a year ending in 0)."""
    return Stretch(f"{start // 10}", date(start, 1, 1), date(start + 9, 12, 31))


def century(number: int) -> Stretch:
    """Return a century by its TIMEX3 value: 19 is 1900 to 1999."""
    return Stretch(f"{number:02}", date(number * 100 or 1, 1, 1), date(number * 100 + 99, 12, 31))


def hijri(in_year: int, number: int | None, on: int | None) -> Stretch:
    """Convert a Hijri year, month or day after Umm al-Qura; the value is the Gregorian day, or the stretch it covers."""
    try:
        if number is None:
            first, end = Hijri(in_year, 1, 1), Hijri(in_year + 1, 1, 1)
        elif on is None:
            first = Hijri(in_year, number, 1)
            end = Hijri(in_year + (number == 12), number % 12 + 1, 1)
        else:
            found = Hijri(in_year, number, on).to_gregorian()
            return one_day(date(found.year, found.month, found.day))
    except (ValueError, OverflowError) as wrong:
        raise ImpossibleDateError(f"{in_year}-{number}-{on} is no date of the Umm al-Qura calendar: {wrong}") from wrong
    low, high = plain(first), plain(end) - timedelta(days=1)
    return Stretch(f"{low.isoformat()}/{high.isoformat()}", low, high)


def plain(when: Hijri) -> date:
    """Return a Hijri date's Gregorian day."""
    found = when.to_gregorian()
    return date(found.year, found.month, found.day)


def hijri_year(today: date) -> int | None:
    """Return the Hijri year of a day, null outside the tables of Umm al-Qura (1924–2077)."""
    try:
        return int(Gregorian(today.year, today.month, today.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def nearest(today: date, make: Callable[[int], Stretch], around: int, relation: str | None) -> Stretch:
    """Choose the year of a month or a date that has none.

    «الماضي» is the last one begun before today's, «المقبل» the next one, «الجاري» this year's; a bare one is the nearest.
    `make` builds the stretch of a year, `around` is the year to begin with.
    """
    options = []
    for candidate in (around - 1, around, around + 1):
        try:
            options.append(make(candidate))
        except ImpossibleDateError:
            continue  # 29 February: only some years have it
    whole = [o for o in options if o.first and o.last]
    if not whole:
        return make(around)
    if relation in ("past", "preceding"):
        before = [o for o in whole if o.last < today]  # type: ignore[operator]
        return before[-1] if before else NOWHERE
    if relation in ("next", "following"):
        after = [o for o in whole if o.first > today]  # type: ignore[operator]
        return after[0] if after else NOWHERE
    if relation == "this":
        return next((o for o in whole if o.first.year == around), NOWHERE)  # type: ignore[union-attr]
    return min(whole, key=lambda o: distance(o, today))


def distance(stretch: Stretch, today: date) -> int:
    """Count the days from today to a stretch, 0 inside it."""
    assert stretch.first and stretch.last
    if stretch.first <= today <= stretch.last:
        return 0
    return min(abs((stretch.first - today).days), abs((today - stretch.last).days))


def weekday(today: date, number: int, relation: str | None, *, ahead: bool) -> Stretch:
    """Place a weekday: bare it is the last one, today included; `ahead` the next one; «الماضي» and «المقبل» leave today out."""
    back = (today.isoweekday() - number) % 7
    if relation in ("past", "preceding"):
        return one_day(today - timedelta(days=back or 7))
    if relation in ("next", "following"):
        return one_day(today + timedelta(days=(7 - back) % 7 or 7))
    if relation == "this":
        return one_day(today - timedelta(days=today.weekday()) + timedelta(days=number - 1))
    return one_day(today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back))


def unit_around(today: date, unit: str, steps: int) -> Stretch:
    """Return the day, week, month, year… that lies `steps` after the one that holds today."""
    try:
        if unit == "D":
            return one_day(today + timedelta(days=steps))
        if unit == "W":
            return week(today + timedelta(days=7 * steps))
        if unit == "M":
            months = today.year * 12 + today.month - 1 + steps
            return month(months // 12, months % 12 + 1)
        if unit == "Y":
            return year(today.year + steps)
        if unit == "DE":
            return decade((today.year // 10 + steps) * 10)
        if unit == "CE":
            return century(today.year // 100 + steps)
    except (OverflowError, ValueError):
        return NOWHERE
    return NOWHERE


def length(count: Decimal | None, unit: str, extra: str = "") -> str:
    """Write a TIMEX3 length: P3D, PT30M, P2Y6M, PXM where the number is not said."""
    if count is None:
        return f"PT{'X'}{HOURLY[unit]}" if unit in HOURLY else f"PX{unit}"
    if unit == "H" and count != count.to_integral_value():
        count, unit = count * 60, "MIN"
    if unit == "Y" and count != count.to_integral_value():
        whole, months = int(count), (count - int(count)) * 12
        return "P" + (f"{whole}Y" if whole else "") + f"{figure(months)}M"
    return f"PT{figure(count)}{HOURLY[unit]}" if unit in HOURLY else f"P{figure(count)}{unit}{extra}"


def figure(count: Decimal) -> str:
    """Write a count without trailing zeros."""
    text = format(count.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

"""ISO dates as a story writes them → their known parts, and the first and last day that they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from tawatur.base.story import Event

PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?")  # «2024-03-16TMO» is that day's morning


class Days(NamedTuple):
    """The first and the last day of a date or an interval, both included."""

    first: date
    last: date


def parts(value: str) -> tuple[int, ...]:
    """Return the year, month and day that a date gives, as far as it gives them; empty where it is none of these.

    «2022-07» gives (2022, 7); a season or a week («2022-SU», «2022-W29») gives nothing: no part of it is a number.
    """
    found = PARTS.fullmatch(value)
    given = tuple(int(g) for g in found.groups() if g) if found else ()
    return given if given and is_date(given) else ()


def is_date(given: tuple[int, ...]) -> bool:
    """Say whether the calendar has such a date."""
    try:
        date(*(*given, 1, 1)[:3])
    except ValueError:
        return False
    return True


def ends(value: str | None) -> list[tuple[int, ...]]:
    """Return the parts of a date, or of both ends of an interval «a/b»; empty where an end cannot be read."""
    read = [parts(v) for v in (value or "").split("/")]
    return read if all(read) and len(read) <= 2 else []


def shared(value: str | None) -> tuple[int, ...]:
    """Return the parts that both ends of a date have in common: «2019-04-13/2019-04-14» gives (2019, 4)."""
    read = ends(value)
    if not read:
        return ()
    first, last = read[0], read[-1]
    same = [a == b for a, b in zip(first, last, strict=False)]
    return first[: same.index(False) if False in same else len(same)]


def days(value: str | None) -> Days | None:
    """Return the days that a date or an interval covers: a month from its first day to its last."""
    read = ends(value)
    if not read:
        return None
    covered = Days(date(*(*read[0], 1, 1)[:3]), last_day(read[-1]))
    return covered if covered.first <= covered.last else None


def last_day(given: tuple[int, ...]) -> date:
    """Return the last day of a year, a month or a day."""
    year, month, day = (*given, 12, 31)[:3] if len(given) != 2 else (*given, monthrange(*given)[1])
    return date(year, month, day)


def of_event(event: Event) -> Days | None:
    """Return the days on which an event may have been; null where its first or its last day is open."""
    if event.date and (told := days(event.date)):
        return told
    return days(f"{event.earliest}/{event.latest}") if event.earliest and event.latest else None

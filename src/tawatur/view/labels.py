"""The Arabic words of the interface: `labels.tsv`, one row a value of a noun's field."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


@cache
def table() -> dict[tuple[str, str], str]:
    """Read `labels.tsv` once."""
    lines = (HERE / "labels.tsv").read_text("utf-8").splitlines()[1:]
    return {(kind, key): words for kind, key, words in (line.split("\t") for line in lines if line)}


def label(kind: str, key: str | None) -> str:
    """Return the Arabic label of a field's value, or the value itself where the table has none: «visit» gives «زيارة»."""
    return table().get((kind, key), key) if key else ""


def kinds(kind: str) -> list[str]:
    """List the keys of one kind in the table's order."""
    return [key for of, key in table() if of == kind]


class DateWords(NamedTuple):
    """A date in words, how precise it is, and its year («2022», or empty)."""

    words: str
    precision: str
    year: str


def in_words(value: str | None, earliest: str | None = None, latest: str | None = None) -> DateWords:
    """Say a date in Arabic with its precision, never more precise than it is.

    «2022-07» gives («يوليو/تموز 2022», month); no value but a latest day gives («في 20 يوليو/تموز 2022 أو قبله», open).
    """
    if value and "/" in value:
        first, last = value.split("/", 1)
        return span_in_words(first, last)
    if value and (one := point(value)):
        return one
    if earliest and latest:
        return point(earliest) or NONE if earliest == latest else span_in_words(earliest, latest)
    if latest and (one := point(latest)):
        return DateWords(f"في {one.words} أو قبله", "open", one.year)
    if earliest and (one := point(earliest)):
        return DateWords(f"في {one.words} أو بعده", "open", one.year)
    return NONE


NONE = DateWords("بلا تاريخ", "none", "")


def span_in_words(first: str, last: str) -> DateWords:
    """Say an interval: «بين كذا وكذا»; an end that cannot be read leaves one bound."""
    a, b = point(first), point(last)
    if a and b:
        return DateWords(f"من {a.words} إلى {b.words}", "range", a.year)
    return in_words(None, first if a else None, last if b else None)


def point(value: str) -> DateWords | None:
    """Say one day, week, month, season or year; null for what is no date («PXD», «PAST_REF»)."""
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        return day_in_words(found[0])
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return week_in_words(int(found[1]), int(found[2]))
    if (found := re.fullmatch(r"(\d{4})-(\d\d)", value)) and ("month", found[2]) in table():
        return DateWords(f"{label('month', found[2])} {found[1]}", "month", found[1])
    if (found := re.fullmatch(r"(\d{4})-([A-Z]\w)", value)) and ("season", found[2]) in table():
        return DateWords(f"{label('season', found[2])} {found[1]}", "season", found[1])
    if re.fullmatch(r"\d{4}", value):
        return DateWords(value, "year", value)
    return None


def day_in_words(value: str) -> DateWords | None:
    """Say a day with its weekday: «الثلاثاء 19 يوليو/تموز 2022»."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    words = f"{label('weekday', str(day.isoweekday()))} {day.day} {label('month', value[5:7])} {day.year}"
    return DateWords(words, "day", str(day.year))


def week_in_words(year: int, week: int) -> DateWords | None:
    """Say a week by its first and last day."""
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    words = f"من {day_words(first)} إلى {day_words(first + timedelta(days=6))}"
    return DateWords(words, "week", str(year))


def day_words(day: date) -> str:
    """Say a day without its weekday: «19 يوليو/تموز 2022»."""
    return f"{day.day} {label('month', f'{day.month:02}')} {day.year}"


def counted(number: int, one: str, two: str, few: str, many: str) -> str:
    """Count in Arabic: «صفحة واحدة», «صفحتان», «5 صفحات», «12 صفحة»."""
    if number == 1:
        return one
    if number == 2:
        return two
    return f"{number} {few}" if 3 <= number % 100 <= 10 else f"{number} {many}"

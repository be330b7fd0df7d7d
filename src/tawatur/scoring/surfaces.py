"""When two surfaces, or two dates, count as the same."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from functools import lru_cache

EQUAL_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـ")
INVISIBLE = re.compile(r"[\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
CLINGING = re.compile(r"^(?:[وف]?(?:لل|[بلك]))(?=\w{2})|^[وف](?=\w{2})")
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
           "H1": (1, 6), "H2": (7, 12)}  # fmt: skip
Days = tuple[date, date]


@lru_cache(maxsize=1 << 16)
def plain(text: str | None) -> str:
    """Reduce a surface to its words in one spelling."""
    letters = unicodedata.normalize("NFKC", text or "").translate(EQUAL_LETTERS)
    return " ".join(re.findall(r"\w+", INVISIBLE.sub("", letters).lower()))


@lru_cache(maxsize=1 << 16)
def variants(text: str) -> frozenset[str]:
    """List a surface's readings: as it stands, without proclitics, each with and without the article."""
    whole = plain(text)
    stripped = CLINGING.sub(lambda m: "ال" if "لل" in m.group() else "", whole)
    forms = {whole, stripped}
    return frozenset(forms | {f[2:] for f in forms if f.startswith("ال") and len(f) > 4})


def same(a: str, b: str) -> bool:
    """Say whether two surfaces share a reading."""
    return not variants(a).isdisjoint(variants(b))


@lru_cache(maxsize=1 << 16)
def words(text: str) -> frozenset[str]:
    """List a surface's words without proclitics and article."""
    out = set()
    for word in plain(text).split():
        stem = CLINGING.sub("", word)
        out.add(stem[2:] if stem.startswith("ال") and len(stem) > 4 else stem)
    return frozenset(out)


def overlap(a: str, b: str) -> float:
    """Measure the words shared, as Dice's coefficient: 1 for the same words, 0 for none."""
    x, y = words(a), words(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


@lru_cache(maxsize=4096)
def days(value: str | None) -> Days | None:
    """Return the first and last day that a TIMEX3-style value spans; None where it names no day."""
    if not value or value[0] in "PX":
        return None
    if "/" in value:
        first, last = (days(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else first or last
    try:
        return one_value(value)
    except ValueError:
        return None


def one_value(value: str) -> Days | None:
    """Read a week, a day, a month, a season or a year. Raises ValueError for one that does not exist."""
    if found := re.match(r"(\d{4})-W(\d\d)", value):
        year, week = int(found[1]), int(found[2])
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    if found := re.match(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(found[0])
        return day, day
    if found := re.match(r"(\d{4})(?:-(\w\w))?$", value):
        year, part = int(found[1]), found[2]
        months = (1, 12) if part is None else (int(part),) * 2 if part.isdigit() else SEASONS.get(part)
        if months:
            return date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1])
    return None


def meeting_days(a: str | None, b: str | None) -> bool:
    """Say whether two values name days that meet; a value that names none meets everything."""
    x, y = days(a), days(b)
    return x is None or y is None or (x[0] <= y[1] and y[0] <= x[1])

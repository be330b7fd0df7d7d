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
    """Return the Arabic label of a field's value, or the value itself where there is none: «visit» gives «زيارة»."""
    return table().get((kind, key), key) if key else ""


def kinds(kind: str) -> list[str]:
    """List the keys of one kind in the table's order."""
    return [key for of, key in table() if of == kind]


def rule_in_words(rule: str) -> str:
    """Name a rule in Arabic by the longest part of its dotted name that the table knows; empty where it knows none."""
    parts = rule.split(".")
    named = (table().get(("rule", ".".join(parts[:n]))) for n in range(len(parts), 0, -1))
    return next(filter(None, named), "")


def why_in_words(why: str) -> str:
    """Say a ground in Arabic where the table has its sentence; else leave it in the words it came in.

    A sentence of the table may leave gaps («{counted}», «{a}»), which what was counted and the pages' own values fill. The
    words in «marks» that open a ground («قتيلا»: …) are left off: the page shows them beside it.
    """
    plain = re.sub(r"^«[^»]*»: ", "", why).rstrip(".")
    if said := table().get(("why", plain)):
        return said
    for pattern, said in sentences_with_gaps():
        if found := pattern.fullmatch(plain):
            filled = {k: label("counted", v) if k == "counted" else v for k, v in found.groupdict().items()}
            return said.format(**filled)
    return why


@cache
def sentences_with_gaps() -> list[tuple[re.Pattern[str], str]]:
    """Compile the table's sentences that leave gaps."""
    rows = [(key, said) for (kind, key), said in table().items() if kind == "why" and "{" in key]
    return [(re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(key))), said) for key, said in rows]


def is_arabic(text: str) -> bool:
    """Say whether most letters of a text are Arabic, what it quotes aside."""
    text = re.sub(r"«[^»]*»", "", text)
    arabic = sum("\u0600" <= c <= "\u08ff" for c in text)
    return arabic > sum(c.isascii() and c.isalpha() for c in text)


def figure_in_words(value: str, counts: str, bound: str) -> str:
    """Say a figure with its bound: «قتلى: 7 على الأقل»; a colon, for Arabic nouns change with every number."""
    said = f"{value} {label('bound', bound)}".strip() if bound != "about" else f"{label('bound', bound)} {value}"
    return f"{label('counted', counts)}: {said}" if counts else said


FIGURE = re.compile(r"(?P<counts>[^\d(].*) (?P<bound>exactly|at_least|at_most|about) (?P<value>\S+)")
FIGURE_LAST = re.compile(r"(?P<value>\S+) (?P<counts>.+) \((?P<bound>exactly|at_least|at_most|about)\)")


def value_in_words(field: str, value: str) -> str:
    """Say a statement's value: a date in words, a figure with what is counted; anything else as the pages say it."""
    if field in ("date", "time"):
        said = in_words(value)
        return value if said.precision == "none" else said.words
    if field in ("number", "figure") and (found := FIGURE.fullmatch(value) or FIGURE_LAST.fullmatch(value)):
        return figure_in_words(**found.groupdict())
    return value


class DateWords(NamedTuple):
    """A date in words, how precise it is, its year («2022», or empty), and the words in lines for a narrow column."""

    words: str
    precision: str
    year: str
    lines: tuple[str, ...] = ()


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
        return (point(earliest) or NONE) if earliest == latest else span_in_words(earliest, latest)
    if latest and (one := point(latest, weekday=False)):
        return DateWords(
            f"في {one.words} أو قبله", "open", one.year, (f"في {one.lines[0]}", f"{' '.join(one.lines[1:])} أو قبله")
        )
    if earliest and (one := point(earliest, weekday=False)):
        return DateWords(
            f"في {one.words} أو بعده", "open", one.year, (f"في {one.lines[0]}", f"{' '.join(one.lines[1:])} أو بعده")
        )
    return NONE


NONE = DateWords("بلا تاريخ", "none", "", ("بلا تاريخ",))


def span_in_words(first: str, last: str) -> DateWords:
    """Say an interval: «من كذا إلى كذا»; an end that cannot be read leaves one bound."""
    a, b = point(first, weekday=False), point(last, weekday=False)
    if not a or not b:
        return in_words(None, first if a else None, last if b else None)
    if a.year != b.year or len(a.lines) < 2:
        return DateWords(f"من {a.words} إلى {b.words}", "range", a.year, (f"من {a.words}", f"إلى {b.words}"))
    begin = a.lines[0].split(" ")[0] if first[:7] == last[:7] and a.precision == "day" else a.lines[0]
    return DateWords(f"من {begin} إلى {b.words}", "range", a.year, (f"من {begin}", f"إلى {b.lines[0]}", a.year))


def point(value: str, weekday: bool = True) -> DateWords | None:
    """Say one day, week, month, season or year; null for what is no date («PXD», «PAST_REF»)."""
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        return day_in_words(found[0], weekday)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return week_in_words(int(found[1]), int(found[2]))
    for kind in ("month", "season"):
        if (found := re.fullmatch(r"(\d{4})-(\w\w)", value)) and (kind, found[2]) in table():
            words = label(kind, found[2])
            return DateWords(f"{words} {found[1]}", kind, found[1], (words, found[1]))
    return DateWords(value, "year", value, (value,)) if re.fullmatch(r"\d{4}", value) else None


def day_in_words(value: str, weekday: bool) -> DateWords | None:
    """Say a day, with its weekday if wanted: «الثلاثاء 19 يوليو/تموز 2022»."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    name, year = label("weekday", str(day.isoweekday())), f"{day.year:04}"
    short = f"{day.day} {label('month', value[5:7])}"
    if weekday:
        return DateWords(f"{name} {short} {year}", "day", year, (name, short, year))
    return DateWords(f"{short} {year}", "day", year, (short, year))


def week_in_words(year: int, week: int) -> DateWords | None:
    """Say a week by its first and last day."""
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return span_in_words(first.isoformat(), (first + timedelta(days=6)).isoformat())._replace(precision="week")


def counted(number: int, one: str, two: str, few: str, many: str) -> str:
    """Count in Arabic: «صفحة واحدة», «صفحتان», «5 صفحات», «12 صفحة»."""
    if number == 1:
        return one
    if number == 2:
        return two
    if 3 <= number % 100 <= 10:
        return f"{number} {few}"
    return f"{number} {many.removesuffix('ا') if number >= 100 and number % 100 < 3 else many}"

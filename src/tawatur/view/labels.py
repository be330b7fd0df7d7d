"""A value of a noun's field → its words in the language being spoken: `labels.tsv`, one row a value; dates and figures in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tawatur.view.language import _, digits, language

HERE = Path(__file__).parent


@cache
def table() -> dict[tuple[str, str], dict[str, str]]:
    """Read `labels.tsv` once: a value's words by language."""
    header, *lines = (HERE / "labels.tsv").read_text("utf-8").splitlines()
    languages = header.split("\t")[2:]
    rows = (line.split("\t") for line in lines if line)
    return {(kind, key): dict(zip(languages, words, strict=True)) for kind, key, *words in rows}


def label(kind: str, key: str | None) -> str:
    """Return the label of a field's value, or the value itself where there is none: «visit» gives «زيارة»."""
    if not key:
        return ""
    row = table().get((kind, key))
    return key if row is None else row[language()]


@cache
def kinds(kind: str) -> tuple[str, ...]:
    """List the keys of one kind in the table's order."""
    return tuple(key for of, key in table() if of == kind)


def rule_in_words(rule: str) -> str:
    """Name a rule by the longest part of its dotted name that the table knows; empty where it knows none."""
    parts = rule.split(".")
    shorter = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((label("rule", part) for part in shorter if ("rule", part) in table()), "")


def why_in_words(why: str) -> str:
    """Say a ground in the language being spoken where the table has its sentence; else leave it in the words it came in.

    A sentence of the table may leave gaps («{counted}», «{a}»), which what was counted and the pages' own values fill. The
    words in «marks» that open a ground («قتيلا»: …) are left off: the page shows them beside it.
    """
    plain = re.sub(r"^«[^»]*»: ", "", why).rstrip(".")
    if ("why", plain) in table():
        return label("why", plain)
    for pattern, key in sentences_with_gaps():
        if found := pattern.fullmatch(plain):
            return label("why", key).format(**{gap: in_gap(gap, said) for gap, said in found.groupdict().items()})
    return why


def in_gap(gap: str, said: str) -> str:
    """Say what fills a gap of a ground: what was counted by its label, a number in the digits asked for, words as they are."""
    if gap == "counted":
        return label("counted", said)
    return digits(said) if said.isdecimal() else said


@cache
def sentences_with_gaps() -> list[tuple[re.Pattern[str], str]]:
    """Compile the table's sentences that leave gaps."""
    keys = [key for key in kinds("why") if "{" in key]
    return [(re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(key))), key) for key in keys]


def detail_in_words(detail: str) -> str:
    """Say the grounds of a sum in the language being spoken: «shared person +1.0» gives «شخص مشترك +1.0».

    Ids and the words in «marks» stay as they are; a ground that the table does not know stays in the words it came in.
    """
    pieces = re.split(r"(«[^»]*»)", detail)
    said = "".join(piece if n % 2 else grounds_in_words(piece) for n, piece in enumerate(pieces))
    if language() == "en":  # it may begin with Arabic words, and yet runs from the left
        return f"\u200e{said}" if said.startswith("«") else said
    return said if said == detail else f"\u200f{said}"  # it begins with ids, and yet runs from the right


def grounds_in_words(text: str) -> str:
    """Say the grounds in a text; where there are none it stays as it is."""
    said, found = grounds().subn(ground_in_words, text)
    return said.replace(", ", _(", ")) if found else text


def ground_in_words(found: re.Match[str]) -> str:
    """Say one ground; what it added is kept whole in a text that runs the other way."""
    added = found["added"]
    return label("ground", found["ground"]) + (f" \u2066{added.strip()}\u2069" if added else "")


@cache
def grounds() -> re.Pattern[str]:
    """Compile the grounds that the table knows, longer ones before those that they begin with."""
    known = sorted(kinds("ground"), key=lambda key: (-len(key), key))
    return re.compile(rf"\b(?P<ground>{'|'.join(map(re.escape, known))})(?P<added> [+-]\d+\.\d+)?(?!\w)")


def is_arabic(text: str) -> bool:
    """Say whether most letters of a text are Arabic, what it quotes aside."""
    text = re.sub(r"«[^»]*»", "", text)
    arabic = sum("\u0600" <= c <= "\u08ff" for c in text)
    return arabic > sum(c.isascii() and c.isalpha() for c in text)


def is_understood(text: str) -> bool:
    """Say whether a text is in the language being spoken, what it quotes aside; an empty one is not."""
    return bool(text) and is_arabic(text) == (language() == "ar")


def figure_in_words(value: str, counts: str, bound: str) -> str:
    """Say a figure with its bound: «قتلى: 7 على الأقل»; a colon, for Arabic nouns change with every number."""
    said = bounded(digits(value), bound)
    return f"{label('counted', counts)}: {said}" if counts else said


def bounded(value: str, bound: str) -> str:
    """Say a number with its bound: «7 على الأقل», «نحو 7»; a bound that there is no word for stands as it is."""
    match bound:
        case "at_least":
            return _("at least {value}", value=value)
        case "at_most":
            return _("at most {value}", value=value)
        case "about":
            return _("about {value}", value=value)
    return f"{value} {label('bound', bound)}".strip()


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


def worded(said: str, precision: str, year: str) -> DateWords:
    """Make a date of words that are broken into lines: «19 يوليو/تموز⏎2022»."""
    lines = tuple(" ".join(line.split()) for line in said.split("\n"))
    return DateWords(" ".join(lines), precision, year, lines)


def in_words(value: str | None, earliest: str | None = None, latest: str | None = None) -> DateWords:
    """Say a date with its precision, never more precise than it is.

    «2022-07» gives («يوليو/تموز 2022», month); no value but a latest day gives («في 20 يوليو/تموز 2022 أو قبله», open).
    """
    if value and "/" in value:
        first, last = value.split("/", 1)
        return span_in_words(first, last)
    if value and (one := point(value)):
        return one
    if earliest and latest:
        return (point(earliest) or undated()) if earliest == latest else span_in_words(earliest, latest)
    if latest and (one := point(latest, weekday=False)):
        return worded(_("by {day}", day="\n".join(one.lines)), "open", one.year)
    if earliest and (one := point(earliest, weekday=False)):
        return worded(_("on or after {day}", day="\n".join(one.lines)), "open", one.year)
    return undated()


def undated() -> DateWords:
    """Say that there is no date."""
    return worded(_("no date"), "none", "")


def span_in_words(first: str, last: str) -> DateWords:
    """Say an interval: «من كذا إلى كذا»; an end that cannot be read leaves one bound."""
    a, b = point(first, weekday=False), point(last, weekday=False)
    if not a or not b:
        return in_words(None, first if a else None, last if b else None)
    begin, end = a.words, b.words
    if a.year == b.year and a.precision == b.precision and a.precision in ("day", "month"):
        same_month = a.precision == "day" and first[:7] == last[:7]
        begin, end = a.lines[0].split(" ")[0] if same_month else a.lines[0], "\n".join(b.lines)
    return worded(_("from {begin} to {end}", begin=f"{begin}\n", end=end), "range", a.year)


def point(value: str, weekday: bool = True) -> DateWords | None:
    """Say one day, week, month, season or year; null for what is no date («PXD», «PAST_REF»)."""
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        return day_in_words(found[0], weekday)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return week_in_words(int(found[1]), int(found[2]))
    for kind in ("month", "season"):
        if (found := re.fullmatch(r"(\d{4})-(\w\w)", value)) and (kind, found[2]) in table():
            year = digits(found[1])
            return worded(f"{label(kind, found[2])}\n{year}", kind, year)
    return worded(digits(value), "year", digits(value)) if re.fullmatch(r"\d{4}", value) else None


def day_in_words(value: str, weekday: bool) -> DateWords | None:
    """Say a day, with its weekday if wanted: «الثلاثاء 19 يوليو/تموز 2022»."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    year = digits(f"{day.year:04}")
    said = f"{digits(str(day.day))} {label('month', value[5:7])}\n{year}"
    return worded(f"{label('weekday', str(day.isoweekday()))}\n{said}" if weekday else said, "day", year)


def week_in_words(year: int, week: int) -> DateWords | None:
    """Say a week by its first and last day."""
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return span_in_words(first.isoformat(), (first + timedelta(days=6)).isoformat())._replace(precision="week")

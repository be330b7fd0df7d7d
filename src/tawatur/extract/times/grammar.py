"""Tokens of one sentence → time expressions with their slots, longest first, left to right, never overlapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from tawatur.extract.times.clock import match_minute
from tawatur.extract.times.dates import date_in_digits, date_in_words, month_expression
from tawatur.extract.times.days import day_expression, several_days
from tawatur.extract.times.durations import length, period, repeated, since, since_point
from tawatur.extract.times.hours import clock_expression
from tawatur.extract.times.named import decade, feast, fixed, season, this_season
from tawatur.extract.times.refusals import a_name, event_name, is_age
from tawatur.extract.times.rows import EdgeRow
from tawatur.extract.times.scan import DASHES, Found, Scan
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.spells import part_of_year, same_of_year, spell
from tawatur.extract.times.years import year_expression

Reader = Callable[[Scan, int], Found | None]


def expressions(scan: Scan) -> Iterator[Found]:
    """Yield the expressions of the sentence that `scan` is set to."""
    free = scan.start
    for at in scan.vocabulary.begins.places(scan.tokens, range(scan.start, scan.stop)):
        if at < free:
            continue
        if name := a_name(scan, at):
            free = name
            continue
        found = expression(scan, at)
        if found is None:
            continue
        if not refused(scan, found):
            yield found
            free = found.last
        elif event_name(scan, found):
            free = found.last


def expression(scan: Scan, at: int) -> Found | None:
    """Return the longest expression that starts at `at`."""
    return longest(scan, at, READERS)


def point(scan: Scan, at: int) -> Found | None:
    """Read anything that lies somewhere in time: a day, a date, a month, a year, a period, a season."""
    return longest(scan, at, POINTS)


def longest(scan: Scan, at: int, readers: tuple[Reader, ...]) -> Found | None:
    """Return the longest expression at `at` that one of the readers finds; of two as long, the earlier reader's."""
    kinds = frozenset(scan.lexemes(at))
    best: Found | None = None
    for reader in worth_asking(readers, kinds, number=scan.number(at) is not None or scan.word(at) == "ال"):
        found = reader(scan, at)
        if found and (best is None or found.last > best.last):
            best = found
    return best


@cache
def worth_asking(readers: tuple[Reader, ...], kinds: frozenset[str], *, number: bool) -> tuple[Reader, ...]:
    """List the readers whose expressions can begin with these kinds of words: asking all took a third of the time."""
    met = kinds | {"number"} if number else kinds
    return tuple(reader for reader in readers if STARTS[reader] & met)


def edge(scan: Scan, at: int) -> Found | None:
    """Read «أواخر مارس», «نهاية العام الماضي», «مطلع الثمانينيات», «نهاية الأسبوع»."""
    side = scan.get(at, "edge")
    if side is None:
        return None
    assert isinstance(side.row, EdgeRow)
    here = side.last + (scan.word(side.last) == "من")
    found = point(scan, here)
    if (
        found is None
        and (unit := scan.get(here, "the-unit", bare=True))
        and unit.number == "one"
        and side.form != "اخر"
    ):
        if unit.unit not in ("W", "M", "Y"):
            return None
        found = Found(here, unit.last, 0, Slots(rule="times.period", rows=(unit.row,), unit=unit.unit, relation="this"))
    if found is None or found.taken or found.slots.type != "DATE" or found.slots.offset:
        return None
    if found.slots.weekday is not None or found.slots.heading:
        return None
    return Found(at, found.last, side.taken, found.slots.but(side.row, mod=side.row.mod))


def interval(scan: Scan, at: int) -> Found | None:
    """Read «الفترة من 3 إلى 7 مارس», «بين 2007 و2012», «من أغسطس حتى ديسمبر 2012»."""
    period_word = scan.get(at, "period")
    opener = scan.get(period_word.last, "between", bare=True) if period_word else scan.get(at, "between")
    opener = opener or (scan.get(period_word.last, "from", bare=True) if period_word else scan.get(at, "from"))
    if opener is None and period_word is None:
        return None
    here = opener.last if opener else period_word.last  # type: ignore[union-attr]
    if scan.word(at - 1) in STARTING:
        return None  # «اعتبارا من السبت وحتى الثلاثاء»: readers take the two ends apart
    whole = date_in_words(scan, here) or date_in_digits(scan, here) or year_expression(scan, here)
    taken = (period_word or opener).taken  # type: ignore[union-attr]
    if whole and whole.slots.until and not whole.taken and (opener or period_word):
        return Found(at, whole.last, taken, whole.slots.but(rule="times.interval"))
    if opener is None:
        return None
    between = opener.kind == "between"
    first = end_point(scan, here)
    if first is None or first.taken:
        return None
    second = second_point(scan, first.last, between=between)
    if second is None:
        return None
    low, high = filled(first.slots, second.slots)
    if not low.dated or (low.day is None and low.month is None and low.year is None):
        return None
    return Found(at, second.last, taken, low.but(until=high, rule="times.interval"))


def end_point(scan: Scan, at: int) -> Found | None:
    """Read one end of a range: a date, an edge, a month, a year."""
    found = [
        f
        for f in (r(scan, at) for r in (edge, date_in_digits, date_in_words, month_expression, year_expression, season))
        if f
    ]
    return max(found, key=lambda f: f.last) if found else None


def second_point(scan: Scan, at: int, *, between: bool) -> Found | None:
    """Read the range's other end, after إلى, حتى or, where بين opened it, و."""
    to = scan.get(at, "to") or scan.get(at, "from")
    if to and to.kind == "to":
        found = end_point(scan, to.last)
        return found if found and not found.taken else None
    if scan.word(at) in DASHES or (between and scan.word(at) == "و"):
        found = end_point(scan, at + 1)
        return found if found and not found.taken else None
    if between:
        found = end_point(scan, at)
        return found if found and found.taken == 1 else None
    return None


def filled(low: Slots, high: Slots) -> tuple[Slots, Slots]:
    """Give the first end the month, year and relation that only the second says."""
    if low.year is None and low.year_relation is None and low.relation is None:
        low = low.but(year=high.year, year_relation=high.year_relation, relation=high.relation)
    if low.month is None and low.day is not None:
        low = low.but(month=high.month)
    return low, high


def sometime(scan: Scan, at: int) -> Found | None:
    """Read «وقت سابق من يوليو الماضي», «وقت لاحق من الشهر الجاري»: the whole has the second part's value."""
    hour = scan.get(at, "hour")
    if hour is None or scan.word(hour.last) != "من":
        return None
    found = edge(scan, hour.last + 1) or point(scan, hour.last + 1)
    if found is None or found.taken:
        return None
    return Found(at, found.last, hour.taken, found.slots.but(hour.row))


def since_reader(scan: Scan, at: int) -> Found | None:
    """Read منذ before a point in time."""
    joint = scan.get(at, "since")
    return since_point(scan, at, edge(scan, joint.last) or point(scan, joint.last)) if joint else None


def led_length(scan: Scan, at: int) -> Found | None:
    """Read a length, a bare one too where the word before it makes it one: «خلال أيام», «بعد أشهر»."""
    before = scan.lexemes(at - 1) if at > scan.start else {}
    led = any(k in before for k in ("after", "during"))
    found = length(scan, at, led=led)
    if found is None and (during := scan.get(at, "during")) and during.last > at:
        bare = length(scan, during.last, led=True)  # «خلال أيام», «مدة عام»: too short without the word before them
        simple = (
            bare and not bare.taken and not bare.slots.relation and (bare.slots.count is None or bare.slots.count == 1)
        )
        return bare._replace(first=at, taken=during.taken) if bare and simple and bare.slots.mod is None else None
    if found and found.slots.heading is None and "after" in before and not found.slots.relation:
        found = found._replace(
            slots=found.slots.but(of=scan.word(found.last) == "من", extra=found.slots.extra or "after")
        )
    return found


def refused(scan: Scan, found: Found) -> bool:
    """Say whether an expression is an age, a name or too little to be a time."""
    return event_name(scan, found) or is_age(scan, found)


STARTING = frozenset(("اعتبارا", "ابتداء", "بدءا", "بدايه", "انطلاقا"))
POINTS: tuple[Reader, ...] = (
    day_expression, several_days, date_in_digits, date_in_words, month_expression, year_expression, period, season,
    this_season, feast, decade, spell, same_of_year, part_of_year,
)  # fmt: skip
READERS: tuple[Reader, ...] = (
    clock_expression, *POINTS, edge, interval, since, since_reader, led_length, sometime, repeated, match_minute, fixed,
)  # fmt: skip
# What an expression of each reader can begin with: kinds of lexemes, or a number.
STARTS: dict[Reader, frozenset[str]] = {
    reader: frozenset(kinds.split())
    for reader, kinds in (
        (clock_expression, "clock bound-before number"), (day_expression, "word part hour weekday today day edge"),
        (several_days, "days"), (date_in_digits, "number"), (date_in_words, "number month-name"),
        (month_expression, "month month-name"), (year_expression, "year years number"), (period, "the-unit which"),
        (season, "season"), (this_season, "which"), (feast, "feast"), (decade, "decade century"), (spell, "spell which"),
        (same_of_year, "which the-unit spell"), (part_of_year, "year-part"), (edge, "edge"),
        (interval, "period between from"), (since, "since before"), (since_reader, "since"),
        (led_length, "unit the-unit number during bound-before several"), (sometime, "hour"), (repeated, "which"),
        (match_minute, "minute"), (fixed, "word"),
    )
}  # fmt: skip

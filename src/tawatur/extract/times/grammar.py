"""Tokens of one sentence → time expressions with their slots, longest first, left to right, never overlapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tawatur.extract.times.clock import match_minute
from tawatur.extract.times.dates import date_in_digits, date_in_words, month_expression, year_expression
from tawatur.extract.times.days import day_expression, several_days
from tawatur.extract.times.durations import length, period, repeated, since, since_point
from tawatur.extract.times.hours import clock_expression
from tawatur.extract.times.rows import DecadeRow, EdgeRow, FeastRow, SeasonRow, WordRow
from tawatur.extract.times.scan import DASHES, Found, Scan
from tawatur.extract.times.slots import Slots

Reader = Callable[[Scan, int], Found | None]


def expressions(scan: Scan) -> Iterator[Found]:
    """Yield the expressions of the sentence that `scan` is set to."""
    at = scan.start
    while at < scan.stop:
        if name := a_name(scan, at):
            at = name
            continue
        found = expression(scan, at)
        if found is None or refused(scan, found):
            at = at + 1 if found is None else max(at + 1, found.last if event_name(scan, found) else at + 1)
            continue
        yield found
        at = found.last


def a_name(scan: Scan, at: int) -> int | None:
    """Return the token after a name that holds a time word: «اليوم السابع»; some are names only in marks: «مصر اليوم»."""
    name = scan.get(at, "not-name")
    if name is None:
        name = scan.get(at, "not-quoted")
    if name is None:
        return None
    if scan.words[name.last - 1] == "اليوم" and scan.get(name.last, "weekday", bare=True):
        return None
    marked = scan.word(at - 1) in ("«", '"', "“", "'", "(") or scan.word(name.last) in ("»", '"', "”", "'")
    return name.last if marked or name.kind == "not-name" else None


def expression(scan: Scan, at: int) -> Found | None:
    """Return the longest expression that starts at `at`."""
    if not scan.lexemes(at) and scan.number(at) is None:
        return None
    best: Found | None = None
    for reader in READERS:
        found = reader(scan, at)
        if found and (best is None or found.last > best.last):
            best = found
    return best


def point(scan: Scan, at: int) -> Found | None:
    """Read anything that lies somewhere in time: a day, a date, a month, a year, a period, a season."""
    best: Found | None = None
    for reader in POINTS:
        found = reader(scan, at)
        if found and (best is None or found.last > best.last):
            best = found
    return best


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


def season(scan: Scan, at: int) -> Found | None:
    """Read «الصيف الماضي», «ربيع عام 2013», «فصل الشتاء»."""
    name = scan.get(at, "season")
    if name is None:
        return None
    assert isinstance(name.row, SeasonRow)
    slots = Slots(rule="times.season", rows=(name.row,), season=name.row.season)
    here = name.last + (scan.word(name.last) == "من")
    year = year_expression(scan, here)
    if year and not year.taken and year.slots.until is None:
        return Found(at, year.last, name.taken, slots.but(*year.slots.rows, year=year.slots.year))
    if scan.digits(here) is not None and len(scan.word(here)) == 4 and scan.digits(here) in range(1800, 2101):
        return Found(at, here + 1, name.taken, slots.but(year=scan.digits(here)))
    relation = scan.get(name.last, "relation", bare=True)
    if relation:
        return Found(at, relation.last, name.taken, slots.but(relation.row, relation=relation.relation))
    return Found(at, name.last, name.taken, slots) if name.row.alone == "alone" else None


def this_season(scan: Scan, at: int) -> Found | None:
    """Read «هذا الصيف»."""
    which = scan.get(at, "which")
    name = scan.get(which.last, "season", bare=True) if which else None
    if which is None or name is None or not isinstance(name.row, SeasonRow):
        return None
    slots = Slots(rule="times.season", rows=(which.row, name.row), season=name.row.season, relation=which.relation)
    return Found(at, name.last, which.taken, slots)


def feast(scan: Scan, at: int) -> Found | None:
    """Read a feast: «عيد الفطر الماضي»."""
    name = scan.get(at, "feast")
    if name is None:
        return None
    assert isinstance(name.row, FeastRow)
    slots = Slots(rule="times.feast", rows=(name.row,), feast=(name.row.calendar, name.row.month_day))
    relation = scan.get(name.last, "relation", bare=True)
    if relation:
        return Found(at, relation.last, name.taken, slots.but(relation.row, relation=relation.relation))
    year = year_expression(scan, name.last)
    if year and not year.taken and year.slots.until is None:
        return Found(at, year.last, name.taken, slots.but(*year.slots.rows, year=year.slots.year))
    return Found(at, name.last, name.taken, slots) if scan.led(at) and not name.taken else None


def decade(scan: Scan, at: int) -> Found | None:
    """Read «الثمانينيات», «تسعينيات القرن الماضي», «القرن الحادي والعشرين»."""
    name = scan.get(at, "decade")
    if name:
        assert isinstance(name.row, DecadeRow)
        last = name.last + (scan.word(name.last) == "من")
        century = scan.get(last, "century", bare=True)
        relation = scan.get(century.last, "relation", bare=True) if century else None
        last = relation.last if relation else name.last
        return Found(at, last, name.taken, Slots(rule="times.decade", rows=(name.row,), fixed=name.row.decade))
    century = scan.get(at, "century")
    if century is None:
        return None
    number = scan.number(century.last)
    if (
        number
        and number.whole
        and (number.kind == "ordinal" or scan.word(century.last).startswith("ال"))
        and number.value < 30
    ):
        last = number.last
        return Found(
            at, last, century.taken, Slots(rule="times.century", rows=(century.row,), fixed=str(number.whole - 1))
        )
    relation = scan.get(century.last, "relation", bare=True)
    if relation:
        slots = Slots(rule="times.century", rows=(century.row, relation.row), relation=relation.relation, unit="CE")
        return Found(at, relation.last, century.taken, slots)
    return None


def fixed(scan: Scan, at: int) -> Found | None:
    """Read an expression that the table gives whole: «حاليا», «وقت لاحق»."""
    word = scan.get(at, "word")
    if word is None or not isinstance(word.row, WordRow) or word.row.offset:
        return None
    if word.row.type == "SET" and scan.clitic(word, at) not in ("", "و"):
        return None  # «بيومي» is a man's name
    if word.row.led and not scan.led(at):
        return None
    return Found(
        at, word.last, word.taken, Slots(type=word.row.type, rule="times.word", rows=(word.row,), fixed=word.row.value)
    )


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


def event_name(scan: Scan, found: Found) -> bool:
    """Say whether a date is part of a name: «شارع 9 يونيو», «ثورة يناير»."""
    slots = found.slots
    if slots.month is None or slots.year is not None or slots.relation or slots.weekday is not None or found.taken:
        return False
    for back in (1, 2):
        at = found.first - back
        if at >= scan.start and scan.get(at, "not-head"):
            return True
        if scan.word(at) not in ("«", '"', "“"):
            return False
    return False


def is_age(scan: Scan, found: Found) -> bool:
    """Say whether a number of years is somebody's age: «البالغ 30 عاما», «(23 عاما)»."""
    slots = found.slots
    quoted = scan.word(found.first - 1) in QUOTES and scan.word(found.last) in QUOTES
    if slots.rule == "times.length" and quoted:
        return True  # a programme's title, or an age after a name
    if slots.type != "DURATION" or slots.unit not in ("Y", "M") or slots.relation:
        return False
    if any("age" in scan.lexemes(i) for i in range(max(scan.start, found.first - 4), found.first)):
        return True
    if scan.word(found.last) == "من" and "age" in scan.lexemes(found.last + 1):
        return True
    if (
        scan.word(found.last - 1) == "سنه"
        and scan.digits(found.first) in range(5, 111)
        and not scan.led(found.first)
        and not found.taken
    ):
        return True  # «فلان 23 سنة»: news writes ages so, and lengths «23 عاما» or after a preposition
    opened, closed = scan.word(found.first - 1), scan.word(found.last)
    marks = ("،", ",", "(", ")", "-", "–", '"', "”", "“", "»", "ـ", "«", "")
    return (
        slots.count is not None
        and slots.mod is None
        and opened in marks
        and closed in marks
        and opened != ""
        and slots.unit == "Y"
    )


QUOTES = frozenset(("«", "»", '"', "“", "”", "'"))
STARTING = frozenset(("اعتبارا", "ابتداء", "بدءا", "بدايه", "انطلاقا"))
POINTS: tuple[Reader, ...] = (
    day_expression, several_days, date_in_digits, date_in_words, month_expression, year_expression, period, season,
    this_season, feast, decade,
)  # fmt: skip
READERS: tuple[Reader, ...] = (
    clock_expression, *POINTS, edge, interval, since, since_reader, led_length, sometime, repeated, match_minute, fixed,
)  # fmt: skip

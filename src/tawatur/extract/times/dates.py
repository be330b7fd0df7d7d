"""Calendar dates in words and digits: «الثلاثاء 12 مارس 2019», «12-9-2022», «تموز/ يوليو الماضي», «يومي 6 و7 فبراير»."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.lexicon import MonthRow, Row
from tawatur.extract.times.rows import WeekdayRow
from tawatur.extract.times.scan import DASHES, Found, Scan
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.years import HIJRI_YEARS, YEARS, year_number


class Month(NamedTuple):
    """A month met: token after it, its number, its rows, and whether it may stand alone."""

    last: int
    number: int
    hijri: bool
    rows: tuple[Row, ...]
    alone: str
    taken: int


def month_name(scan: Scan, at: int) -> Month | None:
    """Read a month, doubled or not: «شهر تموز/ يوليو», «مايو (أيار)», «ديسمبر كانون الأول»."""
    head = scan.get(at, "month")
    said = head if head and head.form in ("شهر", "الشهر", "شهري") else None
    where = said.last if said else at
    name = scan.lexemes(where).get("month-name")
    if name is None or (said and name.taken):
        return None
    row = name.row
    assert isinstance(row, MonthRow)
    last, rows = name.last, (*((said.row,) if said else ()), row)
    for place in scan.pauses(last):
        twin = scan.get(place, "month-name", bare=True)
        if twin and isinstance(twin.row, MonthRow) and twin.row.calendar == row.calendar and twin.row != row:
            last, rows = scan.close(twin.last, last, place), (*rows, twin.row)
            break
    alone = "alone" if said or len(rows) > 1 else row.alone
    return Month(last, int(row.number), row.calendar == "hijri", rows, alone, (said or name).taken)


def with_year(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots]:
    """Add the year or the relation that follows a month: «عام 2012», «من العام الماضي», «الماضي»."""
    for place in scan.pauses(at, 1):
        slashed = place > at and scan.word(at) in DASHES and scan.glued(at) and scan.glued(place)  # «1/مارس/2014»
        if place > at and scan.word(at) not in "،," and not slashed:
            break
        if found := year_number(scan, place, hijri=slots.hijri, bare=place > at):
            return found[0], slots.but(year=found[1], hijri=slots.hijri or found[2])
    here = at + 1 if scan.word(at) in ("من", "في") else at
    if here > at and (found := year_number(scan, here, hijri=slots.hijri)):
        return found[0], slots.but(year=found[1], hijri=slots.hijri or found[2])
    said = scan.get(here, "year", bare=True)
    if said:
        if found := year_number(scan, said.last, hijri=slots.hijri):
            return found[0], slots.but(said.row, year=found[1], hijri=slots.hijri or found[2])
        relation = scan.get(said.last, "relation", bare=True)
        if relation:
            return relation.last, slots.but(said.row, relation.row, year_relation=relation.relation)
    which = scan.get(here, "which", bare=True)
    if which and here > at:
        said = scan.get(which.last, "year", bare=True)
        if said:
            every = which.relation == "every"
            changes = {"every": True, "type": "SET"} if every else {"year_relation": which.relation}
            return said.last, slots.but(which.row, said.row, **changes)
    relation = scan.get(at, "relation", bare=True)
    if relation and relation.relation != "recent":
        return relation.last, slots.but(relation.row, relation=relation.relation)
    return at, slots


def month_expression(scan: Scan, at: int) -> Found | None:
    """Read a month with what follows it: «نوفمبر الماضي», «مارس2022», «يوليو/ تموز من العام الماضي»."""
    month = month_name(scan, at)
    if month is None:
        return None
    slots = Slots(rule="times.month", rows=month.rows, month=month.number, hijri=month.hijri)
    last, slots = with_year(scan, month.last, slots)
    if last == month.last and month.alone != "alone":
        before = scan.lexemes(at - 1) if at > scan.start else {}
        led = any(k in before for k in ("in", "from", "to", "since", "during", "edge", "between"))
        if month.alone == "company" or not led or ("from" in before and scan.word(last).startswith("ال")):
            return None
    return Found(at, last, month.taken, slots)


def day_number(scan: Scan, at: int) -> tuple[int, int, int] | None:
    """Read a day of the month: (token after it, day, letters taken). «12», «السابع عشر», «الـ 18»."""
    if scan.word(at) == "ال" and scan.digits(at + 1) is not None:
        found = day_number(scan, at + 1)
        return (found[0], found[1], 0) if found else None
    word = scan.word(at)
    if word.isdecimal():
        return (at + 1, int(word), 0) if len(word) <= 2 else None
    number = scan.number(at)
    if number is None or number.whole is None or number.value > 31 or number.value < 1:
        return None
    if number.kind == "ordinal" or word.removeprefix("و").removeprefix("ل").startswith("ال"):
        return number.last, number.whole, number.taken
    return None


def dated_month(scan: Scan, at: int) -> tuple[int, Slots] | None:
    """Read what follows a day: «[من] [شهر] فبراير 2011», «من الشهر الجاري», «من نفس الشهر»."""
    here = at + 1 if scan.word(at) == "من" else at
    dashed = scan.word(here) in ("-", "/") and scan.glued(here)
    here += dashed
    month = month_name(scan, here)
    if month and not month.taken and not (dashed and month.hijri):
        slots = Slots(month=month.number, rows=month.rows, hijri=month.hijri)
        return with_year(scan, month.last, slots)
    if here == at:
        return None
    which = scan.get(here, "which", bare=True)
    said = scan.get(which.last if which else here, "month", bare=True)
    if said is None:
        return None
    if which:
        return said.last, Slots(rows=(which.row, said.row), month_relation=which.relation)
    relation = scan.get(said.last, "relation", bare=True)
    if relation:
        return relation.last, Slots(rows=(said.row, relation.row), month_relation=relation.relation)
    return None


def date_in_words(scan: Scan, at: int) -> Found | None:
    """Read a day and its month, one day or several: «12 مارس», «6 و7 فبراير الجاري», «السابع من كانون الثاني/يناير»."""
    day = day_number(scan, at)
    if day is None:
        return english_date(scan, at)
    last, first_day, taken = day
    others: list[int] = []
    while len(others) < 3 and (more := further_day(scan, last, at)):
        last, other = more
        others.append(other)
    found = dated_month(scan, last)
    if found is None:
        return None
    end, slots = found
    slots = slots.but(rule="times.date", day=first_day)
    if others:
        slots = slots.but(until=slots.but(day=others[-1]))
    return Found(at, end, taken, slots)


def further_day(scan: Scan, at: int, first: int) -> tuple[int, int] | None:
    """Read a further day of a list or a range: «و7», «-15», «إلى 15», «والثامن»; after «أيام» also «، 15»."""
    word = scan.word(at)
    listed = word in ("،", ",") and bool(scan.get(first - 1, "days"))
    if word in DASHES or word == "و" or listed or scan.get(at, "to", bare=True):
        day = day_number(scan, at + 1)
        return (day[0], day[1]) if day else None
    if word[:1] == "و" and (day := day_number(scan, at)) and day[2] == 1:
        return day[0], day[1]
    return None


def english_date(scan: Scan, at: int) -> Found | None:
    """Read «July 19, 2022» and «May 4»: an English month before its day."""
    name = scan.lexemes(at).get("month-name")
    if name is None or not name.form.isascii():
        return None
    day = scan.digits(name.last)
    if day is None or day > 31:
        return None
    last, slots = with_year(scan, name.last + 1, Slots(rule="times.date", rows=(name.row,), month=name.rank, day=day))
    return Found(at, last, 0, slots)


def date_in_digits(scan: Scan, at: int) -> Found | None:
    """Read «2022/09/12», «12-9-2022», «12.09.2022»; «11-14/2/2013» is a range."""
    parts: list[int | None] = [scan.digits(at)]
    marks: list[str] = []
    last = at + 1
    while len(parts) < 4 and scan.word(last) in ("/", "-", ".", "–") and scan.glued(last) and scan.glued(last + 1):
        if scan.digits(last + 1) is None:
            break
        parts, marks, last = [*parts, scan.digits(last + 1)], [*marks, scan.word(last)], last + 2
    numbers = [p for p in parts if p is not None]
    if len(numbers) != len(parts) or (scan.glued(at) and scan.word(at - 1) in "/-."):
        return None
    rest = numbers[1:] if len(numbers) == 4 else numbers
    if len(rest) != 3 or marks[-1] != marks[-2]:
        return None
    slots = ordered(rest, [scan.word(at + 2 * (len(numbers) - 3)), scan.word(last - 1)])
    if slots is None:
        return None
    if (era := scan.get(last, "era", bare=True)) is not None:
        last = era.last
    if len(numbers) == 4:
        slots = slots.but(day=numbers[0], until=slots)
    return Found(at, last, 0, slots)


def ordered(parts: list[int], words: list[str]) -> Slots | None:
    """Tell year, month and day apart: year first, or last and then day before month, as Arabic pages write.

    Where the day could also be a month (12-9-2022) the other order is kept in ``either``, for the reasons to tell.
    """
    if len(words[0]) == 4:
        year, month, day = parts
    elif len(words[1]) == 4:
        day, month, year = parts
    else:
        return None  # two digits of a year: as likely a score, a fraction or a phone number
    if year not in YEARS:
        return None
    either = (day, month) if day <= 12 and day != month and len(words[1]) == 4 else None
    return Slots(rule="times.digits", year=year, month=month, day=day, hijri=year in HIJRI_YEARS, either=either)


def weekday_at(scan: Scan, at: int, *, company: bool = False) -> tuple[int, int, WeekdayRow, int] | None:
    """Read a weekday: (token after it, ISO number, row, letters taken)."""
    lexeme = scan.lexemes(at).get("weekday")
    if lexeme is None or not isinstance(lexeme.row, WeekdayRow) or (lexeme.row.alone == "company" and not company):
        return None
    if scan.word(lexeme.last) == "عشر":  # «الأحد عشر»: eleven
        return None
    return lexeme.last, int(lexeme.row.number), lexeme.row, lexeme.taken

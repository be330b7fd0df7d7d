"""Seasons, feasts, decades and centuries, and the expressions that a table gives whole."""

from __future__ import annotations

from decimal import Decimal

from tawatur.extract.times.rows import DecadeRow, FeastRow, SeasonRow, WordRow
from tawatur.extract.times.scan import Found, Scan
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.years import year_expression

WORDS = {"": "times.word", "yes": "times.word", "tagger": "times.word-if-tagged"}


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
    alone = name.row.alone == "alone" or (
        "in" in scan.lexemes(at - 1) and name.form.startswith("ال") and not name.taken
    )
    if not alone or scan.word(name.last).startswith("ال"):
        return None  # «الربيع العربي» is no season
    return Found(at, name.last, name.taken, slots)


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
    if every := yearly(scan, name.last):
        return Found(at, every.last, name.taken, slots.but(*every.slots.rows, type="SET", unit="Y", count=Decimal(1)))
    return Found(at, name.last, name.taken, slots) if scan.led(at) and not name.taken else None


def yearly(scan: Scan, at: int) -> Found | None:
    """Read «كل عام», «من كل سنة» after what comes back every year: «عاشوراء كل عام»."""
    which = scan.get(at + (scan.word(at) == "من"), "which", bare=True)
    unit = scan.get(which.last, "unit", bare=True) if which and which.relation == "every" else None
    if which is None or unit is None or unit.unit != "Y" or unit.number != "one":
        return None
    return Found(at, unit.last, 0, Slots(rows=(which.row, unit.row)))


def decade(scan: Scan, at: int) -> Found | None:
    """Read «الثمانينيات», «تسعينيات القرن الماضي», «القرن الحادي والعشرين»."""
    name = scan.get(at, "decade")
    if name:
        assert isinstance(name.row, DecadeRow)
        last = name.last + (scan.word(name.last) == "من")
        century = scan.get(last, "century", bare=True)
        relation = scan.get(century.last, "relation", bare=True) if century else None
        number = scan.number(century.last) if century else None
        last = relation.last if relation else number.last if number and number.value <= 21 else name.last
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
    if word.row.led == "yes" and not scan.led(at):
        return None
    if word.row.value == "FUTURE_REF" and not word.form.startswith("ال") and scan.word(word.last) == "من":
        return None  # «قريبا من المدينة»: near in space
    if word.form == "يومي" and {"word", "weekday", "today"} & set(scan.lexemes(word.last)):
        return None  # «يومي غد وبعد غد»: the dual of day
    return Found(
        at,
        word.last,
        word.taken,
        Slots(type=word.row.type, rule=WORDS[word.row.led], rows=(word.row,), fixed=word.row.value),
    )

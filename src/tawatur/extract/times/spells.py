"""Spells of no fixed length: «الفترة الماضية», «هذه المرحلة الانتقالية», «نفس الفترة من العام الماضي»."""

from __future__ import annotations

from calendar import monthrange

from tawatur.base.lexicon import Row, UnitRow
from tawatur.extract.times import calendar
from tawatur.extract.times.calendar import Stretch
from tawatur.extract.times.rows import Lexeme, ModifierRow, YearPartRow
from tawatur.extract.times.scan import Found, Scan
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.years import year_expression, year_number

REFS = {
    "past": "PAST_REF", "preceding": "PAST_REF", "recent": "PAST_REF", "this": "PRESENT_REF", "next": "FUTURE_REF",
    "following": "FUTURE_REF",
}  # fmt: skip
COMPARED = ("M", "Q", "D")  # units that are compared with their like of another year


def spell(scan: Scan, at: int) -> Found | None:
    """Read a spell placed by a word before or after it: «هذه الفترة», «تلك الآونة», «المراحل القليلة المقبلة»."""
    which = scan.get(at, "which")
    noun = scan.get(which.last, "spell", bare=True) if which else scan.get(at, "spell")
    if noun is None:
        return None
    taken = which.taken if which else noun.taken
    last, rows = noun.last, tuple[Row, ...]((noun.row,))
    while more := scan.get(last, "spell-kind", bare=True) or scan.get(last, "few", bare=True):
        last, rows = more.last, (*rows, more.row)
    relation = scan.get(last, "relation", bare=True)
    placing = which or relation
    if placing is None or not isinstance(placing.row, ModifierRow) or placing.relation == "every":
        return None
    rows = (*rows, placing.row)
    if which is None and relation:
        last = relation.last
    elif which and relation and relation.relation == which.relation:
        last, rows = relation.last, (*rows, relation.row)  # «هذه المرحلة الراهنة»
    value = REFS.get(placing.relation, "PREVIOUS")
    return Found(at, last, taken, Slots(rule="times.spell", rows=rows, fixed=value))


def same_of_year(scan: Scan, at: int) -> Found | None:
    """Read «نفس الفترة من 2011», «الشهر نفسه من العام الماضي», «ذات الربع عام 2019»: what was said before, a year on."""
    which = scan.get(at, "which")
    noun = compared(scan, which.last if which else at)
    if noun is None or (which is not None and (which.relation != "same" or noun.taken)):
        return None
    after = None if which else scan.get(noun.last, "relation", bare=True)
    if which is None and (after is None or after.relation != "same"):
        return None
    last = after.last if after else noun.last
    here = last + (scan.word(last) in ("من", "في", "ب"))
    named = year_expression(scan, here)
    number = year_number(scan, here)
    placed = placed_year(scan, here)
    rows = tuple(x.row for x in (noun, which, after) if x)
    slots = Slots(rule="times.same-of-year", rows=rows, relation="same")
    taken = which.taken if which else noun.taken
    if named and not named.taken and named.slots.until is None and not named.slots.hijri:
        return Found(at, named.last, taken, slots.but(*named.slots.rows, year=named.slots.year))
    if number and not number[2]:  # «نفس الفترة من 2011»: nothing is counted here
        return Found(at, number[0], taken, slots.but(year=number[1]))
    if placed:
        return Found(at, placed.last, taken, slots.but(*placed.slots.rows, year_relation=placed.slots.relation))
    return None


def compared(scan: Scan, at: int) -> Lexeme | None:
    """Return the noun of what is compared: «الفترة», «الشهر», «الربع»; a year is never its own part."""
    unit = scan.get(at, "the-unit")
    if unit and isinstance(unit.row, UnitRow) and unit.unit in COMPARED and unit.number == "one":
        return unit
    return scan.get(at, "spell")


def part_of_year(scan: Scan, at: int) -> Found | None:
    """Read «الربع الأول من 2012», «النصف الثاني من العام الماضي»: a quarter or half, only with its year."""
    noun = scan.get(at, "year-part")
    number = scan.number(noun.last) if noun else None
    if noun is None or not isinstance(noun.row, YearPartRow) or number is None or number.whole is None:
        return None
    if number.kind != "ordinal" or number.taken or not 1 <= number.whole <= int(noun.row.parts):
        return None
    here = number.last + (scan.word(number.last) in ("من", "في", "ل"))
    slots = Slots(rule="times.part-of-year", rows=(noun.row,), unit=noun.row.unit, count=number.value)
    named, which = year_expression(scan, here), scan.get(here, "which", bare=True)
    if named and not named.taken and named.slots.until is None and not named.slots.hijri:
        return Found(at, named.last, noun.taken, slots.but(*named.slots.rows, year=named.slots.year))
    if placed := placed_year(scan, here):
        return Found(at, placed.last, noun.taken, slots.but(*placed.slots.rows, year_relation=placed.slots.relation))
    unit = scan.get(which.last, "the-unit", bare=True) if which and which.relation in ("this", "same") else None
    if which and unit and unit.unit == "Y" and unit.number == "one":
        return Found(at, unit.last, noun.taken, slots.but(which.row, unit.row, year_relation=which.relation))
    return None


def placed_year(scan: Scan, at: int) -> Found | None:
    """Read «العام الماضي», «السنة السابقة» as the year of a comparison."""
    unit = scan.get(at, "the-unit", bare=True)
    relation = scan.get(unit.last, "relation", bare=True) if unit else None
    if unit is None or relation is None or unit.unit != "Y" or unit.number != "one" or relation.relation == "same":
        return None
    return Found(at, relation.last, 0, Slots(rows=(unit.row, relation.row), relation=relation.relation))


def moved_to_year(before: Stretch, year: int) -> Stretch:
    """Move a stretch within one year to another: January 2012 told with 2011 is January 2011."""
    if before.value is None or before.first is None or before.last is None or before.first.year != before.last.year:
        return calendar.NOWHERE
    head = f"{before.first.year:04}"
    try:
        first = before.first.replace(year=year)
        last = before.last.replace(year=year, day=min(before.last.day, monthrange(year, before.last.month)[1]))
    except ValueError:  # 29 February has no like in most years
        return calendar.NOWHERE
    if not before.value.startswith(head) or before.value == head or "W" in before.value or "/" in before.value:
        return Stretch(f"{first.isoformat()}/{last.isoformat()}", first, last)
    if before.first.day == 1 and before.first.month == before.last.month and first != last:
        return calendar.month(year, first.month)
    return Stretch(f"{year:04}" + before.value[4:], first, last)

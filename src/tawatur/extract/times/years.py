"""Years: «عام 2012», «1444 هـ», «2012/2013», and bare «2012» where a preposition shows that it is one."""

from __future__ import annotations

from tawatur.extract.times.scan import DASHES, Found, Scan
from tawatur.extract.times.slots import Slots

YEARS = range(1000, 2101)
HIJRI_YEARS = range(1300, 1501)
TOLD = range(1940, 2041)  # a number after a definite noun is a year where news tells of its own time


def year_number(scan: Scan, at: int, *, hijri: bool = False, bare: bool = True) -> tuple[int, int, bool] | None:
    """Read a year in digits with its era: (token after it, year, Hijri?). «2022م», «1444 هـ».

    Five digits are read too where `bare` is false: no calendar has such a year, and that is for the reader to know.
    """
    word = scan.word(at)
    if not bare and word.isdecimal() and len(word) == 5:
        return at + 1, int(word), False
    year = scan.digits(at)
    if year is None or len(scan.word(at)) != 4 or year not in YEARS:
        return None
    if scan.word(at + 1) in DASHES and scan.glued(at + 1) and scan.digits(at + 2) is not None and not hijri:
        return None
    if (mark := scan.get(at + 1, "hijri-era", bare=True)) is not None:
        for place in scan.pauses(mark.last, 1):  # «1434 هـ 2013م»: the same year twice
            if (other := scan.digits(place)) in range(1900, 2101) and (era := scan.get(place + 1, "era", bare=True)):
                return era.last, other or year, False
        return mark.last, year, True
    if (mark := scan.get(at + 1, "era", bare=True)) is not None:
        return mark.last, year, False
    return at + 1, year, hijri and year in HIJRI_YEARS


def year_expression(scan: Scan, at: int) -> Found | None:
    """Read a year: «عام 2012», «عامي 2011 و2012», «العام المالي 2012/2013», and bare «2012» after a preposition."""
    said = scan.get(at, "year") or scan.get(at, "years")
    if said is None:
        return bare_year(scan, at)
    here = said.last + (scan.word(said.last) == "(")
    if pair := year_pair(scan, here, listed=said.kind == "years"):
        return Found(at, scan.close(pair[0], said.last, here), said.taken, pair[1].but(said.row))
    if year := year_number(scan, here, bare=False):
        slots = Slots(rule="times.year", rows=(said.row,), year=year[1], hijri=year[2])
        return Found(at, scan.close(year[0], said.last, here), said.taken, slots)
    short = scan.digits(here)  # «عام 67»: two digits, where nothing counted follows
    if short is not None and 10 <= short < 100 and said.form == "عام" and not scan.word(here + 1)[:1].isalnum():
        return Found(at, here + 1, said.taken, Slots(rule="times.year", rows=(said.row,), year=1900 + short))
    return None


def bare_year(scan: Scan, at: int) -> Found | None:
    """Read a year that stands alone, where a preposition or the pair's form shows that it is one."""
    if len(scan.word(at)) != 4 or scan.digits(at) not in range(1800, 2101):
        return None
    after = scan.word(at + 1)
    plain_noun = after[:1].isalpha() and not after.startswith("ال") and len(after) > 2 and not scan.lexemes(at + 1)
    if plain_noun and not ({"in", "since", "edge"} & set(scan.lexemes(at - 1))):
        return None  # «من خلال 2066 صفقة»
    before = scan.lexemes(at - 1) if at > scan.start else {}
    if (scan.glued(at) and scan.word(at - 1) in "/-.") or "number" in before:
        return None
    if found := year_pair(scan, at, listed="between" in before):
        return Found(at, found[0], 0, found[1])
    year = year_number(scan, at)
    if year is None:
        return None
    led = any(
        k in before for k in ("in", "from", "to", "since", "during", "between", "before", "after", "edge", "part")
    )
    nothing_counted = not scan.word(year[0])[:1].isalpha() or bool(scan.lexemes(year[0])) or year[0] > at + 1
    named = "year-head" in before or (year[1] in TOLD and scan.word(at - 1).startswith("ال"))  # «كأس العالم 2014»
    opened = scan.word(at - 1) in ("(", "،", ",", "")
    if led or (nothing_counted and (opened or named)) or year[0] > at + 1:
        return Found(at, year[0], 0, Slots(rule="times.year", year=year[1], hijri=year[2]))
    return None


def year_pair(scan: Scan, at: int, *, listed: bool) -> tuple[int, Slots] | None:
    """Read two years joined: «2012/2013», «2012 - 2013», and where `listed` «[عامي] 2011 و2012»."""
    first = scan.digits(at)
    if first is None or first not in range(1800, 2101):
        return None
    word = scan.word(at + 1)
    if word[:1] == "و" and not listed:
        return None
    here = at + 2 if word in DASHES or word == "و" or scan.get(at + 1, "to", bare=True) else at + 1
    joined = word[1:] if word[:1] == "و" and len(word) == 5 else scan.word(here) if here == at + 2 else ""
    if not joined.isdecimal() or int(joined) not in range(1800, 2101) or len(joined) != 4:
        return None
    low, high = sorted((first, int(joined)))  # «2013/2012» is the same pair, written right to left
    slots = Slots(rule="times.years", year=low, until=Slots(year=high))
    return here + 1 if here == at + 2 else at + 2, slots

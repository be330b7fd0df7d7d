"""Hours: «الساعة الثالثة والنصف فجرا», «19:24 بتوقيت غرينتش», «السابعة مساء», and minutes of a match."""

from __future__ import annotations

from decimal import Decimal

from tawatur.base.lexicon import Row
from tawatur.extract.times.rows import PartRow, ZoneRow
from tawatur.extract.times.scan import Found, Scan
from tawatur.extract.times.slots import Slots

QUARTERS = {"half": 30, "quarter": 15, "third": 20, "less-quarter": -15, "less-third": -20}


def clock_time(scan: Scan, at: int) -> Found | None:
    """Read an hour with what says which half of the day it is: «الساعة الخامسة مساء», «7:30 مساء»."""
    said = scan.get(at, "clock")
    here = said.last if said else at
    bound = scan.get(here, "bound-before", bare=True) if said else None
    hour = hour_at(scan, bound.last if bound else here)
    if hour is None:
        return None
    last, minutes, colon = hour
    rows: tuple[Row, ...] = (said.row,) if said else ()
    part = scan.get(last, "part", bare=True)
    named = part is not None and isinstance(part.row, PartRow) and part.row.stands_alone(part.form)
    zone_end, zone = zone_at(scan, part.last if part and named else last)
    if not said and not named and zone is None:
        return None
    if not said and not colon and not ordinal_hour(scan, here) and zone is None:
        return None
    letters = part.row.part if part and isinstance(part.row, PartRow) else None
    if part and named:
        last, rows = part.last, (*rows, part.row)
    if zone is not None:
        last = zone_end
    slots = Slots(rule="times.clock", rows=rows, type="TIME", clock=written(minutes, letters), zone=zone or None)
    taken = said.taken if said else letters_taken(scan, here)
    return Found(at, last, taken, slots)


def letters_taken(scan: Scan, at: int) -> int:
    """Return the letters of proclitics before the hour's number."""
    number = scan.number(at)
    return number.taken if number else 0


def ordinal_hour(scan: Scan, at: int) -> bool:
    """Say whether the hour is an ordinal with the article: «السابعة»."""
    number = scan.number(at)
    return bool(number and number.kind == "ordinal" and scan.word(at).endswith("ه"))


def hour_at(scan: Scan, at: int) -> tuple[int, int, bool] | None:
    """Read an hour: (token after it, minutes since midnight, written with a colon?)."""
    if scan.digits(at) is not None:
        hour, last, minutes, colon = scan.digits(at) or 0, at + 1, 0, False
        if len(scan.word(at)) == 4 and hour % 100 < 60 and hour < 2400:  # «0340 بتوقيت غرينتش»
            return last, hour // 100 * 60 + hour % 100, True
        marked = scan.word(last) in (":", ",", ".", "،") and scan.glued(last) and scan.glued(last + 1)
        low = scan.digits(last + 1) if marked and len(scan.word(last + 1)) == 2 else None
        if low is not None and low < 60:
            colon, minutes, last = scan.word(last) == ":", low, last + 2
    else:
        number = scan.number(at)
        if number is None or number.kind != "ordinal" or number.value > 12 or number.whole is None:
            return None
        hour, last, minutes, colon = number.whole, number.last, 0, False
    if hour > 24:
        return None
    for kind, more in QUARTERS.items():
        if quarter := scan.get(last, kind):
            return quarter.last, hour * 60 + more, colon
    number = scan.number(last)
    if (
        number
        and number.taken == 1
        and (unit := scan.get(number.last, "unit"))
        and unit.form.startswith(("دقيقه", "دقائق", "دقايق"))
    ):
        return unit.last, hour * 60 + minutes + int(min(number.value, Decimal(59))), colon
    return last, hour * 60 + minutes, colon


def zone_at(scan: Scan, at: int) -> tuple[int, str | None]:
    """Read the zone: «بتوقيت غرينتش» Z, «بتوقيت القاهرة» known but not computed."""
    for place in scan.pauses(at, 1):
        if (name := scan.get(place, "zone-name")) and isinstance(name.row, ZoneRow):
            return scan.close(name.last, at, place), name.row.zone
        if zone := scan.get(place, "zone"):
            return min(zone.last + 1, scan.stop), ""
    return at, None


def written(minutes: int, part: str | None) -> str:
    """Write the hour in 24 hours: «الثالثة فجرا» 03:00, «الثالثة عصرا» 15:00, «الثانية عشرة ليلا» 00:00."""
    noon = 12 * 60
    late = part in ("AF", "EV") or (part == "MI" and minutes < 10 * 60) or (part == "NI" and minutes >= noon / 2)
    if late and minutes < noon:
        minutes += noon
    elif part in ("NI", "MO") and noon <= minutes < noon + 60:
        minutes -= noon
    minutes %= 2 * noon
    return f"{minutes // 60:02}:{minutes % 60:02}"


def rewritten(clock: str | None, part: str | None) -> str | None:
    """Read the hour again once the part of the day is known."""
    if clock is None:
        return None
    hours, minutes = clock.split(":")
    return written(int(hours) * 60 + int(minutes), part)


def match_minute(scan: Scan, at: int) -> Found | None:
    """Read «الدقيقة 25» of a match: a time nobody can put on a calendar."""
    said = scan.get(at, "minute")
    if said is None:
        return None
    number = scan.number(said.last)
    if number is None or number.taken or number.kind not in ("digits", "cardinal", "ordinal"):
        return None
    return Found(at, number.last, said.taken, Slots(rule="times.minute", rows=(said.row,), type="TIME"))

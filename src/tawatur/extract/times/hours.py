"""Hours with their day: «الساعة الثالثة من فجر الأربعاء الماضي», «السابعة من صباح الغد»."""

from __future__ import annotations

from tawatur.extract.times.clock import clock_time, hour_at, letters_taken, ordinal_hour, rewritten, written, zone_at
from tawatur.extract.times.days import day_expression
from tawatur.extract.times.scan import Found, Scan
from tawatur.extract.times.slots import Slots


def clock_expression(scan: Scan, at: int) -> Found | None:
    """Read an hour and its day: «الساعة الثالثة من فجر الأربعاء الماضي», «الثامنة صباح الغد»."""
    bound = scan.get(at, "bound-before")
    here = bound.last if bound else at
    found = clock_time(scan, here) or hour_of_day(scan, here)
    if found is None:
        return None
    last, slots = found.last, found.slots
    for place in [*scan.pauses(last, 1), last + 1 if scan.word(last) == "من" else last]:
        day = day_expression(scan, place)
        if day and not day.taken and (day.slots.offset is not None or day.slots.weekday is not None or day.slots.dated):
            part = day.slots.part or slots.part
            clock = rewritten(slots.clock, part)
            last = day.last
            slots = day.slots.but(*slots.rows, type="TIME", clock=clock, zone=slots.zone, part=None, rule="times.clock")
            break
    zone_end, zone = zone_at(scan, last)
    if zone is not None:
        last, slots = zone_end, slots.but(zone=zone or None)
    return Found(at, last, bound.taken if bound else found.taken, slots)


def hour_of_day(scan: Scan, at: int) -> Found | None:
    """Read an hour without «الساعة» where a day's part follows at once: «السابعة من صباح الغد»."""
    if not ordinal_hour(scan, at):
        return None
    hour = hour_at(scan, at)
    if hour is None:
        return None
    last = hour[0]
    here = last + 1 if scan.word(last) == "من" else last
    if scan.get(here, "part", bare=True) is None:
        return None
    day = day_expression(scan, here)
    if day is None or day.slots.part is None:
        return None
    return Found(
        at, last, letters_taken(scan, at), Slots(rule="times.clock", type="TIME", clock=written(hour[1], None))
    )

"""Slots and a today → a value with its bounds: «الثلاثاء الماضي» seen from 2022-07-21 is 2022-07-19."""

from __future__ import annotations

from datetime import MAXYEAR, timedelta

from tawatur.extract.times import calendar
from tawatur.extract.times.calendar import Stretch
from tawatur.extract.times.placing import dated, in_season, on_feast, on_weekday
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.spells import REFS, moved_to_year
from tawatur.extract.times.view import STEPS, UNKNOWN, Resolved, View, on

SHORT = ("D", "W")


def resolve(slots: Slots, view: View) -> Resolved:
    """Resolve one expression; raises ImpossibleDateError for a date that no calendar has."""
    if slots.until is not None:
        return stretch_of(slots, view)
    found = placed(slots, view)
    if slots.type == "TIME" and (slots.part or slots.clock):
        return timed(slots, found, view)
    return found


def from_today(slots: Slots, view: View) -> Resolved:
    """Resolve «اليوم», «أمس الثلاثاء»: where a weekday is said too, it wins over a publication day that slipped."""
    assert slots.offset is not None
    if view.today is None:
        return UNKNOWN
    day = view.today + timedelta(days=slots.offset)
    if slots.weekday is not None:
        back = (day.isoweekday() - slots.weekday) % 7
        day += timedelta(days=-back if back <= 3 else 7 - back)
    return on(calendar.one_day(day), "today")


def stretch_of(slots: Slots, view: View) -> Resolved:
    """Resolve a range by its two ends."""
    low, high = placed(slots.but(until=None), view), placed(slots.until, view)  # type: ignore[arg-type]
    if not (low.value and high.value and low.first and high.last):
        return UNKNOWN
    if low.first > high.last:  # «السبت والأحد»: the later day comes second
        if slots.weekday is None:
            return UNKNOWN
        earlier = low.first - timedelta(days=7)
        low = on(calendar.one_day(earlier), low.rests_on or "today")
        assert low.value and low.first
    rests_on = low.rests_on if low.rests_on == high.rests_on else "today"
    return Resolved(f"{low.value}/{high.value}", low.first, high.last, rests_on)


def placed(slots: Slots, view: View) -> Resolved:
    """Resolve the day or period, hours left aside."""
    if slots.fixed is not None:
        return fixed(slots, view)
    if slots.type == "SET":
        return repeated(slots)
    if slots.rule == "times.part-of-year":
        return part_of_year(slots, view)
    if slots.rule == "times.same-of-year":
        return same_of_year(slots, view)
    if slots.heading in ("ago", "before") and slots.unit:
        return ago(slots, view)
    if slots.dated and slots.season is None and slots.feast is None:
        return dated(slots, view)
    if slots.offset is not None:
        return from_today(slots, view)
    if slots.weekday is not None:
        return on_weekday(slots, view)
    if slots.feast is not None:
        return on_feast(slots, view)
    if slots.season is not None:
        return in_season(slots, view)
    if slots.extra.startswith("ordinal"):
        return (
            on(calendar.unit_around(view.today, slots.unit or "", 0), "today") if view.today and slots.of else UNKNOWN
        )
    if slots.relation and slots.unit and slots.rule in ("times.period", "times.century"):
        return period(slots, view)
    if slots.unit and slots.type == "DURATION":
        return lasting(slots)
    return UNKNOWN


def fixed(slots: Slots, view: View) -> Resolved:
    """Resolve what the words say outright: a reference, a decade, «then»."""
    value = slots.fixed or None
    if value == "LATER":
        return Resolved("FUTURE_REF" if view.ahead else "PAST_REF", None, None, "absolute")
    if value == "PREVIOUS":
        now = view.before and view.today and view.before.first and view.before.last
        if not view.before or (now and view.before.first <= view.today <= view.before.last):  # type: ignore[operator]
            return UNKNOWN  # «then» is never now
        return on(view.before, "before")
    if slots.rule == "times.decade" and value:
        return on(calendar.decade(int(value) * 10), "absolute")
    if slots.rule == "times.century" and value:
        return on(calendar.century(int(value)), "absolute")
    return Resolved(value, None, None, "absolute" if value else None)


def part_of_year(slots: Slots, view: View) -> Resolved:
    """Resolve «الربع الأول من 2012» to 2012-Q1; a third has no letter in TIMEX3 and is given by its months."""
    year, rests_on = slots.year, "absolute"
    if year is None and slots.year_relation in ("same", "following", "preceding"):
        if view.before is None or view.before.first is None:
            return UNKNOWN
        year, rests_on = (
            view.before.first.year + {"same": 0, "following": 1, "preceding": -1}[slots.year_relation],
            "before",
        )
    elif year is None and view.today and slots.year_relation in STEPS:
        year, rests_on = view.today.year + STEPS[slots.year_relation], "today"
    if year is None or slots.count is None or not 1 <= year <= MAXYEAR:
        return UNKNOWN
    return on(calendar.part_of_year(year, slots.unit or "", int(slots.count)), rests_on)


def same_of_year(slots: Slots, view: View) -> Resolved:
    """Resolve «نفس الفترة من 2011» against the stretch said before it."""
    year = slots.year
    if year is None and view.today and slots.year_relation in STEPS:
        year = view.today.year + STEPS[slots.year_relation]
    if view.before is None or year is None or not 1 <= year <= MAXYEAR:
        return UNKNOWN
    return on(moved_to_year(view.before, year), "before")


def repeated(slots: Slots) -> Resolved:
    """Resolve «كل عام» P1Y, «كل يوم جمعة» XXXX-WXX-5, «يناير من كل عام» XXXX-01."""
    if slots.month is not None:
        return Resolved(f"XXXX-{slots.month:02}" + (f"-{slots.day:02}" if slots.day else ""), None, None, "absolute")
    if slots.weekday is not None:
        return Resolved(f"XXXX-WXX-{slots.weekday}", None, None, "absolute")
    return lasting(slots)


def lasting(slots: Slots) -> Resolved:
    """Resolve a length; «الأشهر الماضية» has one too, «السنوات المقبلة» is only the future."""
    assert slots.unit is not None
    if slots.relation and slots.count is None:
        return Resolved(REFS[slots.relation], None, None, "absolute")
    return Resolved(
        calendar.length(slots.count, slots.unit, slots.extra if slots.extra.endswith("M") else ""),
        None,
        None,
        "absolute",
    )


def ago(slots: Slots, view: View) -> Resolved:
    """Resolve «قبل شهرين», «منذ ثلاثة أيام»: as fine as its unit; with «نحو» or «أكثر من» only the length is known."""
    assert slots.unit is not None
    if slots.count is None:
        if slots.heading == "before" or slots.unit in SHORT or slots.unit in calendar.HOURLY:
            return Resolved("PAST_REF", None, view.today, "today") if not slots.of else UNKNOWN
        return lasting(slots.but(relation=None))
    if slots.mod:
        return lasting(slots.but(relation=None))
    if slots.of:
        return lasting(slots.but(relation=None))  # «قبل نصف ساعة من الحفل»: how long before is all that is said
    if view.today is None or slots.count > 5000:
        return UNKNOWN
    if (
        slots.unit == "Y"
        and (months := slots.count * 12) == months.to_integral_value() != slots.count.to_integral_value() * 12
    ):
        return on(calendar.unit_around(view.today, "M", -int(months)), "today")  # «قبل عام ونصف»: eighteen months
    if slots.count != slots.count.to_integral_value():
        return lasting(slots.but(relation=None))  # «قبل أربعة أشهر ونصف»: which day that was, nobody says
    if slots.unit in calendar.HOURLY:
        return UNKNOWN
    return on(calendar.unit_around(view.today, slots.unit, -int(slots.count)), "today")


def period(slots: Slots, view: View) -> Resolved:
    """Resolve «الأسبوع الماضي», «اليوم نفسه», «السنوات الثلاث الماضية»."""
    unit, relation = slots.unit or "", slots.relation or ""
    if slots.extra == "plural":
        return many(slots, unit, relation)
    if relation in ("same", "following", "preceding") and view.before and view.before.first:
        return beside(view.before, unit, {"same": 0, "following": 1, "preceding": -1}[relation])
    if relation == "recent":
        return Resolved("PAST_REF", None, view.today, "today")
    if relation in ("same", "following") or view.today is None or unit in ("SEASON", "Q", *calendar.HOURLY):
        return UNKNOWN
    return on(calendar.unit_around(view.today, unit, STEPS[relation]), "today")


def many(slots: Slots, unit: str, relation: str) -> Resolved:
    """Resolve a plural period: a length where its number is said, else only past or future."""
    if slots.count is not None:
        return Resolved(calendar.length(slots.count, unit), None, None, "absolute")
    if relation in ("past", "recent") and unit in ("W", "M"):
        return Resolved(calendar.length(None, unit), None, None, "absolute")
    value = REFS.get(relation)
    return Resolved(value, None, None, "today") if value else UNKNOWN


def beside(before: Stretch, unit: str, step: int) -> Resolved:
    """Resolve «اليوم التالي», «العام نفسه» against the time said before; a day needs a day."""
    assert before.first is not None and before.last is not None
    if unit == "D" and before.first != before.last:
        return UNKNOWN
    if unit == "M" and (before.first.year, before.first.month) != (before.last.year, before.last.month):
        return UNKNOWN
    if unit not in ("D", "W", "M", "Y"):
        return UNKNOWN
    return on(calendar.unit_around(before.first, unit, step), "before")


def timed(slots: Slots, found: Resolved, view: View) -> Resolved:
    """Add the hour or the part of the day; an hour without a day belongs to the day said just before, if any."""
    mark = f"T{slots.clock}{slots.zone or ''}" if slots.clock else f"T{slots.part}"
    if found.first and found.first == found.last:
        return found._replace(value=f"{found.first.isoformat()}{mark}")
    if slots.weekday is not None or slots.offset is not None or slots.dated:
        return UNKNOWN
    if view.before and view.before.first and view.before.first == view.before.last:
        return Resolved(f"{view.before.first.isoformat()}{mark}", view.before.first, view.before.last, "before")
    return Resolved(mark if slots.clock else None, None, None, None)

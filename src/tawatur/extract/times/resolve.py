"""Slots and a today → a value with its bounds: «الثلاثاء الماضي» seen from 2022-07-21 is 2022-07-19."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tawatur.extract.times import calendar
from tawatur.extract.times.calendar import Stretch
from tawatur.extract.times.slots import Slots

STEPS = {"past": -1, "preceding": -1, "this": 0, "next": 1, "following": 1}
REFS = {
    "past": "PAST_REF", "preceding": "PAST_REF", "recent": "PAST_REF", "this": "PRESENT_REF", "next": "FUTURE_REF",
    "following": "FUTURE_REF",
}  # fmt: skip
SHORT = ("D", "W")


class View(NamedTuple):
    """Where an expression is seen from: the writer's today, a time said just before, and whether its clause looks ahead.

    Any of them may be unknown.
    """

    today: date | None
    before: Stretch | None
    ahead: bool


class Resolved(NamedTuple):
    """A value and its bounds, and what it rests on: absolute, today, before (a time said before), or null."""

    value: str | None
    first: date | None
    last: date | None
    rests_on: str | None


UNKNOWN = Resolved(None, None, None, None)


def on(stretch: Stretch, rests_on: str) -> Resolved:
    """Say what a stretch rests on."""
    return Resolved(*stretch, rests_on) if stretch.value else UNKNOWN


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
        low = placed(slots.but(until=None), view._replace(today=low.first - timedelta(days=7)))
    rests_on = low.rests_on if low.rests_on == high.rests_on else "today"
    return Resolved(f"{low.value}/{high.value}", low.first, high.last, rests_on)


def placed(slots: Slots, view: View) -> Resolved:
    """Resolve the day or period, hours left aside."""
    if slots.fixed is not None:
        return fixed(slots, view)
    if slots.type == "SET":
        return repeated(slots)
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
    if value == "PREVIOUS":
        return on(view.before, "before") if view.before else UNKNOWN
    if slots.rule == "times.decade" and value:
        return on(calendar.decade(int(value) * 10), "absolute")
    if slots.rule == "times.century" and value:
        return on(calendar.century(int(value)), "absolute")
    return Resolved(value, None, None, "absolute" if value else None)


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
        return UNKNOWN
    if view.today is None or slots.count != slots.count.to_integral_value() or slots.count > 5000:
        return UNKNOWN
    if slots.unit in calendar.HOURLY:
        return UNKNOWN
    return on(calendar.unit_around(view.today, slots.unit, -int(slots.count)), "today")


def dated(slots: Slots, view: View) -> Resolved:
    """Resolve a named day, month or year."""
    if slots.hijri or (
        slots.year is not None and slots.month is None and slots.year in range(1300, 1501) and slots.hijri
    ):
        return in_hijri(slots, view)
    if slots.month is None:
        if slots.day is not None:
            return in_said_month(slots, view)
        return on(calendar.year(slots.year), "absolute") if slots.year is not None else UNKNOWN
    year = slots.year
    if year is None and slots.year_relation:
        return in_said_year(slots, view)
    if year is not None:
        return on(at(year, slots), "absolute")
    if view.today is None or slots.relation == "same":
        return UNKNOWN
    if slots.relation == "this" and slots.day is None:
        return on(at(view.today.year, slots), "today")
    stretch = of_weekday(slots, view.today) or calendar.nearest(
        view.today, lambda y: at(y, slots), view.today.year, said_relation(slots, view.today)
    )
    return on(stretch, "today")


def said_relation(slots: Slots, today: date) -> str | None:
    """Return the relation that chooses the year.

    «3 فبراير الماضي» told in February is this February's; «18 مارس المقبل» the next one.
    """
    if slots.offset is not None:
        return None
    if slots.day is not None and slots.month == today.month and slots.relation in ("past", "next"):
        return None
    return slots.relation


def of_weekday(slots: Slots, today: date) -> Stretch | None:
    """Choose the year in which the date fell on the weekday that the words give, where only one near year does."""
    if slots.weekday is None or slots.day is None or slots.relation:
        return None
    fitting = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            stretch = at(year, slots)
        except calendar.ImpossibleDateError:
            continue
        if stretch.first and stretch.first.isoweekday() == slots.weekday and abs((stretch.first - today).days) < 250:
            fitting.append(stretch)
    return fitting[0] if len(fitting) == 1 else None


def at(year: int, slots: Slots) -> Stretch:
    """Return the day or month of `slots` in a year."""
    assert slots.month is not None
    return calendar.day(year, slots.month, slots.day) if slots.day is not None else calendar.month(year, slots.month)


def in_said_year(slots: Slots, view: View) -> Resolved:
    """Resolve «أبريل من العام الماضي», «25 يناير من العام نفسه»."""
    if slots.year_relation in ("same", "following", "preceding"):
        if view.before is None or view.before.first is None:
            return UNKNOWN
        step = {"same": 0, "following": 1, "preceding": -1}[slots.year_relation]
        return on(at(view.before.first.year + step, slots), "before")
    if view.today is None or slots.year_relation not in STEPS:
        return UNKNOWN
    return on(at(view.today.year + STEPS[slots.year_relation], slots), "today")


def in_said_month(slots: Slots, view: View) -> Resolved:
    """Resolve «الحادي عشر من الشهر الجاري», «20 من نفس الشهر»."""
    assert slots.day is not None
    if slots.month_relation == "same":
        if view.before is None or view.before.first is None:
            return UNKNOWN
        return on(calendar.day(view.before.first.year, view.before.first.month, slots.day), "before")
    if view.today is None or slots.month_relation not in STEPS:
        return UNKNOWN
    month = calendar.unit_around(view.today, "M", STEPS[slots.month_relation])
    return on(calendar.day(month.first.year, month.first.month, slots.day), "today") if month.first else UNKNOWN


def in_hijri(slots: Slots, view: View) -> Resolved:
    """Resolve a Hijri date: the value is the converted Gregorian one."""
    if slots.year is not None:
        return on(calendar.hijri(slots.year, slots.month, slots.day), "absolute")
    if view.today is None or (year := calendar.hijri_year(view.today)) is None or slots.month is None:
        return UNKNOWN
    make = lambda y: calendar.hijri(y, slots.month, slots.day)  # noqa: E731
    return on(calendar.nearest(view.today, make, year, None if slots.relation == "this" else slots.relation), "today")


def on_weekday(slots: Slots, view: View) -> Resolved:
    """Resolve a weekday."""
    assert slots.weekday is not None
    if view.today is None:
        return UNKNOWN
    if slots.unit == "W" and slots.relation in STEPS:
        week = calendar.unit_around(view.today, "W", STEPS[slots.relation]).first
        return on(calendar.one_day(week + timedelta(days=slots.weekday - 1)), "today") if week else UNKNOWN
    return on(calendar.weekday(view.today, slots.weekday, slots.relation, ahead=view.ahead), "today")


def on_feast(slots: Slots, view: View) -> Resolved:
    """Resolve a feast that has a fixed date in its calendar: nearest to today, or of the year said."""
    assert slots.feast is not None
    kind, month_day = slots.feast
    make: Callable[[int], Stretch]
    if not month_day or (view.today is None and slots.year is None):
        return UNKNOWN
    month, number = map(int, month_day.split("-"))
    if kind == "gregorian":
        make, around = (lambda y: calendar.day(y, month, number)), view.today.year if view.today else 0
    else:
        make = lambda y: calendar.hijri(y, month, number)  # noqa: E731
        around = (calendar.hijri_year(view.today) or 0) if view.today else 0
    if slots.year is not None:
        if kind == "hijri" and slots.year > 1600:
            return UNKNOWN
        return on(make(slots.year), "absolute")
    return on(calendar.nearest(view.today, make, around, slots.relation), "today") if view.today and around else UNKNOWN


def in_season(slots: Slots, view: View) -> Resolved:
    """Resolve a season: «الصيف الماضي» told in July is last year's, not the running one."""
    assert slots.season is not None
    if slots.year is not None:
        return on(calendar.season(slots.year, slots.season), "absolute")
    if view.today is None:
        return UNKNOWN
    make = lambda y: calendar.season(y, slots.season or "")  # noqa: E731
    return on(
        calendar.nearest(view.today, make, view.today.year, None if slots.relation == "this" else slots.relation),
        "today",
    )


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

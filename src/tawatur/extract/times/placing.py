"""Named days, months, years, weekdays, feasts and seasons → stretches of days, seen from a today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tawatur.extract.times import calendar
from tawatur.extract.times.calendar import Stretch
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.view import STEPS, UNKNOWN, Resolved, View, on


def dated(slots: Slots, view: View) -> Resolved:
    """Resolve a named day, month or year."""
    if slots.hijri or (
        slots.year is not None and slots.month is None and slots.year in range(1300, 1501) and slots.hijri
    ):
        return in_hijri(slots, view)
    if slots.month is None:
        if slots.day is not None:
            return in_said_month(slots, view) if slots.month_relation else on_day_of_month(slots.day, view)
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
    if told := in_year_told(slots, view):
        return on(told, "before")
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
        gone = slots.day <= today.day
        return None if gone == (slots.relation == "past") or slots.day == today.day else slots.relation
    return slots.relation


def in_year_told(slots: Slots, view: View) -> Stretch | None:
    """Return a date in the year said before where the weekday given fits that year and not the present one.

    «تنحى يوم 11 فبراير 2011، وكان الخميس 10 فبراير هادئا»: the Thursday was one of 2011.
    """
    if slots.weekday is None or slots.day is None or slots.relation or not view.before or not view.before.first:
        return None
    year, now = view.before.first.year, of_weekday(slots, view.today) if view.today else None
    if now is not None or (view.today and year == view.today.year):
        return None
    try:
        told = at(year, slots)
    except calendar.ImpossibleDateError:
        return None
    return told if told.first and told.first.isoweekday() == slots.weekday else None


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


def on_day_of_month(number: int, view: View) -> Resolved:
    """Resolve «يوم 16», a day with no month: the nearest such day, up to three weeks back or a fortnight ahead."""
    if view.today is None:
        return UNKNOWN
    near = [view.today + timedelta(days=n) for n in range(-21, 15)]
    days = [d for d in near if d.day == number]
    return on(calendar.one_day(days[0]), "today") if len(days) == 1 else UNKNOWN


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

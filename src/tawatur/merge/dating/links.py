"""A happening that a dated page tells → an interval for the page that counts from it, names its month or looks back on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tawatur.base.annotation import Timex
from tawatur.base.document import Document
from tawatur.base.proposal import Proposal
from tawatur.base.span import Span
from tawatur.merge.dating.intervals import within
from tawatur.merge.dating.tellings import Telling, clause, days_told, noted, telling

LENGTH = re.compile(r"^P(\d{1,3})([DWMY])$")
DAYS = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}
LOOSE = {"D": 1, "W": 7, "M": 21, "Y": 60}  # days by which «بعد نحو شهرين» may be off, by its unit
LONGEST = 400  # days: longer lengths are told too loosely
COMING = re.compile(
    "(?<![\u0621-\u064a])و?[تي]أتي(?![\u0621-\u064a])"
)  # «تأتي الزيارة بعد …»: what comes is today's news
AFTER = re.compile("(?<![\u0621-\u064a])(?:بعد|عقب)(?: مرور| مضي)?\\s*$")
FIRST = re.compile("(?<![\u0621-\u064a])(?:ال)?(?:أول|اول|أولى|اولى|أولي|لأول)(?![\u0621-\u064a])")
MONTH = re.compile(r"^XXXX-(\d\d)$")


def so_long_after(
    document: Document, times: list[Timex], proposals: Sequence[Proposal], known: list[Telling]
) -> Document:
    """Narrow by «تأتي الزيارة بعد نحو شهرين من …»: the length, loosely, after the day that a dated page gives."""
    for timex in times:
        length = LENGTH.match(timex.value or "")
        around = clause(document.text, timex.span)
        before, rest = document.text[around.start : timex.span.start], Span(timex.span.end, around.end)
        if not length or not AFTER.search(before) or not COMING.search(before):
            continue
        steps, loose = int(length[1]) * DAYS[length[2]], timedelta(days=LOOSE[length[2]])
        days, pages = days_told(telling(document, rest, proposals), known)
        if not days or steps > LONGEST:
            continue
        low, high = (d + timedelta(days=round(steps)) for d in (days[0], days[-1]))
        text = f"{timex.text}, counted from {days[0]}, as told on {pages}"
        document = within(document, "so-long-after", timex, text, low - loose, high + loose)
    return document


def last_month(document: Document, times: list[Timex], proposals: Sequence[Proposal], known: list[Telling]) -> Document:
    """Narrow by «التقى … في يوليو الماضي»: the July in which a dated page tells the same happening was the last one."""
    for timex in times:
        month = MONTH.match(timex.value or "")
        if not noted(timex, "past") or (month is None and timex.value != "XXXX-XX"):
            continue
        days, pages = days_told(telling(document, clause(document.text, timex.span), proposals), known)
        if not days or (days[0].year, days[0].month) != (days[-1].year, days[-1].month):
            continue
        if month is not None and int(month[1]) != days[0].month:
            continue
        after = following_month(days[0])
        end = following_month(after) if month is None else days[0].replace(day=1).replace(year=days[0].year + 1)
        last = following_month(end) if month is not None else end
        text = f"{timex.text}: {days[0]:%Y-%m}, as told on {pages}"
        document = within(document, "last-month", timex, text, after, last - timedelta(days=1))
    return document


def told_as_past(
    document: Document, times: list[Timex], proposals: Sequence[Proposal], known: list[Telling]
) -> Document:
    """Bound from below by a first of its kind that a dated page tells on its day, and this page by a time gone by."""
    for timex in times:
        gone_by = noted(timex, "past") or timex.value == "PAST_REF" or (timex.offset_days or 0) < 0
        if not gone_by or noted(timex, "ahead"):
            continue
        one = telling(document, clause(document.text, timex.span), proposals)
        days, pages = days_told(one, [t for t in known if FIRST.search(t.text)]) if FIRST.search(one.text) else ([], "")
        if days and (document.published.earliest or "") < days[0].isoformat():
            document = within(document, "told-as-past", timex, f"first of its kind, on {pages}", days[0], None)
    return document


def following_month(day: date) -> date:
    """Return the first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)

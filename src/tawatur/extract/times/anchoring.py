"""Found expressions → time annotations: what each is resolved against, and why it has a value or none."""

from __future__ import annotations

import re
from datetime import date

from tawatur.base.annotation import Sentence, Timex
from tawatur.base.document import Document
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason, Unplaced
from tawatur.base.span import Span
from tawatur.extract.times.ahead import looks_ahead
from tawatur.extract.times.calendar import ImpossibleDateError, Stretch, length, unit_around
from tawatur.extract.times.embeds import embed_days
from tawatur.extract.times.resolve import resolve
from tawatur.extract.times.scan import Found, Scan
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.view import UNKNOWN, Resolved, View

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SENTENCE = 60  # tokens back to a verb in the future that may govern a whole list of dates
MEMORY = 2  # sentences that «في اليوم نفسه» may look back


def bounds_of_publication(document: Document) -> tuple[date, date] | None:
    """Return the first and last day on which the document may have been published, null unless both are known."""
    published = document.published
    value = published.value or ""
    days = ISO_DAY.findall(value)
    if len(days) == 1 and "/" not in value:
        return iso(days[0]), iso(days[0])
    if len(days) == 2:
        return iso(days[0]), iso(days[1])
    if published.value is None and published.earliest and published.latest:
        return iso(published.earliest), iso(published.latest)
    return None


FREE = (date.max, date.min)  # no anchoring at all: what publication dating reads


def iso(text: str) -> date:
    """Read an ISO day."""
    return date.fromisoformat(text[:10])


class Anchoring:
    """Resolves the expressions of one document in reading order and gathers the annotations."""

    def __init__(self, reading: Reading, scan: Scan, published: tuple[date, date] | None) -> None:
        self.reading = reading
        self.scan = scan
        self.published = published
        self.times: list[Timex] = []
        self.unplaced: list[Unplaced] = []
        self.embeds = embed_days(reading, scan) if published != FREE else []
        self.headline = False
        self.before: tuple[Stretch, str] | None = None
        self.before_at = -MEMORY - 1
        self.number = 0
        self.weekdays_ahead: set[int] = set()

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        self.headline = sentence.zone == "headline"
        self.number += 1

    def add(self, found: Found) -> None:
        """Resolve one expression and keep it, or list it where no calendar has it."""
        span = self.scan.span(found)
        try:
            resolved, against, note = self.resolved(found, span)
        except ImpossibleDateError as wrong:
            document = self.reading.document.id
            self.unplaced.append(
                Unplaced(kind="time", document=document, span=span, why=f"«{span.of(self.reading.text)}»: {wrong}")
            )
            resolved, against, note = UNKNOWN, None, str(wrong)
        timex = self.timex(found, span, resolved, against, note)
        self.times.append(timex)
        self.remember(found.slots, resolved, timex)

    def remember(self, slots: Slots, resolved: Resolved, timex: Timex) -> None:
        """Keep a placed time for the expressions that point back to it."""
        if (
            resolved.first
            and resolved.last
            and resolved.rests_on
            and timex.type in ("DATE", "TIME")
            and slots.until is None
        ):
            self.before = (Stretch(day_or_period(resolved), resolved.first, resolved.last), timex.text)
            self.before_at = self.number
        elif slots.extra == "after" and slots.count and self.before and self.number - self.before_at <= 1:
            self.move(slots)

    def move(self, slots: Slots) -> None:
        """Move the time said before by a length: «في عام 2000 … بعد عقدين»: «منذ ذلك الحين» is then since 2020."""
        first = self.before[0].first if self.before else None
        steps = int(slots.count or 0) * (10 if slots.unit == "DE" else 1)
        unit = "Y" if slots.unit == "DE" else slots.unit or ""
        if (
            first is None
            or self.before is None
            or slots.of
            or slots.mod
            or unit not in ("D", "W", "M", "Y")
            or steps > 500
        ):
            return
        moved = unit_around(first, unit, steps)
        if moved.value:
            self.before = (moved, f"{self.before[1]}, {length(slots.count, slots.unit or '')} later")
            self.before_at = self.number

    def resolved(self, found: Found, span: Span) -> tuple[Resolved, str | None, str]:
        """Resolve against the embed's day or the publication; return what was found, against what, and a note."""
        if self.published == FREE:
            return self.free(found)
        today, name = self.today(span)
        before = self.before[0] if self.before and self.number - self.before_at <= MEMORY else None
        ahead = moved_by_clause(found) and self.ahead(found)
        if today is None:
            alone = resolve(found.slots, View(None, before, ahead))
            return alone, self.against(alone, None, ""), "" if alone.value else "no publication day is known"
        low = resolve(found.slots, View(today[0], before, ahead))
        if today[0] == today[1]:
            return low, self.against(low, today, name), ""
        high = resolve(found.slots, View(today[1], before, ahead))
        same = f"the same for every day from {today[0]} to {today[1]}" if low.rests_on == "today" else ""
        if low.value == high.value:
            return low, self.against(low, today, name), same
        wide = Resolved(None, low.first, high.last, "today")
        return (
            wide,
            self.against(wide, today, name),
            f"{low.value} or up to {high.value}: the publication day is not known",
        )

    def ahead(self, found: Found) -> bool:
        """Say whether a weekday lies ahead: its clause says so, or the body said so of the same weekday before.

        «ستبدأ القمة الأربعاء … وتعقد جلساتها يومي الأربعاء والخميس»: one Wednesday, told twice.
        """
        weekday = found.slots.weekday or 0
        if not looks_ahead(self.scan, found, headline=self.headline):
            return weekday in self.weekdays_ahead
        if not self.headline:
            self.weekdays_ahead.add(weekday)
        return True

    def free(self, found: Found) -> tuple[Resolved, str | None, str]:
        """Give the value that the words have by themselves: a full date, or a partial one («18 يوليوز» XXXX-07-18)."""
        slots = found.slots
        resolved = resolve(slots, View(None, None, ahead=False))
        to_come = slots.relation in ("next", "following") or (slots.until and slots.until.relation == "next")
        note = "ahead" if to_come or looks_ahead(self.scan, found, headline=self.headline, back=SENTENCE) else ""
        if past_month(slots):  # «يوليو الماضي», «الشهر الماضي»: other pages may say which
            return Resolved(f"XXXX-{slots.month:02}" if slots.month else "XXXX-XX", None, None, None), None, "past"
        partial = slots.month is not None and not (slots.relation or slots.until or slots.hijri or slots.year_relation)
        if resolved.value or not partial:
            return resolved, "absolute" if resolved.rests_on else None, note
        day = f"-{slots.day:02}" if slots.day else ""
        return Resolved(f"XXXX-{slots.month:02}{day}", None, None, None), None, note

    def today(self, span: Span) -> tuple[tuple[date, date] | None, str]:
        """Return the writer's today and what it is called: an embed's own date, else the publication."""
        for embed, day in self.embeds:
            if embed.holds(span):
                return ((day, day) if day else None), "embed"
        return self.published, "published"

    def against(self, resolved: Resolved, today: tuple[date, date] | None, name: str) -> str | None:
        """Say in words what a value was resolved against."""
        if resolved.rests_on == "absolute":
            return "absolute"
        if resolved.rests_on == "before" and self.before:
            return f"before: «{self.before[1]}» {self.before[0].value}"
        if resolved.rests_on == "today" and today:
            return f"{name} {today[0]}" + (f"/{today[1]}" if today[0] != today[1] else "")
        return None

    def timex(self, found: Found, span: Span, resolved: Resolved, against: str | None, note: str) -> Timex:
        """Make the annotation with its reasons."""
        slots = found.slots
        rows = list(dict.fromkeys(row.cited for row in slots.rows))
        because = [Reason(rule=slots.rule, row=row, span=span) for row in rows[:1]] or [
            Reason(rule=slots.rule, span=span)
        ]
        because += [Reason(rule="times.row", row=row) for row in rows[1:]]
        notes = [note, self.mismatch(slots, resolved), either(slots)]
        because += [Reason(rule="times.note", detail=n) for n in notes if n]
        return Timex(
            id="", document=self.reading.document.id, span=span, text=span.of(self.reading.text), type=kind(slots, resolved),
            value=resolved.value, mod=slots.mod, resolved_against=against, offset_days=slots.offset, weekday=slots.weekday,
            earliest=resolved.first.isoformat() if resolved.first else None,
            latest=resolved.last.isoformat() if resolved.last else None,
            calendar="hijri" if slots.hijri and resolved.value else "gregorian", because=because,
        )  # fmt: skip

    def mismatch(self, slots: Slots, resolved: Resolved) -> str:
        """Tell where the words name a weekday that the date did not have."""
        if (
            slots.weekday is None
            or slots.until is not None
            or resolved.first is None
            or resolved.first != resolved.last
        ):
            return ""
        if slots.offset is not None and not slots.dated:
            today = self.published
            said = today is not None and today[0] == today[1] and (resolved.first - today[0]).days != slots.offset
            return f"the weekday said goes before the publication day {today[0]}" if said and today else ""
        right = resolved.first.isoweekday()
        return "" if right == slots.weekday else f"weekday {slots.weekday} is said, {resolved.first} is weekday {right}"


def past_month(slots: Slots) -> bool:
    """Say whether an expression is the last month of a name, or the last month: «يوليو الماضي», «الشهر الماضي»."""
    alone = slots.year is None and slots.year_relation is None and slots.day is None and slots.until is None
    named = slots.month is not None or (slots.rule == "times.period" and slots.unit == "M" and slots.extra != "plural")
    return (
        alone and named and slots.relation == "past" and not slots.hijri and slots.heading is None and slots.mod is None
    )


def moved_by_clause(found: Found) -> bool:
    """Say whether a clause looking ahead would move an expression: a weekday, «في وقت لاحق»."""
    weekday = found.slots.weekday is not None and not found.slots.relation
    return weekday or found.slots.fixed == "LATER"


def kind(slots: Slots, resolved: Resolved) -> str:
    """Return the TIMEX3 type: «منذ نحو عامين» is a length, «منذ عامين» a point."""
    if (
        slots.heading in ("ago", "before")
        and resolved.value
        and resolved.value.startswith("P")
        and resolved.value[1:2] in "0123456789X"
    ):
        return "DURATION"
    if slots.type == "DURATION" and resolved.value and resolved.value.endswith("_REF"):
        return "DATE"  # «السنوات المقبلة»: how many nobody says
    return slots.type


def either(slots: Slots) -> str:
    """Tell of the other reading of a date in digits."""
    return (
        f"day first; month first would be {slots.year}-{slots.either[0]:02}-{slots.either[1]:02}"
        if slots.either
        else ""
    )


def day_or_period(resolved: Resolved) -> str | None:
    """Return a value without its hour: what «then» means is the day."""
    if resolved.first and resolved.first == resolved.last:
        return resolved.first.isoformat()
    return resolved.value

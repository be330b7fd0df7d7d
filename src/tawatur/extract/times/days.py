"""Days and what clings to them: «صباح اليوم، الاثنين», «مساء أمس الاثنين 18 مارس», «الساعة الثالثة فجر الأربعاء»."""

from __future__ import annotations

from tawatur.extract.times.clock import clock_time, rewritten
from tawatur.extract.times.dates import date_in_digits, date_in_words, weekday_at
from tawatur.extract.times.rows import PartRow, WordRow
from tawatur.extract.times.scan import DASHES, Found, Scan
from tawatur.extract.times.slots import Slots


def day_expression(scan: Scan, at: int) -> Found | None:
    """Read a day with its part, its weekday, its date and its hour, in the order that the words come."""
    start = opening(scan, at)
    if start is None:
        return None
    last, slots, taken = start
    day = named_day(scan, last, slots)
    if day is None:
        return lone_part(scan, at)
    last, slots, day_taken = day
    last, slots = after_day(scan, night_between(scan, last, slots), slots)
    return Found(at, last, taken if taken is not None else day_taken, slots)


def night_between(scan: Scan, last: int, slots: Slots) -> int:
    """Read on over the second day of a night: «ليل الأحد الاثنين», «ليل الأحد/الاثنين»; the night is the first day's."""
    if slots.part != "NI" or slots.weekday is None:
        return last
    for place in (last, last + 1 if scan.word(last) in DASHES else last):
        nxt = weekday_at(scan, place)
        if nxt and not nxt[3] and nxt[1] == slots.weekday % 7 + 1:
            return nxt[0]
    return last


def opening(scan: Scan, at: int) -> tuple[int, Slots, int | None] | None:
    """Read what may stand before the day: «ساعة مبكرة من», «صباح», «بعد ظهر»; null letters taken if nothing does."""
    last, slots, taken = at, Slots(rule="times.day"), None
    if hour := scan.get(at, "hour"):
        of = scan.word(hour.last) == "من"
        last, taken = hour.last + of, hour.taken
        slots = slots.but(hour.row, type="TIME")
    elif (middle := scan.get(at, "edge")) and scan.get(middle.last, "part", bare=True):
        last, taken, slots = middle.last, middle.taken, slots.but(middle.row)
    if part := scan.get(last, "part", bare=taken is not None):
        assert isinstance(part.row, PartRow)
        taken = part.taken if taken is None else taken
        last = part.last + (scan.word(part.last) == "من")
        slots = slots.but(part.row, type="TIME", part=part.row.part)
    return last, slots, taken


def named_day(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots, int] | None:
    """Read the day itself: today, yesterday, a weekday, a date, any of them after يوم."""
    inside = slots.part is not None or slots.type == "TIME"
    if word := scan.get(at, "word", bare=inside):
        assert isinstance(word.row, WordRow)
        if word.row.offset:
            part = word.row.part or slots.part
            kind = "TIME" if part else slots.type
            return word.last, slots.but(word.row, offset=int(word.row.offset), part=part, type=kind), word.taken
    if today := scan.get(at, "today", bare=inside):
        if set(scan.lexemes(today.last)) & {"relation"} and not inside:
            return None
        number = scan.number(today.last) if scan.word(today.last).startswith("ال") else None
        if number and number.kind == "ordinal":
            return None  # «اليوم الأول»; «اليوم أول زيارة» is today
        return today.last, slots.but(today.row, offset=0), today.taken
    said = scan.get(at, "day", bare=inside)
    here = said.last if said else at
    if weekday := weekday_at(scan, here, company=bool(said) or inside):
        if weekday[3] and (inside or said):
            return None
        more = slots.but(*((said.row,) if said else ()), weekday[2], weekday=weekday[1])
        return weekday[0], more, said.taken if said else weekday[3]
    if inside and slots.part is None and not said:
        return None
    if said or slots.part is not None:
        return dated_day(scan, here, slots if not said else slots.but(said.row), said.taken if said else 0)
    return None


def dated_day(scan: Scan, at: int, slots: Slots, taken: int) -> tuple[int, Slots, int] | None:
    """Read a date after يوم or a part of the day: «يوم 12 مارس», «ليلة 28 يناير»."""
    found = date_in_digits(scan, at) or date_in_words(scan, at)
    if found and not found.taken:
        return found.last, merged(slots, found.slots), taken
    number = scan.digits(at)
    after = scan.word(at + 1)
    if number is None or not 1 <= number <= 31 or len(scan.word(at)) > 2 or after in ("/", "-", "."):
        return None
    counted = after[:1].isalpha() and not after.startswith(("ب", "ل", "ال", "و", "ف", "من", "في", "ان", "ا"))
    return None if counted else (at + 1, slots.but(rule="times.day-number", day=number), taken)


def merged(slots: Slots, date: Slots) -> Slots:
    """Put a date into slots that may already hold a weekday, an offset or a part of the day."""
    return slots.but(
        *date.rows, rule="times.date" if slots.offset is None else "times.today-date", year=date.year, month=date.month,
        day=date.day, hijri=date.hijri, relation=date.relation or slots.relation, month_relation=date.month_relation,
        year_relation=date.year_relation, until=date.until, either=date.either,
    )  # fmt: skip


def after_day(scan: Scan, last: int, slots: Slots) -> tuple[int, Slots]:
    """Read on after the day: a weekday, «الماضي», a date, «صباحا», an hour, each once."""
    for reader in (a_weekday, a_relation, a_date, a_part, an_hour, a_part):
        for place in scan.pauses(last):
            if read := reader(scan, place, slots):
                end, slots = read
                last = scan.close(end, last, place) if place > last else end
                break
    return last, slots


def a_weekday(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots] | None:
    """Read the weekday after «اليوم», «أمس», «غدا»."""
    if slots.weekday is not None or slots.offset is None:
        return None
    said = scan.get(at, "day", bare=True)
    found = weekday_at(scan, said.last if said else at)
    return (found[0], slots.but(found[2], weekday=found[1])) if found and not found[3] else None


def a_relation(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots] | None:
    """Read «الماضي» or «المقبل» after a weekday."""
    relation = scan.get(at, "relation", bare=True)
    if (
        relation is None
        or slots.relation
        or slots.weekday is None
        or (at > scan.start and scan.words[at - 1] in "،,/(")
    ):
        return None
    return relation.last, slots.but(relation.row, relation=relation.relation)


def a_date(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots] | None:
    """Read the date after a weekday or «اليوم»: «الموافق 12 من مارس 2019», «18 يوليوز»."""
    if slots.dated:
        return None
    matching = scan.get(at, "matching", bare=True)
    here = matching.last if matching else at
    for place in scan.pauses(here, 1):
        found = date_in_digits(scan, place) or date_in_words(scan, place)
        if found and not found.taken:
            both = merged(slots, found.slots)
            return other_calendar(scan, found.last, both)
    return None


def other_calendar(scan: Scan, last: int, slots: Slots) -> tuple[int, Slots]:
    """Take in the same day's date in the other calendar: «9 رمضان 1440 هـ الموافق 14 مايو 2019»."""
    for place in scan.pauses(last, 1):
        matching = scan.get(place, "matching", bare=True)
        found = date_in_words(scan, matching.last if matching else place) if matching or place > last else None
        if found and not found.taken and found.slots.hijri != slots.hijri and found.slots.year:
            kept = merged(slots, found.slots) if slots.hijri else slots.but(*found.slots.rows)
            return scan.close(found.last, last, place), kept
    return last, slots


def a_part(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots] | None:
    """Read «صباحا», «مساء» after a day or an hour."""
    part = scan.get(at, "part", bare=True)
    if part is None or slots.part or not isinstance(part.row, PartRow) or not part.row.stands_alone(part.form):
        return None
    return part.last, slots.but(part.row, part=part.row.part, type="TIME")


def an_hour(scan: Scan, at: int, slots: Slots) -> tuple[int, Slots] | None:
    """Read the hour after a day: «السبت الساعة 14:30»."""
    if slots.clock:
        return None
    here = at + (scan.word(at) in ("في", "عند"))
    found = clock_time(scan, here)
    if found is None or found.taken or (here > at and scan.get(here, "clock") is None):
        return None
    part = found.slots.part or slots.part
    return found.last, slots.but(
        *found.slots.rows, clock=rewritten(found.slots.clock, part), zone=found.slots.zone, part=part, type="TIME"
    )


def lone_part(scan: Scan, at: int) -> Found | None:
    """Read a part of the day with no day: «مساء», «ليلا»."""
    part = scan.get(at, "part")
    if part is None or not isinstance(part.row, PartRow) or not part.row.stands_alone(part.form):
        return None
    slots = Slots(rule="times.part", rows=(part.row,), type="TIME", part=part.row.part)
    return Found(at, part.last, part.taken, slots)


def several_days(scan: Scan, at: int) -> Found | None:
    """Read «يومي السبت والأحد», «يومي 6 و7 فبراير», «أيام السبت والأحد والاثنين»."""
    said = scan.get(at, "days")
    if said is None:
        return None
    if (date := date_in_words(scan, said.last)) and not date.taken and date.slots.until:
        return Found(at, date.last, said.taken, date.slots.but(said.row, rule="times.days"))
    first = weekday_at(scan, said.last)
    if first is None or first[3]:
        return None
    last, end = first[0], None
    while (nxt := weekday_at(scan, last)) and nxt[3] == 1:
        last, end = nxt[0], nxt[1]
    if end is None:
        return None
    slots = Slots(rule="times.days", rows=(said.row, first[2]), weekday=first[1])
    relation = scan.get(last, "relation", bare=True)
    if relation:
        last, slots = relation.last, slots.but(relation.row, relation=relation.relation)
    return Found(at, last, said.taken, slots.but(until=slots.but(weekday=end)))

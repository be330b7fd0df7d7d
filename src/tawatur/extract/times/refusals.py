"""What looks like a time and is none: names with time words in them, dates in the names of streets, ages."""

from __future__ import annotations

from tawatur.extract.times.scan import Found, Scan

QUOTES = frozenset(("«", "»", '"', "“", "”", "'"))


def is_age(scan: Scan, found: Found) -> bool:
    """Say whether a number of years is somebody's age: «البالغ 30 عاما», «(23 عاما)»."""
    slots = found.slots
    quoted = scan.word(found.first - 1) in QUOTES and scan.word(found.last) in QUOTES
    if slots.rule == "times.length" and quoted:
        return True  # a programme's title, or an age after a name
    if slots.type != "DURATION" or slots.unit not in ("Y", "M") or slots.relation:
        return False
    if "person" in scan.lexemes(found.first - 1):
        return True
    if any("age" in scan.lexemes(i) for i in range(max(scan.start, found.first - 4), found.first)):
        return True
    if scan.word(found.last) == "من" and "age" in scan.lexemes(found.last + 1):
        return True
    if (
        scan.word(found.last - 1) == "سنه"
        and scan.digits(found.first) in range(5, 111)
        and not scan.led(found.first)
        and not found.taken
    ):
        return True  # «فلان 23 سنة»: news writes ages so, and lengths «23 عاما» or after a preposition
    opened, closed = scan.word(found.first - 1), scan.word(found.last)
    marks = ("،", ",", "(", ")", "-", "–", '"', "”", "“", "»", "ـ", "«", "")
    return (
        slots.count is not None
        and slots.mod is None
        and opened in marks
        and closed in marks
        and opened != ""
        and slots.unit == "Y"
    )


def event_name(scan: Scan, found: Found) -> bool:
    """Say whether a date is part of a name: «شارع 9 يونيو», «ثورة يناير»."""
    slots = found.slots
    if slots.month is None or slots.year is not None or slots.relation or slots.weekday is not None or found.taken:
        return False
    for back in (1, 2):
        at = found.first - back
        if at >= scan.start and scan.get(at, "not-head"):
            return True
        if scan.word(at) not in ("«", '"', "“"):
            return False
    return False


def a_name(scan: Scan, at: int) -> int | None:
    """Return the token after a name that holds a time word: «اليوم السابع»; some are names only in marks: «مصر اليوم»."""
    name = scan.get(at, "not-name")
    if name is None:
        name = scan.get(at, "not-quoted")
    if name is None:
        return None
    if scan.words[name.last - 1] == "اليوم" and scan.get(name.last, "weekday", bare=True):
        return None
    marked = scan.word(at - 1) in ("«", '"', "“", "'", "(") or scan.word(name.last) in ("»", '"', "”", "'")
    return name.last if marked or name.kind == "not-name" else None

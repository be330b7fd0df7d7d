"""A story → an iCalendar file (RFC 5545): an all-day entry for each dated event, with the pages' words in its description.

An event known by its month takes the whole month, and says so. Events of no known first and last day are left out and counted
in X-TAWATUR-UNDATED.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tawatur.base.story import Event, Story
from tawatur.view.chronology import when
from tawatur.view.exports import addresses, dates, event_names, quotes
from tawatur.view.exports.characters import one_line, xml_text
from tawatur.view.exports.dates import Days
from tawatur.view.index import Index
from tawatur.view.labels import in_words, label
from tawatur.view.language import _, language
from tawatur.view.sections import chains_in_words

OCTETS = 75  # RFC 5545, 3.1: a content line is no longer, its line end not counted
SPECIAL = re.compile(r"[\\;,]")
UNKNOWN_STAMP = date(1970, 1, 1)


def to_icalendar(story: Story) -> bytes:
    """Write the dated events in the story's order."""
    index = Index(story)
    names = event_names.names(index)
    dated = [(e, covered) for e in story.chronology if (covered := days_of(e))]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Tawatur//Tawatur {text(story.built_with.tawatur)}//{language().upper()}",
        "CALSCALE:GREGORIAN",
        f"X-TAWATUR-UNDATED:{len(story.chronology) - len(dated)}",
        *(line for event, covered in dated for line in entry(index, event, covered, names[event.id])),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def days_of(event: Event) -> Days | None:
    """Return an event's days; null where they are not known, or where no day follows the last one to end before."""
    covered = dates.of_event(event)
    return covered if covered and covered.last < date.max else None


def entry(index: Index, event: Event, covered: Days, name: str) -> Iterator[str]:
    """Yield one event's lines. DTEND is the day after the last: RFC 5545 leaves the end itself out (3.6.1)."""
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@tawatur"
    yield f"DTSTAMP:{compact(stamp(index, event))}T000000Z"
    yield f"DTSTART;VALUE=DATE:{compact(covered.first)}"
    yield f"DTEND;VALUE=DATE:{compact(covered.last + timedelta(days=1))}"
    yield f"SUMMARY;LANGUAGE=ar:{text(summary(event))}"
    yield f"DESCRIPTION;LANGUAGE={language()}:" + r"\n".join(map(text, description(index, event, covered)))
    if event.place:
        yield f"LOCATION;LANGUAGE=ar:{text(index.name(event.place))}"
    yield f"CATEGORIES:{text(event.type)}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-TAWATUR-EVENT:{text(event.id)}"
    yield "END:VEVENT"


def stamp(index: Index, event: Event) -> date:
    """Return the last day on which a page that tells of the event is known to have come out.

    RFC 5545 (3.8.7.2) asks when an entry was last revised; a clock would give the same story other bytes every time.
    """
    published = [index.documents[d].published.day for d in quotes.pages(index, event)]
    known = [covered.last for day in published if day and (covered := dates.days(day))]
    return max(known, default=UNKNOWN_STAMP)


def summary(event: Event) -> str:
    """Return an event's title, and in brackets what it is if it is not told as having happened: planned, denied…"""
    return event.title if event.modality == "happened" else f"{event.title} ({label('modality', event.modality)})"


def description(index: Index, event: Event, covered: Days) -> Iterator[str]:
    """Yield what a reader needs to judge the entry: the date as it is known, the chains, and who says what."""
    if covered.first != covered.last:
        yield _("the date as it is known: {date}", date=in_words(*when(event)).words)
    yield chains_in_words(event)
    for quote in quotes.of_event(index, event):
        page = index.documents.get(quote.document)
        where = (addresses.web(page) if page else None) or quote.document
        yield f"{index.outlet(quote.document)}: «{one_line(quote.words)}» ({where})"


def compact(day: date) -> str:
    """Write a day as RFC 5545 does: «20190412»."""
    return day.isoformat().replace("-", "")


def text(words: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11), put on one line."""
    return SPECIAL.sub(lambda c: "\\" + c.group(), one_line(xml_text(words)))


def folded(line: str) -> bytes:
    """Write a content line, folded so that no part is longer than 75 octets and no character is cut."""
    parts = [bytearray()]
    for letter in line:
        octets = letter.encode("utf-8")
        if len(parts[-1]) + len(octets) > OCTETS:
            parts.append(bytearray(b" "))
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"

"""The days that pages give one event → one event at several grains, or days that cannot both be right.

A month and a day in it are one date. Days contradict where both are written out in full, the event happened once and
did not last, and no day of the one is a day of the other. A weekday by name on a page whose own day is known
(«اليوم السبت») is as good as a full date; words that hang on the page's day alone («أمس») are no ground: copied a day
later they mean another day.
"""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import EventMention, Timex
from tawatur.base.fold import fold
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Event
from tawatur.merge.disagreements.bounds import FEW
from tawatur.merge.disagreements.said import Said, disagreement, pages

LASTING = frozenset(
    [
        "visit",
        "tour",
        "trip",
        "talks",
        "negotiations",
        "conference",
        "exercise",
        "summit",
        "exhibition",
        "festival",
        "campaign",
        "war",
        "siege",
        "strike",
        "sit-in",
        "protest",
        "demonstration",
        "elections",
        "election",
        "season",
        "tournament",
        "arrival",
        "departure",
        "delegation",
    ]
)
NEAR = 45  # days within which two full dates may be two accounts of one event of the same people
DAYS = 10  # and of one disaster with the same toll
TOLLS = ("killed", "injured")
SHORT = 3  # letters of a word that tells no place from another


class Dated(NamedTuple):
    """A mention's day or days, as its words give them."""

    mention: EventMention
    time: Timex
    earliest: str
    latest: str
    page_dated: bool = False

    @property
    def said(self) -> Said:
        """Return the value as said."""
        value = self.time.value or f"{self.earliest}/{self.latest}"
        return Said((self.earliest, self.latest), value, self.mention.document, self.time.span)

    @property
    def written_out(self) -> bool:
        """Say whether the words give one full day: by themselves, or by a weekday on a page whose own day is known."""
        by_itself = self.time.offset_days is None and any(c.isdigit() for c in self.time.text)
        by_weekday = self.page_dated and self.time.weekday is not None
        return self.earliest == self.latest and (by_itself or by_weekday)


def dated_mentions(event: Event, readings: dict[str, Reading]) -> list[Dated]:
    """List the mentions of an event that happened and whose time expression is known."""
    wanted = set(event.event_mentions)
    found = []
    for document in event.documents:
        reading = readings.get(document)
        for mention in reading.event_mentions if reading else ():
            if mention.id in wanted and mention.modality == "happened" and mention.time and mention.time.span:
                time = next((t for t in reading.times if t.span == mention.time.span), None)  # type: ignore[union-attr]
                first, last = mention.time.earliest, mention.time.latest
                if time and first and last and time.type in ("DATE", "TIME"):
                    found.append(Dated(mention, time, first, last, reading.document.published.day is not None))  # type: ignore[union-attr]
    return found


def date_disagreements(event: Event, readings: dict[str, Reading]) -> list[Disagreement]:
    """Compare the days of one event's mentions."""
    dated = dated_mentions(event, readings)
    said = {d.said for d in dated}
    if len({s.key for s in said}) < 2 or len(pages(said)) < 2:
        return []
    full = [d for d in dated if d.written_out]
    apart = [d for d in full if any(o.mention.document != d.mention.document and disjoint(d, o) for o in full)]
    if apart and event.mode not in LASTING:
        return [
            disagreement(event.id, "date", "contradiction", {d.said for d in apart}, "Full dates of one event differ.")
        ]
    if any(disjoint(a, b) for a in dated for b in dated):
        why = "Days differ, but the event lasted or the words hang on the page's own day."
        return [disagreement(event.id, "date", "scope", said, why)]
    return [disagreement(event.id, "date", "granularity", said, "One date, given more or less exactly.")]


def disjoint(a: Dated, b: Dated) -> bool:
    """Say whether the two share no day."""
    return a.latest < b.earliest or b.latest < a.earliest


def twin_disagreements(events: list[Event], readings: dict[str, Reading]) -> list[Disagreement]:
    """Find two rows that are one happening with two full dates: same kind, same place, other pages, days apart.

    Only what does not recur within days counts, and only if the rows share the trigger and two participants, or the toll.
    """
    found: dict[frozenset[Said], Disagreement] = {}
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.mode in LASTING or event.modality != "happened":
            continue
        if event.mode:
            groups.setdefault((event.type, event.mode), []).append(event)
        for counted, value in exact_counts(event, readings):
            if counted in TOLLS and float(value) >= FEW:  # «مقتل» on one page, «حريق» on another: one toll
                groups.setdefault((counted, value), []).append(event)
    for group in groups.values():
        for n, one in enumerate(group[:200]):
            for other in group[n + 1 : n + 50]:
                if twins(one, other, readings):
                    a, b = dated_mentions(one, readings), dated_mentions(other, readings)
                    said = frozenset(d.said for d in (*a, *b) if d.written_out)
                    why = "Two accounts of what seems one happening give different full dates."
                    found.setdefault(said, disagreement(one.id, "date", "contradiction", said, why))
    return list(found.values())


def twins(one: Event, other: Event, readings: dict[str, Reading]) -> bool:
    """Say whether two rows are one happening told with two dates."""
    ones, others = set(one.documents), set(other.documents)
    by_people = bool(
        not ones & others
        and one.place
        and one.place == other.place
        and len(takers(one) & takers(other)) > 1
        and one.actors == other.actors
    )
    by_toll = bool(ones - others and others - ones) and same_toll(one, other, readings)
    if not by_people and not by_toll:
        return False
    a, b = ([d for d in dated_mentions(e, readings) if d.written_out] for e in (one, other))
    if not (a and b and all(disjoint(x, y) for x in a for y in b)):
        return False
    if by_toll and places_named(a, readings) & places_named(b, readings) and distance(a[0], b[0]) <= DAYS:
        return True
    triggers = [{fold(d.mention.trigger.text) for d in side} for side in (a, b)]
    return by_people and bool(triggers[0] & triggers[1]) and distance(a[0], b[0]) <= NEAR


def places_named(dated: list[Dated], readings: dict[str, Reading]) -> set[str]:
    """List the words of the places that the sentences of some mentions name: «سوق عين النسور» and «عين النسور» share one."""
    return {
        word
        for d in dated
        for m in readings[d.mention.document].mentions
        if m.kind in ("place", "facility") and (d.mention.sentence or d.mention.span).holds(m.span)
        for word in fold(m.name).split()
        if len(word) > SHORT
    }


def takers(event: Event) -> set[str]:
    """Return the entities that take part in an event."""
    return {*event.actors, *event.recipients}


def same_toll(one: Event, other: Event, readings: dict[str, Reading]) -> bool:
    """Say whether two rows count the same killed and the same injured, or two other things: chance would not make both so."""
    counts = [exact_counts(e, readings) for e in (one, other)]
    return len({counted for counted, value in counts[0] & counts[1] if float(value) >= FEW}) > 1


def exact_counts(event: Event, readings: dict[str, Reading]) -> set[tuple[str, str]]:
    """List what a row counts exactly, with the count."""
    wanted = set(event.figures)
    figures = (f for d in event.documents if d in readings for f in readings[d].figures if f.id in wanted)
    return {(f.counted, f.value) for f in figures if f.bound == "exactly" and f.counted}


def distance(a: Dated, b: Dated) -> int:
    """Count the days between two full dates."""
    from datetime import date

    return abs((date.fromisoformat(a.earliest) - date.fromisoformat(b.earliest)).days)


def place_disagreements(event: Event) -> list[Disagreement]:
    """Note places of which one's name holds the other's: the camp of a city and the city are no contradiction."""
    said = {(fold(s.value), s.value, s.document, Span(*s.span)) for s in event.statements if s.property == "place"}
    values = [Said(*s) for s in said]
    nested = [
        s
        for s in values
        if any(
            s.document != o.document and s.key != o.key and set(fold(s.value).split()) & set(fold(o.value).split())
            for o in values
        )
    ]
    if not nested:
        return []
    return [disagreement(event.id, "place", "granularity", nested, "One place, named more or less exactly.")]

"""Two event mentions → how far they speak for one event: a sum of weights that `tawatur why` shows.

Most mentions of a story that is copied much are alike in all that is compared. So what two mentions of different pages
say for one event is asked once for their traits, not once for every two pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tawatur.base.annotation import EventMention
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.merge.events.kinds import ONCE, mode_family

WEIGHTS = {
    "mode": 0.6, "other mode": -0.6, "same day": 1.2, "days meet": 0.4, "shared person": 1.0, "shared body": 0.5,
    "shared bodies, of what happens once": 0.9,
    "other people": -1.2, "same place": 0.3, "other place": -0.6, "same trigger": 0.3, "one page, two sentences": -0.2, "one sentence": 0.6,
    "headline and body": 0.9,
    "planned against happened": -0.3, "other days, of what happens once": 0.0,
}  # fmt: skip
JOIN = 1.5  # the sum at which two mentions are one event
NEAR = 10  # days within which two accounts of such an event are compared


class Traits(NamedTuple):
    """What comparisons across pages look at. ``mode`` is the mode's family, ``days`` bound it where both are known."""

    mode: str
    people: frozenset[str]
    bodies: frozenset[str]
    place: str | None
    days: tuple[str, str] | None
    trigger: str
    planned: bool


@dataclass(frozen=True, eq=False)
class Happening:
    """An event mention, reduced to what comparisons look at."""

    mention: EventMention
    traits: Traits
    headline: bool = False

    @property
    def kind(self) -> str:
        """Name the type for comparison: a death and a killing, a deal and a signing may be one, whatever type the words give."""
        return self.traits.mode if self.traits.mode in ("killing", "signing") else self.mention.type

    @property
    def features(self) -> list[tuple[str, str]]:
        """List what two mentions must share one of to be compared at all."""
        m, t = self.mention, self.traits
        keys = [*t.people, *t.bodies, *([t.place] if t.place else []), t.trigger]
        keys += [f"{m.document} {m.sentence}", f"{m.document} {t.mode}"]
        if t.days:
            keys.append(f"{t.mode} {t.days}")
        return [(self.kind, k) for k in keys]


def happening(mention: EventMention, kinds: dict[str, str], headlines: dict[str, Span]) -> Happening:
    """Reduce a mention; `kinds` gives each entity's kind, `headlines` each page's headline."""
    taking_part = {p.entity for p in (*mention.actors, *mention.recipients) if p.entity}
    people = frozenset(e for e in taking_part if kinds.get(e) == "person")
    headline = mention.document in headlines and headlines[mention.document].holds(mention.trigger.span)
    time = mention.time
    traits = Traits(
        mode=mode_family(mention),
        people=people,
        bodies=frozenset(taking_part - people),
        place=mention.place.entity if mention.place else None,
        days=(time.earliest, time.latest) if time and time.earliest and time.latest else None,
        trigger=fold(mention.trigger.text),
        planned=mention.modality == "planned",
    )
    return Happening(mention, traits, headline)


Sum = tuple[float, tuple[str, ...]]


def compare(a: Happening, b: Happening) -> Sum | None:
    """Sum what speaks for one event; None where the two cannot be one."""
    if a.mention.document != b.mention.document:
        return across_pages(a.traits, b.traits)
    grounds = common_grounds(a.traits, b.traits, False)
    return None if grounds is None else summed([*grounds, on_one_page(a, b)])


@lru_cache(maxsize=1 << 18)
def across_pages(a: Traits, b: Traits) -> Sum | None:
    """Sum what speaks for one event where two pages tell it."""
    grounds = common_grounds(a, b, True)
    return None if grounds is None else summed(grounds)


def summed(grounds: list[str]) -> Sum:
    """Add up the weights."""
    return sum(WEIGHTS[g] for g in grounds), tuple(grounds)


def common_grounds(a: Traits, b: Traits, two_pages: bool) -> list[str] | None:
    """List what speaks for one event and against it; None where the two cannot be one."""
    grounds = [*when(a, b, two_pages), *who(a, b)]
    if "" in grounds:
        return None
    if a.mode and b.mode:
        grounds.append("mode" if a.mode == b.mode else "other mode")
    if a.place and b.place:
        grounds.append("same place" if a.place == b.place else "other place")
    if a.trigger == b.trigger:
        grounds.append("same trigger")
    if a.planned != b.planned:
        grounds.append("planned against happened")
    return grounds


def when(a: Traits, b: Traits, two_pages: bool) -> list[str]:
    """Compare the days; an empty ground forbids."""
    if not (a.days and b.days):
        return []
    if a.days[0] <= b.days[1] and b.days[0] <= a.days[1]:
        return ["same day" if a.days == b.days else "days meet"]
    return ["other days, of what happens once" if two_pages and happens_once(a, b) else ""]


def who(a: Traits, b: Traits) -> list[str]:
    """Compare the people and the bodies; an empty ground forbids."""
    grounds = []
    shared = a.bodies & b.bodies
    if a.people and b.people:
        if a.people & b.people:
            grounds.append("shared person")
        else:
            grounds.append("other people" if a.mode == b.mode and shared else "")
    if shared:
        several = len(shared) > 1 and a.mode == b.mode and a.mode in ONCE
        grounds.append("shared bodies, of what happens once" if several else "shared body")
    return grounds


def happens_once(a: Traits, b: Traits) -> bool:
    """Say whether two pages that give different days may yet tell one event: a thing done once to one person, days
    apart.

    «أوقف القبطان يوم الخميس» on one page and «يوم السبت» on another are one arrest and two accounts of its day.
    """
    if a.mode != b.mode or a.mode not in ONCE or (a.people and b.people and not a.people & b.people):
        return False
    ends = sorted(date.fromisoformat(d) for d in (*(a.days or ()), *(b.days or ())))
    return (ends[-1] - ends[0]).days <= NEAR


def on_one_page(a: Happening, b: Happening) -> str:
    """Say how two mentions of one page stand to one another: a headline tells the event that the body tells in full."""
    if a.mention.sentence == b.mention.sentence:
        return "one sentence"
    return "headline and body" if a.headline != b.headline else "one page, two sentences"

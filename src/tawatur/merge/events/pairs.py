"""A story's event mentions → the pairs that were joined into one event, and those that nearly were, each with its sum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tawatur.base.annotation import EventMention
from tawatur.base.pair import Pair
from tawatur.base.reason import Reason
from tawatur.base.story import Story
from tawatur.merge.events.groups import joined as reason_of
from tawatur.merge.events.happenings import JOIN, Happening, compare, happening

NEARLY = 0.6  # below the sum that joins: one ground more would have done it
MOST = 300  # pairs that were nearly joined; the nearest of them
BLOCK = 12  # mentions that share a feature; a feature of more tells little
SIDES = re.compile(r"(\S+) = (\S+): ")


def pairs(story: Story) -> list[Pair]:
    """List the joins that made the story's rows, then the nearest of those that were not made."""
    row_of = {m: row.id for row in story.chronology for m in row.event_mentions}
    told = happenings(story, row_of)
    return [*made(story), *nearly(list(told.values()), row_of)]


def judged(story: Story, sides: Iterable[tuple[str, str]]) -> list[Pair]:
    """Give pairs that people have judged what speaks for each, and not what became of it."""
    told = happenings(story, {m.id for m in story.event_mentions})
    return [without_outcome(told[a], told[b]) for a, b in sides if a in told and b in told]


def happenings(story: Story, wanted: Iterable[str]) -> dict[str, Happening]:
    """Reduce some event mentions of a story to what is compared."""
    kinds = {e.id: e.kind for e in story.entities}
    headlines = {d.id: d.title.span for d in story.documents if d.title and d.title.span}
    kept = set(wanted)
    return {m.id: happening(m, kinds, headlines) for m in story.event_mentions if m.id in kept}


def made(story: Story) -> Iterator[Pair]:
    """Yield the joins by their sums, as each row keeps them."""
    known: dict[str, EventMention] = {m.id: m for m in story.event_mentions}
    for reason in (r for row in story.chronology for r in row.because if r.rule == "events.same"):
        found = SIDES.match(reason.detail)
        if found and found[1] in known and found[2] in known and reason.score is not None:
            yield pair(found[1], found[2], True, reason.score, [reason])


def nearly(told: list[Happening], row_of: dict[str, str]) -> list[Pair]:
    """List the pairs of rows that were nearly one, each by its nearest pair of mentions, the nearest first."""
    best: dict[frozenset[str], tuple[float, Happening, Happening, tuple[str, ...]]] = {}
    for a, b in neighbours(told):
        one, other = row_of[a.mention.id], row_of[b.mention.id]
        found = compare(a, b) if one != other else None
        if found and found[0] >= JOIN - NEARLY:
            rows = frozenset((one, other))
            if rows not in best or found[0] > best[rows][0]:
                best[rows] = (found[0], a, b, found[1])
    nearest = sorted(best.values(), key=lambda n: (abs(n[0] - JOIN), n[1].mention.id, n[2].mention.id))[:MOST]
    return [pair(a.mention.id, b.mention.id, False, total, apart(a, b, total, g)) for total, a, b, g in nearest]


def apart(a: Happening, b: Happening, total: float, grounds: tuple[str, ...]) -> list[Reason]:
    """Give the sum, and where it would have joined the two, what did not let it."""
    others = Reason(rule="events.others-forbid", detail=f"{a.mention.id} ≠ {b.mention.id}")
    return [reason_of(a, b, total, grounds), *([others] if total >= JOIN else [])]


def neighbours(told: list[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Yield the pairs that share a type and a rare feature, each once."""
    by_feature: dict[tuple[str, str], list[int]] = {}
    for n, one in enumerate(told):
        for feature in one.features:
            by_feature.setdefault(feature, []).append(n)
    seen: set[tuple[int, int]] = set()
    for members in by_feature.values():
        for at, first in enumerate(members):
            for second in members[at + 1 : at + BLOCK]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield told[first], told[second]


def without_outcome(a: Happening, b: Happening) -> Pair:
    """Sum up what speaks for one event; nothing where days or people forbid it."""
    found = compare(a, b)
    if found is None:
        forbidden = Reason(rule="events.forbidden", detail=f"{a.mention.id} ≠ {b.mention.id}")
        return pair(a.mention.id, b.mention.id, None, 0.0, [forbidden])
    return pair(a.mention.id, b.mention.id, None, found[0], [reason_of(a, b, *found)])


def pair(a: str, b: str, joined: bool | None, total: float, because: list[Reason]) -> Pair:
    """Make a pair; its margin is the share of the joining sum that it lies above or below it."""
    margin = round(min(1.0, abs(total - JOIN) / JOIN), 3)
    return Pair(noun="EventMention", a=a, b=b, joined=joined, margin=margin, because=because)

"""A story → the pairs that a person may want to judge, those nearest to the border between joined and apart first."""

from __future__ import annotations

from tawatur.base.pair import Pair
from tawatur.base.story import Story
from tawatur.merge.entities import pairs as of_names
from tawatur.merge.events import pairs as of_events


def found(story: Story) -> list[Pair]:
    """List the pairs, each once; what people have judged is among them, and not told apart by its outcome."""
    known = judged_sides(story)
    fresh = [*of_names.pairs(story), *of_events.pairs(story)]
    told = [
        *of_names.judged(story, known["Mention"].values()),
        *of_events.judged(story, known["EventMention"].values()),
    ]
    each = {p.sides: p for p in fresh} | {p.sides: p for p in told}
    sure = sureness(story)
    return sorted(each.values(), key=lambda p: (p.margin, min(sure.get(p.a, 1.0), sure.get(p.b, 1.0)), p.a, p.b))


def judged_sides(story: Story) -> dict[str, dict[frozenset[str], tuple[str, str]]]:
    """List the pairs of mentions that judgements are about and that are not taken back, by noun."""
    sides: dict[str, dict[frozenset[str], tuple[str, str]]] = {"Mention": {}, "EventMention": {}}
    for j in story.judgements:
        now = j.standing
        if j.noun in sides and now and now.a and now.b and now.state != "undone":
            sides[j.noun][frozenset((now.a, now.b))] = (now.a, now.b)
    return sides


def sureness(story: Story) -> dict[str, float]:
    """Say how sure each mention itself is."""
    names = {m.id: m.score for e in story.entities for m in e.mentions}
    return names | {m.id: m.score for m in story.event_mentions}

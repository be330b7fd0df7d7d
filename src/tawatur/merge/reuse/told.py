"""The attributions that govern a passage's shared words, on both sides, and which of them answer to each other."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Attribution
from tawatur.base.origins import names_outlet
from tawatur.merge.reuse.direction import Side
from tawatur.merge.reuse.rewordings import same_words
from tawatur.merge.reuse.twins import OTHER, Twins

LEAST = 4  # shared words that an attribution must govern
EDGE = 3  # words by which two contents of one statement may begin or end apart


class Told(NamedTuple):
    """An attribution of one side, the places in the passage's equal pairs that its content holds, and whether what it says
    begins (or ends, where the cue follows) with the passage or in it: a speech that began long before says less of it."""

    attribution: Attribution
    places: range
    begins: bool


def told_by(twins: Twins, which: str) -> list[Told]:
    """List one side's attributions with a cue that govern shared words; a credit to the other page's outlet is no voice."""
    side, outlet = twins.side(which), twins.side(OTHER[which]).page.reading.document.outlet
    found = []
    for attribution in side.page.reading.attributions:
        if not attribution.cue or not attribution.content.span.meets(side.span):
            continue
        if outlet and attribution.source and names_outlet(attribution.source.text, outlet.name):
            continue
        content = side.page.words.meeting(attribution.content.span)
        places = twins.positions(which, content)
        if len(places) >= LEAST:
            found.append(Told(attribution, places, begins_in(side, attribution, content)))
    return found


def begins_in(side: Side, attribution: Attribution, content: range) -> bool:
    """Say whether the content begins in the passage or a few words before it, or ends so where the cue follows."""
    if leads(attribution):
        return content.start >= side.range.start - EDGE
    return content.stop <= side.range.stop + EDGE


def leads(attribution: Attribution) -> bool:
    """Say whether the cue stands before what is said."""
    assert attribution.cue
    return attribution.cue.span.start < attribution.content.span.start


def paired(one: list[Told], other: list[Told]) -> list[tuple[Told, Told]]:
    """Pair the attributions that govern the same words: the same source first, then those that cover each other best."""
    ranked = sorted(
        ((score, x, y) for x in one for y in other if (score := alike(x, y))),
        key=lambda found: (found[0], -breadth(found[1]) - breadth(found[2])), reverse=True,
    )  # fmt: skip
    taken: set[int] = set()
    pairs = []
    for _, x, y in ranked:
        if taken.isdisjoint((id(x.attribution), id(y.attribution))):
            taken |= {id(x.attribution), id(y.attribution)}
            pairs.append((x, y))
    return pairs


def breadth(told: Told) -> int:
    """Return how long the content is: of tellers in a chain, the innermost has the shortest."""
    return told.attribution.content.span.length


def alike(one: Told, other: Told) -> tuple[bool, float] | None:
    """Say how well two attributions cover each other, half of either at least, or null."""
    shared = len(range(max(one.places.start, other.places.start), min(one.places.stop, other.places.stop)))
    if 2 * shared < max(len(one.places), len(other.places)) or not (one.begins and other.begins):
        return None
    if min(abs(one.places.start - other.places.start), abs(one.places.stop - other.places.stop)) > EDGE:
        return None
    sources = [told.attribution.source for told in (one, other)]
    same = bool(sources[0] and sources[1] and same_words(sources[0].text, sources[1].text))
    return same, shared / max(len(one.places), len(other.places))


def shared(one: range, other: range) -> int:
    """Count the places that two ranges share."""
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))

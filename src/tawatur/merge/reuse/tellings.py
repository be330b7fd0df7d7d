"""What the differing words are: a figure, a time, a hedge, a term of rival camps; the rest are plain words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar

from tawatur.base.lexicon import WordingRow
from tawatur.base.phrases import Hit, Phrases, readings
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.merge.reuse.direction import Page
from tawatur.merge.reuse.hedges import hedge_forms
from tawatur.merge.reuse.rivals import rival, rival_names
from tawatur.merge.reuse.twins import OTHER, Claim, Gap, Twins, cite

Found = TypeVar("Found")

NEAR = 12  # words within which a hedge that changed its place is still the same one


class Item(NamedTuple):
    """Something found on one side: its span and words, what is compared, what parts it from another kind, its row."""

    span: Span
    words: range
    value: tuple[str | None, ...]
    counts: str = ""
    row: str | None = None


def figures(twins: Twins) -> Iterator[Claim]:
    """Yield the figures that differ, in value or in bound; one value in other words («18», «ثمانية عشر») is a spelling."""
    items = {which: counted(twins, which) for which in ("a", "b")}
    for one, other in matched(twins, items):
        same = one and other and one.value == other.value
        yield from both_sides(twins, "spelling" if same else "figure", one, other, "the same value" if same else "")


def counted(twins: Twins, which: str) -> list[Item]:
    """List one side's figures."""
    side = twins.side(which)
    return [
        Item(f.span, side.page.words.meeting(f.span), (f.bound, f.value), f.counted)
        for f in side.page.reading.figures
        if f.span.meets(side.span)
    ]


def times(twins: Twins) -> Iterator[Claim]:
    """Yield the time expressions that differ; «أمس» that became «الاثنين» of the same day is reworded."""
    items = {which: timed(twins, which) for which in ("a", "b")}
    for one, other in matched(twins, items):
        same = one and other and one.value == other.value and one.value[0]
        yield from both_sides(twins, "time", one, other, "the same time" if same else "", "reworded" if same else "")


def timed(twins: Twins, which: str) -> list[Item]:
    """List one side's time expressions."""
    side = twins.side(which)
    return [
        Item(t.span, side.page.words.meeting(t.span), (t.value,))
        for t in side.page.reading.times
        if t.span.meets(side.span)
    ]


def matched(twins: Twins, items: dict[str, list[Item]]) -> Iterator[tuple[Item | None, Item | None]]:
    """Pair items of both sides that stand in the same place; yield those of which some words differ."""
    left = list(items["b"])
    for one in items["a"]:
        there = twins.opposite("a", one.words)
        other = next((i for i in left if not there.isdisjoint(i.words) and comparable(twins, one, i)), None)
        if other:
            left.remove(other)
        if twins.own("a", one.words) or (other and twins.own("b", other.words)):
            yield one, other
    yield from ((None, other) for other in left if twins.own("b", other.words))


def comparable(twins: Twins, one: Item, other: Item) -> bool:
    """Say whether two items are of one thing: they count the same, or share words."""
    return one.counts == other.counts or any(twins.answers["a"].get(w, -1) in other.words for w in one.words)


def both_sides(
    twins: Twins, kind: str, one: Item | None, other: Item | None, note: str = "", how: str = ""
) -> Iterator[Claim]:
    """Claim the differing words of two items, of which one may be lacking."""
    a = twins.own("a", one.words) if one else None
    b = twins.own("b", other.words) if other else None
    if (a is None and b is None) or (kind == "spelling" and not (a and b)):
        return
    because = [
        cite(kind, twins.side(which), item.span, "; ".join(filter(None, [*item.value, note])), item.row)
        for which, item in (("a", one), ("b", other))
        if item
    ]
    yield Claim(kind, a, b, because, how)


def hedges(twins: Twins) -> Iterator[Claim]:
    """Yield the hedges that one side has and the other has not, nor the same a few words off."""
    words = vocabulary(hedge_forms(twins.lexicons))
    found = {which: hedges_of(twins, which, words) for which in ("a", "b")}
    for which in ("a", "b"):
        for item in found[which]:
            there = twins.opposite(which, item.words)
            if any(answered(twins, which, item, other, there) for other in found[OTHER[which]]):
                continue
            one, other = (item, None) if which == "a" else (None, item)
            yield from both_sides(twins, "hedge", one, other)


def answered(twins: Twins, which: str, item: Item, other: Item, there: set[int]) -> bool:
    """Say whether the other side hedges too: at the same place, or with the same row near it."""
    if not there.isdisjoint(other.words):
        return True
    gap = twins.gap_at[which][next(w for w in item.words if w in twins.gap_at[which])]
    return item.row == other.row and abs(gap.of(OTHER[which]).start - other.words.start) <= NEAR


def hedges_of(twins: Twins, which: str, known: frozenset[str]) -> list[Item]:
    """List the hedges of one side of which a word stands in a gap, each once."""
    page = twins.side(which).page
    gaps = [words for gap in twins.gaps if holds(page, words := gap.of(which), known)]
    hits = {hit.span: hit for words in gaps for hit in meeting(page.hedges, page, words)}
    return [Item(h.span, page.words.meeting(h.span), (h.payload.family,), row=h.payload.cited) for h in hits.values()]


@cache
def vocabulary(forms: Phrases[Any]) -> frozenset[str]:
    """Return the words of which some forms are made."""
    return frozenset(word for entries in forms.by_first.values() for words, _, _ in entries for word in words)


def holds(page: Page, words: range, known: frozenset[str]) -> bool:
    """Say whether a known word is among some words, whatever clings to it: most gaps hold none, and cost nothing more."""
    forms = page.words.forms
    return any(stem in known for w in words for _, stem in readings(forms[w]))


def meeting(index: SpanIndex[Found], page: Page, words: range) -> list[Found]:
    """List what an index holds at some words."""
    return index.meeting(page.words.span(words.start, words.stop)) if words else []


def terms(twins: Twins) -> Iterator[Claim]:
    """Yield the names of one pair, of different registers, of which one stands for the other."""
    known, a, b = vocabulary(rival_names(twins.lexicons)), twins.a.page, twins.b.page
    for gap in twins.gaps:
        if holds(a, gap.a, known) and holds(b, gap.b, known):
            yield from terms_in(twins, gap)


def terms_in(twins: Twins, gap: Gap) -> Iterator[Claim]:
    """Yield the rival names in one gap."""
    a, b = twins.a.page, twins.b.page
    theirs = meeting(b.names, b, gap.b)
    for hit in meeting(a.names, a, gap.a) if theirs else ():
        other = next((o for o in theirs if rival(hit.payload, o.payload)), None)
        if other:
            theirs.remove(other)
            yield from both_sides(twins, "term", item_of(a, hit), item_of(b, other))


def item_of(page: Page, hit: Hit[WordingRow]) -> Item:
    """Make an item of a name."""
    return Item(hit.span, page.words.meeting(hit.span), (hit.payload.label, hit.payload.pair), row=hit.payload.cited)

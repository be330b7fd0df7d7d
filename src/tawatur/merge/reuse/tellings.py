"""What the differing words are: a figure, a time, a hedge, a term of rival camps; the rest are plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tawatur.base.lexicon import Lexicons, WordingRow
from tawatur.base.phrases import Hit, Phrases
from tawatur.base.span import Span
from tawatur.merge.reuse.hedges import hedged
from tawatur.merge.reuse.twins import OTHER, Claim, Gap, Twins, around, cite

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
    found = {which: in_gaps(twins, which, hedge_hits) for which in ("a", "b")}
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


def hedge_hits(twins: Twins, which: str, within: range) -> Iterator[Item]:
    """Yield the hedges of some tokens."""
    page = twins.side(which).page
    for hit in hedged(page.reading.tokens, within, twins.lexicons):
        yield Item(hit.span, page.words.meeting(hit.span), (hit.payload.family,), row=hit.payload.cited)


def in_gaps(twins: Twins, which: str, look: Callable[[Twins, str, range], Iterator[Item]]) -> list[Item]:
    """List what is found in one side's gaps, each once; some of its words may be shared."""
    found: dict[Span, Item] = {}
    side, gap_at = twins.side(which), twins.gap_at[which]
    for gap in twins.gaps:
        if gap.of(which):
            for item in look(twins, which, range(*around(gap.of(which), side))):
                if any(w in gap_at for w in item.words):
                    found.setdefault(item.span, item)
    return list(found.values())


@cache
def rival_names(lexicons: Lexicons) -> Phrases[WordingRow]:
    """Make the table of wordings ready to be found."""
    return Phrases((row.form, row) for row in lexicons.rows("wordings", WordingRow))


def terms(twins: Twins) -> Iterator[Claim]:
    """Yield the names of one pair, of different registers, of which one stands for the other."""
    for gap in twins.gaps:
        if gap.a and gap.b:
            yield from rivals(twins, gap)


def rivals(twins: Twins, gap: Gap) -> Iterator[Claim]:
    """Yield the rival names in one gap."""
    theirs = names_in(twins, "b", gap)
    for hit in names_in(twins, "a", gap):
        other = next((o for o in theirs if rival(hit.payload, o.payload)), None)
        if other:
            theirs.remove(other)
            yield from both_sides(twins, "term", item_of(twins, "a", hit), item_of(twins, "b", other))


def names_in(twins: Twins, which: str, gap: Gap) -> list[Hit[WordingRow]]:
    """List the table's names of which words stand in a gap."""
    page, names = twins.side(which).page, rival_names(twins.lexicons)
    within = range(*around(gap.of(which), twins.side(which)))
    return [
        hit for hit in names.find(page.reading.tokens, within)
        if (words := page.words.meeting(hit.span)) and words.start < gap.of(which).stop and words.stop > gap.of(which).start
    ]  # fmt: skip


def rival(one: WordingRow, other: WordingRow) -> bool:
    """Say whether two rows name one thing in different registers, or are both of a name in dispute."""
    if one.pair != other.pair or one.form == other.form:
        return False
    return one.register != other.register or one.use == other.use == "contested"


def item_of(twins: Twins, which: str, hit: Hit[WordingRow]) -> Item:
    """Make an item of a name."""
    row = hit.payload
    return Item(hit.span, twins.side(which).page.words.meeting(hit.span), (row.label, row.pair), row=row.cited)

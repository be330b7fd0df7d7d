"""Who says the shared words on either page: an attribution left out or put in, a cue or a source changed.

Attributions of both pages that govern the same shared words are paired; what is left over on one side, where the other page says
the words in its own voice, was dropped or added. A cue that both pages share word for word is never dropped: where only one
page's attribution was read there, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.annotation import Attribution, Source
from tawatur.base.origins import bare, is_named, names_outlet, perhaps_same_teller
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.merge.reuse.degrees import compared, cue_form, in_words, reports
from tawatur.merge.reuse.direction import Side
from tawatur.merge.reuse.twins import OTHER, Claim, Twins, cite

LEAST = 4  # shared words that an attribution must govern
EDGE = 3  # words by which two contents of one statement may begin or end apart
THAT = frozenset(("ان", "وان", "بان", "انه", "انها", "انهم", "وانه", "وانها", "بانه", "بانها"))
HELD = 0.1  # share of them that the other page may attribute, and still speak in its own voice
CASES = ("ان", "ين", "ون")


class Told(NamedTuple):
    """An attribution of one side, the places in the passage's equal pairs that its content holds, and whether what it says
    begins (or ends, where the cue follows) with the passage or in it: a speech that began long before says less of it."""

    attribution: Attribution
    places: range
    begins: bool


def voices(twins: Twins) -> Iterator[Claim]:
    """Yield what changed in who says the shared words."""
    told = {which: told_by(twins, which) for which in ("a", "b")}
    if not (told["a"] or told["b"]):
        return
    pairs = paired(told["a"], told["b"])
    for one, other in pairs:
        yield from reworded(twins, one.attribution, other.attribution)
    for which in ("a", "b"):
        taken = {id(pair[which == "b"].attribution) for pair in pairs}
        for one in told[which]:
            if id(one.attribution) not in taken:
                yield from left_out(twins, which, one, told[OTHER[which]])


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


def reworded(twins: Twins, one: Attribution, other: Attribution) -> Iterator[Claim]:
    """Yield the change of cue and the change of source between two attributions of the same words."""
    assert one.cue and other.cue
    if nobody(one) or nobody(other):
        return
    forms = cue_form(one), cue_form(other)
    how = compared(*forms, twins.lexicons)
    if how or one.stance != other.stance:
        detail = f"{in_words(forms[0], twins.lexicons)}, {in_words(forms[1], twins.lexicons)}"
        if one.stance != other.stance:
            detail += f"; stance {one.stance}, {other.stance}"
        yield from moved_words(twins, "cue", (one.cue.span, other.cue.span), detail, how, both=True)
    if not (one.source and other.source) or one.source.implicit or other.source.implicit:
        return
    sources = one.source, other.source
    if same_words(sources[0].text, sources[1].text):
        return
    how = renamed(*sources)
    if not how and not any(answers(twins, x.span, y.span) for x, y in ((one.cue, other.cue), sources)):
        return
    detail = " | ".join(f"«{s.text}» {s.kind}" for s in sources)
    yield from moved_words(twins, "source", (sources[0].span, sources[1].span), detail, how)


def answers(twins: Twins, one: Span, other: Span) -> bool:
    """Say whether words of one side stand where those of the other do, or both outside the passage."""
    outside = not one.meets(twins.a.span), not other.meets(twins.b.span)
    if any(outside):
        return all(outside)
    return not twins.opposite("a", twins.a.page.words.meeting(one)).isdisjoint(twins.b.page.words.meeting(other))


def renamed(one: Source, other: Source) -> str:
    """Say how a source's naming changed: a named one became unnamed, or one naming is the other in short."""
    named = [s.kind != "anonymous" and is_named(s.text) for s in (one, other)]
    if named[0] != named[1]:
        return "unnamed" if named[0] else "named"
    short, long = sorted(({uninflected(bare(w)) for w in Tokens(s.text).words} for s in (one, other)), key=len)
    return "reworded" if short <= long or perhaps_same_teller(one.text, other.text) else ""


def moved_words(
    twins: Twins, kind: str, spans: tuple[Span, Span], detail: str, how: str, both: bool = False
) -> Iterator[Claim]:
    """Claim what differs in the words at two spans; words that stand beside the passage are pointed at where they are."""
    (a, beside_a), (b, beside_b) = own_words(twins, "a", spans[0]), own_words(twins, "b", spans[1])
    because = [cite(kind, twins.a, spans[0], detail), cite(kind, twins.b, spans[1])]
    found = Claim(kind, a, b, because, how, (beside_a, beside_b))
    if (found.in_a and found.in_b) if both else (found.in_a or found.in_b):
        yield found


def own_words(twins: Twins, which: str, span: Span) -> tuple[range | None, Span | None]:
    """Return the words of a span that differ, or the span itself where it stands outside the passage."""
    side = twins.side(which)
    if not span.meets(side.span):
        return None, span
    return twins.own(which, side.page.words.meeting(span)), None


def left_out(twins: Twins, which: str, told: Told, others: list[Told]) -> Iterator[Claim]:
    """Yield an attribution that the other page has not: its words differ, or stand beside a passage whose twin is bare."""
    attribution, side = told.attribution, twins.side(which)
    if not attribution.source or not attribution.cue or attribution.source.kind == "missing" or not told.begins:
        return
    if attribution.source.implicit or nobody(attribution) or subordinate(twins, which, told):
        return
    if not reports(attribution, twins.lexicons):
        return
    lead = lead_of(attribution)
    detail = f"«{attribution.source.text}» · «{attribution.cue.text}»"
    because = [cite("attribution", side, attribution.cue.span, detail)]
    free = own_voice(twins, which, told, others)
    if attribution.cue.span.meets(side.span):
        words = leading_words(twins, which, attribution, lead)
        if words and (free or nested(told, others)):
            yield Claim("attribution", *on(which, words), because)
    elif free and bare_twin(twins, which, told):
        yield Claim("attribution", None, None, because, beside=on(which, lead))


def nobody(attribution: Attribution) -> bool:
    """Say whether the cue stands for its own teller: «يُذكر أن», «جدير بالذكر»."""
    return attribution.manner == "impersonal" or not (attribution.source and attribution.cue) or (
        attribution.source.span.meets(attribution.cue.span)
    )  # fmt: skip


def subordinate(twins: Twins, which: str, told: Told) -> bool:
    """Say whether the other page's words still hang on something: they begin with «أن», or other words stand for the cue.

    What stands there may say who says it in a way that was not read.
    """
    at = 1 if which == "a" else 0
    words, first = twins.side(OTHER[which]).page.words, twins.equal[told.places.start][at]
    assert told.attribution.cue
    cue = twins.side(which).page.words.meeting(told.attribution.cue.span)
    opposite = [w for c in cue if c in twins.gap_at[which] for w in twins.gap_at[which][c].of(OTHER[which])]
    return bool(opposite) or words.forms[first] in THAT or (first > 0 and words.forms[first - 1] in THAT)


def on(which: str, thing: range | Span) -> tuple[None, None]:
    """Put a thing on its side: (thing, null) for a."""
    return (thing, None) if which == "a" else (None, thing)  # type: ignore[return-value]


def lead_of(attribution: Attribution) -> Span:
    """Return the words that say who says: the cue with its source, where they stand together."""
    assert attribution.cue and attribution.source
    cue, source, content = attribution.cue.span, attribution.source.span, attribution.content.span
    if attribution.source.implicit or cue.meets(source):
        return cue
    both = Span(min(cue.start, source.start), max(cue.end, source.end))
    return cue if both.meets(content) else both


def leading_words(twins: Twins, which: str, attribution: Attribution, lead: Span) -> range | None:
    """Return the words of the lead that stand in the gap of its cue, or null where the other page has the cue too."""
    assert attribution.cue
    words, gap_at = twins.side(which).page.words, twins.gap_at[which]
    cue = [w for w in words.meeting(attribution.cue.span) if w in gap_at]
    if len(cue) < len(words.meeting(attribution.cue.span)):
        return None
    gap, whole = gap_at[cue[0]].of(which), words.meeting(lead)
    return range(max(gap.start, whole.start), min(gap.stop, whole.stop))


def own_voice(twins: Twins, which: str, told: Told, others: list[Told]) -> bool:
    """Say whether the other page tells the governed words itself: nobody's words, in no quotation marks."""
    side = twins.side(OTHER[which])
    at = 1 if which == "a" else 0
    words = side.page.words
    first, last = twins.equal[told.places.start][at], twins.equal[told.places.stop - 1][at]
    span = words.span(first, last + 1)
    allowed = HELD * len(told.places)
    if any(shared(told.places, other.places) > allowed for other in others):
        return False
    marks = [q.inner for q in side.page.reading.quotations if q.use == "quotation"]
    return not any(2 * inner.shared(span) > span.length for inner in marks)


def shared(one: range, other: range) -> int:
    """Count the places that two ranges share."""
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))


def nested(told: Told, others: list[Told]) -> bool:
    """Say whether one teller of several is left out: the other page has another that holds the same words."""
    return any(shared(told.places, other.places) == len(told.places) for other in others)


def bare_twin(twins: Twins, which: str, told: Told) -> bool:
    """Say whether the other page's sentence begins (where the cue leads) or ends (where it follows) with the shared words.

    Words that stand there may say who says it in a way that was not read.
    """
    other, at = twins.side(OTHER[which]), 1 if which == "a" else 0
    words, reading = other.page.words, other.page.reading
    first = leads(told.attribution)
    word = twins.equal[told.places.start if first else told.places.stop - 1][at]
    sentence = reading.sentence_at(words.starts[word])
    if not sentence or any(a.span.meets(sentence.span) and a.cue for a in reading.attributions):
        return False
    inside = words.meeting(sentence.span)
    return word == (inside.start if first else inside.stop - 1)


def same_words(one: str, other: str) -> bool:
    """Say whether two namings differ in case, article, spaces or marks alone: «مسؤولا في الميناء», «مسؤول في الميناء»."""
    words = [[w for w in Tokens(name).words if w[0].isalnum()] for name in (one, other)]
    if "".join(words[0]) == "".join(words[1]):
        return True
    return len(words[0]) == len(words[1]) and all(
        not stems(x).isdisjoint(stems(y)) for x, y in zip(*words, strict=True)
    )


def stems(word: str) -> set[str]:
    """List what a folded word may be without its article, a preposition before it, and the ending of its case."""
    return {uninflected(bare(word)), *([uninflected(word[1:])] if word.startswith("ل") else [])}


def uninflected(word: str) -> str:
    """Leave the ending of the case off: «مسؤولين» and «مسؤولون» are one."""
    for ending in CASES:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + "+"
    return word.removesuffix("ا") if len(word) > 3 else word

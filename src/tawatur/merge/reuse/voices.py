"""Who says the shared words on either page: an attribution left out or put in, a cue or a source changed.

Attributions of both pages that govern the same shared words are paired; what is left over on one side, where the other page says
the words in its own voice, was dropped or added. A cue that both pages share word for word is never dropped: where only one
page's attribution was read there, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.annotation import Attribution
from tawatur.base.fold import fold
from tawatur.base.origins import bare, names_outlet, perhaps_same_teller
from tawatur.base.span import Span
from tawatur.merge.reuse.degrees import compared, cue_form, in_words
from tawatur.merge.reuse.twins import OTHER, Claim, Twins, cite

LEAST = 4  # shared words that an attribution must govern
HELD = 0.1  # share of them that the other page may attribute, and still speak in its own voice
CASES = ("ان", "ين", "ون")


class Told(NamedTuple):
    """An attribution of one side, and the places in the passage's equal pairs that its content holds."""

    attribution: Attribution
    places: range


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
        places = twins.positions(which, side.page.words.meeting(attribution.content.span))
        if len(places) >= LEAST:
            found.append(Told(attribution, places))
    return found


def paired(one: list[Told], other: list[Told]) -> list[tuple[Told, Told]]:
    """Pair the attributions that govern the same words: the same source first, then those that cover each other best."""
    ranked = sorted(
        ((score, x, y) for x in one for y in other if (score := alike(x, y))),
        key=lambda found: (found[0], -found[1].places.start), reverse=True,
    )  # fmt: skip
    taken: set[int] = set()
    pairs = []
    for _, x, y in ranked:
        if taken.isdisjoint((id(x.attribution), id(y.attribution))):
            taken |= {id(x.attribution), id(y.attribution)}
            pairs.append((x, y))
    return pairs


def alike(one: Told, other: Told) -> tuple[bool, float] | None:
    """Say how well two attributions cover each other, half of either at least, or null."""
    shared = len(range(max(one.places.start, other.places.start), min(one.places.stop, other.places.stop)))
    if 2 * shared < max(len(one.places), len(other.places)):
        return None
    sources = [told.attribution.source for told in (one, other)]
    same = bool(sources[0] and sources[1] and same_words(sources[0].text, sources[1].text))
    return same, shared / max(len(one.places), len(other.places))


def reworded(twins: Twins, one: Attribution, other: Attribution) -> Iterator[Claim]:
    """Yield the change of cue and the change of source between two attributions of the same words."""
    assert one.cue and other.cue
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
    if fold(sources[0].text) == fold(sources[1].text) or same_words(sources[0].text, sources[1].text):
        return
    unnamed = [s.kind == "anonymous" for s in sources]
    how = "" if unnamed[0] == unnamed[1] else "named" if unnamed[0] else "unnamed"
    if not how and perhaps_same_teller(sources[0].text, sources[1].text):
        how = "reworded"
    detail = " | ".join(f"«{s.text}» {s.kind}" for s in sources)
    yield from moved_words(twins, "source", (sources[0].span, sources[1].span), detail, how)


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
    if not attribution.source or not attribution.cue or attribution.source.kind == "missing":
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
    assert told.attribution.cue
    other, at = twins.side(OTHER[which]), 1 if which == "a" else 0
    words, reading = other.page.words, other.page.reading
    leads = told.attribution.cue.span.start < told.attribution.content.span.start
    word = twins.equal[told.places.start if leads else told.places.stop - 1][at]
    sentence = reading.sentence_at(words.starts[word])
    if not sentence or any(a.span.meets(sentence.span) and a.cue for a in reading.attributions):
        return False
    inside = words.meeting(sentence.span)
    return word == (inside.start if leads else inside.stop - 1)


def same_words(one: str, other: str) -> bool:
    """Say whether two namings differ in case or article alone: «مسؤولا في الميناء», «مسؤول في الميناء»."""
    return [stem(w) for w in fold(one).split()] == [stem(w) for w in fold(other).split()]


def stem(word: str) -> str:
    """Leave the article and the ending of the case off: «المسؤولين» and «مسؤولون» are one."""
    word = bare(word)
    for ending in CASES:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + "+"
    return word.removesuffix("ا") if len(word) > 3 else word

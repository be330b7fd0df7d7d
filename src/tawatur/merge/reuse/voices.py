"""Who says the shared words on either page: an attribution left out or put in, a cue or a source changed.

Attributions of both pages that govern the same shared words are paired; what is left over on one side, where the other page says
the words in its own voice, was dropped or added. A cue that both pages share word for word is never dropped: where only one
page's attribution was read there, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.annotation import Attribution
from tawatur.base.span import Span
from tawatur.merge.reuse.degrees import reports
from tawatur.merge.reuse.rewordings import nobody, reworded
from tawatur.merge.reuse.told import Told, leads, paired, shared, told_by
from tawatur.merge.reuse.twins import OTHER, Claim, Twins, cite

HELD = 0.1  # share of them that the other page may attribute, and still speak in its own voice
THAT = frozenset(("ان", "وان", "بان", "انه", "انها", "انهم", "وانه", "وانها", "بانه", "بانها"))


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
    stop = min(gap.stop, whole.stop)
    while stop < gap.stop and words.forms[stop] in THAT:
        stop += 1
    return range(max(gap.start, whole.start), stop)


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

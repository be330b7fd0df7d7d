"""An attack or a protest in its sentence → is it the news, or is it called to mind («بعد عامين من اغتيال…»)?

A plain weighted sum over the words around the trigger, its form, and the times, figures and names of its sentence. The weights
(``event_foreground.json``) come from sentences that readers marked as reporting such an event or not; see
``training/event_foreground.py``. Other types are background only where a marker says so («يشار إلى أن»).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from tawatur.base.annotation import EventMention
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span

REACH = 1200  # code points either side of a trigger: longer than nearly every sentence
NEAR, WIDE = 2, 6  # words either side of the trigger: looked at by place, or as a bag


class ForegroundWeights(msgspec.Struct, frozen=True):
    """``features``: what each adds to the log-odds that a sentence tells the event as news. ``thresholds``: by type."""

    features: dict[str, float] = {}
    thresholds: dict[str, float] = {}


@cache
def foreground_weights(lexicons: Lexicons) -> ForegroundWeights:
    """Read the weights, or none where the file is not there: then nothing is background."""
    path = lexicons.files.get("event_foreground.json")
    return msgspec.json.decode(Path(path).read_bytes(), type=ForegroundWeights) if path else ForegroundWeights()


def called_to_mind(mention: EventMention, beside: int, reading: Reading, lexicons: Lexicons) -> float | None:
    """Return the log-odds that an event is told as news where they are too low, else null.

    `beside`: how many events of its type the sentence tells."""
    table = foreground_weights(lexicons)
    limit = table.thresholds.get(mention.type)
    if limit is None or not reading.proposals:
        return None
    score = sum(table.features.get(name, 0.0) * value for name, value in features(mention, beside, reading))
    return score if score < limit else None


def features(mention: EventMention, beside: int, reading: Reading) -> Iterator[tuple[str, float]]:
    """Yield what is weighed about one event mention in its sentence."""
    assert mention.sentence is not None
    sentence = around(mention)
    words, at = reading.tokens.words, reading.tokens.at(mention.trigger.span.start)
    within = reading.token_range(sentence)
    lemma = next((r.detail for r in mention.because if r.rule == "events.trigger"), "")
    yield "bias", 1.0
    yield f"kind={lemma.rpartition('|')[2]}", 1.0
    yield f"lemma={lemma}", 1.0
    yield f"root={lemma.partition('|')[0]}", 1.0
    for d in range(1, NEAR + 1):
        yield f"b{d}={words[at - d] if at >= d else ''}", 1.0
        yield f"a{d}={words[at + d] if at + d < len(words) else ''}", 1.0
    yield from ((f"wb={word}", 1.0) for word in set(words[max(0, at - WIDE) : at]))
    yield from ((f"wa={word}", 1.0) for word in set(words[at + 1 : at + 1 + WIDE]))
    yield from ((f"start={word}", 1.0) for word in set(words[within.start : within.start + 3]))
    yield "position", (at - within.start) / 20
    yield "first three", float(at - within.start < 3)
    yield "first eight", float(at - within.start < 8)
    yield "length", len(within) / 30
    yield "short", float(len(within) < 18)
    yield "told beside", min(4, beside) / 2
    yield "quotation", float(any(mark in sentence.of(reading.text) for mark in '«"“'))
    yield "actors", float(bool(mention.actors))
    yield "recipients", float(bool(mention.recipients))
    yield "score", mention.score * 2
    yield f"modality={mention.modality}", 1.0
    called = any(
        r.rule == "events.called-to-mind" for r in mention.because
    )  # a verdict of these weights is no evidence
    yield "marked as background", float(mention.background and not called)
    yield from beside_it(mention, sentence, reading)


def around(mention: EventMention) -> Span:
    """Return the sentence, or the part of an endless one that stands around the trigger."""
    assert mention.sentence is not None
    trigger = mention.trigger.span
    return Span(max(mention.sentence.start, trigger.start - REACH), min(mention.sentence.end, trigger.end + REACH))


def beside_it(mention: EventMention, sentence: Span, reading: Reading) -> Iterator[tuple[str, float]]:
    """Yield what the tagger sees around the trigger: times, figures, places, people."""
    end = mention.trigger.span.end
    start = mention.trigger.span.start
    times = inside(reading.proposed("time"), sentence)
    figures = inside(reading.proposed("figure"), sentence)
    names = inside(reading.proposed("mention"), sentence)
    told = [fold(reading.text[t.start : t.end]) for t in times]
    yield "time", float(bool(times))
    yield "today", float(any("امس" in t or "اليوم" in t for t in told))
    yield "dated", float(any(c.isdigit() for t in told for c in t))
    yield "figure", float(bool(figures))
    yield "figure near", float(any(-30 < f.start - end < 60 for f in figures))
    yield "place near", float(any(n.label in ("LOC", "FAC") and -20 < n.start - end < 100 for n in names))
    yield "person near", float(any(n.label == "PER" and -20 < n.start - end < 40 for n in names))
    own = [
        t.score for t in inside(reading.proposed("trigger", mention.type), sentence) if t.start < end and t.end > start
    ]
    yield "tagger", max(own, default=0.0) * 2


def inside(proposals: list[Proposal], sentence: Span) -> list[Proposal]:
    """List the proposals of one layer that lie in a sentence."""
    from bisect import bisect_left

    low = bisect_left(proposals, sentence.start, key=lambda p: p.start)
    high = bisect_left(proposals, sentence.end, key=lambda p: p.start)
    return proposals[low:high]

"""The tagger's proposals beside the grammar's finds: which confirm one, which add what it missed, which show an age."""

from __future__ import annotations

import msgspec

from tawatur.base.annotation import Timex
from tawatur.base.kept import Kept
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex

SURE = 0.75  # the grammar sees what the tagger sees below this, and its slips are fewer
NAMED = 0.8  # how sure the tagger must be of a name that swallows a date
OF_A_DAY_PART = frozenset(  # «الجلسة المسائية» says which session, not when it was
    adjective + ending for adjective in ("صباحي", "مسائي", "ليلي", "نهاري") for ending in ("", "ة", "ين", "تين", "ات")
)
AFTER_NAME = 3  # code points between a person's name and an age: a blank, a comma, a bracket


def settled(reading: Reading, times: list[Timex], begins: Kept[bool]) -> list[Timex]:
    """Add to each find the proposal that confirms it, drop ages after names, keep sure proposals that no find meets.

    Words with which an expression `begins` the grammar has judged already: there the tagger is not heard alone.
    """
    proposals = reading.proposed("time")
    names = {p.end for p in reading.proposed("mention", "PER")}
    heard = [
        t
        for t in times
        if not age_after_name(reading, t, names) and not in_a_name(reading, t) and not in_a_person(reading, t)
    ]
    kept = [confirmed(t, match(reading, t.span)) for t in heard if allowed(reading, t)]
    spans = SpanIndex.of((t.span, t) for t in times)
    words, at = reading.tokens.words, reading.tokens.at
    alone = [p for p in proposals if p.score >= SURE and (a_year(reading, p) or not begins[words[at(p.start)]])]
    alone = [p for p in alone if reading.text[p.start : p.end].removeprefix("ال") not in OF_A_DAY_PART]
    return kept + [added(reading, p) for p in alone if not spans.meeting(Span(p.start, p.end))]


def allowed(reading: Reading, timex: Timex) -> bool:
    """Say whether a word that is a time only now and then («سابقا», «من قبل») is one here: the tagger must say so."""
    if timex.because[0].rule != "times.word-if-tagged":
        return True
    said = match(reading, timex.span)
    return said is not None and said.score >= SURE


def match(reading: Reading, span: Span) -> Proposal | None:
    """Return the first time proposed that shares something with a span."""
    return next(iter(reading.proposed_at(span, "time")), None)


def confirmed(timex: Timex, proposal: Proposal | None) -> Timex:
    """Add the tagger's word to the reasons."""
    if proposal is None:
        return timex
    reason = Reason(
        rule="tagger", span=Span(proposal.start, proposal.end), detail=proposal.label, score=round(proposal.score, 3)
    )
    return msgspec.structs.replace(timex, because=[*timex.because, reason])


def age_after_name(reading: Reading, timex: Timex, names: set[int]) -> bool:
    """Say whether a number of years right after a person's name is an age: the tagger knows names, the grammar lengths."""
    if timex.type != "DURATION" or not (timex.value or "").endswith("Y") or (timex.value or "").startswith("PX"):
        return False
    near = any(timex.span.start - gap in names for gap in range(AFTER_NAME + 1))
    return near and match(reading, timex.span) is None


def in_a_name(reading: Reading, timex: Timex) -> bool:
    """Say whether a short date is part of a name: «حركة شباب 6 أبريل»; the tagger sees a name there and no time."""
    if timex.type == "SET" or len(timex.text.split()) > 2 or match(reading, timex.span) is not None:
        return False
    return any(
        p.score >= NAMED and p.start <= timex.span.start and timex.span.end <= p.end
        for p in reading.proposed_at(timex.span, "mention")
    )


def in_a_person(reading: Reading, timex: Timex) -> bool:
    """Say whether a lone word lies in a person's name and the tagger sees no time in it: «سعيد الشهري»."""
    persons = (p for p in reading.proposed_at(timex.span, "mention") if p.label == "PER" and p.score >= NAMED)
    lone = " " not in timex.text and any(Span(p.start, p.end).holds(timex.span) for p in persons)
    return lone and match(reading, timex.span) is None


def a_year(reading: Reading, proposal: Proposal) -> bool:
    """Say whether a proposal is a bare year, which the grammar leaves to the tagger: «خلال اضطرابات 2011»."""
    text = reading.text[proposal.start : proposal.end]
    return len(text) == 4 and text.isascii() and text.isdecimal() and 1900 <= int(text) <= 2100


def added(reading: Reading, proposal: Proposal) -> Timex:
    """Make an annotation of a proposal alone: the words are a time, what time they do not let the grammar say."""
    span = Span(proposal.start, proposal.end)
    because = [Reason(rule="tagger", span=span, detail=proposal.label, score=round(proposal.score, 3))]
    return Timex(
        id="",
        document=reading.document.id,
        span=span,
        text=span.of(reading.text),
        type=proposal.label,
        value=span.of(reading.text) if a_year(reading, proposal) else None,
        because=because,
    )

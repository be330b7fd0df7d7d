"""The tagger's proposals beside the grammar's finds: which confirm one, which add what the grammar missed."""

from __future__ import annotations

from tawatur.base.annotation import Timex, with_
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span

SURE = 0.9


def settled(reading: Reading, times: list[Timex]) -> list[Timex]:
    """Add to each find the proposal that confirms it, and keep sure proposals that no find meets, without a value."""
    proposals = reading.proposed("time")
    out = []
    for timex in times:
        match = next((p for p in proposals if timex.span.meets(Span(p.start, p.end))), None)
        if match:
            reason = Reason(rule="tagger", span=Span(match.start, match.end), detail=match.label, score=round(match.score, 3))
            timex = with_(timex, because=[*timex.because, reason])
        out.append(timex)
    return out

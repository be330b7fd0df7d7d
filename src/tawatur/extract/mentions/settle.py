"""Which candidates stand: agreement adds, crossings are decided by score, names may stand inside names."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.extract.mentions.candidate import Candidate, coarse

LEAST = 0.5
SURE = 0.85
HOLDS = {
    "place": ("organisation", "company", "facility", "agreement", "law", "event", "conference", "exercise", "product"),
    "organisation": ("organisation", "facility", "agreement", "law", "event", "conference", "company"),
    "person": ("facility", "organisation", "law", "event"),
    "facility": ("event", "organisation", "facility", "conference"),
    "company": ("facility", "organisation"),
    "outlet": ("organisation",),
}


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the candidates that agree with all stronger ones, in reading order."""
    kept: list[Candidate] = []
    placed: SpanIndex[Candidate] = SpanIndex()
    for candidate in sorted(agreed(candidates), key=rank):
        believed = candidate.tagged or candidate.score >= LEAST
        if believed and all(compatible(candidate, k) for k in placed.meeting(candidate.span)):
            kept.append(candidate)
            placed.add(candidate.span, candidate)
    return sorted(kept, key=lambda c: (c.span.start, -c.span.end))


def rank(candidate: Candidate) -> tuple[float, int, Span]:
    """Order candidates: surer first; among the sure ones the longer name first («القوات المسلحة الملكية»)."""
    capped = candidate.score if candidate.kind in ("agreement", "law") else min(candidate.score, SURE)
    return -capped, candidate.span.start - candidate.span.end, candidate.span


def agreed(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Join candidates of one span: the strongest kind wins, an agreeing second voice makes it surer."""
    by_span: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        by_span.setdefault(candidate.span, []).append(candidate)
    return [joined(same) for same in by_span.values()]


def joined(same: list[Candidate]) -> Candidate:
    """Join the candidates of one span."""
    if len(same) > 1:
        same.sort(key=lambda c: (c.form == "name", not known_place(c, same), -c.score, not c.tagged))
    best = same[0]
    agreeing = [best, *(c for c in same[1:] if coarse(c.kind) == coarse(best.kind))]
    doubt = prod(1 - friend.score for friend in agreeing[1:])
    score = 1 - (1 - best.score) * doubt
    if len(agreeing) == 1:
        return best._replace(score=score)
    return best._replace(
        score=score,
        form=next((c.form for c in agreeing if c.form != "name"), best.form),
        name=next((c.name for c in agreeing if c.name), None),
        because=tuple(r for c in agreeing for r in c.because),
        kind=next((c.kind for c in agreeing if c.kind in ("company", "agency")), best.kind),
        tagged=any(c.tagged for c in agreeing),
    )


def known_place(candidate: Candidate, same: list[Candidate]) -> bool:
    """Say whether the table is sure of a place that the tagger takes for a person: «كييف»."""
    certain = candidate.kind == "place" and not candidate.tagged and candidate.score > SURE
    return certain and any(c.tagged and c.kind == "person" for c in same)


def compatible(candidate: Candidate, stronger: Candidate) -> bool:
    """Say whether a candidate can stand beside a stronger one that shares letters with it."""
    if stronger.span == candidate.span:
        return False
    if stronger.span.start == candidate.span.start and coarse(stronger.kind) == coarse(candidate.kind):
        return False
    if stronger.span.holds(candidate.span):
        return stronger.kind in HOLDS.get(candidate.kind, ()) and candidate.form != "epithet"
    if candidate.span.holds(stronger.span):
        return candidate.kind in HOLDS.get(stronger.kind, ()) and stronger.form != "epithet"
    return False

"""Clauses that tell a happening, with its names and triggers: when two clauses tell the same one, and on which days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from tawatur.base.annotation import Timex
from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.proposal import Proposal
from tawatur.base.span import Span

SURE = 0.6  # of a name or a trigger, to rest a date on it
SPREAD = 14  # days over which the tellings of one visit may lie
PAUSE = re.compile(r"[\n؟!]|\.(?=\s|$)")


class Telling(NamedTuple):
    """A clause that tells a happening: its names and triggers, and the days on which it happened, where known."""

    document: str
    text: str
    names: list[frozenset[str]]
    triggers: set[tuple[str, str]]
    days: frozenset[date] = frozenset()


def dated_tellings(document: Document, times: list[Timex], proposals: Sequence[Proposal]) -> Iterator[Telling]:
    """Yield the clauses of a dated page that tell a happening with exactly one day."""
    by_clause: dict[Span, set[date]] = {}
    for timex in times:
        if (day := own_day(document, timex)) is not None and not noted(timex, "ahead"):
            by_clause.setdefault(clause(document.text, timex.span), set()).add(day)
    for span, days in by_clause.items():
        found = telling(document, span, proposals)
        if len(days) == 1 and found.triggers and len(found.names) > 1:
            yield found._replace(days=frozenset(days))


def own_day(document: Document, timex: Timex) -> date | None:
    """Return the day that an expression of a dated page names: a full date, or «اليوم», «أمس»."""
    if timex.offset_days is not None and document.published.day and timex.offset_days <= 0:
        return date.fromisoformat(document.published.day) + timedelta(days=timex.offset_days)
    whole = timex.value is not None and timex.earliest is not None and timex.earliest == timex.latest
    return date.fromisoformat(timex.earliest or "") if whole else None


def telling(document: Document, span: Span, proposals: Sequence[Proposal]) -> Telling:
    """Gather the sure names and triggers of a stretch of a page, folded; `proposals` in reading order."""
    names: list[frozenset[str]] = []
    triggers: set[tuple[str, str]] = set()
    begins = attrgetter("start")
    for p in proposals[bisect_left(proposals, span.start, key=begins) : bisect_left(proposals, span.end, key=begins)]:
        if p.score < SURE or p.end > span.end:
            continue
        words = frozenset(w.removeprefix("ال") for w in fold(document.text[p.start : p.end]).split() if len(w) > 2)
        if p.layer == "mention" and words:
            names.append(words)
        elif p.layer == "trigger":
            triggers.update((p.label, stem(w)) for w in words)
    return Telling(document.id, span.of(document.text), names, triggers)


def stem(word: str) -> str:
    """Cut a trigger to what its forms share: «زيارة», «زيارته» give «زيار»."""
    return word[:4]


def same_happening(one: Telling, other: Telling) -> bool:
    """Say whether two clauses tell one happening: a trigger of one kind and stem, and two names in both.

    A name is the same where one holds the other: «البحراوي» and «سامر البحراوي» would be, «محمد» and «أحمد» not.
    """
    if not one.triggers & other.triggers:
        return False
    shared = {b for a in one.names for b in other.names if a <= b or b <= a}
    distinct = [n for n in shared if not any(n < m for m in shared)]
    return len(distinct) > 1


def days_told(one: Telling, known: list[Telling]) -> tuple[list[date], str]:
    """Return the days that dated pages give the happening, in order, and the pages; none where they lie too far apart."""
    same = [t for t in known if t.document != one.document and same_happening(one, t)]
    days = sorted({d for t in same for d in t.days})
    near = bool(days) and (days[-1] - days[0]).days <= SPREAD
    return (days if near else []), " and ".join(sorted({t.document for t in same}))


def clause(text: str, span: Span) -> Span:
    """Return the sentence around a span: from one full stop or line break to the next."""
    start = max(
        (m.end() for m in PAUSE.finditer(text, max(0, span.start - 1000), span.start)),
        default=max(0, span.start - 1000),
    )
    end = PAUSE.search(text, span.end, span.end + 1000)
    return Span(start, end.start() if end else min(len(text), span.end + 1000))


def noted(timex: Timex, note: str) -> bool:
    """Say whether the reasons carry a note."""
    return any(r.rule == "times.note" and r.detail == note for r in timex.because)

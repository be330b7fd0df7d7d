"""One tie of an isnad → what stands behind it: where the teller is credited, the teller's own pages, the passages shared."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.span import Span
from tawatur.view import sections
from tawatur.view.index import Index
from tawatur.view.isnad import TOLD, Isnad, Report, Teller, Tie, Use

MOST_USES = 12  # of one tie, shown at once
MOST_TELLERS = 100


class Credit(NamedTuple):
    """One place where a page says that it has it from a teller: the words of its telling, and those that name the teller."""

    document: str
    told: list[Span]
    credit: list[Span]


class Chosen(NamedTuple):
    """The tie that was pressed: where it is credited, how the source's own pages tell it, the passages that are shared."""

    tie: Tie
    credits: list[Credit]
    own: list[Report]
    pairs: list[sections.Pair]
    more: int


def most_heard(isnad: Isnad) -> list[Teller]:
    """List the tellers through whom most outlets have it, as many as one can read."""
    return sorted(isnad.tellers.values(), key=lambda t: (-t.outlets, not t.common))[:MOST_TELLERS]


def chosen(index: Index, isnad: Isnad, tie: Tie, most: int = MOST_USES) -> Chosen:
    """Gather what stands behind a tie: of the places where it is made, ``most``."""
    shown = tie.uses[:most]
    if tie.kind != TOLD:
        pairs = [sections.pair(index, u.reuse) for u in shown if u.reuse]
        return Chosen(tie, [], [], pairs, len(tie.uses) - len(shown))
    pages = set(isnad.tellers[tie.source].documents)
    own = [r for r in isnad.reports if r.document in pages and r.spans][:most]
    return Chosen(tie, [credit(u) for u in shown], own, [], len(tie.uses) - len(shown))


def credit(use: Use) -> Credit:
    """Say where a report names the teller: the name, and beside the innermost one the reporting word."""
    assert use.report is not None and use.link is not None, "a tie that is told rests on reports"
    said = use.report.attribution
    spans = [use.link.span] if use.link.span else []
    if said and said.cue and use.link == use.report.chain[-1]:
        spans.append(said.cue.span)
    return Credit(use.report.document, use.report.spans, sorted({Span(*s) for s in spans}))

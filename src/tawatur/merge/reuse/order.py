"""The passages of two pages → those that stand in another order: the fewest words that one must move to put them in one."""

from __future__ import annotations

from itertools import pairwise

from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Change
from tawatur.merge.reuse.align import Aligned
from tawatur.merge.reuse.direction import Page

MOST = 200  # passages of one pair that are put in order; more are the repetitions of a list


def moved(a: Page, b: Page, passages: list[Aligned]) -> dict[int, Change]:
    """Map the places of moved passages in `passages`, which stand in the order of page a, to the change that says so.

    A headline made of a sentence moves nothing, nor does a passage that one page holds twice.
    """
    if not 1 < len(passages) <= MOST or not crossed(passages):
        return {}
    lone = [n for n, p in enumerate(passages) if not in_headline(a, b, p) and alone(passages, n)]
    if not lone:
        return {}
    stay = heaviest([passages[n] for n in lone])
    kept = [passages[lone[k]] for k in stay]
    return {n: note(a, b, passages[n], kept) for k, n in enumerate(lone) if k not in stay}


def in_headline(a: Page, b: Page, passage: Aligned) -> bool:
    """Say whether the passage begins in the headline of either page."""
    for page, word in ((a, passage.i), (b, passage.j)):
        title = page.reading.document.title
        if title and title.span and page.words.starts[word] < title.span[1]:
            return True
    return False


def alone(passages: list[Aligned], n: int) -> bool:
    """Say whether no other passage shares words with this one on either page."""
    one = passages[n]
    return not any(
        k != n and ((p.i < one.i_end and one.i < p.i_end) or (p.j < one.j_end and one.j < p.j_end))
        for k, p in enumerate(passages)
    )


def crossed(passages: list[Aligned]) -> bool:
    """Say whether the second page has the passages in another order."""
    return any(two.j < one.j for one, two in pairwise(passages))


def heaviest(passages: list[Aligned]) -> set[int]:
    """Return the places of the passages that stay: the most words that stand in one order on both pages."""
    best: list[tuple[int, int]] = []  # words kept in order up to a passage that stays, and the one before it
    for n, passage in enumerate(passages):
        before = max(((best[k][0], k) for k in range(n) if passages[k].j < passage.j), default=(0, -1))
        best.append((before[0] + len(passage.equal), before[1]))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n))
    kept = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept


def note(a: Page, b: Page, passage: Aligned, kept: list[Aligned]) -> Change:
    """Say that a passage stands on the other side of one that stays; the change has no words of its own."""
    across = next(p for p in kept if (p.i < passage.i) != (p.j < passage.j))
    side = "after" if across.i < passage.i else "before"
    return Change(kind="moved", effect="moved", a=None, b=None, because=[
        reason(a, passage.i, passage.i_end, f"{side} the words of the next reason on this page, on the other side of them on the other"),
        reason(a, across.i, across.i_end),
        reason(b, passage.j, passage.j_end),
    ])  # fmt: skip


def reason(page: Page, first: int, last: int, detail: str = "") -> Reason:
    """Point at words."""
    span = Span(*page.words.span(first, last))
    return Reason(rule="reuse.changes.moved", document=page.id, span=span, detail=detail)

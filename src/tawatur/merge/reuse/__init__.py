"""All readings → the passages that two pages share, word for word or lightly edited, with who copied where that shows,
and what changed on the way.

A passage rests on a run of at least eight equal folded words and goes on over small edits. Every later holder of a run
is compared with its earliest holders (`seeds.HOLDERS`), so that many copies of one page cost linear time: the later
copies hang together through the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.annotation import with_
from tawatur.base.lexicon import Lexicons, Row, WordingRow
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Change, Passage, Reuse
from tawatur.merge.reuse.align import Aligned, align
from tawatur.merge.reuse.changes import changes
from tawatur.merge.reuse.credit import QuotableTextRow
from tawatur.merge.reuse.degrees import CueDegreeRow
from tawatur.merge.reuse.direction import Page, Side, credits_between, direction, prepare
from tawatur.merge.reuse.formulas import BESIDES, FormulaRow
from tawatur.merge.reuse.habits import SpellingHabitRow
from tawatur.merge.reuse.hedges import HedgeRow
from tawatur.merge.reuse.order import moved
from tawatur.merge.reuse.seeds import shared_runs
from tawatur.merge.reuse.siblings import without_doubtful
from tawatur.merge.reuse.words import words_of

TABLES: dict[str, type[Row]] = {
    "formulas": FormulaRow,
    "spelling_habits": SpellingHabitRow,
    "quotable_texts": QuotableTextRow,
    "hedges": HedgeRow,
    "cue_degrees": CueDegreeRow,
    "wordings": WordingRow,
}


def find(readings: list[Reading], lexicons: Lexicons) -> list[Reuse]:
    """Find the passages of at least eight words that pages of different documents share."""
    ordered = sorted(readings, key=by_publication)
    words = [words_of(reading) for reading in ordered]
    pages: dict[int, Page] = {}
    found: list[Reuse] = []
    for (x, y), runs in shared_runs(words).items():
        if words[x].document == words[y].document:
            continue
        for k in (x, y):
            if k not in pages:
                pages[k] = prepare(ordered[k], words[k], lexicons)
        passages = align(words[x], words[y], runs)
        order = moved(pages[x], pages[y], passages)
        for n, passage in enumerate(passages):
            sides = side(pages[x], passage.i, passage.i_end), side(pages[y], passage.j, passage.j_end)
            found += reuse_of(*sides, passage, order.get(n), lexicons)
    found = without_doubtful(found)
    found.sort(key=lambda r: (natural(r.a.document), natural(r.b.document), r.a.span, r.b.span))
    return [with_(reuse, id=f"r{n}") for n, reuse in enumerate(found, 1)]


def by_publication(reading: Reading) -> tuple[str, str, tuple[int, str]]:
    """Order pages by the first day they may have been published on, undated ones last, then by what they are.

    Ids come from file names, which must not decide which page is aligned with which.
    """
    document = reading.document
    return (document.published.earliest or document.published.day or "9999", document.sha256, natural(document.id))


def natural(name: str) -> tuple[int, str]:
    """Order «d2» before «d10»."""
    return len(name), name


def side(page: Page, first: int, last: int) -> Side:
    """Make one page's side of a passage."""
    return Side(page, range(first, last), page.words.span(first, last))


def reuse_of(one: Side, other: Side, passage: Aligned, moves: Change | None, lexicons: Lexicons) -> Iterator[Reuse]:
    """Yield the reuse, unless the passage is nothing but formula, names, days and figures."""
    swapped = natural(other.page.id) < natural(one.page.id)
    a, b = (other, one) if swapped else (one, other)
    equal = [(j, i) for i, j in passage.equal] if swapped else passage.equal
    own = sum(i not in one.page.formula_words for i, _ in passage.equal)
    if own < BESIDES:
        return
    credited = credits_between(a, b)
    towards = direction(a, b, credited)
    changed = changes(a, b, equal, towards.from_, lexicons)
    yield Reuse(
        id="", a=Passage(document=a.page.id, span=a.span), b=Passage(document=b.page.id, span=b.span),
        words=len(passage.equal), own_words=own, similarity=round(passage.similarity, 4), credited=credited[0],
        direction=towards, changes=[*([moves] if moves else []), *changed],
        because=reasons(a, b, passage, own, credited[1]),
    )  # fmt: skip


def reasons(a: Side, b: Side, passage: Aligned, own: int, credited: list[Reason]) -> list[Reason]:
    """Say what was shared, on both sides, and who was credited."""
    count = len(passage.equal)
    detail = f"{count} equal words of {len(a.range)} and {len(b.range)}"
    if own < count:
        detail += f", {count - own} of them formula, names, days or figures"
    return [
        Reason(rule="reuse.run", document=a.page.id, span=a.span, detail=detail, score=round(passage.similarity, 4)),
        Reason(rule="reuse.run", document=b.page.id, span=b.span),
        *credited,
    ]

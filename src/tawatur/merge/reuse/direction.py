"""Two pages and a passage they share → which one copied, by the first ground that speaks, or "direction unknown".

Grounds, strongest first: an explicit credit; a habit of spelling, a name's odd spelling or a term that is foreign to one page
and at home on the other; a page cut off in the middle of the shared sentence; publication at least a full day apart. Clocks of feeds
slip by hours, so that hours prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, WordingRow
from tawatur.base.phrases import Hit
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.base.story import Direction
from tawatur.merge.reuse import credit, habits, odd_spellings
from tawatur.merge.reuse.formulas import formula_words
from tawatur.merge.reuse.hedges import HedgeRow, hedged
from tawatur.merge.reuse.rivals import rival_names
from tawatur.merge.reuse.words import Words

STOPS = ".!?؟"
CLOSERS = "»”\"’')] \t"


@dataclass(frozen=True)
class Page:
    """A reading made ready for comparison; what only changed passages ask for is looked up when one does."""

    reading: Reading
    words: Words
    formula_words: frozenset[int]
    tellers: list[credit.Teller]
    signs: list[tuple[int, str, bool]]
    spelt: list[odd_spellings.Spelt]
    lexicons: Lexicons

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.reading.document.id

    @cached_property
    def written(self) -> list[str]:
        """List the words as they stand in the text."""
        text = self.reading.text
        return [text[start:end] for start, end in zip(self.words.starts, self.words.ends, strict=True)]

    @cached_property
    def hedges(self) -> SpanIndex[Hit[HedgeRow]]:
        """Find the page's hedges."""
        return SpanIndex.of((hit.span, hit) for hit in hedged(self.reading.tokens, self.lexicons))

    @cached_property
    def names(self) -> SpanIndex[Hit[WordingRow]]:
        """Find the page's names that have rivals."""
        return SpanIndex.of((hit.span, hit) for hit in rival_names(self.lexicons).find(self.reading.tokens))


class Side(NamedTuple):
    """One page's side of a passage: the page, the words' indexes, the span."""

    page: Page
    range: range
    span: Span


def prepare(reading: Reading, words: Words, lexicons: Lexicons) -> Page:
    """Make a page ready for comparison."""
    formula = formula_words(reading, words, lexicons)
    signs, spelt = habits.signs(words, reading.text, lexicons), odd_spellings.spelt(reading, words)
    return Page(reading, words, formula, credit.tellers(reading, lexicons), signs, spelt, lexicons)


def credits_between(a: Side, b: Side) -> tuple[bool, list[Reason], str | None]:
    """Say whether either page credits the other or a common origin, why, and which page the credit makes the source."""
    by_a = credit.of_passage(a.page.tellers, a.span)
    by_b = credit.of_passage(b.page.tellers, b.span)
    a_names_b = credit.names_the(b.page.reading.document.outlet, by_a)
    b_names_a = credit.names_the(a.page.reading.document.outlet, by_b)
    reasons = []
    if a_names_b:
        reasons.append(credit.reason("reuse.credit", a.page.id, a_names_b))
    if b_names_a:
        reasons.append(credit.reason("reuse.credit", b.page.id, b_names_a))
    if reasons:
        source = None if a_names_b and b_names_a else b.page.id if a_names_b else a.page.id
        return True, reasons, source
    if origin := credit.common_origin(by_a, by_b):
        one, other = origin
        return True, [
            credit.reason("reuse.common-origin", a.page.id, one),
            credit.reason("reuse.common-origin", b.page.id, other),
        ], None  # fmt: skip
    return False, [], None


def direction(a: Side, b: Side, credited: tuple[bool, list[Reason], str | None]) -> Direction:
    """Say who copied from whom, as far as evidence goes."""
    told, reasons, source = credited
    if source:
        copy, origin = (b, a) if source == a.page.id else (a, b)
        if published_later(
            origin, copy
        ):  # the credited outlet has an earlier page that is not here, or another that is
            return Direction(because=[*reasons, unknown("the credited outlet's page came out a day later")])
        return Direction(from_=source, because=reasons)
    if told and reasons[0].rule == "reuse.common-origin":
        return Direction(because=[*reasons, unknown("both credit the same origin")])
    for ground in GROUNDS:
        forward, backward = ground(a, b), ground(b, a)  # forward: a copied from b
        if bool(forward) != bool(backward):
            return Direction(from_=b.page.id if forward else a.page.id, because=forward or backward)
    return Direction(because=[unknown("looked at credits, spelling, names, terms, endings and publication days")])


def unknown(detail: str) -> Reason:
    """Say that the direction is unknown, and what was looked at."""
    return Reason(rule="reuse.direction-unknown", detail=f"direction unknown: {detail}")


def inherited_spelling(copy: Side, source: Side) -> list[Reason]:
    """Give reasons where the passage keeps the source's spelling against its own page's habit."""
    found = habits.foreign(copy.page.signs, source.page.signs, copy.range, source.range)
    if not found:
        return []
    habit, word, rates = found
    span = copy.page.words.span(word, word + 1)
    return [
        Reason(
            rule="reuse.spelling", row=f"spelling_habits.tsv: {habit}", document=copy.page.id, span=span, detail=rates
        )
    ]


def odd_spelling(copy: Side, source: Side) -> list[Reason]:
    """Give reasons where the passage spells a name as the source does throughout and its own page elsewhere never does."""
    found = odd_spellings.foreign(copy.page.spelt, source.page.spelt, copy.range, source.range)
    if not found:
        return []
    one, own = (copy.page.words.span(s.word, s.word + len(s.letters)) for s in found)
    text = copy.page.reading.text
    detail = f"«{one.of(text)}» here, «{own.of(text)}» elsewhere on the page"
    return [
        Reason(rule="reuse.odd-spelling", document=copy.page.id, span=one, detail=detail),
        Reason(rule="reuse.odd-spelling", document=copy.page.id, span=own),
    ]


def foreign_term(copy: Side, source: Side) -> list[Reason]:
    """Give reasons where the passage calls something as the source does and as its own page elsewhere does not."""
    copied, elsewhere = terms(copy)
    copied_there, elsewhere_there = terms(source)
    for (referent, term), span in sorted(copied.items()):
        habit = {t for r, t in elsewhere if r == referent}
        if (
            habit
            and not any(one_name(term, t) for t in habit)
            and (referent, term) in copied_there
            and (referent, term) in elsewhere_there
        ):
            other = next(s for (r, _), s in sorted(elsewhere.items()) if r == referent)
            detail = f"«{term}» here, «{other.of(copy.page.reading.text)}» elsewhere on the page"
            return [
                Reason(rule="reuse.term", document=copy.page.id, span=span, detail=detail),
                Reason(rule="reuse.term", document=copy.page.id, span=other),
            ]
    return []


def one_name(one: str, other: str) -> bool:
    """Say whether one term is the other in short: «أهل البلدة», «أهل البلدة والقرى»."""
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return set(short) <= set(long)


Terms = dict[tuple[str, str], Span]


def terms(side: Side) -> tuple[Terms, Terms]:
    """List the outlet's own terms by (referent, words): inside the passage, and outside."""
    inside: Terms = {}
    outside: Terms = {}
    for wording in side.page.reading.wordings:
        if wording.referent and wording.voice == "outlet":
            where = inside if side.span.holds(wording.span) else outside
            where.setdefault((wording.referent, wording.text), wording.span)
    return inside, outside


def cut_off(copy: Side, source: Side) -> list[Reason]:
    """Give reasons where the copy's page ends in the middle of a sentence that goes on in the source."""
    words, text = copy.page.words, copy.page.reading.text
    if copy.range.stop < len(words.forms) or source.range.stop >= len(source.page.words.forms):
        return []
    rest = text[words.ends[-1] : words.ends[-1] + 8].split("\n")[0].rstrip(CLOSERS)
    if rest.strip() and not rest.strip().startswith(("..", "…")):
        return []
    between = source.page.reading.text[source.span.end : source.page.words.starts[source.range.stop]]
    if "\n" in between or any(stop in between for stop in STOPS):
        return []
    last = copy.page.words.span(copy.range.stop - 1, copy.range.stop)
    return [Reason(rule="reuse.cut-off", document=copy.page.id, span=last, detail="the page ends; the other goes on")]


def published_later(copy: Side, source: Side) -> list[Reason]:
    """Give reasons where the copy was published at least a full day after the source."""
    early = last_day(source.page.reading)
    late = first_day(copy.page.reading)
    if early is None or late is None or (late - early).days < 1:
        return []
    detail = f"published {late}, the other {early}"
    return [Reason(rule="reuse.time", document=copy.page.id, detail=detail)]


def first_day(reading: Reading) -> date | None:
    """Return the first day on which the page may have been published."""
    return day(reading.document.published.earliest or reading.document.published.day)


def last_day(reading: Reading) -> date | None:
    """Return the last day on which the page may have been published."""
    return day(reading.document.published.latest or reading.document.published.day)


def day(value: str | None) -> date | None:
    """Read an ISO day, or null."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


GROUNDS: tuple[Callable[[Side, Side], list[Reason]], ...] = (
    inherited_spelling,
    odd_spelling,
    foreign_term,
    cut_off,
    published_later,
)

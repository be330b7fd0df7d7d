"""Event mentions of one page, and the words between them → which row a page says came first.

«زار الوفد المتحف بعد الاجتماع» puts the visit after the meeting. Three shapes count, and no other: a preposition that
governs the word of the other event, a conjunction before its verb, and words that look back at what was just told
(«ثم»، «وبعد ذلك»). Where two events could be meant, none is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.base.annotation import EventMention
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Hit, Phrases
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Event
from tawatur.merge.placing.page import Page, happening


class OrderWordRow(Row, frozen=True, kw_only=True):
    """Words that put one happening before or after another.

    ``order``: after, before. ``governs``: noun (a verbal noun follows: «بعد الاجتماع»), verb («بعد أن وقع»), told (it
    looks back at what was told: «ثم»).
    """

    order: str
    governs: str


class Relation(NamedTuple):
    """One row that a page puts before another, by which words; ``said_of``: the row that the words are said of."""

    first: str
    then: str
    said_of: str
    document: str
    span: Span
    row: str
    detail: str

    def carrier(self, dated: set[str]) -> str:
        """Name the row that takes the note: the one the words are said of, or the other where that has a date."""
        other = self.then if self.said_of == self.first else self.first
        return other if self.said_of in dated else self.said_of


class Said(NamedTuple):
    """Two event mentions, the words that order them: ``main`` is what happens before or after ``other``."""

    main: EventMention
    other: EventMention
    word: Hit[OrderWordRow]


@cache
def order_words(lexicons: Lexicons) -> Phrases[OrderWordRow]:
    """Make the table ready to be found in tokens."""
    return Phrases((row.form, row) for row in lexicons.rows("order_words", OrderWordRow))


def relations(rows: list[Event], readings: dict[str, Reading], lexicons: Lexicons) -> list[Relation]:
    """List what pages say of the order of two rows, in page order."""
    row_of = {m: e.id for e in rows for m in e.event_mentions}
    words = order_words(lexicons)
    found = []
    for document in sorted(readings, key=lambda name: (len(name), name)):
        page = Page.of(readings[document], row_of)
        for said in said_on(page, words):
            main, other = row_of[said.main.id], row_of[said.other.id]
            if main != other:
                found.append(relation(main, other, said))
    return found


def relation(main: str, other: str, said: Said) -> Relation:
    """Make the relation of two rows."""
    later = said.word.payload.order == "after"
    first, then = (other, main) if later else (main, other)
    return Relation(
        first, then, main, said.main.document, said.word.span, said.word.payload.cited,
        f"{said.main.id} {said.word.payload.order} {said.other.id}",
    )  # fmt: skip


def said_on(page: Page, words: Phrases[OrderWordRow]) -> Iterator[Said]:
    """Yield the pairs of mentions that the words of one page put in order."""
    if len(page.mentions) < 2:
        return
    for sentence in page.reading.sentences:
        if sentence.zone != "body":
            continue
        within = page.reading.token_range(sentence.span)
        for hit in words.find(page.reading.tokens, within):
            pair = looking_back(page, hit, within) if hit.payload.governs == "told" else governing(page, hit, within)
            if pair and happening(*pair):
                yield Said(*pair, hit)


def governing(page: Page, hit: Hit[OrderWordRow], within: range) -> tuple[EventMention, EventMention] | None:
    """Pair the event whose word a preposition governs with the one it is said of: before it, or after it in front."""
    if page.preceded(hit, within, STRANGERS) or page.at(hit.first):
        return None
    other = governed(page, hit, within)
    if other is None:
        return None
    main = page.in_front_of(hit, other, within) if page.opens_clause(hit, within) else page.nearest_before(hit, within)
    return (main, other) if main else None


STRANGERS = frozenset(fold("من ما لما إلى حتى منذ مما على عن لم لا").split())  # «من قبل»، «إلى ما بعد»، «على بعد»
POINTERS = frozenset(fold("هذا هذه ذلك تلك أول آخر").split())  # may stand before the noun that is governed
PARTERS = frozenset(fold("من على").split())  # «بعد يومين من الاجتماع»


def governed(page: Page, hit: Hit[OrderWordRow], within: range) -> EventMention | None:
    """Return the event whose word follows: at once, behind «هذا» or «أول», or after a spell: «بعد يومين من الاجتماع»."""
    tokens = page.reading.tokens
    at = hit.last
    if hit.payload.governs == "noun":
        spell = max(
            (tokens.at(t.span.end - 1) + 1 for t in page.reading.times if measures(t.span, hit, page)), default=at
        )
        if at < spell < within.stop and tokens.words[spell] in PARTERS:
            at = spell + 1
        if at < within.stop - 1 and tokens.words[at] in POINTERS:
            at += 1
    found = page.at(at) if at < within.stop else None
    return found if found and page.form(found) in (hit.payload.governs, "either") else None


def measures(span: Span, hit: Hit[OrderWordRow], page: Page) -> bool:
    """Say whether a time expression is the spell that follows the words, or holds both: «بعد يومين»."""
    after = page.reading.tokens.starts[hit.last] if hit.last < len(page.reading.tokens) else span.end
    return span.start <= after < span.end


def looking_back(page: Page, hit: Hit[OrderWordRow], within: range) -> tuple[EventMention, EventMention] | None:
    """Pair the event told with «ثم» or «بعد ذلك» with the one told just before it, in the same paragraph."""
    if page.preceded(hit, within, STRANGERS):
        return None
    main = page.told_with(hit, within)
    other = page.last_told(min(main.trigger.span.start, hit.span.start), within) if main else None
    if main is None or other is None or main.background or other.background:
        return None
    return main, other

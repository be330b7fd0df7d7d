"""Numbers that count something → figures: how many, of what, exactly or at least, and of how many.

Dates, hours, lengths of time, ages, ordinals, scores, articles of law and telephone numbers are no figures. The span is the
number with its scale («30 ألفا»); the counted noun belongs to it only where the number is inside the noun («قتيلان»).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tawatur.base.annotation import Figure, numbered
from tawatur.base.lexicon import Lexicons
from tawatur.base.numerals import Numeral, plain
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.figures.labels import OF, bound_of, label_of, scope_of
from tawatur.extract.figures.refusals import after_bracket, counts, refused
from tawatur.extract.figures.tables import TABLES, CountedRow, Grammar, grammar

__all__ = ["MAKES", "NEEDS", "TABLES", "annotate"]

NEEDS = ("sentences", "times", "proposals")
MAKES = ("figures",)


NAMED = 0.6  # how sure the tagger must be of a name for the number in it to count nothing


class Counted(NamedTuple):
    """One figure before it is an annotation."""

    span: Span
    value: Decimal
    bound: str
    label: str
    scope: str | None
    because: list[Reason]


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Figure]]:
    """Find the figures of one document."""
    tables = grammar(lexicons)
    taken = sorted([*(t.span for t in reading.times), *names_with_numbers(reading)])
    found = []
    for sentence in reading.sentences:
        within = reading.token_range(sentence.span)
        found += [figure(reading, c) for c in counted_things(reading.tokens, within, tables, taken)]
    return {"figures": numbered("f", found)}


def names_with_numbers(reading: Reading) -> Iterator[Span]:
    """Yield the names that the tagger sees and that hold a number: «قناة مصر 25», «القانون رقم 40»."""
    for proposal in reading.proposed("mention"):
        words = reading.text[proposal.start : proposal.end]
        if proposal.score >= NAMED and proposal.label != "PER" and any(c.isdecimal() for c in words):
            yield Span(proposal.start, proposal.end)


def figure(reading: Reading, counted: Counted) -> Figure:
    """Make the annotation."""
    return Figure(
        id="", document=reading.document.id, span=counted.span, text=counted.span.of(reading.text), value=plain(counted.value),
        bound=counted.bound, counted=counted.label, scope=counted.scope, because=counted.because,
    )  # fmt: skip


def counted_things(tokens: Tokens, within: range, tables: Grammar, taken: list[Span]) -> Iterator[Counted]:
    """Yield the figures of one sentence, left to right."""
    free = within.start
    for at in tables.begins.places(tokens, within):
        if at < free:
            continue
        if name := tables.names.longest(tokens, at, within.stop):
            free = name.last
        elif number := tables.numerals.at(tokens, at, within.stop):
            made = None if meets(number.span, taken) else from_number(tokens, within, tables, number)
            if made:
                yield made
            free = number.last
        elif (dual := from_dual(tokens, within, tables, at)) and not meets(dual[0].span, taken):
            yield dual[0]
            free = dual[1]


def meets(span: Span, taken: list[Span]) -> bool:
    """Say whether a span shares anything with the sorted `taken` ones."""
    i = bisect_left(taken, (span.end, span.end))
    return any(span.meets(other) for other in taken[max(0, i - 2) : i])


def from_number(tokens: Tokens, within: range, tables: Grammar, number: Numeral) -> Counted | None:
    """Make a figure of a number, or nothing where it counts nothing."""
    last, named = counted_after(tokens, within, tables, number)
    if named is None and not counts(tokens, within, tables, number):
        return None
    if refused(tokens, within, tables, number, named):
        return None
    bound, bound_row = bound_of(tokens, within, tables, number.first, last)
    if number.kind == "vague" and bound == "exactly":
        bound = "at_least"
    label, reasons = label_of(tokens, within, tables, number.first, last, named)
    because = [Reason(rule=f"figures.{number.kind}", span=number.span), *reasons]
    if bound_row:
        because.append(Reason(rule="figures.bound", row=bound_row.cited))
    return Counted(number.span, number.value, bound, label, scope_of(tokens, within, tables, last), because)


def counted_after(tokens: Tokens, within: range, tables: Grammar, number: Numeral) -> tuple[int, CountedRow | None]:
    """Return the token after the counted noun and its row: «12 شخصا», «العشرات من الطلاب», «المتهمين الثلاثة»."""
    at = after_bracket(tokens, within, number)
    of = at + (at < within.stop and tokens.words[at] in OF)
    for place in dict.fromkeys((at, of)):
        hits = (
            [h for h in tables.counted.at(tokens, place, within.stop) if not h.taken or place > at]
            if place < within.stop
            else []
        )
        if hits:
            return hits[0].last, hits[0].payload
    if tokens.words[number.first].startswith("ال") and number.kind == "cardinal" and number.first > within.start:
        before = [h for h in tables.counted.at(tokens, number.first - 1, within.stop) if h.last == number.first]
        if before:
            return number.last, before[0].payload
    return number.last, None


def from_dual(tokens: Tokens, within: range, tables: Grammar, at: int) -> tuple[Counted, int] | None:
    """Make a figure of a dual: «قتيلان», «مجندان اثنان»."""
    hits = tables.duals.at(tokens, at, within.stop)
    if hits and not tokens.words[at].startswith(("ال", "وال", "بال", "لل", "كال")):
        hit = hits[0]
        label, reasons = label_of(tokens, within, tables, at, hit.last, hit.payload)
        bound, _ = bound_of(tokens, within, tables, at, hit.last)
        last = hit.last
        number = tables.numerals.at(tokens, last, within.stop) if last < within.stop else None
        span = hit.span
        if number and number.value == 2 and not number.taken and number.kind == "cardinal":
            last, span = number.last, Span(span.start, number.span.end)
        return Counted(
            span, Decimal(2), bound, label, None, [Reason(rule="figures.dual", span=hit.span), *reasons]
        ), last
    return None

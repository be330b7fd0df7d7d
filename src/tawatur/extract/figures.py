"""Numbers that count something → figures: how many, of what, exactly or at least, and of how many.

Dates, hours, lengths of time, ages, ordinals, scores, articles of law and telephone numbers are no figures. The span is the
number with its scale («30 ألفا»); the counted noun belongs to it only where the number is inside the noun («قتيلان»).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import Figure, numbered
from tawatur.base.fold import fold
from tawatur.base.lexicon import BoundRow, Lexicons, MonthRow, NumberRow, Row, UnitRow
from tawatur.base.numerals import Numeral, Numerals, plain
from tawatur.base.phrases import Hit, Phrases
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens


class CountedRow(Row, frozen=True, kw_only=True):
    """A noun that numbers count. ``kind``: person, thing, money, percent. ``label``: what it is, in English."""

    kind: str
    label: str
    plural: list[str] = msgspec.field(default_factory=list)

    def forms(self) -> list[str]:
        """List singular, accusative and plural."""
        accusative = [] if fold(self.form)[-1:] in "هاي%" or " " in self.form or not self.plural else [self.form + "ا"]
        return [self.form, *accusative, *self.plural]

    def duals(self) -> list[str]:
        """List the duals, «قتيلان», «قتيلين», leaving out those that look like the plural («متظاهرين»)."""
        if self.kind == "percent" or " " in self.form or len(self.form) < 3:
            return []
        stem = self.form[:-1] + "ت" if self.form.endswith("ة") else self.form
        plurals = set(map(fold, self.plural))
        return [dual for dual in (stem + "ان", stem + "ين") if fold(dual) not in plurals]


class CueRow(Row, frozen=True, kw_only=True):
    """Words before a number of people that say what happened to them («مقتل»): killed, injured, arrested."""

    label: str


class NotFigureRow(Row, frozen=True, kw_only=True):
    """``head``: a number after it names («المادة 12»); ``name``: a term with a number word in it («ألف ليلة»)."""

    kind: str


NEEDS = ("sentences", "times")
MAKES = ("figures",)
TABLES: dict[str, type[Row]] = {
    "numbers": NumberRow, "bounds": BoundRow, "time_units": UnitRow, "counted": CountedRow, "casualty_cues": CueRow,
    "not_figures": NotFigureRow, "months": MonthRow,
}  # fmt: skip
REACH = 7  # tokens back to the cue that says what happened to those counted
PEOPLE_AT_LARGE = frozenset(map(fold, ("آخر", "آخرا", "آخرون", "آخرين", "آخران", "منهم", "منهن")))
OF = frozenset(map(fold, ("من", "بين")))
WHOLE = frozenset(map(fold, ("أصل", "إجمالي", "مجموع", "بين", "جملة")))
PERCENT_IN = frozenset(map(fold, ("المئة", "المائة", "المية", "الميه")))
DASHES = frozenset("-–—/:")
QUOTES = frozenset("\"'«»“”()")


class Grammar(NamedTuple):
    """The compiled tables."""

    numerals: Numerals
    counted: Phrases[CountedRow]
    duals: Phrases[CountedRow]
    bounds: Phrases[BoundRow]
    cues: Phrases[CueRow]
    heads: Phrases[NotFigureRow]
    names: Phrases[NotFigureRow]
    units: frozenset[str]
    months: frozenset[str]


class Counted(NamedTuple):
    """One figure before it is an annotation."""

    span: Span
    value: Decimal
    bound: str
    label: str
    scope: str | None
    because: list[Reason]


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile the tables once."""
    counted = lexicons.rows("counted", CountedRow)
    not_figures = lexicons.rows("not_figures", NotFigureRow)
    units = lexicons.rows("time_units", UnitRow)
    return Grammar(
        numerals=Numerals(lexicons.rows("numbers", NumberRow)),
        counted=Phrases((article + f, r) for r in counted for f in r.forms() for article in ("", "ال") if f),
        duals=Phrases((article + f, r) for r in counted for f in r.duals() for article in ("", "ال")),
        bounds=Phrases((r.form, r) for r in lexicons.rows("bounds", BoundRow)),
        cues=Phrases((r.form, r) for r in lexicons.rows("casualty_cues", CueRow)),
        heads=Phrases((r.form, r) for r in not_figures if r.kind == "head"),
        names=Phrases((r.form, r) for r in not_figures if r.kind == "name"),
        units=frozenset(fold(f) for u in units if u.unit != "Q" for f in (u.form, u.form + "ا", *u.dual, *u.plural)),
        months=frozenset(fold(m.form) for m in lexicons.rows("months", MonthRow) if m.calendar == "gregorian"),
    )


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Figure]]:
    """Find the figures of one document."""
    tables = grammar(lexicons)
    taken = sorted(t.span for t in reading.times)
    found = []
    for sentence in reading.sentences:
        within = reading.token_range(sentence.span)
        found += [figure(reading, c) for c in counted_things(reading.tokens, within, tables, taken)]
    return {"figures": numbered("f", found)}


def figure(reading: Reading, counted: Counted) -> Figure:
    """Make the annotation."""
    return Figure(
        id="", document=reading.document.id, span=counted.span, text=counted.span.of(reading.text), value=plain(counted.value),
        bound=counted.bound, counted=counted.label, scope=counted.scope, because=counted.because,
    )  # fmt: skip


def counted_things(tokens: Tokens, within: range, tables: Grammar, taken: list[Span]) -> Iterator[Counted]:
    """Yield the figures of one sentence, left to right."""
    at = within.start
    while at < within.stop:
        if names := tables.names.at(tokens, at, within.stop):
            at = names[0].last
            continue
        number = tables.numerals.at(tokens, at, within.stop)
        if number is not None and not meets(number.span, taken):
            made = from_number(tokens, within, tables, number)
            if made:
                yield made
            at = number.last
            continue
        made_dual = None if number else from_dual(tokens, within, tables, at)
        if made_dual and not meets(made_dual[0].span, taken):
            yield made_dual[0]
            at = made_dual[1]
        else:
            at = number.last if number else at + 1


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
    label, reasons = label_of(tokens, within, tables, number.first, named)
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


def after_bracket(tokens: Tokens, within: range, number: Numeral) -> int:
    """Return the token after a number, its closing bracket passed over: «ضبط (9) مخالفات»."""
    opened = number.first > within.start and tokens.words[number.first - 1] == "("
    closed = number.last < within.stop and tokens.words[number.last] == ")"
    return number.last + (opened and closed)


def counts(tokens: Tokens, within: range, tables: Grammar, number: Numeral) -> bool:
    """Say whether a number without a known noun counts something all the same.

    A word follows it that it can count («12 بيضة»), or it is vague («المئات»), or it has a scale or a bound.
    """
    if number.kind == "ordinal":
        return False
    if number.kind == "fraction":
        return not number.single_word or number.value > Decimal("0.6")
    if number.kind == "vague":
        return True
    after = after_bracket(tokens, within, number)
    word = tokens.words[after] if after < within.stop else ""
    if (
        number.first - 1 > within.start
        and tokens.words[number.first - 1] in WHOLE
        and tokens.words[number.first - 2] in OF
    ):
        return True
    if tokens.words[number.first].startswith("ال"):
        return definite(tokens, within, number)
    if number.kind == "cardinal" and number.value <= 2:
        return number.value == 2 and (word in OF or word in PEOPLE_AT_LARGE)
    if number.value >= 1000 and number.kind != "digits":
        return True
    return (
        word[:1].isalpha()
        or scaled(tokens, number)
        or bound_of(tokens, within, tables, number.first, number.last)[1] is not None
    )


def scaled(tokens: Tokens, number: Numeral) -> bool:
    """Say whether digits have a scale word: «1.3 مليون»."""
    return tokens.words[number.last - 1][:1].isalpha()


def definite(tokens: Tokens, within: range, number: Numeral) -> bool:
    """Say whether a number with the article counts the plural before it: «الشركات الخمس»; «الثلاثين» alone is an ordinal."""
    if number.value < 3 or number.value > 19:
        return False
    before = tokens.words[number.first - 1] if number.first > within.start else ""
    after = tokens.words[number.last] if number.last < within.stop else ""
    return before.lstrip("وفبلك").startswith("ال") or before.startswith("لل") or before in ("هولاء",) or after in OF


def refused(tokens: Tokens, within: range, tables: Grammar, number: Numeral, named: CountedRow | None) -> bool:
    """Say whether a number names, dates, scores or dials rather than counts."""
    first, last, words = number.first, number.last, tokens.words
    if number.kind == "ordinal" or (number.kind == "cardinal" and number.value == 1):
        return True
    if number.kind == "fraction" and not scaled_fraction(number, named):
        return True
    if number.single_word and words[first].removeprefix("ب") in PERCENT_IN:
        return True  # «في المائة»
    head = first - 1
    while head > within.start and words[head] in QUOTES:
        head -= 1
    if any(
        h.last == head + 1
        for s in range(max(within.start, head - 1), head + 1)
        for h in tables.heads.at(tokens, s, first)
    ):
        return named is None or named.kind == "thing"
    if last < within.stop and (words[last] in tables.units or words[last] in tables.months):
        return True
    if number.kind == "digits":
        return no_count(tokens, within, number, named)
    return False


def scaled_fraction(number: Numeral, named: CountedRow | None) -> bool:
    """Say whether a fraction counts: «نصف مليون», «نصف كيلو», «ثلثي القوات»; «نصف النهائي» does not."""
    return (
        number.value >= 1
        or (number.last - number.first == 1 and number.value > Decimal("0.6"))
        or (named is not None and named.kind in ("thing", "money", "person"))
    )


def no_count(tokens: Tokens, within: range, number: Numeral, named: CountedRow | None) -> bool:
    """Refuse digits that are a telephone number, a score, a case number, a list's numbering or an ordinal (الـ12)."""
    first, last, words = number.first, number.last, tokens.words
    length = len(words[first])
    if named is None and (length > 6 or (words[first][0] == "0" and length > 1 and number.last - first == 1)):
        return True
    before = words[first - 1] if first > within.start else ""
    after = words[last] if last < within.stop else ""
    if (
        named is None
        and length == 4
        and words[first][:2] in ("19", "20")
        and number.single_word
        and not scaled(tokens, number)
    ):
        return True  # a year that the time grammar was not sure of
    if before in DASHES and first - 1 > within.start and words[first - 2][:1].isdigit():
        return before != "-" or named is None
    if before == "-" and first - 1 > within.start and words[first - 2].isascii() and words[first - 2].isalpha():
        return True  # «F-16»
    if after in DASHES and last + 1 < within.stop and words[last + 1][:1].isdigit():
        return after != "-" or not range_goes_on(tokens, within, last + 1)
    if first == within.start and after in ("-", ")", ".", "–", "/"):
        return True
    if before == "ال" or (before.endswith("ال") and len(before) <= 3 and before != "ال"):
        return named is None
    return bool(before) and before.isascii() and before.isalpha()


def range_goes_on(tokens: Tokens, within: range, at: int) -> bool:
    """Say whether a noun follows the second number of «10-15 شخصا»."""
    return at + 1 < within.stop and tokens.words[at + 1][:1].isalpha()


def bound_of(tokens: Tokens, within: range, tables: Grammar, first: int, last: int) -> tuple[str, BoundRow | None]:
    """Return the bound that stands before or after: «ما لا يقل عن», «على الأقل»."""
    for start in range(max(within.start, first - 4), first):
        for hit in tables.bounds.at(tokens, start, first):
            if hit.last == first and hit.payload.side == "before":
                return hit.payload.bound, hit.payload
    for place in (last, last + 1):
        after = (
            [h for h in tables.bounds.at(tokens, place, within.stop) if h.payload.side == "after"]
            if place < within.stop
            else []
        )
        if after:
            return after[0].payload.bound, after[0].payload
    return "exactly", None


def label_of(
    tokens: Tokens, within: range, tables: Grammar, first: int, named: CountedRow | None
) -> tuple[str, list[Reason]]:
    """Say what is counted: the noun's label, and for people what the words before say happened to them."""
    if named is not None and (named.kind != "person" or named.label in SETTLED):
        return named.label, [Reason(rule="figures.counted", row=named.cited)]
    cue = nearest_cue(tokens, within, tables, first)
    if cue is not None and (named is None or named.kind == "person"):
        rows = [Reason(rule="figures.counted", row=named.cited)] if named else []
        return cue.payload.label, [*rows, Reason(rule="figures.cue", row=cue.payload.cited, span=cue.span)]
    if named is not None:
        return named.label, [Reason(rule="figures.counted", row=named.cited)]
    return "", [Reason(rule="figures.counted", detail="the noun is in no table")]


SETTLED = frozenset(
    ("killed", "injured", "missing", "bodies", "kidnapped", "arrested", "protesters", "voters", "inhabitants")
)


def nearest_cue(tokens: Tokens, within: range, tables: Grammar, first: int) -> Hit[CueRow] | None:
    """Return the nearest cue before a number, within reach."""
    for start in range(first - 1, max(within.start, first - REACH) - 1, -1):
        if tokens.words[start] in (".", "؛", ":"):
            return None
        if hits := tables.cues.at(tokens, start, first):
            return hits[0]
    return None


def scope_of(tokens: Tokens, within: range, tables: Grammar, last: int) -> str | None:
    """Return the words that say of how many: «[139] من 217», «[30 نائبا] من أصل 60»."""
    if last >= within.stop or tokens.words[last] not in OF:
        return None
    at = last + 1
    at += at < within.stop and tokens.words[at] in WHOLE
    number = tables.numerals.at(tokens, at, within.stop) if at < within.stop else None
    if number is None or number.kind not in ("digits", "cardinal") or number.taken:
        return None
    return tokens.text[tokens.starts[last] : number.span.end]


def from_dual(tokens: Tokens, within: range, tables: Grammar, at: int) -> tuple[Counted, int] | None:
    """Make a figure of a dual: «قتيلان», «مجندان اثنان»."""
    hits = tables.duals.at(tokens, at, within.stop)
    if hits and not tokens.words[at].startswith(("ال", "وال", "بال", "لل", "كال")):
        hit = hits[0]
        label, reasons = label_of(tokens, within, tables, at, hit.payload)
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

"""Figures as the numbers they allow: which of them can be compared, and whether two can both be right."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, NumberRow
from tawatur.base.story import Rung

# Lengths, spells and strengths are told of many things in one breath: two of them are seldom of one.
MEASURE_WORDS = """
degrees kilometres kilometers metres meters centimetres km hours minutes seconds days weeks months years percent tonnes
tons kilograms litres square magnitude knots miles feet
"""
MEASURES = frozenset(MEASURE_WORDS.split())
ROUND_FROM, ROUND_DIGITS = 100, 2
INFINITY = Decimal("Infinity")
FEW = 3  # a count below this is shared by chance


def comparable(step: Rung, lexicons: Lexicons) -> bool:
    """Say whether a figure can be set against another: a known thing is counted, no measure, and not vaguely."""
    return bool(step.counted) and not (
        measure(step.counted) or vague(step.text, lexicons) or interval(step.value, step.bound) is None
    )


def measure(counted: str) -> bool:
    """Say whether what is counted is a length, a spell or a strength."""
    return any(word in MEASURES for word in counted.casefold().split())


@cache
def vague_words(lexicons: Lexicons) -> frozenset[str]:
    """Return the folded words that count vaguely: عشرات، مئات، بضعة."""
    rows = lexicons.tables.get("numbers", [])
    return frozenset(fold(r.form) for r in rows if isinstance(r, NumberRow) and r.kind == "vague")


def vague(text: str, lexicons: Lexicons) -> bool:
    """Say whether a figure's words count vaguely («عشرات القتلى»)."""
    words = fold(text).split()
    known = vague_words(lexicons)
    return not any(c.isdigit() for c in text) and any(w in known or w.removeprefix("ال") in known for w in words)


@lru_cache(maxsize=1 << 14)
def interval(value: str, bound: str) -> tuple[Decimal, Decimal] | None:
    """Return the numbers that a figure allows: «about» a fifth either way, a round one as much as rounding may hide.

    «10 ملايين» may be anything within a tenth, «72 مليونا» within one million.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    slack = rounding(number)
    bounds = {
        "exactly": (number - slack, number + slack),
        "at_least": (number, INFINITY),
        "at_most": (-INFINITY, number),
        "about": (number * Decimal("0.8"), number * Decimal("1.2")),
    }
    return bounds.get(bound)


def rounding(value: Decimal) -> Decimal:
    """Return what rounding may hide of a number of a hundred or more with at most two figures before its zeros."""
    figures = value.normalize().as_tuple()
    if value < ROUND_FROM or len(figures.digits) > ROUND_DIGITS:
        return Decimal(0)
    if len(figures.digits) == 1:
        return value / 10
    return Decimal(1).scaleb(int(figures.exponent))


def below(a: Rung, b: Rung) -> bool:
    """Say whether every number that one figure allows is smaller than every number that the other does."""
    one, other = interval(a.value, a.bound), interval(b.value, b.bound)
    return bool(one and other) and one[1] < other[0]  # type: ignore[index]


def apart(a: Rung, b: Rung) -> bool:
    """Say whether two figures' bounds share no number."""
    return below(a, b) or below(b, a)

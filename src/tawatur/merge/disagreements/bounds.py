"""Figures as the numbers they allow: which of them can be compared, and whether two can both be right."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache

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


def interval(value: str, bound: str) -> tuple[Decimal, Decimal] | None:
    """Return the numbers that a figure allows: «about» a fifth either way, a round one («10 ملايين») a tenth."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    bounds = {
        "exactly": (number * Decimal("0.9"), number * Decimal("1.1")) if is_round(number) else (number, number),
        "at_least": (number, INFINITY),
        "at_most": (-INFINITY, number),
        "about": (number * Decimal("0.8"), number * Decimal("1.2")),
    }
    return bounds.get(bound)


def is_round(value: Decimal) -> bool:
    """Say whether a number of a hundred or more has at most two figures before its zeros."""
    return value >= ROUND_FROM and len(value.normalize().as_tuple().digits) <= ROUND_DIGITS


def below(a: Rung, b: Rung) -> bool:
    """Say whether every number that one figure allows is smaller than every number that the other does."""
    one, other = interval(a.value, a.bound), interval(b.value, b.bound)
    return bool(one and other) and one[1] < other[0]  # type: ignore[index]


def apart(a: Rung, b: Rung) -> bool:
    """Say whether two figures' bounds share no number."""
    return below(a, b) or below(b, a)

"""The figures of one event → updates, parts of a whole, and the few that cannot both be right.

A later, larger toll is an update. Vague counts («عشرات») meet every number. Counts of different scope («139 of 217»),
and pages that give several counts of one thing, are never set against each other.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, NumberRow
from tawatur.base.origins import is_named, same_teller
from tawatur.base.reading import Reading
from tawatur.base.story import Disagreement, Event
from tawatur.merge.disagreements.ladder import Rung, figure_ladder
from tawatur.merge.disagreements.said import Said, disagreement, published_before

GROWING_WORDS = """
killed dead deaths injured wounded missing arrested detained displaced rescued victims casualties cases infected homeless
evacuated hospitalised hospitalized fatalities martyrs people persons
"""
GROWING = frozenset(GROWING_WORDS.split())
# Lengths, spells and strengths are told of many things in one breath: two of them are seldom of one.
MEASURE_WORDS = """
degrees kilometres kilometers metres meters centimetres km hours minutes seconds days weeks months years percent tonnes
tons kilograms litres square magnitude knots miles feet
"""
MEASURES = frozenset(MEASURE_WORDS.split())
ROUND_FROM, ROUND_DIGITS = 100, 2
INFINITY = Decimal("Infinity")


def number_disagreements(event: Event, readings: dict[str, Reading], lexicons: Lexicons) -> list[Disagreement]:
    """Compare the figures of one event that count the same thing in the same scope."""
    groups: dict[tuple[str, str], list[Rung]] = {}
    for step in figure_ladder(event, readings):
        if step.counted and not measure(step.counted) and not vague(step.text, lexicons) and interval(step) is not None:
            groups.setdefault((fold(step.counted), fold(step.scope or "")), []).append(step)
    found = []
    for (counted, _), steps in sorted(groups.items()):
        alone = [s for s in steps if len({x.value for x in steps if x.document == s.document}) == 1]
        if len({s.document for s in alone}) > 1 and (made := compare(event, counted, alone, readings)):
            found.append(made)
    return found


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


def interval(step: Rung) -> tuple[Decimal, Decimal] | None:
    """Return the numbers that a figure allows: «about» a fifth either way, a round one («10 ملايين») a tenth."""
    try:
        value = Decimal(step.value)
    except InvalidOperation:
        return None
    bounds = {
        "exactly": (value * Decimal("0.9"), value * Decimal("1.1")) if is_round(value) else (value, value),
        "at_least": (value, INFINITY),
        "at_most": (-INFINITY, value),
        "about": (value * Decimal("0.8"), value * Decimal("1.2")),
    }
    return bounds.get(step.bound)


def is_round(value: Decimal) -> bool:
    """Say whether a number of a hundred or more has at most two figures before its zeros."""
    return value >= ROUND_FROM and len(value.normalize().as_tuple().digits) <= ROUND_DIGITS


def compare(event: Event, counted: str, steps: list[Rung], readings: dict[str, Reading]) -> Disagreement | None:
    """Make one disagreement of the figures that do not meet, the gravest kind first; null where all meet."""
    pairs = [(a, b) for n, a in enumerate(steps) for b in steps[n + 1 :] if a.document != b.document and apart(a, b)]
    if not pairs:
        return None
    judged = [(kind_of(a, b, counted, readings), a, b) for a, b in pairs]
    conflicts = [j for j in judged if j[0][0] == "contradiction"]
    kind, why = min((j[0] for j in conflicts), default=judged[0][0])
    kept = {s for _, a, b in (conflicts or judged) for s in (a, b)}
    said = [Said((s.value, s.bound), f"{s.value} {s.counted} ({s.bound})", s.document, s.span) for s in kept]
    return disagreement(event.id, "number", kind, said, why)


def apart(a: Rung, b: Rung) -> bool:
    """Say whether two figures' bounds share no number."""
    one, other = interval(a), interval(b)
    return bool(one and other) and (one[1] < other[0] or other[1] < one[0])  # type: ignore[index]


def kind_of(a: Rung, b: Rung, counted: str, readings: dict[str, Reading]) -> tuple[str, str]:
    """Say whether two figures that do not meet are a contradiction or an update, and why."""
    before = published_before(readings.get(a.document), readings.get(b.document))
    if before is False:
        a, b = b, a
    rises = Decimal(b.value) > Decimal(a.value)
    exact = a.bound == b.bound == "exactly"
    grows = any(word in GROWING for word in counted.split())
    if before is not None:
        if rises and grows:
            return "update", f"The later page has the larger count of {counted}: {a.value}, then {b.value}."
        if exact:
            return (
                "contradiction",
                f"Exact counts of {counted} that an update does not explain: {a.value}, then {b.value}.",
            )
        return "update", f"A later page has another count of {counted}: {a.value}, then {b.value}."
    if exact and two_suppliers(a, b):
        names = f"{a.supplier} and {b.supplier}"
        return "contradiction", f"{names} give different exact counts of {counted}: {a.value} and {b.value}."
    if exact and not grows:
        return "contradiction", f"Exact counts of {counted} differ: {a.value} and {b.value}."
    return "update", f"Counts of {counted} differ and publication days do not tell which came first."


def two_suppliers(a: Rung, b: Rung) -> bool:
    """Say whether two different sources, both named, supplied the figures."""
    if not (a.supplier and b.supplier and is_named(a.supplier) and is_named(b.supplier)):
        return False
    return not same_teller(a.supplier, b.supplier)

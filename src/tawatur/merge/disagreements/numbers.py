"""The figures of one event → updates, parts of a whole, and the few that cannot both be right.

A later, larger toll is an update. Vague counts («عشرات») meet every number. Counts of different scope («139 of 217»),
and pages that give several counts of one thing, are never set against each other.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import combinations

from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons
from tawatur.base.names import bare, name_words
from tawatur.base.origins import is_named, same_teller
from tawatur.base.reading import Reading
from tawatur.base.story import Disagreement, Event, Rung
from tawatur.merge.disagreements.bounds import FEW, apart, comparable
from tawatur.merge.disagreements.ladder import rungs, why_fewer
from tawatur.merge.disagreements.said import Said, disagreement, published_before

GROWING_WORDS = """
killed dead deaths injured wounded missing arrested detained displaced rescued victims casualties cases infected homeless
evacuated hospitalised hospitalized fatalities martyrs people persons
"""
GROWING = frozenset(GROWING_WORDS.split())
WHERE_AND_WHO = ("person", "place", "facility")
BODIES = ("organisation", "company")


def number_disagreements(event: Event, readings: dict[str, Reading], lexicons: Lexicons) -> list[Disagreement]:
    """Compare the figures of one event that count the same thing in the same scope."""
    groups: dict[tuple[str, str], list[Rung]] = {}
    for step in rungs(event, readings):
        if comparable(step, lexicons):
            groups.setdefault((fold(step.counted), fold(step.scope or "")), []).append(step)
    found = []
    for (counted, _), steps in sorted(groups.items()):
        values: dict[str, set[str]] = {}
        for step in steps:
            values.setdefault(step.document, set()).add(step.value)
        alone = [s for s in steps if len(values[s.document]) == 1]
        if len({s.document for s in alone}) > 1 and (made := compare(event, counted, alone, readings, lexicons)):
            found.append(made)
    return found


def compare(
    event: Event, counted: str, steps: list[Rung], readings: dict[str, Reading], lexicons: Lexicons
) -> Disagreement | None:
    """Make one disagreement of the counts that do not meet, the gravest kind first; null where all meet."""
    counts: dict[tuple[str, str], list[Rung]] = {}
    for step in steps:
        counts.setdefault((step.value, step.bound), []).append(step)
    judged = [
        (kind_of(ones, others, counted, readings), ones, others)
        for ones, others in combinations(counts.values(), 2)
        if apart(ones[0], others[0]) and len({s.document for s in (*ones, *others)}) > 1
    ]
    if not judged:
        return None
    judged = [(of_one_happening(event, j, readings, lexicons), *j[1:]) for j in judged]
    conflicts = [j for j in judged if j[0][0] == "contradiction"]
    kind, why = min((j[0] for j in conflicts), default=judged[0][0])
    kept = {s.figure: s for _, ones, others in (conflicts or judged) for s in (*ones, *others)}
    said = [Said((s.value, s.bound), f"{s.value} {s.counted} ({s.bound})", s.document, s.span) for s in kept.values()]
    return disagreement(event.id, "number", kind, said, why)


def of_one_happening(
    event: Event,
    judged: tuple[tuple[str, str], list[Rung], list[Rung]],
    readings: dict[str, Reading],
    lexicons: Lexicons,
) -> tuple[str, str]:
    """Keep a contradiction unless the accounts name other places and people, and count nothing else alike.

    Then they may tell two happenings: «مقتل 10» in one town and «مقتل 12» in another, on one day.
    """
    (kind, why), ones, others = judged
    if kind != "contradiction":
        return kind, why
    named, counted = [], []
    for steps in (ones, others):
        named.append(set().union(*(names_beside(step, event, readings) for step in steps)))
        counted.append(set().union(*(other_counts(step, event, readings) for step in steps)))
    near = [names - countries(lexicons) for names in named]
    apart_there = all(near) and not near[0] & near[1]
    apart_at_all = all(named) and not named[0] & named[1]
    if not counted[0] & counted[1] and (apart_there or apart_at_all):
        return "scope", "The accounts name no place or person in common: they may count two happenings."
    return kind, why


def names_beside(step: Rung, event: Event, readings: dict[str, Reading]) -> set[str]:
    """List the places and people (for what is no toll, the bodies too) in the sentences that tell the event on a page."""
    reading = readings[step.document]
    told = [m.sentence or m.span for m in reading.event_mentions if m.id in event.event_mentions]
    own = reading.sentence_at(step.span.start)
    spans = [*told, *([own.span] if own else [])]
    kinds = WHERE_AND_WHO if step.counted in GROWING else (*WHERE_AND_WHO, *BODIES)
    return {
        " ".join(map(bare, name_words(m.name)))
        for m in reading.mentions
        if m.kind in kinds and any(span.holds(m.span) for span in spans)
    }


@cache
def countries(lexicons: Lexicons) -> frozenset[str]:
    """Return the names of countries, as names are compared here."""
    rows = lexicons.tables.get("countries", [])
    names = (n for row in rows if isinstance(row, CountryRow) for n in (row.form, *row.aliases))
    return frozenset(" ".join(map(bare, name_words(n))) for n in names)


def other_counts(step: Rung, event: Event, readings: dict[str, Reading]) -> set[tuple[str, str]]:
    """List what else the page counts exactly of the event, with the counts."""
    return {
        (f.counted, f.value)
        for f in readings[step.document].figures
        if f.id in event.figures and f.bound == "exactly" and f.counted != step.counted and Decimal(f.value) >= FEW
    }


def kind_of(ones: list[Rung], others: list[Rung], counted: str, readings: dict[str, Reading]) -> tuple[str, str]:
    """Say whether two counts that do not meet are a contradiction or an update, and why.

    What counts is which was given first: a page that repeats an old count after a newer one adds no account.
    """
    a, b = ones[0], others[0]  # in the order of publication
    before = published_before(readings.get(a.document), readings.get(b.document))
    if before is False:
        a, b = b, a
    rises = Decimal(b.value) > Decimal(a.value)
    exact = a.bound == b.bound == "exactly"
    grows = any(word in GROWING for word in counted.split())
    if before is not None:
        if rises and grows:
            return "update", f"The later page has the larger count of {counted}: {a.value}, then {b.value}."
        if exact and not (not rises and why_fewer(a, b)) and not corrected(ones, others, readings):
            return (
                "contradiction",
                f"Exact counts of {counted} that an update does not explain: {a.value}, then {b.value}.",
            )
        return "update", f"A later page has another count of {counted}: {a.value}, then {b.value}."
    suppliers = next(((x, y) for x in ones for y in others if two_suppliers(x, y)), None)
    if exact and suppliers:
        names = f"{suppliers[0].supplier} and {suppliers[1].supplier}"
        return (
            "contradiction",
            f"{names} give different exact counts of {counted}: {ones[0].value} and {others[0].value}.",
        )
    if exact and not grows:
        return "contradiction", f"Exact counts of {counted} differ: {a.value} and {b.value}."
    return "update", f"Counts of {counted} differ and publication days do not tell which came first."


def corrected(ones: list[Rung], others: list[Rung], readings: dict[str, Reading]) -> bool:
    """Say whether one outlet gave both counts: its later page corrects its earlier one, in whoever's name."""
    outlets = []
    for steps in (ones, others):
        own = (readings[s.document].document.outlet for s in steps if s.document in readings)
        outlets.append({o.id or o.name for o in own if o})
    return bool(outlets[0] & outlets[1])


def two_suppliers(a: Rung, b: Rung) -> bool:
    """Say whether two different sources, both named, supplied the figures."""
    if not (a.supplier and b.supplier and is_named(a.supplier) and is_named(b.supplier)):
        return False
    return not same_teller(a.supplier, b.supplier)

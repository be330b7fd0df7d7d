"""What several coders said of the same pairs → how far they agree: Cohen's κ for two, Krippendorff's α for any number.

κ: J. Cohen, «A Coefficient of Agreement for Nominal Scales», Educational and Psychological Measurement 20 (1960), 37–46.
α: K. Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011), nominal data, any number of coders, missing
values; the same as chapter 11 of his «Content Analysis» (2nd ed. 2004).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from tawatur.base.judgement import Judgement

Unit = tuple[str, frozenset[str]]  # the noun, and the two mentions judged
Said = Mapping[str, str]  # what each coder said of one unit
VERDICTS = ("same", "different", "unsure")


class Two(NamedTuple):
    """Two coders: how many pairs both judged, on how many they agree, κ (null where it is not defined), the table.

    ``table`` counts (what the first said, what the second said).
    """

    one: str
    other: str
    both: int
    agree: int
    kappa: float | None
    table: Counter[tuple[str, str]]


class Agreement(NamedTuple):
    """One noun's pairs: how many were judged, how many by two coders or more, α over all coders, and coder by coder."""

    noun: str
    units: int
    shared: int
    alpha: float | None
    pairs: list[Two]


def verdicts(judgements: Iterable[Judgement]) -> dict[Unit, dict[str, str]]:
    """Gather what each coder said last of each pair; what was taken back is left out, what was overruled is not.

    A judgement with a side that has no place in this story is about no pair of it.
    """
    rows = list(judgements)
    undone = taken_back(rows)
    said: dict[Unit, dict[str, str]] = {}
    for j in sorted((r for r in rows if r.verdict in VERDICTS and r.id not in undone), key=lambda r: r.when):
        now = j.standing
        if j.noun and now and now.a and now.b:
            said.setdefault((j.noun, frozenset((now.a, now.b))), {})[j.by] = j.verdict
    return said


def taken_back(rows: Sequence[Judgement]) -> set[str]:
    """Name the rows that no longer count; the taking back of one may itself be taken back."""
    undone: set[str] = set()
    for row in reversed(rows):
        if row.undoes and row.id not in undone:
            undone.add(row.undoes)
    return undone


def agreements(said: Mapping[Unit, Said]) -> list[Agreement]:
    """Measure how far coders agree, noun by noun."""
    made = []
    for noun in ("Mention", "EventMention"):
        units = [by for (of, _), by in said.items() if of == noun]
        coders = sorted({coder for by in units for coder in by})
        two = [between(one, other, units) for one, other in combinations(coders, 2)]
        shared = [list(by.values()) for by in units if len(by) > 1]
        made.append(Agreement(noun, len(units), len(shared), alpha(shared), [t for t in two if t.both]))
    return [a for a in made if a.units]


def between(one: str, other: str, units: Iterable[Said]) -> Two:
    """Compare two coders on the pairs that both judged."""
    table = Counter((by[one], by[other]) for by in units if one in by and other in by)
    agree = sum(n for (a, b), n in table.items() if a == b)
    return Two(one, other, table.total(), agree, kappa(table), table)


def kappa(table: Mapping[tuple[str, str], int]) -> float | None:
    """Compute Cohen's κ of a table of counts: (observed - expected) / (1 - expected); null where all is expected."""
    total = sum(table.values())
    if not total:
        return None
    first, second = Counter[str](), Counter[str]()
    for (a, b), n in table.items():
        first[a] += n
        second[b] += n
    expected = sum(first[v] * second[v] for v in first) / total**2
    observed = sum(n for (a, b), n in table.items() if a == b) / total
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Compute Krippendorff's nominal α of units, each the values that its coders gave; units with one value are left out.

    α = 1 - (n - 1) · Σ o(c,k) / Σ n(c)·n(k), over c ≠ k, with the coincidences o of the values and their sums n; null
    where nothing can be paired or all values are one.
    """
    coincidences: defaultdict[tuple[str, str], float] = defaultdict(float)
    for values in units:
        if len(values) > 1:
            counts = Counter(values)
            for a, n in counts.items():
                for b, m in counts.items():
                    coincidences[a, b] += n * (m - (a == b)) / (len(values) - 1)
    sums: defaultdict[str, float] = defaultdict(float)
    for (a, _), weight in coincidences.items():
        sums[a] += weight
    total = sum(sums.values())
    expected = total**2 - sum(weight**2 for weight in sums.values())
    if len(sums) < 2:
        return None
    observed = sum(weight for (a, b), weight in coincidences.items() if a != b)
    return 1 - (total - 1) * observed / expected

"""Dated rows in their order, and pairs of which one comes first → one order that keeps both.

Pairs that cannot be kept — they close a circle, with one another or with the dates — are all left out together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Protocol, TypeVar


class Pair(Protocol):
    """Two rows, one of which comes first."""

    @property
    def first(self) -> str: ...
    @property
    def then(self) -> str: ...


PairType = TypeVar("PairType", bound=Pair)
Followers = dict[str, list[str]]


def consistent(dated: list[str], pairs: list[PairType]) -> list[PairType]:
    """Keep the pairs that close no circle with one another or with the order of the dated rows."""
    kept = pairs
    while circle := a_circle(dated, kept):
        steps = set(pairwise(circle))
        kept = [p for p in kept if (p.first, p.then) not in steps]
    return kept


def a_circle(dated: list[str], pairs: Iterable[Pair]) -> list[str]:
    """Return the rows of one circle, each followed by the next; empty where there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for one, other in pairwise(dated):
        sorter.add(other, one)
    for pair in pairs:
        sorter.add(pair.then, pair.first)
    try:
        sorter.prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def placed(dated: list[str], undated: list[str], pairs: list[tuple[str, str]]) -> list[str]:
    """Return all rows in one order: the dated as they are, each undated one as near as can be to what it is tied to.

    A row that follows stands right after the last it follows, a row that only precedes right before the first it
    precedes; the rest stand at the end in their own order. The pairs must close no circle.
    """
    at = {name: n for n, name in enumerate(dated)}
    ties = [(a, b) for a, b in dict.fromkeys(pairs) if a != b]
    inner = [(a, b) for a, b in ties if a not in at and b not in at]
    flow = sorted_by(undated, inner)
    gap = gaps(flow, inner, ties, at)
    follows = {b for _, b in ties}
    at_gap: dict[int, list[str]] = {}
    for name in undated:
        at_gap.setdefault(gap.get(name, len(dated)), []).append(name)
    out: list[str] = []
    for n in range(-1, len(dated) + 1):
        out += dated[max(n, 0) : n + 1]
        out += sorted_by(at_gap.get(n, []), inner, last=lambda u: u not in follows)
    return out


def gaps(
    flow: list[str], inner: list[tuple[str, str]], ties: list[tuple[str, str]], at: dict[str, int]
) -> dict[str, int]:
    """Say after which dated row each undated one stands, by its place (-1: before all); the untied are left out."""
    before, after = neighbours(inner)
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for a, b in ties:
        if a in at:
            low[b] = max(at[a], low.get(b, -1))
        if b in at:
            high[a] = min(at[b], high.get(a, len(at)))
    for name in reversed(flow):  # what precedes a row precedes all that the row precedes
        found = [high[n] for n in (name, *after.get(name, ())) if n in high]
        if found:
            high[name] = min(found)
    gap: dict[str, int] = {}
    for name in flow:
        known = [gap[n] for n in before.get(name, ()) if n in gap] + ([low[name]] if name in low else [])
        if known or name in high:
            gap[name] = max(known, default=high.get(name, 0) - 1)
    for name in reversed(flow):
        following = [gap[n] for n in after.get(name, ()) if n in gap]
        if name not in gap and following:
            gap[name] = min(following)
    return gap


def neighbours(pairs: list[tuple[str, str]]) -> tuple[Followers, Followers]:
    """Return what stands directly before each row, and directly after it."""
    before: Followers = {}
    after: Followers = {}
    for a, b in pairs:
        before.setdefault(b, []).append(a)
        after.setdefault(a, []).append(b)
    return before, after


def sorted_by(
    names: list[str], pairs: list[tuple[str, str]], last: Callable[[str], bool] = lambda _: False
) -> list[str]:
    """Sort names so that every pair's first comes first, else as they were; those that `last` picks as late as can be."""
    known = {name: (last(name), n) for n, name in enumerate(names)}
    before, after = neighbours([(a, b) for a, b in pairs if a in known and b in known])
    waiting = {name: len(before.get(name, ())) for name in names}
    free = [(known[name], name) for name in names if not waiting[name]]
    heapify(free)
    out = []
    while free:
        name = heappop(free)[1]
        out.append(name)
        for other in after.get(name, ()):
            waiting[other] -= 1
            if not waiting[other]:
                heappush(free, (known[other], other))
    return out

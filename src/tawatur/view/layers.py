"""Nodes and directed edges → a layered drawing's columns and the order in each, after Sugiyama, Tagawa and Toda (1981).

Columns go by the longest way from an origin, what goes in a circle in one column; an edge over several columns passes
each by a bend of its own; a few sweeps put every node near the middle of its neighbours, so that few lines cross.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

SWEEPS = 12
Node = Hashable
Edge = tuple[Node, Node]
Bend = tuple[str, int, int]  # «bend», the number of its edge, its column


def columns(nodes: Sequence[Node], edges: Iterable[Edge]) -> dict[Node, int]:
    """Give every node its column: 0 for an origin, else one after the last of those it has edges from.

    Nodes that have edges from one another in a circle share a column: none of them is nearer to the origin.
    """
    after: dict[Node, list[Node]] = {n: [] for n in nodes}
    before: dict[Node, list[Node]] = {n: [] for n in nodes}
    for source, to in edges:
        after[source].append(to)
        before[to].append(source)
    at: dict[Node, int] = {}
    for circle in circles(topological(nodes, after), before):
        behind = {at[source] for node in circle for source in before[node] if source in at}
        at |= dict.fromkeys(circle, max(behind, default=-1) + 1)
    return at


def circles(order: Iterable[Node], before: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """Yield the strongly connected components, each after those it has edges from (Kosaraju's algorithm, Sharir 1981)."""
    seen: set[Node] = set()
    for first in order:
        if first in seen:
            continue
        circle = [first]
        seen.add(first)
        for node in circle:  # grows while it is walked
            fresh = dict.fromkeys(n for n in before[node] if n not in seen)
            seen |= fresh.keys()
            circle += fresh
        yield circle


def topological(nodes: Sequence[Node], after: Mapping[Node, Sequence[Node]]) -> Iterator[Node]:
    """Yield nodes so that all edges but those that close a circle lead onwards: the reverse of a depth-first search's end."""
    seen: set[Node] = set()
    done: list[Node] = []
    for first in nodes:
        waiting = [] if first in seen else [(first, iter(after[first]))]
        seen.add(first)
        while waiting:
            node, rest = waiting[-1]
            fresh = next((n for n in rest if n not in seen), None)
            if fresh is None:
                done.append(node)
                waiting.pop()
            else:
                seen.add(fresh)
                waiting.append((fresh, iter(after[fresh])))
    return reversed(done)


def routes(edges: Sequence[Edge], at: Mapping[Node, int]) -> list[list[Node]]:
    """Lead every edge from its lower column to its higher one, over a bend in each column between."""
    made: list[list[Node]] = []
    for n, edge in enumerate(edges):
        low, high = sorted(edge, key=lambda end: at[end])
        made.append([low, *(("bend", n, column) for column in range(at[low] + 1, at[high])), high])
    return made


def ordered(nodes: Sequence[Node], at: Mapping[Node, int], ways: Sequence[Sequence[Node]]) -> list[list[Node]]:
    """Put nodes and bends into their columns, each in an order in which few lines cross.

    Columns are sorted by the middle of their neighbours on one side, then on the other; the best order met is kept.
    """
    column_of: dict[Node, int] = {n: at[n] for n in nodes}
    column_of |= {bend: bend[2] for way in ways for bend in way[1:-1] if isinstance(bend, tuple)}
    made: list[list[Node]] = [[] for _ in range(max(column_of.values(), default=-1) + 1)]
    for node, column in column_of.items():
        made[column].append(node)
    steps = [(one, other) for way in ways for one, other in pairwise(way) if column_of[one] != column_of[other]]
    best, fewest = copied(made), crossings(made, steps)
    for sweep in range(SWEEPS):
        sort_by(made, neighbours(steps if sweep % 2 else [(b, a) for a, b in steps], both=False), sweep % 2 == 1)
        if (crossing := crossings(made, steps)) < fewest:
            best, fewest = copied(made), crossing
    return best


def copied(columns: Iterable[Sequence[Node]]) -> list[list[Node]]:
    """Copy columns, so that sorting them anew leaves the copy as it is."""
    return [list(column) for column in columns]


def sort_by(columns: list[list[Node]], beside: Mapping[Node, Sequence[Node]], backwards: bool) -> None:
    """Sort every column by the middle of each node's neighbours, each after the column that these stand in."""
    place = {n: i for column in columns for i, n in enumerate(column)}
    for column in reversed(columns) if backwards else columns:
        column.sort(key=lambda n: middle([place[o] for o in beside.get(n, ())], place[n]))
        place |= {n: i for i, n in enumerate(column)}


def crossings(columns: Iterable[Sequence[Node]], steps: Iterable[Edge]) -> int:
    """Count the steps from column to column that cross."""
    place = {n: (c, i) for c, column in enumerate(columns) for i, n in enumerate(column)}
    ends = sorted((*place[one], place[other][1]) for one, other in steps)
    found, column = 0, -1
    passed: list[int] = []
    for at, _, end in ends:
        if at != column:
            column, passed = at, []
        found += len(passed) - bisect_right(passed, end)
        insort(passed, end)
    return found


def neighbours(steps: Iterable[Edge], both: bool = True) -> dict[Node, list[Node]]:
    """List for every node what it has steps to; if ``both``, also what has steps to it."""
    made: dict[Node, list[Node]] = {}
    for one, other in steps:
        made.setdefault(one, []).append(other)
        if both:
            made.setdefault(other, []).append(one)
    return made


def middle(places: Sequence[float], own: float) -> float:
    """Return the mean of some places; without any, the place that it has."""
    return sum(places) / len(places) if places else own


def spread(
    order: Sequence[Sequence[Node]], rooms: Mapping[Node, float], ways: Sequence[Sequence[Node]]
) -> dict[Node, float]:
    """Give every node and bend the top of its room: near its neighbours' middle, no two on one another.

    No column is taller than the one that needs most.
    """
    beside = neighbours(step for way in ways for step in pairwise(way))
    lowest = max((sum(rooms[n] for n in column) for column in order), default=0.0)
    top: dict[Node, float] = {}
    for column in order:
        stack(column, dict.fromkeys(column, 0.0), rooms, lowest, top)
    for sweep in range(SWEEPS):
        for column in order if sweep % 2 == 0 else reversed(order):
            wanted = {
                n: middle([centre(o, top, rooms) for o in beside.get(n, ())], centre(n, top, rooms)) - rooms[n] / 2
                for n in column
            }
            stack(column, wanted, rooms, lowest, top)
    return top


def centre(node: Node, top: Mapping[Node, float], rooms: Mapping[Node, float]) -> float:
    """Return the height of a node's middle."""
    return top[node] + rooms[node] / 2


def stack(
    column: Sequence[Node],
    wanted: Mapping[Node, float],
    rooms: Mapping[Node, float],
    lowest: float,
    top: dict[Node, float],
) -> None:
    """Put a column's nodes where they are wanted, in order, without overlap, and between 0 and ``lowest``."""
    low = float("-inf")
    for node in column:
        top[node] = max(wanted[node], low)
        low = top[node] + rooms[node]
    drift = middle([top[n] - wanted[n] for n in column], 0.0)
    low, high = 0.0, lowest
    for node in column:
        top[node] = max(top[node] - drift, low)
        low = top[node] + rooms[node]
    for node in reversed(column):
        top[node] = min(top[node], high - rooms[node])
        high = top[node]

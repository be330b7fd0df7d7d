"""Nodes and directed edges → a layered drawing's columns and the order in each, after Sugiyama, Tagawa and Toda (1981).

Columns go by the longest way from an origin, edges that would close a circle left aside; an edge over several columns
passes each by a bend of its own; a few sweeps put every node near the middle of its neighbours, so that few lines cross.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

SWEEPS = 6
Node = Hashable
Edge = tuple[Node, Node]
Bend = tuple[str, int, int]  # «bend», the number of its edge, its column


def columns(nodes: Sequence[Node], edges: Iterable[Edge]) -> dict[Node, int]:
    """Give every node its column: 0 for an origin, else one after the last of those it has edges from."""
    after: dict[Node, list[Node]] = {n: [] for n in nodes}
    for source, to in edges:
        after[source].append(to)
    order = list(topological(nodes, after))
    at = dict.fromkeys(nodes, 0)
    rank = {n: i for i, n in enumerate(order)}
    for node in order:
        for to in after[node]:
            if rank[to] > rank[node]:  # an edge back closes a circle, and puts nothing further out
                at[to] = max(at[to], at[node] + 1)
    return at


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
    """Put nodes and bends into their columns, each in an order in which few lines cross."""
    column_of: dict[Node, int] = {n: at[n] for n in nodes}
    column_of |= {bend: bend[2] for way in ways for bend in way[1:-1] if isinstance(bend, tuple)}
    made: list[list[Node]] = [[] for _ in range(max(column_of.values(), default=-1) + 1)]
    for node, place in column_of.items():
        made[place].append(node)
    beside = neighbours(ways)
    for sweep in range(SWEEPS):
        for column in made if sweep % 2 else reversed(made):
            places = {n: i / len(others) for others in made for i, n in enumerate(others)}
            column.sort(key=lambda n: middle([places[o] for o in beside.get(n, ()) if o in places], places[n]))
    return made


def neighbours(ways: Iterable[Sequence[Node]]) -> dict[Node, list[Node]]:
    """List for every node and bend what it is joined to."""
    made: dict[Node, list[Node]] = {}
    for way in ways:
        for one, other in pairwise(way):
            made.setdefault(one, []).append(other)
            made.setdefault(other, []).append(one)
    return made


def middle(places: Sequence[float], own: float) -> float:
    """Return the mean of some places; without any, the place that it has."""
    return sum(places) / len(places) if places else own


def spread(
    order: Sequence[Sequence[Node]], heights: Mapping[Node, float], gap: float, ways: Sequence[Sequence[Node]]
) -> dict[Node, float]:
    """Give every node and bend the top of its place: near its neighbours' middle, no two nearer than ``gap``, none below 0."""
    beside = neighbours(ways)
    top: dict[Node, float] = {}
    for column in order:
        stack(column, dict.fromkeys(column, 0.0), heights, gap, top)
    for sweep in range(SWEEPS):
        for column in order if sweep % 2 == 0 else reversed(order):
            wanted = {
                n: middle([centre(o, top, heights) for o in beside.get(n, ())], centre(n, top, heights)) for n in column
            }
            stack(column, {n: wanted[n] - heights[n] / 2 for n in column}, heights, gap, top)
    least = min(top.values(), default=0.0)
    return {n: y - least for n, y in top.items()}


def centre(node: Node, top: Mapping[Node, float], heights: Mapping[Node, float]) -> float:
    """Return the height of a node's middle."""
    return top[node] + heights[node] / 2


def stack(
    column: Sequence[Node],
    wanted: Mapping[Node, float],
    heights: Mapping[Node, float],
    gap: float,
    top: dict[Node, float],
) -> None:
    """Put a column's nodes where they are wanted, in order and without overlap; then as a whole where most would be."""
    low = float("-inf")
    for node in column:
        top[node] = max(wanted[node], low)
        low = top[node] + heights[node] + gap
    drift = middle([top[n] - wanted[n] for n in column], 0.0)
    for node in column:
        top[node] -= drift

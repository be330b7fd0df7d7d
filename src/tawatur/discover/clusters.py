"""Things and how alike two of them are → groups by average linkage; the order of joining is fixed by likeness and number.

Agglomerative clustering with unweighted averages (UPGMA, Sokal and Michener 1958) over a sparse table: two that were not
compared are not alike. Of all pairs of groups the one most alike on average is joined, until none is alike enough.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

Pair = tuple[int, int, int]  # two things, and how alike they are


def average_linkage(count: int, pairs: Iterable[Pair], least: float, sizes: Sequence[int] = ()) -> list[int]:
    """Group things 0 … count - 1; returns for each the smallest thing of its group. Each pair is given once.

    ``least``: the average likeness at which two groups are joined, in the unit of the pairs; ``sizes``: as how many a thing counts.
    """
    size, group = list(sizes) or [1] * count, list(range(count))
    near: list[dict[int, int]] = [{} for _ in range(count)]
    heap: list[tuple[float, int, int]] = []
    for a, b, likeness in pairs:
        near[a][b] = near[b][a] = likeness * size[a] * size[b]
        if likeness >= least:
            heap.append((-likeness, min(a, b), max(a, b)))
    heapq.heapify(heap)
    while heap:
        average, a, b = heapq.heappop(heap)
        if group[a] != a or group[b] != b or -average != near[a].get(b, 0) / (size[a] * size[b]):
            continue  # one of them was joined to another meanwhile
        join(near, a, b)
        size[a] += size[b]
        group[b] = a
        for other, total in near[a].items():
            if (alike := total / (size[a] * size[other])) >= least:
                heapq.heappush(heap, (-alike, min(a, other), max(a, other)))
    return [first_of(group, n) for n in range(count)]


def join(near: list[dict[int, int]], a: int, b: int) -> None:
    """Add what is near to group b to what is near to group a, and empty b's."""
    del near[a][b]
    for other, total in near[b].items():
        if other != a:
            near[a][other] = near[other][a] = near[a].get(other, 0) + total
            del near[other][b]
    near[b] = {}


def first_of(group: list[int], thing: int) -> int:
    """Follow a thing to the smallest of its group."""
    while group[thing] != thing:
        thing = group[thing]
    return thing

"""Average linkage over a sparse table agrees with the plain definition, whatever order pairs come in."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.discover.clusters import average_linkage


def plainly(count: int, likeness: dict[tuple[int, int], int], least: float) -> list[int]:
    """Join the two groups that are most alike on average, again and again; of equal ones those of the smallest things."""
    groups = {n: [n] for n in range(count)}
    while True:
        averages = [
            (-sum(likeness.get((min(x, y), max(x, y)), 0) for x in groups[a] for y in groups[b]) / (len(groups[a]) * len(groups[b])), a, b)
            for a, b in combinations(sorted(groups), 2)
        ]  # fmt: skip
        if not averages or -min(averages)[0] < least:
            return [a for n in range(count) for a, held in groups.items() if n in held]
        _, a, b = min(averages)
        groups[a] += groups.pop(b)


@given(st.integers(1, 7), st.randoms(use_true_random=False))
def test_it_joins_as_the_definition_says(count: int, chance) -> None:  # type: ignore[no-untyped-def]
    likeness = {pair: chance.randint(1, 100) for pair in combinations(range(count), 2) if chance.random() < 0.6}
    pairs = [(a, b, v) for (a, b), v in likeness.items()]
    chance.shuffle(pairs)
    assert average_linkage(count, pairs, 30) == plainly(count, likeness, 30)


def test_a_chain_of_resemblances_does_not_join_two_ends() -> None:
    """Each is like the next and like no other: the third link would join groups that are alike at one seam only."""
    assert average_linkage(4, [(0, 1, 90), (1, 2, 80), (2, 3, 90)], 50) == [0, 0, 2, 2]


def test_nothing_alike_stays_apart() -> None:
    assert average_linkage(3, [], 1) == [0, 1, 2]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_thing_of_some_size_counts_as_so_many_that_are_alike_in_all(sizes: list[int], chance) -> None:  # type: ignore[no-untyped-def]
    likeness = {pair: chance.randint(1, 99) for pair in combinations(range(len(sizes)), 2) if chance.random() < 0.6}
    of = [thing for thing, size in enumerate(sizes) for _ in range(size)]
    apart = {
        (x, y): 100 if of[x] == of[y] else likeness.get((of[x], of[y]), 0) for x, y in combinations(range(len(of)), 2)
    }
    joined = average_linkage(len(sizes), [(a, b, v) for (a, b), v in likeness.items()], 30, sizes)
    assert [of[first] for first in plainly(len(of), apart, 30)] == [joined[thing] for thing in of]

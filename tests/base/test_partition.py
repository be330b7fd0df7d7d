"""Groups that grow by joining: what is kept apart never meets."""

from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.partition import Partition

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


@given(PAIRS, PAIRS)
def test_what_is_kept_apart_never_meets_not_even_through_a_third(
    apart: list[tuple[int, int]], joins: list[tuple[int, int]]
) -> None:
    made = Partition(10)
    apart = [(a, b) for a, b in apart if a != b]
    for a, b in apart:
        made.keep_apart(a, b)
    for a, b in joins:
        if made.may_join(a, b):
            made.join(a, b)
            assert made.root(a) == made.root(b)
    assert all(made.root(a) != made.root(b) for a, b in apart)


def test_the_lowest_number_stands_for_its_group() -> None:
    made = Partition()
    numbers = [made.add() for _ in range(4)]
    made.join(3, 1)
    made.join(3, 2)
    assert [made.root(n) for n in numbers] == [0, 1, 1, 1]

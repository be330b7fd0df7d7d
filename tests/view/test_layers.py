"""Columns by distance from the origin, whatever circles there are; no two boxes on one place."""

from itertools import pairwise

from tawatur.view import layers


def test_a_node_stands_after_all_that_it_has_edges_from() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]
    assert layers.columns(list("abcd"), edges) == {"a": 0, "b": 1, "c": 2, "d": 0}


def test_what_goes_in_a_circle_shares_a_column() -> None:
    """Of two outlets that credit each other neither is nearer to the origin."""
    at = layers.columns(list("oabcd"), [("o", "a"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", "c"), ("o", "d")])
    assert at == {"o": 0, "a": 1, "b": 1, "c": 2, "d": 1}


def test_a_chain_of_ten_thousand_is_no_trouble() -> None:
    nodes = list(range(10_000))
    assert layers.columns(nodes, list(pairwise(nodes)))[9_999] == 9_999


def test_an_edge_bends_in_every_column_that_it_passes() -> None:
    at = {"a": 0, "b": 3}
    assert layers.routes([("b", "a")], at) == [["a", ("bend", 0, 1), ("bend", 0, 2), "b"]]


def test_the_order_of_a_column_follows_its_neighbours() -> None:
    """Lines that could run side by side do not cross."""
    at = {"a": 0, "b": 0, "x": 1, "y": 1}
    order = layers.ordered(list(at), at, [["a", "y"], ["b", "x"]])
    assert [order[0].index(n) for n in "ab"] == [order[1].index(n) for n in "yx"]


def test_boxes_of_a_column_never_meet_and_no_column_is_taller_than_the_fullest() -> None:
    at = dict.fromkeys("abcdef", 0) | dict.fromkeys("xyz", 1)
    ways = [[a, b] for a in "abcdef" for b in "xyz"]
    heights = {n: 40.0 + 10 * i for i, n in enumerate(at)}
    order = layers.ordered(list(at), at, ways)
    top = layers.spread(order, heights, ways)
    lowest = sum(heights[n] for n in "abcdef")
    for column in order:
        assert all(-0.01 < top[n] < lowest - heights[n] + 0.01 for n in column)
        for one, other in pairwise(column):
            assert top[other] > top[one] + heights[one] - 0.01


def test_nothing_is_laid_out_without_trouble() -> None:
    assert layers.columns([], []) == {}
    assert layers.ordered([], {}, []) == []
    assert layers.spread([], {}, []) == {}


def test_lines_that_cross_are_counted_and_the_best_order_is_kept() -> None:
    """Three ways turned upside down cross three times; sorted, never."""
    at = dict.fromkeys("abc", 0) | dict.fromkeys("xyz", 1)
    ways = [["a", "z"], ["b", "y"], ["c", "x"]]
    steps = [(a, b) for a, b in ways]
    assert layers.crossings([list("abc"), list("xyz")], steps) == 3
    assert layers.crossings(layers.ordered(list(at), at, ways), steps) == 0

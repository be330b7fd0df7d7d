"""Columns by distance from the origin, whatever circles there are; no two boxes on one place."""

from itertools import pairwise

from tawatur.view import layers


def test_a_node_stands_after_all_that_it_has_edges_from() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]
    assert layers.columns(list("abcd"), edges) == {"a": 0, "b": 1, "c": 2, "d": 0}


def test_a_circle_is_cut_and_everything_has_a_column() -> None:
    """Two outlets that credit each other: one of the two edges leads back."""
    at = layers.columns(list("abc"), [("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")])
    assert at == {"a": 0, "b": 1, "c": 2}


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


def test_boxes_of_a_column_never_meet() -> None:
    at = dict.fromkeys("abcdef", 0) | dict.fromkeys("xyz", 1)
    ways = [[a, b] for a in "abcdef" for b in "xyz"]
    heights = {n: 40.0 + 10 * i for i, n in enumerate(at)}
    order = layers.ordered(list(at), at, ways)
    top = layers.spread(order, heights, 20, ways)
    assert min(top.values()) == 0
    for column in order:
        for one, other in pairwise(column):
            assert top[other] >= top[one] + heights[one] + 19.99


def test_nothing_is_laid_out_without_trouble() -> None:
    assert layers.columns([], []) == {}
    assert layers.ordered([], {}, []) == []
    assert layers.spread([], {}, 20, []) == {}

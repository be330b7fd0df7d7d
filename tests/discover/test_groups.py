"""Groups stay whole, however their rows were batched."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, strategies

from tawatur.discover.groups import each, starts, whole


@given(
    strategies.lists(strategies.integers(0, 3)), strategies.lists(strategies.integers(1, 4), min_size=30, max_size=30)
)
def test_a_key_is_never_in_two_tables_and_no_row_is_lost(keys: list[int], sizes: list[int]) -> None:
    table = pa.table({"key": sorted(keys), "n": list(range(len(keys)))})
    batches, at = [], 0
    for size in sizes:
        batches += table.slice(at, size).to_batches()
        at += size
    batches += table.slice(at).to_batches()
    parts = list(whole(batches, ["key"]))
    seen = [set(part["key"].to_pylist()) for part in parts]
    assert sum(map(len, seen)) == len(set(keys))
    assert [n for part in parts for n in part["n"].to_pylist()] == list(range(len(keys)))


def test_a_group_may_go_through_many_batches() -> None:
    batches = [pa.record_batch({"key": ["ألف"] * 3}) for _ in range(5)] + [pa.record_batch({"key": ["باء"]})]
    assert [part.num_rows for part in whole(batches, ["key"])] == [15, 1]


def test_two_keys_are_compared_together() -> None:
    table = pa.table({"a": ["x", "x", "y"], "b": [1, 2, 2]})
    assert starts(table, ["a", "b"]).tolist() == [0, 1, 2]


def test_a_row_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="column a: 1 rows have no value"):
        starts(pa.table({"a": ["x", None]}), ["a"])


def test_each_group_is_given_once() -> None:
    table = pa.table({"key": ["ا", "ا", "ب"]})
    counted = each(["key"], lambda group: pa.table({"rows": [group.num_rows]}), table)
    assert counted["rows"].to_pylist() == [2, 1]

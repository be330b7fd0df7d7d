"""Rows have one order, the same from every engine."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, strategies

from tawatur.discover.engine import in_order


def test_unsigned_hashes_are_ordered_as_unsigned() -> None:
    table = pa.table({"hash": pa.array([2**64 - 1, 0, 2**63], pa.uint64())})
    assert in_order(table)["hash"].to_pylist() == [0, 2**63, 2**64 - 1]


def test_rows_that_differ_in_a_list_alone_have_an_order() -> None:
    table = pa.table({"page": ["أ", "أ"], "body": pa.array([[7], [3, 4]], pa.list_(pa.int32()))})
    assert in_order(table)["body"].to_pylist() == [[3, 4], [7]]
    assert in_order(table).equals(in_order(table.take([1, 0])))


@given(strategies.permutations([("", None), ("ب", 1), ("ب", 2), ("\U0001f600", 0), ("\ufb50", 0)]))
def test_any_shuffle_comes_back_in_one_order(rows: list[tuple[str, int | None]]) -> None:
    """Text is ordered by code points: an astral character after a presentation form, unlike in UTF-16."""
    table = pa.table({"word": [w for w, _ in rows], "n": pa.array([n for _, n in rows], pa.int32())})
    assert in_order(table)["word"].to_pylist() == ["", "ب", "ب", "\ufb50", "\U0001f600"]


@pytest.mark.parametrize("schema", [pa.schema([]), pa.schema([("a", pa.list_(pa.int32()))])])
def test_an_empty_table_is_in_order(schema: pa.Schema) -> None:
    assert in_order(schema.empty_table()).num_rows == 0

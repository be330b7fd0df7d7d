"""Rows that are sorted by keys → their groups: whole ones, however the rows were batched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.engine import MapGroup


def starts(table: pa.Table, keys: Sequence[str]) -> npt.NDArray[np.int64]:
    """List the rows at which a new key begins, the first row among them. Raises ValueError where a key is null."""
    new = np.zeros(table.num_rows, dtype=bool)
    new[:1] = True
    for key in keys:
        column = table[key]
        if column.null_count:
            raise ValueError(f"column {key}: {column.null_count} rows have no value; rows are grouped by values alone.")
        new[1:] |= pc.not_equal(column[1:], column[:-1]).to_numpy()
    return np.flatnonzero(new)


def firsts(*columns: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Say of each row of sorted columns whether it differs from the one before."""
    new = np.ones(len(columns[0]), np.bool_)
    if len(new):
        new[1:] = np.logical_or.reduce([c[1:] != c[:-1] for c in columns])
    return new


def whole(batches: Iterable[pa.RecordBatch], keys: Sequence[str]) -> Iterator[pa.Table]:
    """Yield tables of whole groups: the last group of a batch waits for the next batch, in which it may go on."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        cut = last_start(waiting[-1:], batch, keys)
        if cut is None:
            waiting.append(batch)
            continue
        if head := [*waiting, *([batch.slice(0, cut)] if cut else [])]:
            yield pa.Table.from_batches(head)
        waiting = [batch.slice(cut)]
    if waiting:
        yield pa.Table.from_batches(waiting)


def last_start(before: Sequence[pa.RecordBatch], batch: pa.RecordBatch, keys: Sequence[str]) -> int | None:
    """Return where the last group of a batch begins; None if it began in the batch before.

    Only the row before is looked at, so that a group of many batches costs as much as its rows.
    """
    joined = pa.Table.from_batches([*(b.slice(b.num_rows - 1) for b in before), batch]).select(list(keys))
    at = int(starts(joined, keys)[-1]) - len(before)
    return at if at >= 0 else None


def each(keys: Sequence[str], function: MapGroup, table: pa.Table) -> pa.Table:
    """Give the groups of a table, one after another, to a function, and join what it gives."""
    begins = starts(table, keys)
    ends = [*begins[1:], table.num_rows]
    return pa.concat_tables([function(table.slice(a, b - a)) for a, b in zip(begins, ends, strict=True)])

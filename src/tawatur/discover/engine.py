"""The verbs that a job is made of, whatever carries it out: map, gather and group, sum, join; and hold.

A function that a job hands to an engine is pure, takes and gives Arrow tables, and may be run in another process: it is
defined at a module's top, and what it needs is bound with `functools.partial`. Rows reach it in no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

MapBatches = Callable[[pa.RecordBatch], pa.RecordBatch]
MapGroup = Callable[[pa.Table], pa.Table]


class Data(Protocol):
    """A table that an engine holds: in memory, on disk, or spread over a cluster."""

    schema: pa.Schema

    def collected(self) -> pa.Table:
        """Bring the table here, its rows sorted by all columns (`in_order`): the same table from every engine."""
        ...


class Engine(Protocol):
    """What carries a job out."""

    def table(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Data:
        """Take rows in."""
        ...

    def map(self, data: Data, function: MapBatches, schema: pa.Schema) -> Data:
        """Give every batch to a function; how rows are batched must not matter to it."""
        ...

    def gather(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> Data:
        """Give whole groups, many at a time, to a function: rows of one key stand together, and never in two tables."""
        ...

    def group(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> Data:
        """Give the rows of each key, in no order, to a function: for large groups; small ones are gathered."""
        ...

    def join(self, data: Data, key: str, other: Data, prefix: str) -> Data:
        """Put beside each row the row of `other` whose first column, without repeats, equals the row's `key`.

        The other columns of `other` are named with the prefix; a row without such a row is left out.
        """
        ...

    def sum(self, data: Data, keys: Sequence[str], value: str) -> Data:
        """Add a column of whole numbers up by keys, as int64; the other columns go."""
        ...

    def hold(self, data: Data) -> Data:
        """Keep a table that is read more than once, so that it is made once."""
        ...


def in_order(table: pa.Table) -> pa.Table:
    """Sort rows by all columns, the first column first; a list is compared as its items joined by commas."""
    if not table.num_columns:
        return table
    sortable = pa.table([comparable(column) for column in table.columns], names=table.schema.names)
    order = pc.sort_indices(sortable, sort_keys=[(name, "ascending") for name in table.schema.names])
    return table.take(order).combine_chunks()


def comparable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Turn a column of lists, which Arrow does not sort, into text."""
    if not pa.types.is_list(column.type):
        return column
    return pc.binary_join(pc.cast(column, pa.list_(pa.string())), ",")

"""The four verbs that a job is made of, whatever carries it out: map, group, sum, join.

A function that a job hands to an engine is pure, takes and gives Arrow tables, and may be run in another process: it is
defined at a module's top, and what it needs is bound with `functools.partial`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import pyarrow as pa

MapBatches = Callable[[pa.RecordBatch], pa.RecordBatch]
MapGroup = Callable[[pa.Table], pa.Table]


class Data(Protocol):
    """A table that an engine holds: in memory, on disk, or spread over a cluster."""

    schema: pa.Schema

    def collected(self) -> pa.Table:
        """Bring the table here, its rows sorted by all columns: the same table from every engine."""
        ...


class Engine(Protocol):
    """What carries a job out."""

    def table(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Data:
        """Take rows in."""
        ...

    def map(self, data: Data, function: MapBatches, schema: pa.Schema) -> Data:
        """Give every batch to a function; how rows are batched must not matter to it."""
        ...

    def group(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> Data:
        """Give the rows of each key, in no order, to a function."""
        ...

    def join(self, data: Data, key: str, other: Data, prefix: str) -> Data:
        """Put beside each row the row of `other` whose first column, without repeats, equals the row's `key`.

        The other columns of `other` are named with the prefix; a row without such a row is left out.
        """
        ...

    def sum(self, data: Data, keys: Sequence[str], value: str) -> Data:
        """Add a column of whole numbers up by keys; the other columns go."""
        ...

"""Arrow tables cut, sorted by keys, added up and packed: what the local engine does to rows before and after its processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.groups import starts

PARTS = 16  # parts that a large table is spilt in
ROWS = 500  # rows of a batch that goes to a process
GROUPED = 50_000  # rows of whole groups that go to a process together

Piece = TypeVar("Piece")


def mapped(path: Path) -> Iterator[pa.RecordBatch]:
    """Read a spilt table; its bytes are the file's own, so that the system lets go of those that nobody looks at."""
    with pa.memory_map(str(path)) as source:
        file = pa.ipc.open_file(source)
        yield from map(file.get_batch, range(file.num_record_batches))


def taken(batches: Sequence[pa.RecordBatch], rows: npt.NDArray[Any], schema: pa.Schema) -> pa.RecordBatch:
    """Take rows, numbered through all batches: Arrow by itself would first put the batches together."""
    ends = np.cumsum([batch.num_rows for batch in batches])
    batch_of = np.searchsorted(ends, rows, side="right")
    order = np.argsort(batch_of, kind="stable")
    parts = [schema.empty_table()]
    for n in np.unique(batch_of).tolist():
        batch = batches[n]
        parts.append(pa.Table.from_batches([batch.take(pa.array(rows[batch_of == n] - ends[n] + batch.num_rows))]))
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    table = pa.concat_tables(parts).combine_chunks().take(pa.array(back))
    return pa.RecordBatch.from_arrays([c.combine_chunks() for c in table.columns], schema=schema)


def cut_small(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut batches to what goes to a process at a time."""
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield batch.slice(start, ROWS)


def sorted_by(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    """Sort a table by its keys."""
    return table.take(pc.sort_indices(table, [(k, "ascending") for k in keys])).combine_chunks()


def whole_groups(table: pa.Table, keys: Sequence[str]) -> Iterator[pa.Table]:
    """Cut a sorted table into pieces that hold whole groups."""
    begins = starts(table, keys)
    at = 0
    while at < table.num_rows:
        after = np.searchsorted(begins, at + GROUPED)
        end = int(begins[after]) if after < len(begins) else table.num_rows
        yield table.slice(at, end - at)
        at = end


def summed(table: pa.Table, keys: Sequence[str], value: str, schema: pa.Schema) -> pa.Table:
    """Add a column up by keys."""
    added = table.group_by(list(keys), use_threads=False).aggregate([(value, "sum")])
    return added.rename_columns({f"{value}_sum": value}).select(schema.names).cast(schema)


def in_parts(batch: pa.RecordBatch, keys: Sequence[str]) -> list[pa.RecordBatch]:
    """Cut a batch into the parts that its rows go to."""
    part = part_of(batch, keys)
    order = np.argsort(part, kind="stable")
    sorted_ = batch.take(pa.array(order))
    bounds = np.searchsorted(part[order], np.arange(PARTS + 1)).tolist()
    return [sorted_.slice(a, b - a) for a, b in pairwise(bounds)]


def part_of(batch: pa.RecordBatch, keys: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the part that each row goes to; the same keys go to the same part, in every batch."""
    mixed = np.zeros(batch.num_rows, np.uint64)
    for key in keys:
        mixed = mixed * np.uint64(31) + scrambled(batch.column(key))
    return (mixed % np.uint64(PARTS)).astype(np.int64)


def scrambled(column: pa.Array) -> npt.NDArray[np.uint64]:
    """Hash the values of a column: whole numbers, of which there may be as many as rows, all at once, others one by one."""
    if pa.types.is_integer(column.type):
        numbers: npt.NDArray[np.uint64] = column.to_numpy().astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        return numbers >> np.uint64(32)
    encoded = column.dictionary_encode()
    of_value = np.fromiter(map(scattered, encoded.dictionary.to_pylist()), np.uint64, len(encoded.dictionary))
    hashed: npt.NDArray[np.uint64] = of_value[encoded.indices.to_numpy()]
    return hashed


def scattered(value: object) -> int:
    """Hash a key, the same in this process each time."""
    return hash((value,)) & 0xFFFFFFFFFFFFFFFF


def packed(batches: list[pa.RecordBatch]) -> bytes:
    """Write batches of one schema as bytes."""
    if not batches:
        return b""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema) as stream:
        for batch in batches:
            stream.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> Iterator[pa.RecordBatch]:
    """Read batches back."""
    if data:
        yield from pa.ipc.open_stream(data)


def chain(held: list[Piece], coming: Iterator[Piece]) -> Iterator[Piece]:
    """Yield what is held, letting go of it, and then what comes."""
    while held:
        yield held.pop(0)
    yield from coming

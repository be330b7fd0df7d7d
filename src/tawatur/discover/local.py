"""The engine of one machine: tables in memory, or in a temporary folder where they are large, and a few processes.

Rows of one key are brought together by sorting a table and cutting it where the key changes. A table of more than `LARGE`
bytes is spilt to disk in parts by its key first, so that no more than a part of it is in memory. Rows come out in no
order: as processes are done with them.
"""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.cutting import (
    PARTS,
    chain,
    cut_small,
    in_parts,
    mapped,
    packed,
    sorted_by,
    summed,
    taken,
    unpacked,
    whole_groups,
)
from tawatur.discover.engine import Data, MapBatches, MapGroup, in_order
from tawatur.discover.groups import starts

LARGE = 256 << 20  # bytes of a table that is held in memory
PACKED = pa.ipc.IpcWriteOptions(compression="lz4")  # of parts, each of which is read once

Each = Callable[[Callable[[bytes], bytes], Iterator[tuple[str, bytes]], int], Iterator[tuple[str, bytes | None]]]

RIGHT, WRONG = b"\0", b"\1"

Work = Callable[[Any], Iterator[pa.RecordBatch]]  # what is done with one piece


class EngineError(Exception):
    """A job that could not be carried out: says over what, and what to do."""


class Rows:
    """A table that can be gone through again and again, batch by batch; on disk it is read as it is gone through."""

    def __init__(self, schema: pa.Schema, batches: Callable[[], Iterator[pa.RecordBatch]]) -> None:
        self.schema = schema
        self.batches = batches
        self.held: list[pa.RecordBatch] | None = (
            None  # its batches, once another was joined with it: most are joined twice
        )

    def collected(self) -> pa.Table:
        """Bring the table here, its rows in order."""
        return in_order(whole(self))


def here(data: Data) -> Rows:
    """Take a table for one of this engine's. Raises TypeError for another's."""
    if isinstance(data, Rows):
        return data
    raise TypeError(f"{type(data).__name__} is another engine's table: bring it here with `collected` and `table`")


class Local:
    """Carries a job out on this machine. `each` runs a function over items in processes, as `tawatur.processes.each` does."""

    def __init__(self, each: Each, jobs: int = 1, folder: Path | None = None) -> None:
        """`jobs`: processes; `folder`: where large tables are spilt, the system's temporary one without it."""
        self.each = each
        self.jobs = jobs
        self.spilt = tempfile.TemporaryDirectory(prefix="spilt-", dir=folder)
        self.number = 0

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *exc: object) -> None:
        self.spilt.cleanup()

    def table(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Rows:
        """Take rows in: into memory, and onto the disk once they are large."""
        held: list[pa.RecordBatch] = []
        coming = iter(batches)
        size = 0
        for batch in coming:
            held.append(batch)
            size += batch.nbytes
            if size > LARGE:
                return self.spill(chain(held, coming), schema)
        return Rows(schema, partial(iter, held))

    def spill(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Rows:
        """Write rows to the disk."""
        path = self.new_file()
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as file:
            for batch in batches:
                file.write_batch(batch)
        return Rows(schema, partial(mapped, path))

    def new_file(self) -> Path:
        """Name a file that is not there yet."""
        self.number += 1
        return Path(self.spilt.name) / f"{self.number}.arrow"

    def map(self, data: Data, function: MapBatches, schema: pa.Schema) -> Rows:
        """Give every batch to a function."""
        return self.table(self.worked(cut_small(here(data).batches()), partial(of_batch, function)), schema)

    def gather(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> Rows:
        """Give whole groups, many at a time, to a function."""
        return self.table(self.worked(self.grouped(here(data), keys), partial(of_table, function)), schema)

    def group(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> Rows:
        """Give the rows of each key to a function."""
        return self.gather(data, keys, partial(of_groups, tuple(keys), function, schema), schema)

    def grouped(self, data: Rows, keys: Sequence[str]) -> Iterator[pa.Table]:
        """Yield tables of whole groups, each group's rows together."""
        for part in self.parts(data, keys):
            yield from whole_groups(sorted_by(part, keys), keys)

    def sum(self, data: Data, keys: Sequence[str], value: str) -> Rows:
        """Add a column of whole numbers up by keys."""
        rows = here(data)
        schema = pa.schema([*(rows.schema.field(k) for k in keys), pa.field(value, pa.int64())])
        added = (summed(part, keys, value, schema) for part in self.parts(rows, keys))
        return self.table((b for table in added for b in table.to_batches()), schema)

    def join(self, data: Data, key: str, other: Data, prefix: str) -> Rows:
        """Put beside each row the row of `other` whose first column equals its key; it is done anew whenever it is gone through."""
        rows = here(data)
        fields = [f.with_name(prefix + f.name) for f in list(other.schema)[1:]]
        joined = partial(beside, rows, key, here(other), prefix)
        return Rows(pa.schema([*rows.schema, *fields]), joined)

    def hold(self, data: Data) -> Rows:
        """Keep a table: into memory, or onto the disk, where it was not."""
        rows = here(data)
        return self.table(rows.batches(), rows.schema) if joins(rows) else rows

    def parts(self, data: Rows, keys: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the rows in memory, or one part of the keys after the other from the disk."""
        held: list[pa.RecordBatch] = []
        coming = data.batches()
        size = 0
        for batch in coming:
            held.append(batch)
            size += batch.nbytes
            if size > LARGE:
                yield from self.split(chain(held, coming), data.schema, keys)
                return
        yield pa.Table.from_batches(held, data.schema)

    def split(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, keys: Sequence[str]) -> Iterator[pa.Table]:
        """Spill rows in parts by the hash of their keys, and read one part after the other."""
        paths = [self.new_file() for _ in range(PARTS)]
        with ExitStack() as stack:
            files = [stack.enter_context(pa.ipc.new_file(str(path), schema, options=PACKED)) for path in paths]
            for batch in batches:
                for file, part in zip(files, in_parts(batch, keys), strict=True):
                    file.write_batch(part)
        for path in paths:
            yield pa.Table.from_batches(mapped(path), schema)
            path.unlink()

    def streamed(
        self, batches: Iterable[pa.RecordBatch], function: MapBatches, lost: MapBatches
    ) -> Iterator[pa.RecordBatch]:
        """Give batches to a function as they come, and its rows on at once.

        A row over which processes die goes to `lost` in its place; the others of its batch do not.
        """
        yield from self.worked(iter(batches), partial(of_batch, function), lost)

    def worked(
        self, pieces: Iterator[pa.RecordBatch | pa.Table], function: Work, lost: MapBatches | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Run a function over pieces, in processes where there are several, and over one again whose process died."""
        first = list(islice(pieces, 2))
        pieces = chain(first, pieces)
        if self.jobs == 1 or (len(first) < 2 and not lost):
            for piece in pieces:
                yield from function(piece)
            return
        given: dict[str, bytes] = {}
        died: list[bytes] = []
        for name, answer in self.each(partial(over_pipe, function), kept(pieces, given), self.jobs):
            piece = given.pop(name)
            if answer is None:
                died.append(piece)
            else:
                yield from answered(answer)
        for piece in died:  # only now: the processes were busy until here
            yield from self.again(function, piece, lost)

    def again(self, function: Work, piece: bytes, lost: MapBatches | None) -> Iterator[pa.RecordBatch]:
        """Run a function over a piece over which a process died, row by row where a lost row has a stand-in.

        Raises EngineError where a second process dies, too, and there is none.
        """
        table = pa.Table.from_batches(unpacked(piece))
        rows = [table.slice(n, 1) for n in range(table.num_rows)] if lost else [table]
        items = ((str(n), packed(row.to_batches())) for n, row in enumerate(rows))
        for name, answer in self.each(partial(over_pipe, function), items, max(2, self.jobs)):
            if answer is not None:
                yield from answered(answer)
            elif lost:
                yield lost(rows[int(name)].combine_chunks().to_batches()[0])
            else:
                raise EngineError(
                    f"two processes ended over the same {len(piece):,} bytes of rows: they may need more memory than there "
                    "is. Give fewer processes (-j) or free memory, and give the command again: what was committed is kept."
                )


def whole(data: Rows) -> pa.Table:
    """Put the batches of a table together."""
    return pa.Table.from_batches(data.batches(), data.schema).combine_chunks()


def of_batch(function: MapBatches, batch: pa.RecordBatch | pa.Table) -> Iterator[pa.RecordBatch]:
    """Give one batch to a function."""
    for one in [batch] if isinstance(batch, pa.RecordBatch) else batch.combine_chunks().to_batches():
        yield function(one)


def of_table(function: MapGroup, table: pa.Table) -> Iterator[pa.RecordBatch]:
    """Give whole groups to a function."""
    yield from function(table).combine_chunks().to_batches()


def of_groups(keys: tuple[str, ...], function: MapGroup, schema: pa.Schema, table: pa.Table) -> pa.Table:
    """Give each group of a sorted table to a function."""
    begins = starts(table, keys).tolist()
    ends = [*begins[1:], table.num_rows]
    made = [function(table.slice(begin, end - begin)) for begin, end in zip(begins, ends, strict=True)]
    return pa.concat_tables(made or [schema.empty_table()])


def joins(rows: Rows) -> bool:
    """Say whether a table is worked out anew whenever it is gone through."""
    return isinstance(rows.batches, partial) and rows.batches.func is beside


def beside(data: Rows, key: str, other: Rows, prefix: str) -> Iterator[pa.RecordBatch]:
    """Yield rows with those of `other` beside them."""
    if other.held is None:
        other.held = list(other.batches())
    first = other.schema.names[0]
    ids = pa.chunked_array([batch.column(first) for batch in other.held], other.schema.field(first).type)
    names = [*data.schema.names, *(prefix + n for n in other.schema.names[1:])]
    for batch in data.batches():
        at = pc.index_in(batch.column(key), ids)
        found = batch.append_column("", at).filter(pc.is_valid(at))
        for piece in cut_small([found]):
            rows = taken(other.held, piece.column("").to_numpy(), other.schema)
            yield pa.RecordBatch.from_arrays([*piece.columns[:-1], *rows.columns[1:]], names)


def kept(pieces: Iterable[pa.RecordBatch | pa.Table], given: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Number and pack pieces, and keep each until it is answered."""
    for n, piece in enumerate(pieces):
        given[str(n)] = packed([piece] if isinstance(piece, pa.RecordBatch) else piece.to_batches())
        yield str(n), given[str(n)]


def over_pipe(function: Work, data: bytes) -> bytes:
    """Run a function in another process: packed rows in; out come packed rows, or what went wrong, with a byte before."""
    try:
        return RIGHT + packed(list(function(pa.Table.from_batches(unpacked(data)))))
    except Exception:
        return WRONG + traceback.format_exc().encode("utf-8", "replace")


def answered(answer: bytes) -> Iterator[pa.RecordBatch]:
    """Read another process's answer. Raises EngineError where its function failed."""
    if answer[:1] == WRONG:
        raise EngineError(f"a step of the job failed: this is a fault of tawatur.\n{answer[1:].decode()}")
    yield from unpacked(answer[1:])

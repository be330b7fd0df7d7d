"""A function over batches → one that no single row can bring down: such a row is handed back with what went wrong.

A row that raises is found by halving its batch. One that ends the process it is read in (a fault in a parser's native code,
memory that runs out) cannot be found so; an engine that sees its worker die calls `apart`, which halves in child processes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from tawatur.discover.engine import MapBatches

Refuse = Callable[[pa.RecordBatch, str], pa.RecordBatch]  # one row, and why it was not read


@dataclass(frozen=True)
class Guarded:
    """A function, and what makes a row of its output from a row that it cannot take."""

    function: MapBatches
    refuse: Refuse

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Carry the function out here."""
        try:
            return self.function(batch)
        except Exception as wrong:
            why = f"{type(wrong).__name__}: {wrong}"
        return self.refuse(batch, why) if batch.num_rows <= 1 else joined([self(half) for half in halves(batch)])

    def apart(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Carry the function out in a child process; one that dies takes only its row with it."""
        answer, status = in_child(self, batch)
        if status == 0:
            return answer
        if batch.num_rows > 1:
            return joined([self.apart(half) for half in halves(batch)])
        return self.refuse(batch, f"reading it ended the process ({ending(status)})")


def halves(batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Cut a batch in two."""
    middle = batch.num_rows // 2
    return [batch.slice(0, middle), batch.slice(middle)]


def joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Join batches into one."""
    (batch,) = pa.Table.from_batches(batches).combine_chunks().to_batches() or batches[:1]
    return batch


def in_child(function: MapBatches, batch: pa.RecordBatch) -> tuple[pa.RecordBatch | None, int]:
    """Run a function in a forked child: what it gives, and 0; or None and the code or signal (below zero) it ended with."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        answer_and_leave(function, batch, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return (one_batch(sent), 0) if status == 0 else (None, status)


def answer_and_leave(function: MapBatches, batch: pa.RecordBatch, writing: int) -> None:
    """Write what a function gives into a pipe, and end this process without its parent's clean-up."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe, pa.ipc.new_stream(pipe, (made := function(batch)).schema) as stream:
            stream.write_batch(made)
        code = 0
    finally:
        os._exit(code)


def one_batch(sent: bytes) -> pa.RecordBatch:
    """Read the batch that a child wrote."""
    with pa.ipc.open_stream(sent) as stream:
        return stream.read_next_batch()


def ending(status: int) -> str:
    """Name how a process ended: «SIGSEGV», «code 3»."""
    return signal.Signals(-status).name if status < 0 else f"code {status}"

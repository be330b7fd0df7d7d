"""Functions that the tests hand to engines; workers import them from here. All words are invented."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ROWS = pa.schema([
    ("hash", pa.uint64()), ("word", pa.string()), ("n", pa.int32()), ("share", pa.float32()), ("yes", pa.bool_()),
    ("spans", pa.list_(pa.int32())), ("hashes", pa.list_(pa.uint64())), ("bytes", pa.binary()),
])  # fmt: skip
LENGTHS = pa.schema([("hash", pa.uint64()), ("word", pa.string()), ("n", pa.int32())])
LARGEST = pa.schema([("hash", pa.uint64()), ("n", pa.int32()), ("words", pa.int64())])
WHY = pa.schema([("word", pa.string()), ("why", pa.string())])


def same(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give the rows back."""
    return batch


def lengths(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Count a word's code points, and turn its hash's bits over."""
    turned = np.invert(batch["hash"].to_numpy())
    return pa.record_batch([pa.array(turned), batch["word"], pc.utf8_length(batch["word"])], schema=LENGTHS)


def largest(group: pa.Table) -> pa.Table:
    """Give a group's key, its largest number and its count of words."""
    return pa.table(
        [group["hash"][:1].combine_chunks(), [pc.max(group["n"]).as_py()], [group.num_rows]], schema=LARGEST
    )


def largest_of_many(table: pa.Table) -> pa.Table:
    """Do as `largest`, for all groups of a table at once."""
    made = table.group_by("hash", use_threads=False).aggregate([("n", "max"), ("word", "count")])
    return made.select(["hash", "n_max", "word_count"]).rename_columns(LARGEST.names).cast(LARGEST)


def read(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read words, and fail at two of them as a bad parser would: one raises, one ends the process."""
    words = batch["word"].to_pylist()
    if "مسموم" in words:
        raise RuntimeError("this word is poisoned")
    if "قاتل" in words:
        os.kill(os.getpid(), signal.SIGKILL)  # as a system does that runs out of memory
    return pa.record_batch([batch["word"], pa.array([""] * len(words))], schema=WHY)


def unread(batch: pa.RecordBatch, why: str) -> pa.RecordBatch:
    """Say of a row why it was not read."""
    return pa.record_batch([batch["word"], pa.array([why])], schema=WHY)


def once_waiting(folder: str, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Leave this worker's process id in a folder and wait to be killed, the first time; then do as `lengths`."""
    note = Path(folder) / "worker"
    try:
        with note.open("x") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        return lengths(batch)
    time.sleep(120)
    raise TimeoutError("nobody ended this worker")


def once_failing(folder: str, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Raise the first time; then do as `lengths`."""
    if not (note := Path(folder) / "failed").exists():
        note.touch()
        raise OSError("the first attempt fails")
    return lengths(batch)

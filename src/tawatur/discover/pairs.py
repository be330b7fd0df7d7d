"""Weighted pages → pairs of pages of neighbouring days that are alike, each with a whole-number cosine.

An inverted index, block by block: a block is a day with the days of `WINDOW` after it, and holds the pairs whose earlier page
is of that day. Within a term, a page is compared with the `NEAR` pages before and after it in time: a word that stands
everywhere likens only what is near.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.engine import Data, Engine
from tawatur.discover.schemas import PAIRS, WEIGHTS

WINDOW = 2  # days between two pages that are compared
NEAR = 400  # pages before and after in time that share a term and are compared for it
LEAST = 150_000  # of `weights.ONE` squared: less alike proposes nothing
CELLS = 1 << 21  # of a table of some things against all: 16 MB
FEWEST = 64  # things of such a table
BLOCKED = WEIGHTS.append(pa.field("block", pa.string()))
Ints = npt.NDArray[np.int64]


def pairs(engine: Engine, weights: Data) -> Data:
    """List the pairs of pages that are alike (PAIRS; ``a`` is the earlier day's, or the smaller id's)."""
    return engine.group(engine.map(weights, in_blocks, BLOCKED), ["block"], of_block, PAIRS)


def in_blocks(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put every page into the blocks of its day and of the days before it; the undated have a block of their own."""
    days = batch.column("day").dictionary_encode()
    earlier = pa.array([blocks_of(day) for day in days.dictionary.to_pylist()], pa.list_(pa.string()))
    blocks = earlier.take(days.indices)
    taken = batch.take(pc.list_parent_indices(blocks))
    return pa.RecordBatch.from_arrays([*taken.columns, blocks.flatten()], schema=BLOCKED)


def blocks_of(day: str) -> list[str]:
    """List the blocks that a day's pages are in: «2022-07-03» is in those of the 1st, 2nd and 3rd."""
    try:
        first = date.fromisoformat(day[:10])
        return [(first - timedelta(days=n)).isoformat() for n in range(WINDOW + 1)]
    except (ValueError, OverflowError):
        return [""]


def of_block(table: pa.Table) -> pa.Table:
    """Compare the pages of one block."""
    block = table.column("block")[0].as_py()
    table = table.sort_by([("day", "ascending"), ("page", "ascending")])  # engines bring pages in any order
    terms, weights = (column_of(table, name) for name in ("terms", "weights"))
    page = np.repeat(np.arange(table.num_rows), pc.list_value_length(table.column("terms")).to_numpy())
    order = np.lexsort((page, terms))
    begins = pc.equal(table.column("day"), block).to_numpy() if block else np.ones(table.num_rows, np.bool_)
    starting = np.flatnonzero(begins[page[order]])
    a, b, likeness = alike(terms[order], page[order], weights[order].astype(np.int64), starting, NEAR, LEAST)
    return pa.table([*(table.column("page").take(pa.array(side)) for side in (a, b)), likeness], schema=PAIRS)


def column_of(table: pa.Table, name: str) -> npt.NDArray[Any]:
    """Put the lists of a column one behind the other."""
    values: npt.NDArray[Any] = table.column(name).combine_chunks().flatten().to_numpy()
    return values


def alike(
    terms: npt.NDArray[Any], codes: Ints, weights: Ints, starting: Ints, near: int, least: float
) -> tuple[Ints, Ints, Ints]:
    """Add up, for every two things, the products of the weights of their common terms; those of `least` or more are returned.

    Rows are sorted by term, and within a term as the things follow one another; a thing is compared, from the rows `starting`,
    with those of the `near` rows after it. Some things at a time, in a table of them against all: what is added up is soon
    a hundred times what is returned.
    """
    count = int(codes.max()) + 1 if len(codes) else 0
    step = max(FEWEST, CELLS // max(1, count))
    by_thing = starting[np.argsort(codes[starting], kind="stable")]
    bounds = np.searchsorted(codes[by_thing], np.arange(0, count + step, step))
    found: list[tuple[Ints, Ints, Ints]] = [(np.empty(0, np.int64),) * 3]
    for first, begin, end in zip(range(0, count, step), bounds[:-1], bounds[1:], strict=False):
        keys, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for row, later in neighbours(terms, by_thing[begin:end], near):
            keys.append((codes[row] - first) * count + codes[later])
            values.append(weights[row] * weights[later])
        total = np.bincount(np.concatenate(keys), np.concatenate(values))  # floats, of whole numbers far below 2 ** 53
        key = np.flatnonzero(total >= least)
        found.append((first + key // count, key % count, total[key].astype(np.int64)))
    a, b, total = (np.concatenate(column) for column in zip(*found, strict=True))
    return a, b, total


def neighbours(terms: npt.NDArray[Any], starting: Ints, near: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield the rows that hold one term and stand 1, 2… `near` apart."""
    for apart in range(1, near + 1):
        starting = starting[starting + apart < len(terms)]
        starting = starting[terms[starting] == terms[starting + apart]]
        if not len(starting):
            return
        yield starting, starting + apart

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
CELLS = 1 << 22  # of a table of some things against all: 32 MB
FEWEST = 64  # things of such a table
BLOCKED = WEIGHTS.append(pa.field("block", pa.string()))
Ints = npt.NDArray[np.int64]


def pairs(engine: Engine, weights: Data) -> Data:
    """List the pairs of pages that are alike (PAIRS; ``a`` is the earlier day's, or the smaller id's)."""
    return engine.group(engine.map(weights, in_blocks, BLOCKED), ["block"], of_block, PAIRS)


def in_blocks(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put every row into the blocks of its day and of the days before it; the undated have a block of their own."""
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
    page, day_of = (table.column(name).dictionary_encode().combine_chunks() for name in ("page", "day"))
    names = np.array(page.dictionary.to_pylist(), object)
    order = np.argsort(names, kind="stable")  # engines meet pages in any order: their ids say which is which
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    names, codes = names[order], place[page.indices.to_numpy()]
    day = np.empty(len(names), object)
    day[codes] = np.array(day_of.dictionary.to_pylist(), object)[day_of.indices.to_numpy()]
    first, second, likeness = compared(
        codes, table.column("term").to_numpy(), table.column("weight").to_numpy(), day, block
    )
    return pa.table(
        [pa.array(names[first], pa.string()), pa.array(names[second], pa.string()), pa.array(likeness)], schema=PAIRS
    )


def compared(
    codes: Ints, terms: npt.NDArray[np.uint64], weights: npt.NDArray[np.int32], day: npt.NDArray[np.object_], block: str
) -> tuple[Ints, Ints, Ints]:
    """Add up, for every two pages of a block, the products of the weights of their common terms."""
    number = np.unique(day, return_inverse=True)[1]
    order = np.lexsort((codes, number[codes], terms))
    codes = codes[order].astype(np.int64)
    starting = np.flatnonzero(day[codes] == block) if block else np.arange(len(codes))
    return alike(terms[order], codes, weights[order].astype(np.int64), starting, NEAR, LEAST)


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


def added(keys: Ints, values: Ints) -> tuple[Ints, Ints]:
    """Add values up by key."""
    if not len(keys):  # a crawl without pages, or whose words are all of one page
        return keys, values
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[firsts], np.add.reduceat(values, firsts)

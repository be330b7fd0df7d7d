"""Weighted pages → pairs of pages of neighbouring days that are alike, each with a whole-number cosine.

An inverted index, block by block: a block is a day with the days of `WINDOW` after it, and holds the pairs whose earlier page
is of that day. Within a term, a page is compared with the `NEAR` pages before and after it in time: a word that stands
everywhere likens only what is near.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tawatur.discover.engine import Data, Engine
from tawatur.discover.schemas import PAIRS, WEIGHTS

WINDOW = 2  # days between two pages that are compared
NEAR = 400  # pages before and after in time that share a term and are compared for it
LEAST = 150_000  # of `weights.ONE` squared: less alike proposes nothing
BLOCKED = WEIGHTS.append(pa.field("block", pa.string()))
Ints = npt.NDArray[np.int64]


def pairs(engine: Engine, weights: Data) -> Data:
    """List the pairs of pages that are alike (PAIRS; ``a`` is the earlier day's, or the smaller id's)."""
    return engine.group(engine.map(weights, in_blocks, BLOCKED), ["block"], of_block, PAIRS)


def in_blocks(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put every row into the blocks of its day and of the days before it; the undated have a block of their own."""
    days = batch.column("day").to_pylist()
    earlier = {day: blocks_of(day) for day in set(days)}
    rows = np.repeat(np.arange(len(days)), [len(earlier[day]) for day in days])
    blocks = [block for day in days for block in earlier[day]]
    taken = batch.take(pa.array(rows))
    return pa.RecordBatch.from_arrays([*taken.columns, pa.array(blocks, pa.string())], schema=BLOCKED)


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
    page = table.column("page").dictionary_encode().combine_chunks()
    names = np.array(page.dictionary.to_pylist(), object)
    order = np.argsort(names, kind="stable")  # engines meet pages in any order: their ids say which is which
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    names, codes = names[order], place[page.indices.to_numpy()]
    days = np.array(table.column("day").to_pylist(), object)
    day = np.empty(len(names), object)
    day[codes] = days
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
    terms, codes, weight = terms[order], codes[order], weights[order].astype(np.int64)
    begins = (day[codes] == block) if block else np.ones(len(codes), bool)
    keys: list[Ints] = []
    values: list[Ints] = []
    for near, later in neighbours(terms, begins):
        a, b = codes[near], codes[later]
        keys.append(a * len(day) + b)
        values.append(weight[near] * weight[later])
    if not keys:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    key, likeness = added(np.concatenate(keys), np.concatenate(values))
    alike = likeness >= LEAST
    key, likeness = key[alike], likeness[alike]
    return key // len(day), key % len(day), likeness


def neighbours(terms: npt.NDArray[np.uint64], begins: npt.NDArray[np.bool_]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the places of pages that share a term and stand 1, 2… `NEAR` apart in its list, the earlier of the block's day."""
    starting = np.flatnonzero(begins)
    for apart in range(1, NEAR + 1):
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

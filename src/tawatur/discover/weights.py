"""The terms of all pages → each page's heaviest terms with whole-number weights: TF-IDF, every page of the same length.

Salton and Buckley 1988: weight (1 + ln count) · ln(pages / pages with the term), scaled so that the squares of a page's weights
add up to about `ONE` squared. A term that stands on one page alone likens it to none, and has no weight.

How many pages have a term goes to every process whole: sixteen bytes for each term of two pages or more.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.engine import Data, Engine
from tawatur.discover.schemas import WEIGHTS, WORD

ONE = 1000  # the length of a page: two pages alike in all are ONE · ONE alike
HEAVIEST = 45  # terms of a page that are compared
FINE = 1000  # a raw weight is kept to a thousandth, so that engines agree

HELD = pa.schema([("term", WORD), ("pages", pa.int64())])
PACKED = ("page", "day", "terms", "counts")
Ints = npt.NDArray[np.int64]
Terms = npt.NDArray[np.uint64]


def weights(engine: Engine, pages: Data, of: int) -> Data:
    """Weigh the terms of pages (PAGES, or `PACKED` of it); ``of``: how many pages there are. A page without weights has no row."""
    held = engine.sum(engine.map(pages, holders, HELD), ["term"], "pages").collected()
    held = held.filter(pc.greater(held.column("pages"), 1))
    terms, many = (held.column(name).to_numpy() for name in HELD.names)
    return engine.map(pages, partial(weighed, terms=terms, rarity=np.log(of / many)), WEIGHTS)


def holders(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Count for each term the pages of a batch that have it."""
    terms, pages = np.unique(batch.column("terms").flatten().to_numpy(), return_counts=True)
    return pa.record_batch([pa.array(terms, WORD), pa.array(pages)], schema=HELD)


def weighed(batch: pa.RecordBatch, terms: Terms, rarity: npt.NDArray[np.float64]) -> pa.RecordBatch:
    """Weigh the terms of the pages of a batch and keep the heaviest of each; ``rarity`` of each of the sorted ``terms``."""
    own = batch.column("terms").flatten().to_numpy()
    row = pc.list_parent_indices(batch.column("terms")).to_numpy()
    raw = np.rint(FINE * (1 + np.log(batch.column("counts").flatten().to_numpy())) * looked_up(own, terms, rarity))
    row, own, raw = heaviest(row, own, raw.astype(np.int64))
    squares = np.bincount(row, raw * raw, batch.num_rows)  # floats, of whole numbers far below 2 ** 53
    scaled = np.rint(ONE * raw / np.sqrt(squares[row])).astype(np.int32)
    sizes = np.bincount(row, minlength=batch.num_rows)
    offsets = pa.array(np.append(0, np.cumsum(sizes)).astype(np.int32))
    lists = [pa.ListArray.from_arrays(offsets, column) for column in (pa.array(own, WORD), pa.array(scaled))]
    whole = pa.record_batch([batch.column("page"), batch.column("day"), *lists], schema=WEIGHTS)
    return whole.filter(pa.array(sizes > 0))


def looked_up(own: Terms, terms: Terms, rarity: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the rarity of each term; 0 where no other page has it."""
    if not len(terms):
        return np.zeros(len(own))
    at = np.minimum(np.searchsorted(terms, own), len(terms) - 1)
    return np.where(terms[at] == own, rarity[at], 0.0)


def heaviest(row: Ints, terms: Terms, raw: Ints) -> tuple[Ints, Terms, Ints]:
    """Keep the heaviest terms of every row, the smaller number first of two alike; none that weighs nothing."""
    order = np.lexsort((terms, -raw, row))
    order = order[raw[order] > 0]
    order = order[ranks(row[order]) < HEAVIEST]
    return row[order], terms[order], raw[order]


def ranks(codes: npt.NDArray[Any]) -> Ints:
    """Number the members of each group from 0, where groups stand together."""
    firsts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))) if len(codes) else np.empty(0, np.int64)
    sizes = np.diff(np.append(firsts, len(codes)))
    return np.arange(len(codes)) - np.repeat(firsts, sizes)

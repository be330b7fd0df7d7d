"""The terms of all pages → each page's heaviest terms with whole-number weights: TF-IDF, every page of the same length.

Salton and Buckley 1988: weight (1 + ln count) · ln(pages / pages with the term), scaled so that the squares of a page's weights
add up to about `ONE` squared. A term that stands on one page alone likens it to none, and has no weight.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tawatur.discover.engine import Data, Engine
from tawatur.discover.schemas import TERMS, WEIGHTS, WORD

ONE = 1000  # the length of a page: two pages alike in all are ONE · ONE alike
HEAVIEST = 45  # terms of a page that are compared
FINE = 1000  # a raw weight is kept to a thousandth, so that engines agree
BUCKETS = 64  # groups that terms, then pages, are shared out among

BUCKET = pa.field("bucket", pa.int32())
COUNTED = TERMS.append(BUCKET)
WEIGHED = pa.schema([("page", pa.string()), ("day", pa.string()), ("term", WORD), ("raw", pa.int32()), BUCKET])
PACKED = ("page", "day", "terms", "counts")


def weights(engine: Engine, pages: Data, of: int) -> Data:
    """Weigh the terms of pages (PAGES, or `PACKED` of it); ``of``: how many pages there are."""
    counted = engine.map(pages, unpacked, COUNTED)
    weighed = engine.group(counted, ["bucket"], partial(weigh, of=of), WEIGHED)
    return engine.group(weighed, ["bucket"], heaviest, WEIGHTS)


def unpacked(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give every term of a page a row of its own."""
    lists = batch.column("terms")
    sizes = np.diff(lists.offsets.to_numpy())
    rows = np.repeat(np.arange(batch.num_rows), sizes)
    terms = lists.flatten().to_numpy(zero_copy_only=False)
    counts = batch.column("counts").flatten()
    page, day = (batch.column(name).take(pa.array(rows)) for name in ("page", "day"))
    bucket = pa.array((terms % np.uint64(BUCKETS)).astype(np.int32))
    return pa.RecordBatch.from_arrays(
        [page, day, pa.array(terms, WORD), counts.cast(pa.int32()), bucket], schema=COUNTED
    )


def weigh(table: pa.Table, of: int) -> pa.Table:
    """Weigh every place of the terms of one bucket by how many pages have the term."""
    terms, counts = (table.column(name).to_numpy() for name in ("term", "count"))
    _, group, pages_with = np.unique(terms, return_inverse=True, return_counts=True)
    rarity = np.where(pages_with > 1, np.log(of / pages_with), 0.0)
    raw = np.rint(FINE * (1 + np.log(np.maximum(counts, 1))) * rarity[group]).astype(np.int32)
    kept = raw > 0
    table = table.filter(pa.array(kept))
    bucket = pa.array(buckets_of(table.column("page")))
    return pa.table(
        [table.column("page"), table.column("day"), table.column("term"), pa.array(raw[kept]), bucket], schema=WEIGHED
    )


def buckets_of(pages: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """Share pages out by the first letters of their ids, which are digests."""
    named = pages.dictionary_encode().combine_chunks()
    numbers = np.array([int(name[:4], 16) % BUCKETS for name in named.dictionary.to_pylist()], np.int32)
    return numbers[named.indices.to_numpy()] if len(named) else np.empty(0, np.int32)


def heaviest(table: pa.Table) -> pa.Table:
    """Keep the heaviest terms of every page of one bucket, the smaller number first of two alike, and scale them."""
    page = table.column("page").dictionary_encode().combine_chunks()
    codes, terms = page.indices.to_numpy(), table.column("term").to_numpy()
    raw = table.column("raw").to_numpy().astype(np.int64)
    order = np.lexsort((terms, -raw, codes))
    rank = ranks(codes[order])
    order = order[rank < HEAVIEST]
    codes, raw = codes[order], raw[order]
    squares = np.zeros(len(page.dictionary), np.int64)
    np.add.at(squares, codes, raw * raw)
    scaled = np.rint(ONE * raw / np.sqrt(squares[codes])).astype(np.int32)
    kept = table.take(pa.array(order))
    return pa.table([kept.column("page"), kept.column("day"), kept.column("term"), pa.array(scaled)], schema=WEIGHTS)


def ranks(codes: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Number the members of each group from 0, where groups stand together."""
    firsts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))) if len(codes) else np.empty(0, np.int64)
    sizes = np.diff(np.append(firsts, len(codes)))
    return np.arange(len(codes)) - np.repeat(firsts, sizes)

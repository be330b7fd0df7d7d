"""Pages with their shingles → the passages that two of them share, the earlier page first.

Every holder of a shingle is compared with its earliest `HOLDERS` holders. A shingle on more pages than that is a formula:
it proposes two pages only where most of the shorter one is shared («the same page ten thousand times»), and then its
earliest `FEW` holders alone. Of the pages so found each page is aligned, word by word, with the `NEAREST`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.engine import Data, Engine, in_order
from tawatur.discover.groups import firsts
from tawatur.discover.schemas import PAGES, REUSE, WORD
from tawatur.discover.shingles import Words, shingles, zones_of

HOLDERS = 32  # earliest holders of a shingle that every later holder is compared with; on more pages it is a formula
FEW = 4  # earliest holders of a formula that later ones are compared with
NEAREST = 32  # earlier pages, those that share most shingles first, that a page is aligned with
MOST = 0.5  # share of the shorter page's shingles that two pages share where all of them are formula
UNKNOWN = "~"  # stands after every day: a page of unknown day copies, as far as is known, nobody's copy of it

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
NUMBERED = pa.schema([
    ("rank", pa.int32()),  # a page's place among all, the earliest first
    PAGES.field("numbers"),
])  # fmt: skip
SHINGLES = pa.schema([
    ("hash", WORD), ("rank", pa.int32()), ("place", pa.int32()),
    ("of", pa.int32()),  # how many shingles the page has
])  # fmt: skip
SEEDS = pa.schema([
    ("a", pa.int32()), ("b", pa.int32()), ("i", pa.int32()), ("j", pa.int32()),
    ("formula", pa.bool_()),
    ("least", pa.int32()),  # shingles of the one that has fewer
])  # fmt: skip
RANKED = pa.schema([
    ("a", pa.int32()), ("b", pa.int32()),
    ("shared", pa.int32()),  # shingles that both hold
    ("i", pa.list_(pa.int32())), ("j", pa.list_(pa.int32())),  # where a stretch of them begins
])  # fmt: skip
CANDIDATES = pa.schema([("a", pa.string()), ("b", pa.string()), *list(RANKED)[2:]])
SIDES = pa.schema([PAGES.field(name) for name in ("page", "outlet", "text", "headline", "body")])


class Side(NamedTuple):
    """One page of two: its id, who published it, its text and its comparable words."""

    page: str
    outlet: str
    text: str
    words: Words


class Shared(NamedTuple):
    """One passage that two pages share: first and last word on both sides, how many are equal, whether credit is given."""

    i: int
    i_end: int
    j: int
    j_end: int
    words: int
    credited: bool


Held = list[tuple[int, int]]  # words at which two pages begin to hold the same shingles
Compare = Callable[[Side, Side, Held], Iterable[Shared]]


def by_moment(pages: pa.Table) -> pa.Array:
    """List the ids of pages (page, moment) by when they came out, then by id; those of unknown moment last."""
    moment = pc.if_else(pc.equal(pages.column("moment"), ""), UNKNOWN, pages.column("moment"))
    pages = pa.table({"moment": moment, "page": pages.column("page")})
    return pages.sort_by([("moment", "ascending"), ("page", "ascending")]).column("page").combine_chunks()


def ranked(batches: Iterable[pa.RecordBatch], names: pa.Array) -> Iterator[pa.RecordBatch]:
    """Put each page's rank, its place among `names`, for its id (page, numbers): NUMBERED."""
    for batch in batches:
        yield pa.record_batch([pc.index_in(batch.column("page"), names), batch.column("numbers")], schema=NUMBERED)


def find(
    engine: Engine, numbered: Data, names: pa.Array, sides: Data, compare: Compare, before: pa.Table | None = None
) -> pa.Table:
    """Return the passages that pages share: REUSE. `numbered`, `sides`: the pages, as NUMBERED and as SIDES; `names`: ids by rank.

    `before`: what was found when some of these pages were not there; two pages that were aligned then are not aligned again.
    """
    before = REUSE.empty_table() if before is None else before
    pairs = named(candidates(engine, numbered).collected(), names)
    known, now = pair_numbers(before), pair_numbers(pairs)
    new = by_family(pairs.filter(pa.array(~np.isin(now, known))))
    both = engine.join(engine.join(engine.table(new.to_batches(), CANDIDATES), "a", sides, "a_"), "b", sides, "b_")
    found = engine.map(both, partial(reuse_rows, compare=compare), REUSE).collected()
    return in_order(pa.concat_tables([before.filter(pa.array(np.isin(known, now))), found]))


def candidates(engine: Engine, numbered: Data) -> Data:
    """List the pairs of pages to be aligned, with the words at which both begin to hold the same: RANKED."""
    rows = engine.map(numbered, shingle_rows, SHINGLES)
    seeds = engine.gather(rows, ["hash"], seeds_of, SEEDS)
    return engine.gather(seeds, ["b"], nearest, RANKED)


def named(pairs: pa.Table, names: pa.Array) -> pa.Table:
    """Put ids for ranks: CANDIDATES."""
    ids = [names.take(pairs.column(side).combine_chunks()) for side in ("a", "b")]
    return pa.table([*ids, *pairs.columns[2:]], schema=CANDIDATES)


def shingle_rows(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give every shingle of pages a row."""
    lists = batch.column("numbers")
    sizes = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    made = shingles(lists.flatten().to_numpy(), sizes)
    rank = batch.column("rank").to_numpy()[made.page]
    columns: list[Any] = [made.hashes, rank, made.place, made.runs[made.page]]
    return pa.record_batch([pa.array(c, f.type) for c, f in zip(columns, SHINGLES, strict=True)], schema=SHINGLES)


def seeds_of(table: pa.Table) -> pa.Table:
    """List, for all holders of some shingles, where a later and an earlier page hold the same: SEEDS."""
    hashes, page, places, of = (table.column(name).to_numpy() for name in SHINGLES.names)
    order = np.lexsort((places, page, hashes))
    order = order[firsts(hashes[order], page[order])]  # a page that holds it twice holds it where it first does
    hashes, page, places, of = hashes[order], page[order], places[order], of[order]
    earlier, later, formula = joined(*holders(hashes))
    least = np.minimum(of[earlier], of[later])
    columns: list[Any] = [page[earlier], page[later], places[earlier], places[later], formula, least]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, SEEDS, strict=True)], schema=SEEDS)


def holders(hashes: Hashes) -> tuple[Ints, Ints]:
    """Return for each row of sorted hashes its number among those of its hash, and how many they are."""
    starts = np.flatnonzero(firsts(hashes))
    sizes = np.diff(np.append(starts, len(hashes)))
    return np.arange(len(hashes)) - np.repeat(starts, sizes), np.repeat(sizes, sizes)


def joined(rank: Ints, size: Ints) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """Pair each row with the earliest rows of its hash: indexes of both, and whether the hash is a formula."""
    formula = size > HOLDERS
    later_parts, earlier_parts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    left = np.flatnonzero(rank > 0)
    for entry in range(HOLDERS):
        left = left[(rank[left] > entry) & (~formula[left] | (entry < FEW))]
        if not len(left):
            break
        later_parts.append(left)
        earlier_parts.append(left - rank[left] + entry)
    later = np.concatenate(later_parts)
    return np.concatenate(earlier_parts), later, formula[later]


def nearest(seeds: pa.Table) -> pa.Table:
    """Gather the seeds of two pages, and keep for each page the pairs with the earlier ones that share most with it: RANKED.

    Of seeds that follow one another on both pages the first is kept: the aligner goes on from there by itself.
    """
    a, b, i, j = (seeds.column(c).to_numpy() for c in ("a", "b", "i", "j"))
    order = np.lexsort((j, i, a, b))
    a, b, i, j = a[order], b[order], i[order], j[order]
    starts = np.flatnonzero(firsts(a, b))
    shared = np.diff(np.append(starts, len(order)))
    kept = starts_kept(a[starts], b[starts], shared, worth(seeds, order, starts, shared))
    begins = np.flatnonzero(firsts(a, b) | firsts(i - np.arange(len(i)), j - np.arange(len(j))))
    begins = begins[np.isin(np.repeat(np.arange(len(starts)), shared)[begins], kept)]
    offsets = pa.array(np.searchsorted(begins, np.append(starts[kept], len(order))).astype(np.int32))
    lists = [pa.ListArray.from_arrays(offsets, pa.array(c[begins], pa.int32())) for c in (i, j)]
    columns = [pa.array(c[starts[kept]], pa.int32()) for c in (a, b)]
    return pa.table([*columns, pa.array(shared[kept], pa.int32()), *lists], schema=RANKED)


def worth(seeds: pa.Table, order: Ints, starts: Ints, shared: Ints) -> npt.NDArray[np.bool_]:
    """Say which pairs share more than formulas, or most of the shorter page."""
    if not len(starts):
        return np.empty(0, np.bool_)
    own = np.add.reduceat((~seeds.column("formula").to_numpy()[order]).astype(np.int64), starts)
    least = seeds.column("least").to_numpy()[order][starts]
    most: npt.NDArray[np.bool_] = (own > 0) | (shared >= MOST * least)
    return most


def starts_kept(a: Ints, b: Ints, shared: Ints, worthy: npt.NDArray[np.bool_]) -> Ints:
    """Return the indexes of the worthy pairs, those of each page's `NEAREST` only."""
    pairs = np.flatnonzero(worthy)
    pairs = pairs[np.lexsort((a[pairs], -shared[pairs], b[pairs]))]
    starts = np.flatnonzero(firsts(b[pairs]))
    rank = np.arange(len(pairs)) - np.repeat(starts, np.diff(np.append(starts, len(pairs))))
    return np.sort(pairs[rank < NEAREST])


def by_family(pairs: pa.Table) -> pa.Table:
    """Put pairs of CANDIDATES whose pages descend from one another next to each other: a page's words are then made once, not for
    each batch that it is in.

    A page descends from the earlier one that shares most with it.
    """
    names = pa.concat_arrays([pairs.column(c).combine_chunks() for c in ("a", "b")]).dictionary_encode()
    a, b = np.split(names.indices.to_numpy(), 2)
    shared = pairs.column("shared").to_numpy()
    order = np.lexsort((a, shared, b))  # the last of each b shares most
    parent = np.arange(len(names.dictionary))
    parent[b[order]] = a[order]
    while (parent[parent] != parent).any():  # an earlier page has a lesser moment: no circle
        parent = parent[parent]
    return pairs.take(pa.array(np.lexsort((a, b, parent[b]))))


def pair_numbers(table: pa.Table | pa.RecordBatch) -> Hashes:
    """Number pairs of pages: the exclusive or of both ids, the first turned by one bit, so that a pair is no pair turned round."""
    a, b = (
        np.fromiter((int(n, 16) for n in table.column(c).to_pylist()), np.uint64, table.num_rows) for c in ("a", "b")
    )
    return (a << np.uint64(1) | a >> np.uint64(63)) ^ b


def reuse_rows(batch: pa.RecordBatch, compare: Compare) -> pa.RecordBatch:
    """Align the pairs of a batch, which holds a row of CANDIDATES with both pages' SIDES beside it."""
    rows: list[dict[str, Any]] = []
    sides: dict[str, Side] = {}
    pairs = batch.select(["a", "b", "i", "j"]).to_pylist()
    for n, row in enumerate(pairs):
        one, other = (side(batch, n, which, row[which], sides) for which in ("a", "b"))
        rows += passages(one, other, compare(one, other, list(zip(row["i"], row["j"], strict=True))))
    return pa.RecordBatch.from_pylist(rows, schema=REUSE)


def side(batch: pa.RecordBatch, n: int, which: str, page: str, sides: dict[str, Side]) -> Side:
    """Make one side of the pair of row `n`, or take it from those that this batch has had."""
    if page not in sides:
        outlet, text, headline, body = (batch.column(f"{which}_{name}")[n].as_py() for name in SIDES.names[1:])
        sides[page] = Side(page, outlet, text, Words(text, zones_of(headline, body)))
    return sides[page]


def passages(one: Side, other: Side, shared: Iterable[Shared]) -> Iterable[dict[str, Any]]:
    """Yield the passages of two pages as rows of REUSE, with code points for words."""
    shorter = min(len(one.words.forms), len(other.words.forms))
    for p in shared:
        (a_start, a_end), (b_start, b_end) = one.words.span(p.i, p.i_end), other.words.span(p.j, p.j_end)
        yield {
            "a": one.page, "b": other.page, "a_start": a_start, "a_end": a_end, "b_start": b_start, "b_end": b_end,
            "words": p.words, "share": p.words / shorter, "credited": p.credited,
        }  # fmt: skip

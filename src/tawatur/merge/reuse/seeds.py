"""The words of all pages → for every two pages, the runs of at least eight words that both hold.

An inverted index of hashed word 8-grams, kept in sorted arrays: every holder of an 8-gram is compared with its earliest
`HOLDERS` holders only, and of the pages so found with the `NEAREST` that share most with it. So two hundred copies of one
page give two hundred times `NEAREST` pairs at most, not twenty thousand, and later copies hang together through earlier
ones. Hashes only propose; `align` compares the words themselves.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tawatur.merge.reuse.words import Words

LEAST = 8  # words that make a run
HOLDERS = 32  # earliest holders of an 8-gram that every later holder is compared with
NEAREST = 32  # earlier pages, those of the longest runs first, that a page is aligned with
PLACES = (
    4  # places of one 8-gram in one page that are looked at: a sentence repeated a thousand times is no thousand seeds
)

Ints = npt.NDArray[np.int64]


class Run(NamedTuple):
    """`length` words that stand at word `i` of one page and at word `j` of the other."""

    i: int
    j: int
    length: int


def numbered_words(pages: list[Words]) -> list[npt.NDArray[np.uint64]]:
    """Give every distinct word a number scattered over 64 bits."""
    numbers: dict[str, int] = {}
    out = []
    for page in pages:
        ids = np.fromiter((numbers.setdefault(w, len(numbers)) for w in page.forms), np.uint64, len(page.forms))
        out.append(scattered(ids + np.uint64(1)))
    return out


def scattered(ids: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Mix the bits of `ids` (the finisher of SplitMix64)."""
    ids = (ids ^ (ids >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    ids = (ids ^ (ids >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ids ^ (ids >> np.uint64(31))


def ngram_hashes(ids: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Hash every run of `LEAST` words: Horner's rule in wrapping 64-bit arithmetic."""
    count = len(ids) - LEAST + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for k in range(LEAST):
        total = total * np.uint64(0x9E3779B97F4A7C15) + ids[k : k + count]
    return total


def index_ngrams(pages: list[Words]) -> tuple[npt.NDArray[np.uint64], Ints, Ints]:
    """List hash, page and place of every 8-gram that stands more than once, sorted by hash, page, place."""
    hashes = [ngram_hashes(ids) for ids in numbered_words(pages)]
    everything = np.concatenate(hashes) if hashes else np.empty(0, np.uint64)
    page = np.repeat(np.arange(len(pages)), [len(h) for h in hashes])
    place = np.concatenate([np.arange(len(h)) for h in hashes]) if hashes else np.empty(0, np.int64)
    order = np.argsort(everything, kind="stable")
    everything, page, place = everything[order], page[order], place[order]
    same = everything[1:] == everything[:-1]
    shared = np.concatenate((same, [False])) | np.concatenate(([False], same)) if len(everything) else same
    return thinned(everything[shared], page[shared].astype(np.int64), place[shared].astype(np.int64))


def thinned(hashes: npt.NDArray[np.uint64], page: Ints, place: Ints) -> tuple[npt.NDArray[np.uint64], Ints, Ints]:
    """Keep the first `PLACES` places of an 8-gram in one page."""
    rank = rank_in_group((hashes[1:] != hashes[:-1]) | (page[1:] != page[:-1]), len(hashes))
    kept = rank < PLACES
    return hashes[kept], page[kept], place[kept]


def rank_in_group(changes: npt.NDArray[np.bool_], count: int) -> Ints:
    """Number the members of each group from 0; `changes[k]` says that member k + 1 begins a new group."""
    if not count:
        return np.empty(0, np.int64)
    firsts = np.concatenate(([True], changes))
    positions = np.arange(count)
    starts: Ints = np.maximum.accumulate(np.where(firsts, positions, 0))
    return positions - starts


def pages_before(hashes: npt.NDArray[np.uint64], page: Ints, rank: Ints) -> Ints:
    """Count for each entry the pages that hold its 8-gram before its own page."""
    new = np.concatenate(([0], ((page[1:] != page[:-1]) & (hashes[1:] == hashes[:-1])).astype(np.int64)))[: len(hashes)]
    running = np.cumsum(new)
    before: Ints = running - running[np.arange(len(hashes)) - rank]
    return before


def seed_pairs(pages: list[Words]) -> tuple[Ints, Ints, Ints, Ints]:
    """List (earlier page, later page, place in one, place in the other) of every 8-gram that two pages share."""
    hashes, page, place = index_ngrams(pages)
    rank = rank_in_group(hashes[1:] != hashes[:-1], len(hashes))
    holders_before = pages_before(hashes, page, rank)
    parts: list[tuple[Ints, Ints, Ints, Ints]] = []
    positions = np.arange(len(hashes))
    for entry in range(min(HOLDERS * PLACES, int(rank.max(initial=0)))):
        later = positions[rank > entry]
        first = later - rank[later] + entry
        apart = (page[first] != page[later]) & (holders_before[first] < HOLDERS)
        later, first = later[apart], first[apart]
        parts.append((page[first], page[later], place[first], place[later]))
    if not parts:
        empty = np.empty(0, np.int64)
        return empty, empty, empty, empty
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))  # type: ignore[return-value]


def shared_runs(pages: list[Words]) -> dict[tuple[int, int], list[Run]]:
    """Find for every two pages (indexes, earlier first) the maximal runs that both hold, in reading order."""
    a, b, i, j = seed_pairs(pages)
    order = np.lexsort((i, i - j, b, a))
    a, b, i, j = a[order], b[order], i[order], j[order]
    if not len(a):
        return {}
    breaks = (a[1:] != a[:-1]) | (b[1:] != b[:-1]) | (i[1:] - j[1:] != i[:-1] - j[:-1]) | (i[1:] != i[:-1] + 1)
    firsts = np.flatnonzero(np.concatenate(([True], breaks)))
    lengths = np.diff(np.append(firsts, len(a))) + LEAST - 1
    runs: dict[tuple[int, int], list[Run]] = {}
    for one, other, x, y, n in zip(
        a[firsts].tolist(), b[firsts].tolist(), i[firsts].tolist(), j[firsts].tolist(), lengths.tolist(), strict=True
    ):
        runs.setdefault((one, other), []).append(Run(x, y, n))
    return nearest(runs)


def nearest(runs: dict[tuple[int, int], list[Run]]) -> dict[tuple[int, int], list[Run]]:
    """Keep for each page its pairs with the `NEAREST` earlier pages that share the longest runs with it."""
    partners: dict[int, list[tuple[int, int]]] = {}
    for (one, other), shared in runs.items():
        partners.setdefault(other, []).append((-sum(run.length for run in shared), one))
    kept = {(one, other) for other, all_of in partners.items() for _, one in sorted(all_of)[:NEAREST]}
    return {pair: shared for pair, shared in runs.items() if pair in kept}

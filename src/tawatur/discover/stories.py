"""Pages, their weights and the pairs that are alike → happenings and stories, with ids that last while pages come.

Pages that are much alike are one happening of some hours or days; happenings whose heaviest common words are alike, and which
lie near in time, are one story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover import pairs
from tawatur.discover.clusters import Pair, average_linkage
from tawatur.discover.schemas import MEMBERS
from tawatur.discover.weights import ONE

ONE_HAPPENING = 0.27  # average likeness of its pages; tuned on 300 marked pairs (docs/stories.md)
ONE_STORY = 0.18  # average likeness of its happenings
HEAVIEST = 25  # terms that a happening is known by
APART = 2  # days between the last page of one happening and the first of another that are compared
NEAR = 900  # happenings before and after in time that share a term and are compared for it
LEAST = 0.1  # less alike happenings propose nothing


class Page(NamedTuple):
    """What telling stories apart needs of a page: its id, its day, its place in time."""

    page: str
    day: str
    moment: str


def members(
    pages: Iterable[Page],
    weights: pa.Table,
    likened: pa.Table,
    same: Mapping[str, str],
    texts: Mapping[str, str],
    previous: Mapping[str, str] | None = None,
) -> pa.Table:
    """Put every page into a happening and a story (MEMBERS).

    ``same``: the page that stands for a page in the pairs, where another has the same weights; ``texts``: the earliest page that
    prints a page's text, where several do; ``previous``: the story of each page before, if there was one.
    """
    ordered = sorted(pages, key=lambda p: (p.moment or "9999", p.page))
    number = {p.page: n for n, p in enumerate(ordered)}
    stands = [number[same.get(p.page, p.page)] for p in ordered]
    sizes = np.bincount(stands, minlength=len(ordered)).tolist()
    group = average_linkage(len(ordered), numbered(likened, number), ONE_HAPPENING * ONE * ONE, sizes)
    happening = earliest([group[n] for n in stands])
    groups = sorted(set(happening))
    place = {group: n for n, group in enumerate(groups)}
    of = [place[group] for group in happening]
    joined = average_linkage(len(groups), alike(ordered, of, len(groups), weights, number), ONE_STORY * ONE * ONE)
    story = [groups[joined[g]] for g in of]  # the earliest page of the story's earliest happening
    named = continued({p.page: ordered[s].page for p, s in zip(ordered, story, strict=True)}, previous or {})
    rows = [
        (p.page, named[p.page], ordered[h].page, p.day, texts.get(p.page, p.page))
        for p, h in zip(ordered, happening, strict=True)
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(MEMBERS)
    return pa.table([pa.array(c, pa.string()) for c in columns], schema=MEMBERS)


def earliest(group: list[int]) -> list[int]:
    """Name groups after their smallest thing."""
    least: dict[int, int] = {}
    return [least.setdefault(g, n) for n, g in enumerate(group)]


def numbered(likened: pa.Table, number: Mapping[str, int]) -> list[Pair]:
    """Give the pages of pairs their numbers."""
    a, b = (map(number.__getitem__, likened.column(side).to_pylist()) for side in ("a", "b"))
    return list(zip(a, b, likened.column("likeness").to_pylist(), strict=True))


def alike(ordered: list[Page], of: list[int], count: int, weights: pa.Table, number: Mapping[str, int]) -> list[Pair]:
    """Compare happenings by the terms that their pages have most of, where they lie near in time."""
    happening, term, weight = heaviest(of, count, weights, number)
    first, last = days(ordered, of, count)
    order = np.lexsort((happening, first[happening], term))
    happening, term, weight = happening[order], term[order], weight[order]
    a, b, likeness = pairs.alike(term, happening, weight, np.arange(len(term)), NEAR, LEAST * ONE * ONE)
    kept = first[b] - last[a] <= APART
    return list(zip(a[kept].tolist(), b[kept].tolist(), likeness[kept].tolist(), strict=True))


def heaviest(
    of: list[int], count: int, weights: pa.Table, number: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add up the weights of each happening's terms and keep the heaviest, scaled to one length."""
    groups = np.array(of, np.int64)
    page = np.array([number[name] for name in weights.column("page").to_pylist()], np.int64)
    sizes = pc.list_value_length(weights.column("terms")).to_numpy()
    happening = groups[np.repeat(page, sizes)]
    terms, term = np.unique(pairs.column_of(weights, "terms"), return_inverse=True)
    key, total = added(happening * len(terms) + term, pairs.column_of(weights, "weights").astype(np.int64))
    happening, term = key // max(1, len(terms)), key % max(1, len(terms))
    order = np.lexsort((term, -total, happening))
    happening, term, total = happening[order], term[order], total[order]
    firsts = np.searchsorted(happening, np.arange(count))
    kept = np.arange(len(happening)) - firsts[happening] < HEAVIEST
    happening, term, total = happening[kept], term[kept], total[kept]
    squares = np.zeros(count, np.int64)
    np.add.at(squares, happening, total * total)
    return happening, term, np.rint(ONE * total / np.sqrt(squares[happening])).astype(np.int64)


def added(keys: pairs.Ints, values: pairs.Ints) -> tuple[pairs.Ints, pairs.Ints]:
    """Add values up by key."""
    if not len(keys):  # a crawl without pages, or whose words are all of one page
        return keys, values
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[firsts], np.add.reduceat(values, firsts)


def days(ordered: list[Page], of: list[int], count: int) -> tuple[np.ndarray, np.ndarray]:
    """Number the first and the last day of each happening; one without a day lies far from all that have one."""
    first, last = np.full(count, FAR, np.int64), np.full(count, -FAR, np.int64)
    for page, group in zip(ordered, of, strict=True):
        n = day_number(page.day)
        first[group], last[group] = min(first[group], n), max(last[group], n)
    return first, last


FAR = 10_000_000


def day_number(day: str) -> int:
    """Number a day; what is none lies before all."""
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return -FAR


def continued(story: Mapping[str, str], previous: Mapping[str, str]) -> dict[str, str]:
    """Give stories the ids that they had: of two that share pages with an older one, the one that shares more keeps its id.

    ``story``: each page's story, named by its earliest page; ``previous``: each page's story before. A story whose own name was
    taken by another is named by the earliest page whose id is free, or, where none is, by a digest of its own name.
    """
    shared: Counter[tuple[str, str]] = Counter((previous[page], new) for page, new in story.items() if page in previous)
    given: dict[str, str] = {}
    taken: set[str] = set()
    for (old, new), _ in sorted(shared.items(), key=lambda s: (-s[1], s[0])):
        if new not in given and old not in taken:
            given[new] = old
            taken.add(old)
    pages: dict[str, list[str]] = defaultdict(list)
    for page, new in story.items():
        pages[new].append(page)
    for new, held in sorted(pages.items()):
        if new not in given:
            given[new] = next(name for name in chain((new, *held), further(new)) if name not in taken)
            taken.add(given[new])
    return {page: given[new] for page, new in story.items()}


def further(name: str) -> Iterator[str]:
    """Yield names made of a name: a page that leaves the story that bears its id needs another."""
    while True:
        name = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        yield name

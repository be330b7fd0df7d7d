"""The terms of all pages → each page's heaviest terms with whole-number weights: TF-IDF, every page of the same length.

Salton and Buckley 1988: weight (1 + ln count) · ln(pages / pages with the term), scaled so that the squares of a page's weights
add up to about `ONE` squared. A term that stands on one page alone likens it to none, and has no weight.

What tells stories apart comes and goes: «collision» stands in every day's news, a ferry's name in that of three days. So a term
weighs up to 1 + `BURST` times as much, by how far its days are from those of all pages: the divergence of Kullback and Leibler
1951, less what chance alone makes of few pages (Miller 1955), as a share of that of one day in ten.

How rare terms are goes to every process whole: sixteen bytes for each term of two pages or more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.engine import Data, Engine
from tawatur.discover.groups import firsts
from tawatur.discover.schemas import WEIGHTS, WORD

ONE = 1000  # the length of a page: two pages alike in all are ONE · ONE alike
HEAVIEST = 45  # terms of a page that are compared
FINE = 1000  # a raw weight is kept to a thousandth, so that engines agree

BURST = 4.0  # tuned on 300 marked pairs (docs/stories.md)
OF_ONE_DAY = math.log(10)  # divergence of a term that stands in one day of ten

HELD = pa.schema([("term", WORD), ("day", pa.string()), ("pages", pa.int64())])
RARE = pa.schema([("term", WORD), ("rarity", pa.float64())])
PACKED = ("page", "day", "terms", "counts")
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Terms = npt.NDArray[np.uint64]


def weights(engine: Engine, pages: Data, days: Mapping[str, int]) -> Data:
    """Weigh the terms of pages (PAGES, or `PACKED` of it); ``days``: how many pages each day has. A page without weights has no row."""
    held = engine.sum(engine.map(pages, holders, HELD), ["term", "day"], "pages")
    rare = engine.gather(held, ["term"], partial(rarities, days=dict(days)), RARE).collected()
    terms, rarity = (rare.column(name).to_numpy() for name in RARE.names)
    return engine.map(pages, partial(weighed, terms=terms, rarity=rarity), WEIGHTS)


def holders(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Count for each term the pages of a batch that have it, by day."""
    days = batch.column("day").dictionary_encode()
    terms = batch.column("terms").flatten().to_numpy()
    day = days.indices.to_numpy()[pc.list_parent_indices(batch.column("terms")).to_numpy()]
    order = np.lexsort((day, terms))
    terms, day = terms[order], day[order]
    begins = np.flatnonzero(firsts(terms, day))
    pages = np.diff(np.append(begins, len(terms)))
    return pa.record_batch(
        [pa.array(terms[begins], WORD), days.dictionary.take(pa.array(day[begins])), pa.array(pages)], schema=HELD
    )


def rarities(table: pa.Table, days: Mapping[str, int]) -> pa.Table:
    """Say of each term of two pages or more how much it weighs: how rare it is, and how much of a few days."""
    place = {day: n for n, day in enumerate(sorted(days))}
    share = np.array([days[day] for day in place], np.float64) / sum(days.values())
    day = np.array([place[d] for d in table.column("day").to_pylist()], np.int64)
    order = np.lexsort((day, table.column("term").to_numpy()))
    terms, pages = (table.column(name).to_numpy()[order] for name in ("term", "pages"))
    begins = np.flatnonzero(firsts(terms))
    many = np.add.reduceat(pages, begins) if len(begins) else pages
    own = pages / np.repeat(many, np.diff(np.append(begins, len(terms))))
    divergence = np.add.reduceat(own * np.log(own / share[day[order]]), begins) if len(begins) else own
    # days by their weight: a few pages whose clock is off by years add next to none
    spread = math.exp(-(share * np.log(share)).sum()) - 1
    burst = np.clip((divergence - spread / (2 * many)) / OF_ONE_DAY, 0, 1).round(6)
    rarity = np.log(sum(days.values()) / many) * (1 + BURST * burst)
    kept = many > 1
    return pa.table([pa.array(terms[begins][kept], WORD), pa.array(rarity[kept])], schema=RARE)


def weighed(batch: pa.RecordBatch, terms: Terms, rarity: Floats) -> pa.RecordBatch:
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


def looked_up(own: Terms, terms: Terms, rarity: Floats) -> Floats:
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
    begins = np.flatnonzero(firsts(codes))
    sizes = np.diff(np.append(begins, len(codes)))
    return np.arange(len(codes)) - np.repeat(begins, sizes)

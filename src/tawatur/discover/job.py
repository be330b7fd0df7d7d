"""The pages of a crawl → which story each tells, and a line on every story: the whole job, for any engine.

What needs all pages at once, the joining of pairs that are alike, is done where the job was started: pairs are few beside pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyarrow as pa

from tawatur.discover.engine import Engine
from tawatur.discover.pairs import pairs
from tawatur.discover.schemas import PAGES
from tawatur.discover.stories import Page, members
from tawatur.discover.weights import PACKED, weights

NEEDED = pa.schema([PAGES.field(name) for name in PACKED])


def tell_apart(
    engine: Engine, packed: Iterable[pa.RecordBatch], pages: list[Page], previous: Mapping[str, str] | None = None
) -> pa.Table:
    """Put every page into a happening and a story (MEMBERS).

    ``packed``: page, day, terms and counts of PAGES; ``pages``: each page's id, day and moment; ``previous``: their stories before.
    """
    weighed = engine.hold(weights(engine, engine.table(packed, NEEDED), Counter(page.day for page in pages)))
    alike = pairs(engine, weighed).collected()
    return members(pages, weighed.collected(), alike, previous)

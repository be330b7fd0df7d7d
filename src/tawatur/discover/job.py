"""The pages of a crawl → which story each tells, and a line on every story: the whole job, for any engine.

What needs all pages at once, the joining of pairs that are alike, is done where the job was started: pairs are few beside pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.components import families
from tawatur.discover.engine import Engine
from tawatur.discover.pairs import column_of, pairs
from tawatur.discover.schemas import PAGES, WEIGHTS
from tawatur.discover.stories import Page, members
from tawatur.discover.weights import PACKED, weights

SAME = 0.5  # share of the shorter page's words that two pages share where they print one text
NEEDED = pa.schema([PAGES.field(name) for name in PACKED])


def tell_apart(
    engine: Engine,
    packed: Iterable[pa.RecordBatch],
    pages: list[Page],
    reuse: pa.Table,
    previous: Mapping[str, str] | None = None,
) -> pa.Table:
    """Put every page into a happening and a story (MEMBERS).

    ``packed``: page, day, terms and counts of PAGES; ``pages``: each page's id, day and moment; ``reuse``: REUSE; ``previous``: their
    stories before.
    """
    weighed = weights(engine, engine.table(packed, NEEDED), Counter(page.day for page in pages)).collected()
    first = first_prints(weighed)
    each = weighed.filter(pc.equal(weighed.column("page"), pa.array(first, pa.string())))
    likened = pairs(engine, engine.table(each.to_batches(), WEIGHTS)).collected()
    same = dict(zip(weighed.column("page").to_pylist(), first, strict=True))
    return members(pages, weighed, likened, same, texts(engine, reuse, pages), previous)


def first_prints(weighed: pa.Table) -> list[str]:
    """Return for every row of WEIGHTS the first page of its day with the same weights: a page printed ten thousand times is
    compared with others once."""
    known: dict[tuple[str, bytes], str] = {}
    terms, scaled = (column_of(weighed, name) for name in ("terms", "weights"))
    ends = np.cumsum(pc.list_value_length(weighed.column("terms")).to_numpy()).tolist()
    rows = zip(weighed.column("page").to_pylist(), weighed.column("day").to_pylist(), [0, *ends], ends, strict=False)
    return [known.setdefault((day, terms[a:b].tobytes() + scaled[a:b].tobytes()), page) for page, day, a, b in rows]


def texts(engine: Engine, reuse: pa.Table, pages: list[Page]) -> dict[str, str]:
    """Map each page that prints the text of another, `SAME` of the shorter at least, to the earliest that prints it."""
    shared = reuse.group_by(["a", "b"], use_threads=False).aggregate([("share", "sum")])
    shared = shared.filter(pc.greater_equal(shared.column("share_sum"), SAME))
    moments = {page.page: page.moment for page in pages}
    dated = [
        pa.array([moments.get(page, "") for page in shared.column(c).to_pylist()], pa.string()) for c in ("a", "b")
    ]
    same = pa.table([shared.column("a"), shared.column("b"), *dated], names=["a", "b", "a_moment", "b_moment"])
    found = families(engine, engine.table(same.to_batches(), same.schema)).collected()
    return dict(zip(*(column.to_pylist() for column in found.columns), strict=True))

"""A crawl's pages → its stories, worked out with an engine and committed: MEMBERS and STORIES."""

from __future__ import annotations

import pyarrow as pa

from tawatur.base.progress import Progress, Step
from tawatur.crawls import Writer
from tawatur.discover.engine import Engine
from tawatur.discover.job import tell_apart
from tawatur.discover.schemas import MEMBERS, REUSE
from tawatur.discover.stories import Page
from tawatur.discover.summaries import Titled, summaries
from tawatur.discover.weights import PACKED

TITLES = ("page", "outlet", "day", "title", "moment")


def telling(crawl: Writer, engine: Engine, tell: Progress) -> pa.Table:
    """Work out the stories, those that go on keeping their ids; commit them and return STORIES."""
    tell(Step(stage="stories", of=crawl.rows))
    rows = [row for batch in crawl.pages(TITLES) for row in batch.to_pylist()]
    pages = {r["page"]: Titled(r["page"], r["outlet"], r["day"], r["title"]) for r in rows}
    before = crawl.table("members", MEMBERS)
    previous = dict(zip(before.column("page").to_pylist(), before.column("story").to_pylist(), strict=True))
    ordered = [Page(r["page"], r["day"], r["moment"] or r["day"]) for r in rows]
    members = tell_apart(engine, crawl.pages(PACKED), ordered, previous)
    reuse = crawl.table("reuse", REUSE)
    copying = zip(reuse.column("a").to_pylist(), reuse.column("b").to_pylist(), strict=True)
    told = summaries(pages, members, copying)
    crawl.commit(members=members, stories=told)
    return told

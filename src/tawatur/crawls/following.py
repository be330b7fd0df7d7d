"""A crawl that pages were added to → all that follows from them: what they share, which stories they tell, the index, the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc

from tawatur.base.progress import Progress, Step
from tawatur.crawls import credit, index
from tawatur.crawls import log as logbook
from tawatur.crawls.folder import Crawl, Writer
from tawatur.crawls.log import Logged
from tawatur.crawls.manifests import CrawlError
from tawatur.discover import copies
from tawatur.discover.changes import changes
from tawatur.discover.engine import Engine
from tawatur.discover.job import tell_apart
from tawatur.discover.schemas import MEMBERS, PAGES, REUSE, STORIES
from tawatur.discover.stories import Page
from tawatur.discover.summaries import Titled, summaries
from tawatur.discover.weights import PACKED

MOMENTS = pa.schema([PAGES.field("page"), PAGES.field("moment")])
TITLES = ("page", "outlet", "day", "title", "moment")

WorkOut = Callable[[Writer], object]  # commits what follows from a crawl's pages: MEMBERS and STORIES at least
Warn = Callable[[str], object]


def copying(crawl: Writer, engine: Engine, tell: Progress) -> pa.Table:
    """Find what pages share, commit it and return it: REUSE. Pages that were aligned before are not aligned again."""
    tell(Step(stage="copies", of=crawl.rows))
    names = copies.by_moment(pa.Table.from_batches(crawl.pages(["page", "moment"]), MOMENTS))
    numbered = engine.table(copies.ranked(crawl.pages(["page", "numbers"]), names), copies.NUMBERED)
    sides = engine.table(crawl.pages(copies.SIDES.names), copies.SIDES)
    found = copies.find(engine, numbered, names, sides, credit.compare, crawl.table("reuse", REUSE))
    crawl.commit(reuse=found)
    return found


def telling(crawl: Writer, engine: Engine, tell: Progress) -> pa.Table:
    """Work out the stories, those that go on keeping their ids; commit them and return STORIES."""
    tell(Step(stage="stories", of=crawl.rows))
    rows = [row for batch in crawl.pages(TITLES) for row in batch.to_pylist()]
    pages = {r["page"]: Titled(r["page"], r["outlet"], r["day"], r["title"]) for r in rows}
    before = crawl.table("members", MEMBERS)
    previous = dict(zip(before.column("page").to_pylist(), before.column("story").to_pylist(), strict=True))
    ordered = [Page(r["page"], r["day"], r["moment"] or r["day"]) for r in rows]
    reuse = crawl.table("reuse", REUSE)
    members = tell_apart(engine, crawl.pages(PACKED), ordered, reuse, previous)
    copying = zip(reuse.column("a").to_pylist(), reuse.column("b").to_pylist(), strict=True)
    told = summaries(pages, members, copying)
    crawl.commit(members=members, stories=told)
    return told


def put_in_place(crawl: Writer, work_out: WorkOut, warn: Warn) -> list[Logged]:
    """Work out what follows from a crawl's pages, put new ones into its index, log what happened to its stories; return that.

    All of it counts together, or nothing does. Raises CrawlError.
    """
    with crawl.one_commit():
        before = crawl.table("members", MEMBERS)
        work_out(crawl)
        index.update(crawl, warn)
        return log(crawl, before, warn)


def log(crawl: Writer, before: pa.Table, warn: Warn) -> list[Logged]:
    """Write what happened into the crawl's log, under the number of its next commit, which is the last one of those held back.

    ``before``: MEMBERS until now. A log that cannot be read is told to `warn` and begun anew, with all pages.
    """
    made = changes(before, crawl.table("members", MEMBERS))
    try:
        logged = {page for commit in logbook.commits(crawl) for page in commit.pages}
    except CrawlError as wrong:
        warn(f"{wrong} It is begun anew.")
        logbook.put_aside(crawl)
        logged = set()
    pages = sorted(index.ids(crawl) - logged)
    if not made and not pages:
        return []
    told = pa.array(sorted({change.story for change in made}), pa.string())
    stories = crawl.table("stories", STORIES).select(["story", "headline"])
    stories = stories.filter(pc.is_in(stories.column("story"), told))
    headlines = dict(zip(*(column.to_pylist() for column in stories.columns), strict=True))
    when = datetime.now(UTC).isoformat(timespec="seconds")
    commit = logbook.Commit(commit=crawl.manifest.number + 1, when=when, pages=pages)
    return logbook.add(crawl, commit, made, headlines)


def behind(crawl: Crawl) -> bool:
    """Say whether a crawl has pages that its stories or its index do not know: what follows from them was broken off."""
    indexed = crawl.manifest.index.files if crawl.manifest.index else []
    members = crawl.manifest.tables.get("members")
    whole = members is None or members.rows == crawl.rows
    return not whole or {file.path for file in crawl.manifest.pages} != set(indexed)

"""A crawl and its log → the same pages put into an empty crawl in the same steps, to see whether the same comes out.

«The same» is: after the last step the tables that are worked out from the pages hold the same rows, and the log tells the same
of every story. Only times of day, and the numbers of commits, may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.crawls import log
from tawatur.crawls.folder import Crawl, Writer
from tawatur.discover.schemas import MEMBERS, PAGES, REUSE, STORIES

TABLES = {"members": MEMBERS, "stories": STORIES, "reuse": REUSE}


def steps(crawl: Crawl) -> Iterator[pa.Table]:
    """Yield the pages of a crawl as they came: first those that no line of the log names, then commit by commit."""
    pages = pa.Table.from_batches(crawl.pages(), PAGES)
    commits = [commit.pages for commit in log.commits(crawl)]
    logged = pa.array([page for ids in commits for page in ids], pa.string())
    before = pages.filter(pc.invert(pc.is_in(pages.column("page"), logged)))
    if before.num_rows:
        yield before
    for ids in commits:
        yield pages.filter(pc.is_in(pages.column("page"), pa.array(ids, pa.string())))


def replay(crawl: Crawl, empty: Writer, step: Callable[[Writer, pa.Table], object]) -> list[str]:
    """Put a crawl's pages into an empty one, step by step, and list what differs at the end."""
    for pages in steps(crawl):
        step(empty, pages)
    return [*differing(crawl, empty), *(["log.jsonl"] if told(crawl) != told(empty) else [])]


def differing(one: Crawl, other: Crawl, tables: Sequence[str] = tuple(TABLES)) -> list[str]:
    """List the tables of two crawls that do not hold the same rows."""
    return [name for name in tables if not ordered(one, name).equals(ordered(other, name))]


def ordered(crawl: Crawl, name: str) -> pa.Table:
    """Read a table in the order of all its columns."""
    table = crawl.table(name, TABLES[name])
    return table.sort_by([(column, "ascending") for column in table.column_names])


def told(crawl: Crawl) -> list[log.Logged]:
    """List what a log tells of stories, without the numbers of commits."""
    lines = (line for line in log.read(crawl) if isinstance(line, log.Logged))
    return [msgspec.structs.replace(line, commit=0) for line in lines]

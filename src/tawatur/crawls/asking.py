"""A crawl → what a reader asks of it: its stories, one story's pages as a build reads them, who shares text with whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from tawatur.base.document import Page
from tawatur.base.fold import fold, fold_unkept
from tawatur.crawls.folder import Crawl
from tawatur.discover import sharing
from tawatur.discover.schemas import MEMBERS, PAGES, REUSE, STORIES

TOLD = ("page", "source", "sha256", "outlet", "url", "title", "text", "moment", "warnings", "headline")
NAMED = pa.schema([PAGES.field(name) for name in ("page", "source", "outlet")])


def pages_of(crawl: Crawl, story: str) -> Iterator[Page]:
    """Yield the pages of one story as a build reads them: the text as it was taken from the page, and what was known of it."""
    members = crawl.table("members", MEMBERS)
    wanted = {r["page"] for r in members.to_pylist() if r["story"] == story}
    for batch in crawl.pages(TOLD):
        yield from (page_of(row) for row in batch.to_pylist() if row["page"] in wanted)


def stories_of(
    crawl: Crawl, since: str = "", until: str = "", about: str = "", outlets: int = 0
) -> list[dict[str, Any]]:
    """List the stories, those of most pages first, as rows of STORIES.

    `since`, `until`: ISO days that they reach; `about`: words that all stand in the headline or the names, whatever their
    spelling; `outlets`: how many must tell it.
    """
    words = fold(about).split()
    found = [
        row
        for row in crawl.table("stories", STORIES).to_pylist()
        if (not since or row["last"] >= since)
        and (not until or row["first"] <= until)
        and row["outlets"] >= outlets
        and all(word in fold_unkept(f"{row['headline']} {row['names']}") for word in words)
    ]
    return sorted(found, key=lambda row: (-row["pages"], row["first"], row["story"]))


def sharing_of(crawl: Crawl) -> list[sharing.Sharing]:
    """Count by pair of outlets what pages share with earlier ones."""
    table = pa.Table.from_batches(crawl.pages(["page", "source", "outlet"]), NAMED).to_pylist()
    pages = {row["page"]: (row["source"], row["outlet"]) for row in table}
    rows = (r for r in crawl.table("reuse", REUSE).to_pylist() if r["a"] in pages and r["b"] in pages)
    return sharing.by_outlets(rows, pages)


def page_of(row: dict[str, Any]) -> Page:
    """Make a page of a row of PAGES: a record where the headline stands on top of the text, else plain text."""
    facts = {"title": row["title"], "outlet": row["outlet"], "published": row["moment"], "url": row["url"]}
    on_top = row["headline"][:1] == [0]
    return Page(
        source=row["source"], sha256=row["sha256"], media="record" if on_top else "text", content=row["text"],
        sidecar={name: value for name, value in facts.items() if value}, ground="metadata",
        warnings=[w for w in row["warnings"].split("\n") if w],
    )  # fmt: skip

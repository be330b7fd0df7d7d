"""A crawl and words that somebody looks for → its pages that hold them, with the places, the passage and the story of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from tawatur.base.span import Span
from tawatur.crawls.manifests import CrawlError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from tawatur.crawls.folder import Crawl
    from tawatur.discover.search import Hit, Term

BEFORE, AFTER = 60, 120  # code points of a passage on either side of its first mark
COLUMNS = ("page", "source", "outlet", "url", "title", "text", "day")


class FoundPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that holds what is looked for.

    ``marks``: where the words stand in its text, in code points; ``title_marks``: in its headline. ``passage``: the stretch of
    the text around the first mark, where there is one. ``story`` is null where the crawl's stories were not worked out.
    """

    page: str
    story: str | None
    source: str
    outlet: str
    url: str
    title: str
    day: str
    score: float
    title_marks: list[Span]
    marks: list[Span]
    passage: Span
    passage_text: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The pages found, in order, and how many there are in all."""

    total: int
    pages: list[FoundPage]


def find(folder: Path, **asked: Any) -> Found:
    """Search a crawl; `asked`: the fields of `tawatur.discover.search.Asked`. Raises CrawlError, UnusableIndexError and AskedError."""
    from tawatur.crawls import folder as crawls

    crawl = crawls.load(folder)
    try:
        from tawatur.discover import index, search
    except ImportError as missing:
        raise CrawlError(crawls.NEEDS) from missing
    if crawl.manifest.index is None:
        raise CrawlError(f"{folder}: has no search index. Give `tawatur discover` on it again: it writes one.")
    question = search.Asked(**asked)
    found = search.search(index.opened(folder / crawl.manifest.index.folder), question)
    rows, stories = rows_of(crawl, found.hits), stories_of(crawl, found.hits)
    wanted = search.terms(question.words)
    pages = [found_page(rows[h.page], h, stories.get(h.page), wanted) for h in found.hits if h.page in rows]
    return Found(total=found.total, pages=pages)


def rows_of(crawl: Crawl, hits: Sequence[Hit]) -> dict[str, dict[str, Any]]:
    """Read the rows of some pages, by id; only files of their days are opened. Raises DamagedError."""
    import pyarrow as pa
    import pyarrow.compute as pc

    days = {f"{h.day:08}" for h in hits}
    ids = pa.array([h.page for h in hits], pa.string())
    files = [f for f in crawl.manifest.pages if day_of(f.path) in days]
    tables = (crawl.read(file, COLUMNS) for file in files)
    return {row["page"]: row for t in tables for row in t.filter(pc.is_in(t.column("page"), ids)).to_pylist()}


def day_of(path: str) -> str:
    """Return the day of a file of pages as the index writes it: «pages/day=2024-05-05/1.parquet» is of 20240505."""
    from tawatur.discover.index import day_number

    return f"{day_number(path.partition('day=')[2].partition('/')[0]):08}"


def stories_of(crawl: Crawl, hits: Sequence[Hit]) -> dict[str, str]:
    """Map some pages to their stories."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from tawatur.discover.schemas import MEMBERS

    members = crawl.table("members", MEMBERS)
    mine = members.filter(pc.is_in(members.column("page"), pa.array([h.page for h in hits], pa.string())))
    return dict(zip(mine.column("page").to_pylist(), mine.column("story").to_pylist(), strict=True))


def found_page(row: dict[str, Any], hit: Hit, story: str | None, wanted: Sequence[Term]) -> FoundPage:
    """Show where the words stand on a page."""
    from tawatur.discover.search import marks

    places = marks(row["text"], wanted)
    passage = around(row["text"], places[0]) if places else Span(0, 0)
    return FoundPage(
        page=hit.page, story=story, source=row["source"], outlet=row["outlet"], url=row["url"], title=row["title"], day=row["day"],
        score=round(hit.score, 3), title_marks=marks(row["title"], wanted), marks=places,
        passage=passage, passage_text=passage.of(row["text"]),
    )  # fmt: skip


def around(text: str, mark: Span) -> Span:
    """Return the stretch of a mark's paragraph that is near it, in whole words."""
    first = text.rfind("\n", 0, mark.start) + 1
    last = text.find("\n", mark.end)
    last = last if last >= 0 else len(text)
    start, end = max(first, mark.start - BEFORE), min(last, mark.end + AFTER)
    if start > first:
        start = text.find(" ", start, mark.start) + 1 or mark.start
    if end < last:
        end = max(text.rfind(" ", mark.end, end), mark.end)
    return Span(start, end).trim(text)

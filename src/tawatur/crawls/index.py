"""A crawl that pages were added to → the next generation of its search index, which holds them too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from tawatur.crawls.manifests import Index
from tawatur.discover import index

if TYPE_CHECKING:
    from tawatur.crawls.folder import Crawl, Writer

COLUMNS = ("page", "title", "text", "outlet", "day")


def update(crawl: Writer, warn: Callable[[str], object]) -> None:
    """Write the next generation and commit it; nothing where the index holds all pages already.

    Only files of pages that came since are read. An index that cannot be read is told to `warn` and written anew. Raises
    CrawlError, DamagedError and, where the disk is full, OSError.
    """
    files = [file.path for file in crawl.manifest.pages]
    earlier = crawl.manifest.index
    if earlier and sorted(earlier.files) == sorted(files):
        return
    made = Index(f"index/{crawl.manifest.number + 1}", files)
    if earlier is None or not continued(crawl, made, earlier, warn):
        index.write(crawl.folder / made.folder, batches(crawl, set(files)))
    crawl.commit(index=made)


def continued(crawl: Crawl, made: Index, earlier: Index, warn: Callable[[str], object]) -> bool:
    """Write a generation upon the one before; return false where that cannot be read."""
    before = crawl.folder / earlier.folder
    try:
        gone = index.held(before) - ids(crawl) if set(earlier.files) - set(made.files) else set()
        new = set(made.files) - set(earlier.files)
        index.write(crawl.folder / made.folder, batches(crawl, new), before, gone)
    except index.UnusableIndexError as wrong:
        warn(f"{wrong} It is written anew.")
        return False
    return True


def batches(crawl: Crawl, paths: set[str]) -> Iterator[pa.RecordBatch]:
    """Yield the pages of some files."""
    for file in crawl.manifest.pages:
        if file.path in paths:
            yield from crawl.read(file, COLUMNS).to_batches(max_chunksize=1_000)


def ids(crawl: Crawl) -> set[str]:
    """List the ids of a crawl's pages."""
    return {page for batch in crawl.pages(["page"]) for page in batch.column("page").to_pylist()}

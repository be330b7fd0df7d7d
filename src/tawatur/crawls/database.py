"""A crawl → its tables as views of a DuckDB database in memory, for questions in SQL; needs the extra `sql`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tawatur.crawls.folder import load
from tawatur.crawls.manifests import CrawlError

if TYPE_CHECKING:
    import duckdb

NEEDS = "Questions in SQL need DuckDB. Install it with: pip install 'tawatur[sql]'"


def database(folder: str | Path) -> duckdb.DuckDBPyConnection:
    """Open a crawl's tables, those that count now, as the views `pages`, `unread`, `reuse`, `members` and `stories`.

    Nothing can be changed in them. What the crawl is given later is in the next database that is opened. Raises CrawlError.
    """
    crawl = load(Path(folder))
    try:
        import duckdb
    except ImportError as missing:
        raise CrawlError(NEEDS) from missing
    from tawatur.discover.schemas import MEMBERS, PAGES, REUSE, STORIES, UNREAD

    connection = duckdb.connect()
    schemas = {"pages": PAGES, "unread": UNREAD, "reuse": REUSE, "members": MEMBERS, "stories": STORIES}
    for name, schema in schemas.items():
        if paths := crawl.paths(name):
            # day is a column of the files; read off their folders it would be a date, and «unknown»
            connection.read_parquet(paths, hive_partitioning=False).create_view(name)
        else:
            connection.from_arrow(schema.empty_table()).create(name)
    return connection

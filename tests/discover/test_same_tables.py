"""Pages → the same tables, whichever engine reads them and looks for what they share."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import tawatur
from tawatur import crawl
from tawatur.crawls import writing
from tawatur.discover.engine import Engine, in_order
from tawatur.discover.local import Local
from tawatur.processes import each
from tests.discover.functions import terms_of

PAGES = 500


def tables(engine: Engine, folder: Path, pages: list[Path]) -> dict[str, pa.Table]:
    """Read pages into a crawl and find what they share: its tables."""
    with writing(folder, print) as made:
        crawl.read(pages, made, engine, terms_of, lambda _: None)
        crawl.copying(made, engine, lambda _: None)
        rows = pa.Table.from_batches(made.pages(crawl.PAGES.names), crawl.PAGES)
        return {
            "pages": in_order(rows),
            "unread": in_order(made.table("unread", crawl.UNREAD)),
            "reuse": in_order(made.table("reuse", crawl.REUSE)),
        }


def both(spark: Any, folder: Path, pages: list[Path]) -> dict[str, pa.Table]:
    """Do the same on Spark and here, and compare."""
    ours = tables(spark, folder / "spark", pages)
    with Local(each, 1) as local:
        here = tables(local, folder / "local", pages)
    for name, table in ours.items():
        assert table.equals(here[name]), name
    return ours


def test_the_sample_gives_the_same_tables_on_spark(spark: Any, tmp_path: Path) -> None:
    made = both(spark, tmp_path, [tawatur.sample_pages()])
    assert made["pages"].num_rows > 5
    assert made["reuse"].num_rows > 0


def test_pages_of_a_month_give_the_same_tables_on_spark(spark: Any, shared: Path, tmp_path: Path) -> None:
    month = shared / "data" / "news-2013-02" / "articles.jsonl.gz"
    if not month.is_file():
        pytest.skip(f"{month} is not on this machine")
    with gzip.open(month, "rt", encoding="utf-8") as lines:
        (tmp_path / "some.jsonl").write_text("".join(islice(lines, PAGES)), encoding="utf-8")
    made = both(spark, tmp_path, [tmp_path / "some.jsonl"])
    assert made["pages"].num_rows > PAGES * 0.9
    assert made["reuse"].num_rows > 0

"""Pages → the same tables, whichever engine reads them and looks for what they share."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import tawatur
from tawatur.crawls import following, reading, writing
from tawatur.discover.components import families
from tawatur.discover.engine import Engine, in_order
from tawatur.discover.local import Local
from tawatur.discover.schemas import MEMBERS, PAGES, REUSE, UNREAD
from tawatur.discover.terms import terms_of
from tawatur.processes import each
from tests.discover.plain import PlainEngine

FEW = 500  # pages of a month
COPIES = pa.schema([(name, pa.string()) for name in ("a", "b", "a_moment", "b_moment")])


def tables(engine: Engine, folder: Path, pages: list[Path]) -> dict[str, pa.Table]:
    """Read pages into a crawl and find what they share: its tables."""
    with writing(folder, print) as made:
        reading.read(pages, made, engine, lambda _: None, terms_of=terms_of)
        following.copying(made, engine, lambda _: None)
        rows = pa.Table.from_batches(made.pages(PAGES.names), PAGES)
        return {
            "pages": in_order(rows),
            "unread": in_order(made.table("unread", UNREAD)),
            "reuse": in_order(made.table("reuse", REUSE)),
            "stories": in_order(following.telling(made, engine, lambda _: None)),
            "members": in_order(made.table("members", MEMBERS)),
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
    assert families_of(spark, made).equals(families_of(PlainEngine(), made))


def families_of(engine: Engine, made: dict[str, pa.Table]) -> pa.Table:
    """Find the families of copies in a crawl's tables."""
    moments = dict(zip(made["pages"]["page"].to_pylist(), made["pages"]["moment"].to_pylist(), strict=True))
    sides = [made["reuse"]["a"], made["reuse"]["b"]]
    copies = pa.table([*sides, *([moments[p] for p in side.to_pylist()] for side in sides)], schema=COPIES)
    return families(engine, engine.table(copies.to_batches(), COPIES)).collected()


def test_pages_of_a_month_give_the_same_tables_on_spark(spark: Any, shared: Path, tmp_path: Path) -> None:
    month = shared / "data" / "news-2013-02" / "articles.jsonl.gz"
    if not month.is_file():
        pytest.skip(f"{month} is not on this machine")
    with gzip.open(month, "rt", encoding="utf-8") as lines:
        (tmp_path / "some.jsonl").write_text("".join(islice(lines, FEW)), encoding="utf-8")
    made = both(spark, tmp_path, [tmp_path / "some.jsonl"])
    assert made["pages"].num_rows > FEW * 0.9
    assert min(table.num_rows for name, table in made.items() if name != "unread") > 0

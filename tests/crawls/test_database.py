"""A crawl's tables answer questions in SQL: those that count, as they stand in the files, and nothing else."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import duckdb
import pytest

import tawatur
from tawatur import crawls
from tawatur.base.progress import nowhere
from tawatur.crawls import following, reading
from tawatur.crawls.manifests import CrawlError
from tawatur.discover.local import Local
from tawatur.discover.schemas import MEMBERS, PAGES
from tawatur.processes import each


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a crawl of the sample in a folder whose name holds a quote, with a file that no manifest names."""
    place = tmp_path_factory.mktemp("crawl's") / "قصة 'واحدة'"
    with crawls.writing(place, print) as made, Local(each) as engine:
        reading.read([tawatur.sample_pages()], made, engine, nowhere)
        following.copying(made, engine, nowhere)
        following.telling(made, engine, nowhere)
        (left,) = (place / "members").glob("*.parquet")
        left.with_name("99.parquet").write_bytes(left.read_bytes())
    return place


def test_views_hold_the_rows_of_the_tables_that_count(folder: Path) -> None:
    asked, crawl = crawls.database(folder), crawls.load(folder)
    for name in ("pages", "unread", "reuse", "members", "stories"):
        ((count,),) = asked.sql(f"SELECT count(*) FROM {name}").fetchall()
        assert count == (crawl.rows if name == "pages" else crawl.manifest.tables[name].rows)
    assert asked.sql("SELECT * FROM pages").columns == PAGES.names
    days = {day for (day,) in asked.sql("SELECT DISTINCT day FROM pages").fetchall()}
    assert "" in days and all(isinstance(day, str) for day in days), "a page without a day has none"


def test_a_crawl_of_which_no_stories_are_told_has_empty_tables(tmp_path: Path) -> None:
    with crawls.writing(tmp_path / "c", print) as made:
        made.commit()
    asked = crawls.database(tmp_path / "c")
    assert asked.sql("SELECT * FROM members").columns == MEMBERS.names
    assert asked.sql("SELECT * FROM members").fetchall() == []


def test_nothing_can_be_changed(folder: Path) -> None:
    with pytest.raises(duckdb.Error):
        crawls.database(folder).sql("DELETE FROM stories")


def test_without_duckdb_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "duckdb":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CrawlError, match=r"tawatur\[sql\]"):
        crawls.database(folder)

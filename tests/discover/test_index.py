"""Generations of a search index: written whole, never changed, each with the pages of the one before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tawatur.discover.index import UnusableIndexError, day_number, held, opened, write
from tawatur.discover.search import Asked, search

from .crawled import rows

A = {"page": "a" * 16, "title": "رصيف جديد", "text": "افتتحت وزارة المرافئ رصيفا في الخزامى.", "day": "2024-05-05"}
B = {"page": "b" * 16, "title": "بلا رصيف", "text": "نفت الوزارة الخبر.", "day": "2024-05-06"}


def ids(folder: Path, words: str) -> list[str]:
    """Return the first letters of the ids that are found, sorted."""
    return sorted(hit.page[0] for hit in search(opened(folder), Asked(words=words)).hits)


def contents(folder: Path) -> dict[str, bytes]:
    """Read all files of a generation but its locks."""
    return {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith(".lock")}


def test_a_generation_holds_the_pages_of_the_one_before(tmp_path: Path) -> None:
    assert write(tmp_path / "1", [rows(A)]) == 1
    assert write(tmp_path / "2", [rows(B)], tmp_path / "1") == 2
    assert ids(tmp_path / "2", "وزارة") == ["a", "b"]


def test_the_generation_before_stays_as_it_was(tmp_path: Path) -> None:
    """Links share the bytes: a file that the new generation wrote into would change the old one."""
    write(tmp_path / "1", [rows(A)])
    before = contents(tmp_path / "1")
    write(tmp_path / "2", [rows(A | {"text": "نص آخر"}), rows(B)], tmp_path / "1")
    assert contents(tmp_path / "1") == before
    assert ids(tmp_path / "1", "المرافئ") == ["a"]


def test_a_page_that_comes_again_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "1", [rows(A)])
    assert write(tmp_path / "2", [rows(A | {"text": "نص آخر"})], tmp_path / "1") == 1
    assert ids(tmp_path / "2", "المرافئ") == [] and ids(tmp_path / "2", "آخر") == ["a"]


def test_a_page_that_is_gone_is_found_no_more(tmp_path: Path) -> None:
    write(tmp_path / "1", [rows(A, B)])
    assert held(tmp_path / "1") == {A["page"], B["page"]}
    assert write(tmp_path / "2", [], tmp_path / "1", [A["page"]]) == 1
    assert held(tmp_path / "2") == {B["page"]} and ids(tmp_path / "2", "رصيف") == ["b"]


def test_a_generation_outlives_the_one_that_it_began_with(tmp_path: Path) -> None:
    write(tmp_path / "1", [rows(A)])
    write(tmp_path / "2", [rows(B)], tmp_path / "1")
    for file in (tmp_path / "1").iterdir():
        file.unlink()
    assert ids(tmp_path / "2", "رصيف") == ["a", "b"]


def test_a_disk_without_links_is_given_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    write(tmp_path / "1", [rows(A)])
    monkeypatch.setattr(os, "link", refuse)
    assert write(tmp_path / "2", [rows(B)], tmp_path / "1") == 2


def test_what_a_killed_run_left_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "meta.json").write_text("{")
    assert write(tmp_path / "1", [rows(A)]) == 1


def test_a_crawl_without_pages_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert write(tmp_path / "1", []) == 0
    assert ids(tmp_path / "1", "رصيف") == []


@pytest.mark.parametrize("name", ["meta.json", ".term", ".store"])
def test_a_generation_with_a_file_cut_in_half_says_what_to_do(tmp_path: Path, name: str) -> None:
    write(tmp_path / "1", [rows(A)])
    (file,) = (f for f in (tmp_path / "1").iterdir() if f.name.endswith(name))
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(UnusableIndexError, match="tawatur discover"):
        opened(tmp_path / "1")
    with pytest.raises(UnusableIndexError, match=str(tmp_path / "1")):
        write(tmp_path / "2", [rows(B)], tmp_path / "1")


def test_a_generation_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnusableIndexError, match="tawatur discover"):
        opened(tmp_path / "1")


@pytest.mark.parametrize("day", ["", "0", "2024-5-6", "2024-05-05T10:00", "٢٠٢٤-٠٥-٠٥", "\ud800", "-" * 10])
def test_what_is_no_day_is_no_number(day: str) -> None:
    assert day_number(day) == 0
    assert day_number("2024-05-05") == 20240505

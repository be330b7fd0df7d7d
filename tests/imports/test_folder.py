"""What is brought in lies in one folder, overwrites nothing, and what is known of it stands in the table that `build` reads."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tawatur.imports import RefusedImport, folder
from tawatur.imports.folder import PagesFolder


@pytest.fixture
def pages(tmp_path: Path) -> PagesFolder:
    return PagesFolder.named(tmp_path, "عبّارة النهر")


def table(pages: PagesFolder) -> dict[str, dict[str, str]]:
    with (pages.path / "pages.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_the_folder_and_the_story_stand_side_by_side(pages: PagesFolder, tmp_path: Path) -> None:
    assert pages.path == tmp_path / "عبّارة النهر-pages"
    assert pages.story == tmp_path / "عبّارة النهر.tawatur"


@pytest.mark.parametrize("name", ["", "..", "../..", "\u202e", "/"])
def test_a_story_without_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedImport, match="name"):
        PagesFolder.named(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_story_of_another_making_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "mine.tawatur").write_bytes(b"x")
    with pytest.raises(RefusedImport, match="another name"):
        PagesFolder.named(tmp_path, "mine")


def test_a_second_file_of_one_name_gets_a_number(pages: PagesFolder) -> None:
    assert pages.keep_file("../a.txt", io.BytesIO(b"one")) == "a.txt"
    assert pages.keep_file("A.txt", io.BytesIO(b"two")) == "A-2.txt"
    assert (pages.path / "a.txt").read_bytes() == b"one"
    assert pages.files() == ["A-2.txt", "a.txt"]


def test_a_file_that_is_too_large_leaves_nothing_behind(pages: PagesFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_FILE", 10)
    with pytest.raises(RefusedImport, match="MB"):
        pages.keep_file("a.txt", io.BytesIO(b"x" * 11))
    assert pages.files() == []
    assert not list(pages.hidden.iterdir())


def test_a_pasted_text_has_its_title_on_top_and_its_facts_in_the_table(pages: PagesFolder) -> None:
    facts = {"title": "غرق عبّارة", "outlet": "صحيفة، «النهر»", "published": "2024-05-06", "url": "https://x.example/a"}
    name = pages.keep_text("قالت الوزارة إن العبّارة غرقت.\r\n", facts)
    assert name == "غرق عبّارة.txt"
    assert (pages.path / name).read_text("utf-8").startswith("غرق عبّارة\nقالت الوزارة")
    assert table(pages)[name]["outlet"] == "صحيفة، «النهر»"
    assert table(pages)[name]["published"] == "2024-05-06"


def test_a_title_that_the_text_begins_with_stands_once(pages: PagesFolder) -> None:
    name = pages.keep_text("العنوان\nالمتن", {"title": "العنوان"})
    assert (pages.path / name).read_text("utf-8") == "العنوان\nالمتن\n"


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_no_text_is_refused(pages: PagesFolder, text: str) -> None:
    with pytest.raises(RefusedImport, match="no text"):
        pages.keep_text(text, {})


def test_a_text_with_half_a_surrogate_pair_is_kept(pages: PagesFolder) -> None:
    assert (pages.path / pages.keep_text("قال \ud83d كذا", {})).read_bytes().startswith("قال ? كذا".encode())


@pytest.mark.parametrize("day", ["أمس", "2024-5-6", "19/07/2022", "2024-05-06T10:00", "-"])
def test_a_day_that_is_none_is_refused(pages: PagesFolder, day: str) -> None:
    with pytest.raises(RefusedImport, match="day of publication"):
        pages.keep_text("نص", {"published": day})


def test_corrections_keep_what_else_the_table_says(pages: PagesFolder) -> None:
    for name in ("a.txt", "b.txt"):
        pages.keep_file(name, io.BytesIO(b"x"))
    (pages.path / "pages.csv").write_text("file;outlet;remark\na.txt;قديم;يبقى\nb.txt;آخر;\n", "utf-8")
    pages.correct({"a.txt": {"outlet": "جديد\nبسطر", "published": "2022-07"}})
    assert table(pages)["a.txt"] == {
        "file": "a.txt", "outlet": "جديد بسطر", "published": "2022-07", "url": "", "title": "", "remark": "يبقى",
    }  # fmt: skip
    assert table(pages)["b.txt"]["outlet"] == "آخر"


def test_a_page_in_a_folder_below_is_corrected_beside_itself(pages: PagesFolder) -> None:
    (pages.path / "fetched").mkdir(parents=True)
    (pages.path / "fetched" / "x.html").write_text("x")
    pages.correct({"fetched/x.html": {"outlet": "منبر"}})
    assert (pages.path / "fetched" / "pages.csv").exists()
    assert not (pages.path / "pages.csv").exists()


@pytest.mark.parametrize("file", ["../a.txt", "/etc/passwd", "none.txt", ".import/addresses.txt", ""])
def test_only_files_of_the_folder_are_corrected(pages: PagesFolder, file: str) -> None:
    pages.keep_addresses("https://x.example/1")
    with pytest.raises(RefusedImport, match="no such file"):
        pages.correct({file: {"outlet": "x"}})


@pytest.mark.parametrize(
    "text", ["", "ftp://x.example/", "javascript:alert(1)", "/etc/passwd", "https://", "https://x.example/a b"]
)
def test_what_is_no_address_is_refused(pages: PagesFolder, text: str) -> None:
    with pytest.raises(RefusedImport, match="address"):
        pages.keep_addresses(text)

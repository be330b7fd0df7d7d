"""`discover`, `stories`, `outlets CRAWL` and `build --story` on the command line: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

import tawatur
from tawatur import crawls
from tawatur.cli import main
from tawatur.discover.schemas import STORIES


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a crawl of the sample, whose pages and outlets are invented."""
    folder = tmp_path_factory.mktemp("crawl") / "c"
    done = run("discover", tawatur.sample_pages(), "-o", folder)
    assert done.exit_code == 0, done.output
    return folder


def test_a_second_run_reads_nothing_and_says_so(crawl: Path) -> None:
    done = run("discover", tawatur.sample_pages(), "-o", crawl, "-j", "2")
    assert done.exit_code == 0 and "9 pages (9 were there before)" in done.output


def test_pages_that_were_not_read_are_told_and_set_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("This page is in English and in no other language at all.", encoding="utf-8")
    done = run("discover", tmp_path / "a.txt", "-o", tmp_path / "c")
    assert done.exit_code == 3 and "not read" in done.output and "English" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--master", "local[2]"], "Add --engine spark"),
        (["--columns", "text"], "FIELD=NAME"),
        (["--progress", "/no/such/folder/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_used_is_told_before_any_page_is_read(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run("discover", tawatur.sample_pages(), "-o", tmp_path / "c", *arguments)
    assert done.exit_code == 2 and said in done.output
    assert not (tmp_path / "c").exists()


def test_a_folder_of_other_files_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ملاحظات", encoding="utf-8")
    done = run("discover", tawatur.sample_pages(), "-o", tmp_path)
    assert done.exit_code == 2 and "no crawl" in done.output


def test_stories_show_ids_whole_and_json_holds_all_columns(crawl: Path) -> None:
    rows = json.loads(run("stories", crawl, "--json").output)
    assert rows and set(rows[0]) == set(STORIES.names)
    shown = run("stories", crawl).output
    assert all(row["story"] in shown for row in rows)
    assert json.loads(run("stories", crawl, "--outlets", "99+", "--json").output) == []


@pytest.mark.parametrize(
    ("option", "value"), [("--since", "yesterday"), ("--outlets", "many"), ("--until", "2024-13-01")]
)
def test_a_day_or_number_that_is_none_is_told(crawl: Path, option: str, value: str) -> None:
    done = run("stories", crawl, option, value)
    assert done.exit_code == 2 and value in done.output


def test_outlets_of_a_crawl_stand_beside_the_list_of_outlets(crawl: Path) -> None:
    pairs = json.loads(run("outlets", crawl, "--json").output)
    assert pairs and all(p["pages"] >= p["credited"] and p["examples"] for p in pairs)
    assert pairs[0]["earlier"] in run("outlets", crawl).output
    assert "id,name" in run("outlets", "list").output
    assert run("outlets", "nothing").exit_code == 2


def test_a_story_is_built_by_its_id(crawl: Path, tmp_path: Path) -> None:
    row = json.loads(run("stories", crawl, "--json").output)[0]
    done = run("build", crawl, "--story", row["story"], "-o", tmp_path / "s.tawatur", "--tagger", "light")
    assert done.exit_code == 0 and f"{row['pages']} pages" in done.output, done.output
    missing = run("build", crawl, "--story", "nothing", "-o", tmp_path / "n.tawatur")
    assert missing.exit_code == 2 and "holds no story" in missing.output


@pytest.mark.parametrize("command", [["stories"], ["outlets"], ["build", "--story", "x", "-o", "x.tawatur"]])
def test_what_is_no_crawl_is_told(tmp_path: Path, command: list[str]) -> None:
    done = run(command[0], tmp_path, *command[1:])
    assert done.exit_code == 2 and "is no crawl" in done.output


def test_a_pages_words_move_no_cursor(tmp_path: Path) -> None:
    row = {"pages": 1, "texts": 1, "outlets": 1, "happenings": 1, "first": "", "last": "", "names": "", "copied": 0.0}
    with crawls.writing(tmp_path / "c", print) as made:
        made.commit(
            stories=pa.Table.from_pylist([row | {"story": "s", "headline": "ع\x1b[2J\u202e[red]نوان"}], schema=STORIES)
        )
    shown = run("stories", tmp_path / "c").output
    assert "\x1b" not in shown and "\u202e" not in shown and "[red]" in shown

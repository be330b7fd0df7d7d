"""The command `search`: pages of a crawl, with the places and the passage of what was looked for."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tawatur import crawls
from tawatur.base.span import Span
from tawatur.cli import main
from tawatur.crawls import index
from tawatur.crawls.search import AFTER, BEFORE, around
from tawatur.discover.schemas import MEMBERS

from ..discover.crawled import rows

HOSTILE = '😀 \u202eقالت\u202c <b>وَلِلوزارةِ</b> \x1b[31m& "رأي"\nوالسطر الثاني'
PAGES = [
    {"page": "a" * 16, "outlet": "صدى", "day": "2024-05-05", "title": "رصيف \x1b[2J جديد", "text": HOSTILE},
    {"page": "b" * 16, "outlet": "[bold]منار[/bold]", "day": "", "title": "", "text": "وزارة بلا تاريخ."},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a crawl of two invented pages."""
    with crawls.writing(tmp_path / "news", lambda why: pytest.fail(why)) as crawl:
        crawl.commit(pa.Table.from_batches([rows(*PAGES)]))
        crawl.commit(
            members=pa.Table.from_pylist([{"page": "a" * 16, "story": "s", "happening": "s", "day": ""}], MEMBERS)
        )
        index.update(crawl, lambda why: pytest.fail(why))
    return tmp_path / "news"


def run(folder: Path, *arguments: str) -> Result:
    """Give the command."""
    return CliRunner().invoke(main, ["search", str(folder), *arguments])


def test_places_are_code_points_of_the_page_s_own_text(folder: Path) -> None:
    done = run(folder, "الوزارات", "--json", "--since", "2024")
    (page,) = json.loads(done.output)["pages"]
    assert [HOSTILE[s:e] for s, e in page["marks"]] == ["وَلِلوزارةِ"]
    assert page["passage_text"] == HOSTILE[slice(*page["passage"])] and page["story"] == "s"


def test_a_story_that_is_not_told_apart_is_null(folder: Path) -> None:
    stories = {p["page"][0]: p["story"] for p in json.loads(run(folder, "وزارة", "--json").output)["pages"]}
    assert stories == {"a": "s", "b": None}


def test_no_control_of_a_page_reaches_the_terminal_and_no_word_is_markup(folder: Path) -> None:
    done = run(folder, "وزارة")
    assert done.exit_code == 0 and not set("\x1b\u202e\x00") & set(done.output)
    assert "[bold]منار[/bold]" in done.output and "no day" in done.output and done.output.startswith("2 pages")


def test_nothing_found_is_exit_code_1_and_a_wrong_question_2(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "غواصة").exit_code == 1
    assert run(folder, "«»").exit_code == 2 and run(folder, "وزارة", "--since", "أمس").exit_code == 2
    nowhere = run(tmp_path / "nowhere", "وزارة")
    assert nowhere.exit_code == 2 and "tawatur discover" in nowhere.output


def test_a_crawl_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with crawls.writing(tmp_path / "news", lambda why: pytest.fail(why)) as crawl:
        crawl.commit(pa.Table.from_batches([rows(*PAGES)]))
    done = run(tmp_path / "news", "وزارة")
    assert done.exit_code == 2 and "no search index" in done.output


def test_a_page_that_is_gone_is_found_no_more(folder: Path) -> None:
    with crawls.writing(folder, lambda why: pytest.fail(why)) as crawl:
        crawl.commit(gone=["a" * 16])
        index.update(crawl, lambda why: pytest.fail(why))
    assert run(folder, "وزارة").output.startswith("1 pages")


def test_without_tantivy_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "tawatur.discover" and rest[2] == ("index", "search"):
            raise ImportError("tantivy")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    done = run(folder, "وزارة")
    assert done.exit_code == 2 and "tawatur[crawl]" in done.output


@given(st.text("اب \n", max_size=400), st.data())
def test_a_passage_holds_its_mark_in_its_paragraph_and_cuts_no_word(text: str, data: st.DataObject) -> None:
    words = [Span(n, n + 1) for n, letter in enumerate(text) if not letter.isspace()]
    if not words:
        return
    mark = data.draw(st.sampled_from(words))
    span = around(text, mark)
    assert span.holds(mark) and "\n" not in span.of(text)
    assert len(span) <= BEFORE + AFTER + 1

"""Pages whose outlet is unknown are asked for, and what is filled in comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

import tawatur
from tawatur.capture import unnamed
from tawatur.capture.outlets import Register
from tawatur.cli import main

from .conftest import tables

ARTICLE = "أعلنت وزارة المرافئ في بيان، يوم الأحد 5 مايو 2024، افتتاح رصيف جديد في مدينة الخزامى.\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Write four pages: one without any sign, one with a shared name, one known, one named by an unknown name."""
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "none.txt").write_text(ARTICLE + "وقالت الوزارة إن العمل يبدأ غدا.\n", "utf-8")
    (folder / "shared.txt").write_text("الوطن/متابعة\n" + ARTICLE, "utf-8")
    (folder / "known.txt").write_text("هسبريس/متابعة\n" + ARTICLE, "utf-8")
    (folder / "named.txt").write_text("الأفق نيوز/متابعة\n" + ARTICLE, "utf-8")
    (folder / "pages.csv").write_text("file,url\ndeep/none.txt,https://www.ufuq.example/1\n", "utf-8")
    return folder


def test_what_nobody_knows_is_asked_for_and_comes_back(pages: Path, tmp_path: Path) -> None:
    story, asked = tmp_path / "s.tawatur", tmp_path / "missing.csv"
    run = CliRunner().invoke
    assert run(main, ["build", str(pages), "-o", str(story), "-q"]).exit_code == 0
    done = run(main, ["outlets", "missing", str(story), "-o", str(asked)])
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(asked.read_text("utf-8"))))
    assert [(r["file"], r["outlet"], r["domain"]) for r in rows] == [
        ("deep/none.txt", "", "ufuq.example"),
        ("shared.txt", "", ""),
    ]
    assert "الوطن/متابعة" in rows[1]["suggested"] and "الوطن الكويتية (KW)" in rows[1]["suggested"]
    assert run(main, ["outlets", "missing", str(story), "-o", str(asked)]).exit_code == 2, "it may be filled in"

    filled = (
        asked.read_text("utf-8")
        .replace("none.txt,", "none.txt,أفق المرافئ")
        .replace("shared.txt,", "shared.txt,الوطن العمانية")
    )
    (pages / "pages.csv").write_text(filled, "utf-8")
    again = tawatur.build([pages])
    named = {Path(d.source).name: d.outlet and (d.outlet.id, d.outlet.name) for d in again.documents}
    assert named["none.txt"] == (None, "أفق المرافئ")
    assert named["shared.txt"] == ("alwatan-om", "الوطن العمانية")
    assert again.unread == []
    assert again.missing_outlets() == []


def test_rows_put_at_the_end_of_a_table_add_to_the_earlier_ones(pages: Path) -> None:
    table = pages / "pages.csv"
    table.write_text("file,url,outlet\nshared.txt,https://nowhere.example/1,\nshared.txt,,الوطن العمانية\n", "utf-8")
    (document,) = [d for d in tawatur.build([pages]).documents if d.source.endswith("shared.txt")]
    assert document.url == "https://nowhere.example/1"
    assert document.outlet and document.outlet.id == "alwatan-om"


def test_a_page_in_json_lines_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text('{"id": "a", "text": "' + ARTICLE.strip() + '"}\n', "utf-8")
    found = tawatur.build([path]).missing_outlets()
    assert [unnamed.in_lines(page) for page in found] == [True]
    assert unnamed.table(found).splitlines() == ["file,outlet,published,url,title,domain,suggested"]


def test_no_cell_begins_like_a_formula(pages: Path) -> None:
    (pages / "shared.txt").write_text("=الوطن/متابعة\n" + ARTICLE, "utf-8")
    register = Register(tables()[1])
    found = unnamed.missing(tawatur.build([pages]).documents, register)
    cells = [cell for row in csv.reader(io.StringIO(unnamed.table(found))) for cell in row]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@"))]


def test_outlets_are_listed_by_country() -> None:
    listed = CliRunner().invoke(main, ["outlets", "list", "--country", "ma"]).output
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert {r["country"] for r in rows} == {"MA"}
    assert "hespress.com" in {r["domains"] for r in rows}
    assert CliRunner().invoke(main, ["outlets", "list", "--country", "ZZ"]).exit_code == 2

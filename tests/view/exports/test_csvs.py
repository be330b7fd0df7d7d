"""CSV: a data package that other programs read, and files that a spreadsheet cannot be attacked with."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from tawatur.cli import main
from tawatur.story import faced
from tawatur.view.exports import csvs, registry, sheets
from tests.view.exports.rich_story import ATTACK, check_spans, expected, rich_story

READ = {"string": str, "integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__}


def read(data: bytes, encoding: str = "utf-8") -> list[dict[str, str]]:
    """Read a CSV file as the standard library does."""
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def typed(row: dict[str, str], fields: list[dict[str, str]]) -> dict[str, Any]:
    """Give cells the types that the package declares; an empty cell is missing."""
    return {f["name"]: READ[f["type"]](row[f["name"]]) if row[f["name"]] else None for f in fields}  # type: ignore[operator]


def test_a_package_comes_back_as_it_was() -> None:
    """Quotes, commas, line breaks, NUL: every cell is the same, read by the types that the package declares."""
    files = csvs.to_csv(rich_story())
    package = json.loads(files["datapackage.json"])
    made = {
        r["name"]: [typed(row, r["schema"]["fields"]) for row in read(files[r["path"]])] for r in package["resources"]
    }
    nothing = {t: [{c: cell or (None if cell == "" else cell) for c, cell in row.items()} for row in rows]
               for t, rows in expected(rich_story()).items()}  # fmt: skip
    assert made == nothing
    check_spans({t: rows for t, rows in made.items() if t != "statements"})


def test_a_package_declares_keys_of_tables_that_it_has() -> None:
    package = json.loads(csvs.to_csv(rich_story())["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    keys = [(r["name"], key) for r in package["resources"] for key in r["schema"]["foreignKeys"]]
    assert len(keys) > 30
    for name, key in keys:
        assert key["fields"] in fields[name]
        assert key["reference"]["fields"] in fields[key["reference"]["resource"] or name]


def test_duckdb_joins_reports_to_their_text(tmp_path: Path) -> None:
    """A query over the files finds every trigger where the text has it, behind 😀 and NUL too.

    DuckDB's substring counts code points, from 1.
    """
    story = faced(rich_story())
    for name, data in registry.write(story, "csv").items():  # type: ignore[union-attr]
        (tmp_path / name).write_bytes(data)
    query = f"""select count(*), count(*) filter (substring(d.text, r.trigger_start + 1, r.trigger_end - r.trigger_start) = r.trigger)
        from '{tmp_path}/event_reports.csv' r join '{tmp_path}/documents.csv' d on r.document = d.id"""
    assert duckdb.sql(query).fetchall() == [(len(story.event_mentions), len(story.event_mentions))]


def test_a_cell_that_a_spreadsheet_would_run_is_guarded() -> None:
    files = csvs.to_excel(rich_story())
    rows = [row for name, data in files.items() for row in read(data, "utf-8-sig")]
    texts = [cell for row in rows for column, cell in row.items() if column not in {"score", "offset_days", "number"}]
    assert not [cell for cell in texts if cell.startswith(csvs.FORMULA)]
    (page,) = [r for r in read(files["documents.csv"], "utf-8-sig") if r["id"] == "d6"]
    assert page["text"].startswith("'" + ATTACK)
    assert page["source"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_each_start_of_a_formula_is_guarded(start: str) -> None:
    assert csvs.guarded([f"{start}1+1"]) == [f"'{start}1+1"]


def test_a_negative_number_of_ours_is_no_formula() -> None:
    assert csvs.guarded([-1, -0.5, None, True, "«-1»"]) == [-1, -0.5, None, "true", "«-1»"]


def test_spreadsheet_files_begin_with_a_byte_order_mark() -> None:
    """Without it Excel reads Arabic as Latin letters."""
    assert all(data.startswith(b"\xef\xbb\xbf") for data in csvs.to_excel(rich_story()).values())


def test_a_cut_cell_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST", 40)
    files = csvs.to_excel(rich_story())
    notes = read(files["notes.csv"], "utf-8-sig")
    assert ("documents", "2", "text") in [(n["sheet"], n["row"], n["column"]) for n in notes]
    cells = [cell for row in read(files["documents.csv"], "utf-8-sig") for cell in row.values()]
    assert max(len(c.encode("utf-16-le")) // 2 for c in cells) <= 40


def test_a_zip_and_a_folder_hold_the_same_files(tmp_path: Path, sample_file: Path) -> None:
    """The command writes either; the same story gives the same bytes."""
    for target in ("tables", "tables.zip"):
        done = CliRunner().invoke(main, ["export", str(sample_file), "--to", "csv", "-o", str(tmp_path / target)])
        assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {p.name: p.read_bytes() for p in (tmp_path / "tables").iterdir()}
    assert len(packed) == 26

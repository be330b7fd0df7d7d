"""The page on tables: its snippets run as they stand, its list of columns is the one that the package ships."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tawatur.cli import main
from tawatur.view.exports import registry
from tawatur.view.exports.tables import described

PAGES = Path(__file__).resolve().parents[3] / "docs" / "formats"
TEXT = (PAGES / "tables.md").read_text("utf-8")
SNIPPETS = re.findall(r"^## (.+?)$.*?```python\n(.*?)```", TEXT, re.S | re.M)
WRITTEN = {"csv": "tables", "csv-excel": "spreadsheet", "xlsx": "story.xlsx", "parquet": "parquet", "jsonl": "story.jsonl",
           "plover": "story.tsv", "gdelt": "gdelt"}  # fmt: skip
FOUND = {"In a notebook": "disputed", "`csv`": "told", "`csv-excel`": "titles", "`xlsx`": "outlets", "`parquet`": "joined",
         "`jsonl`": "disagreements", "`plover`": "by_event", "`gdelt`": "told"}  # fmt: skip
FILES = {
    "Tables": "columns.tsv",
    "Event records: `plover`, and `events` and `mentions` of `gdelt`": "event_data.tsv",
}


def columns_page() -> str:
    """Write the list of columns."""
    parts = [
        "# Columns\n\nWhat stands in each column of [the tables](tables.md). «→» names the column that it refers to."
    ]
    for title, file in FILES.items():
        parts.append(f"## {title}")
        for name, (says, columns) in described(file).items():
            rows = [
                f"| `{c.name}` | {c.type} | {c.says}{f' → `{c.refers_to}`' if c.refers_to else ''} |" for c in columns
            ]
            parts.append(
                "\n".join([f"### {name}\n\n{says}\n\n| column | type | what it holds |\n|---|---|---|", *rows])
            )
    return "\n\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def folder(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample story and what the commands of the page write."""
    at = tmp_path_factory.mktemp("page")
    (at / "sample.tawatur").write_bytes(sample_file.read_bytes())
    for name, output in WRITTEN.items():
        done = CliRunner().invoke(main, ["export", str(at / "sample.tawatur"), "--to", name, "-o", str(at / output)])
        assert done.exit_code == 0, done.output
    return at


@pytest.mark.parametrize(("title", "code"), SNIPPETS, ids=[s[0] for s in SNIPPETS])
def test_a_snippet_runs_and_finds_rows(folder: Path, title: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    made: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        exec(code, made)
    found = made[FOUND[title]]
    assert found > 3 if isinstance(found, int) else len(found) > 0


def test_every_tabular_format_has_its_section_with_a_snippet() -> None:
    assert {title.strip("`") for title, _ in SNIPPETS} == {*WRITTEN, "In a notebook"}
    assert set(WRITTEN) <= set(registry.FORMATS)


def test_the_list_of_columns_is_what_the_package_ships() -> None:
    write = "from tests.view.exports import test_tables_page as p; (p.PAGES / 'columns.md').write_text(p.columns_page(), 'utf-8')"
    assert (PAGES / "columns.md").read_text("utf-8") == columns_page(), f'run: python -c "{write}"'


def test_the_page_counts_the_tables_rightly() -> None:
    assert f"{len(described())} tables" in TEXT

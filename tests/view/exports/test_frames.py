"""Tables in a notebook: pandas, polars and pyarrow hold what the table holds; the HTML is escaped and runs right to left."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pandas
import polars
import pytest

from tawatur.story import faced
from tawatur.view.exports import frames, tables
from tawatur.view.exports.registry import ExportError
from tests.view.exports.rich_story import expected, rich_story
from tests.view.story_fixture import HOSTILE


@pytest.mark.parametrize("name", tables.NAMES)
def test_pandas_polars_and_arrow_hold_the_rows(name: str) -> None:
    table = tables.table(rich_story(), name)
    wanted = expected(rich_story())[name]
    frame = table.to_pandas()
    assert [{c: None if v is pandas.NA else v for c, v in row.items()} for row in frame.to_dict("records")] == wanted
    assert table.to_polars().to_dicts() == wanted
    assert table.to_arrow().to_pylist() == wanted


def test_events_are_a_property_of_a_story() -> None:
    story = faced(rich_story())
    assert len(story.events) == len(story.chronology)
    assert [row["id"] for row in story.events] == [e.id for e in story.chronology]
    assert list(story.events.to_pandas()["independent_upper"]) == [e.independence.upper for e in story.chronology]


def test_offsets_beside_empty_cells_stay_whole_numbers() -> None:
    """A plain pandas column would turn 12 beside nothing into 12.0, which slices no text."""
    frame = tables.table(rich_story(), "chain_links").to_pandas()
    assert str(frame["start"].dtype) == "Int64"
    assert frame["start"].isna().any()


def test_an_empty_table_keeps_its_columns_and_types() -> None:
    table = tables.Table("events", "", tables.described()["events"][1], [])
    assert list(table.to_pandas().columns) == table.header
    assert table.to_polars().schema["disputed"] == polars.Boolean


@pytest.mark.parametrize(("library", "verb", "extra"), [("pandas", "to_pandas", "pandas"), ("polars", "to_polars", "polars"),
                                                        ("pyarrow", "to_arrow", "tables")])  # fmt: skip
def test_a_library_that_is_not_installed_is_named_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch, library: str, verb: str, extra: str
) -> None:
    def without(name: str) -> Any:
        if name == library:
            raise ModuleNotFoundError(name=name)
        return import_module(name)

    monkeypatch.setattr(frames, "import_module", without)
    with pytest.raises(ExportError, match=rf"{library} is not installed. Install it: pip install 'tawatur\[{extra}\]'"):
        getattr(faced(rich_story()).events, verb)()


def test_the_html_runs_right_to_left_and_is_escaped() -> None:
    html = tables.table(rich_story(), "documents")._repr_html_()
    assert html.startswith('<div dir="rtl"')
    assert "<script" not in html
    assert "<img" not in html
    assert HOSTILE not in html
    assert "&lt;/script&gt;" in html


def test_a_long_table_is_cut_in_a_notebook_and_says_so() -> None:
    table = tables.Table(
        "names", "", tables.described()["names"][1], [{"entity": "e1", "name": "س" * 300, "count": 1}] * 100
    )
    html = table._repr_html_()
    assert html.count("<tr>") == 1 + frames.MOST
    assert "40 more rows" in html
    assert "س" * 201 not in html

"""Parquet and JSON lines as pyarrow, DuckDB and the standard library read them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import duckdb
from pyarrow import parquet as arrow_parquet

from tawatur.view.exports import jsonl, parquet
from tests.view.exports.rich_story import check_spans, expected, rich_story


def test_every_file_comes_back_with_types_and_spans() -> None:
    files = {
        n.removesuffix(".parquet"): arrow_parquet.read_table(io.BytesIO(d))
        for n, d in parquet.to_parquet(rich_story()).items()
    }
    made = {name: table.to_pylist() for name, table in files.items()}
    assert made == expected(rich_story())
    check_spans({t: r for t, r in made.items() if t != "statements"})
    assert str(files["events"].schema.field("disputed").type) == "bool"
    assert str(files["mentions"].schema.field("start").type) == "int64"


def test_a_file_names_the_unit_of_its_offsets_and_is_packed_with_zstd() -> None:
    file = arrow_parquet.ParquetFile(io.BytesIO(parquet.to_parquet(rich_story())["mentions.parquet"]))
    assert file.schema_arrow.metadata[b"offset_unit"] == b"unicode-code-point"
    assert file.schema_arrow.field("start").metadata[b"description"].endswith(b"code points from 0")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_duckdb_counts_what_the_story_has(tmp_path: Path) -> None:
    for name, data in parquet.to_parquet(rich_story()).items():
        (tmp_path / name).write_bytes(data)
    counted = duckdb.sql(f"select count(*), count(distinct event) from '{tmp_path}/event_reports.parquet'").fetchall()
    told = [e for e in rich_story().chronology if e.event_mentions]
    assert counted == [(len(rich_story().event_mentions), len(told))]


def test_a_line_is_a_row_and_names_its_noun() -> None:
    head, *lines = [json.loads(line) for line in jsonl.to_jsonl(rich_story()).split(b"\n") if line]
    assert (head["noun"], head["offset_unit"]) == ("story", "unicode-code-point")
    made: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        made.setdefault(line.pop("noun"), []).append(line)
    assert made == {name: rows for name, rows in expected(rich_story()).items() if rows}

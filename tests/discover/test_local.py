"""The local engine gives what plain Python gives, in one process or several, in memory or on disk, and whoever dies."""

from __future__ import annotations

import os
import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

from tawatur.discover import cutting, local
from tawatur.discover.local import EngineError, Local
from tawatur.processes import Team, each

NUMBERS = pa.schema([("key", pa.string()), ("value", pa.int64())])
COUNTS = pa.schema([("key", pa.string()), ("rows", pa.int64()), ("all", pa.int64())])


def rows(count: int, keys: int) -> list[dict[str, object]]:
    return [{"key": f"مفتاح{n * 11 % keys}", "value": n} for n in range(count)]


def batches(given: list[dict[str, object]], size: int = 300) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(given), size):
        yield pa.RecordBatch.from_pylist(given[start : start + size], schema=NUMBERS)


def doubled(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([r | {"value": r["value"] * 2} for r in batch.to_pylist()], schema=NUMBERS)


def counted(table: pa.Table) -> pa.Table:
    keys = set(table.column("key").to_pylist())
    assert len(keys) == 1
    values = table.column("value").to_pylist()
    return pa.Table.from_pylist([{"key": keys.pop(), "rows": len(values), "all": sum(values)}], schema=COUNTS)


def dies_over(value: int, mark: str, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Die over a row: each time, or once where `mark` names a file that is not there yet."""
    if value in batch.column("value").to_pylist() and not (mark and Path(mark).exists()):
        if mark:
            Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(batch)


def fails(batch: pa.RecordBatch) -> pa.RecordBatch:
    raise ValueError(f"{batch.num_rows} rows")


@pytest.fixture(params=["one process", "two processes", "on disk"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Local]:
    if request.param == "on disk":
        monkeypatch.setattr(local, "LARGE", 1_000)
    with Team() as team, Local(team.each, 2 if request.param == "two processes" else 1, tmp_path) as opened:
        yield opened


def test_every_row_is_mapped_once(engine: Local) -> None:
    given = rows(2_500, 40)
    made = engine.map(engine.table(batches(given), NUMBERS), doubled, NUMBERS).collected()
    assert sorted(made.column("value").to_pylist()) == [2 * n for n in range(2_500)]


def test_a_group_gets_all_rows_of_its_key_and_no_other(engine: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "GROUPED", 100)
    given = rows(2_500, 41)
    made = engine.group(engine.table(batches(given), NUMBERS), ["key"], counted, COUNTS).collected().to_pylist()
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in given:
        wanted[str(row["key"])].append(int(str(row["value"])))
    assert {r["key"]: (r["rows"], r["all"]) for r in made} == {k: (len(v), sum(v)) for k, v in wanted.items()}
    assert len(made) == 41


def test_whole_numbers_are_added_up_by_key(engine: Local) -> None:
    made = engine.sum(engine.table(batches(rows(2_000, 7)), NUMBERS), ["key"], "value").collected()
    assert made.schema == NUMBERS
    assert sum(made.column("value").to_pylist()) == sum(range(2_000)) and made.num_rows == 7


def test_a_row_without_its_like_is_left_out_of_a_join(engine: Local) -> None:
    lists = pa.schema([("key", pa.string()), ("places", pa.list_(pa.int32()))])
    other = engine.table([pa.RecordBatch.from_pylist([{"key": "مفتاح1", "places": [3, 4]}], schema=lists)], lists)
    made = engine.join(engine.table(batches(rows(50, 5)), NUMBERS), "key", other, "b_").collected()
    assert made.column_names == ["key", "value", "b_places"]
    assert made.num_rows == 10 and made.column("b_places").to_pylist() == [[3, 4]] * 10


def test_a_join_finds_its_rows_in_any_batch(engine: Local) -> None:
    other = pa.schema([("key", pa.string()), ("text", pa.string())])
    beside = [{"key": f"مفتاح{n}", "text": f"نص {n}"} for n in range(40)]
    parts = [pa.RecordBatch.from_pylist(beside[n : n + 7], schema=other) for n in range(0, 40, 7)]
    made = engine.join(
        engine.table(batches(rows(900, 41)), NUMBERS), "key", engine.table(parts, other), "b_"
    ).collected()
    wanted = {b["key"]: b["text"] for b in beside}
    assert made.num_rows == sum(str(row["key"]) in wanted for row in rows(900, 41))
    assert all(wanted[row["key"]] == row["b_text"] for row in made.to_pylist())


def test_an_empty_table_gives_empty_tables(engine: Local) -> None:
    empty = engine.table([], NUMBERS)
    assert engine.map(empty, doubled, NUMBERS).collected().num_rows == 0
    assert engine.group(empty, ["key"], counted, COUNTS).collected().schema == COUNTS
    assert engine.sum(empty, ["key"], "value").collected().num_rows == 0


def test_a_batch_whose_process_died_is_worked_on_again(tmp_path: Path) -> None:
    with Team() as team, Local(team.each, 2) as opened:
        function = partial(dies_over, 1_500, str(tmp_path / "died"))
        made = opened.map(opened.table(batches(rows(2_500, 3)), NUMBERS), function, NUMBERS).collected()
    assert sorted(made.column("value").to_pylist()) == [2 * n for n in range(2_500)]
    assert (tmp_path / "died").exists()


def test_a_batch_over_which_two_processes_die_ends_the_job_with_what_to_do() -> None:
    with Team() as team, Local(team.each, 2) as opened:
        data = opened.table(batches(rows(2_500, 3)), NUMBERS)
        with pytest.raises(EngineError, match="Give fewer processes"):
            opened.map(data, partial(dies_over, 1_500, ""), NUMBERS)


def test_a_row_that_kills_is_lost_alone() -> None:
    """The others of its batch come through; `lost` stands in for it."""
    with Team() as team, Local(team.each, 2) as opened:
        made = pa.Table.from_batches(opened.streamed(batches(rows(90, 3), 30), partial(dies_over, 41, ""), minus))
    assert sorted(made.column("value").to_pylist()) == sorted([-1, *(2 * n for n in range(90) if n != 41)])


def minus(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([r | {"value": -1} for r in batch.to_pylist()], schema=NUMBERS)


def test_a_function_that_fails_in_another_process_is_told_with_its_reason() -> None:
    with Team() as team, Local(team.each, 2) as opened, pytest.raises(EngineError, match="ValueError: 300 rows"):
        opened.map(opened.table(batches(rows(900, 3)), NUMBERS), fails, NUMBERS)


def test_another_engines_table_is_refused() -> None:
    with Local(each) as opened, pytest.raises(TypeError, match="another engine"):
        opened.map(object(), doubled, NUMBERS)  # type: ignore[arg-type]


def test_sixty_thousand_small_groups_cost_seconds() -> None:
    """Processor seconds of this process, a function of no work: what the engine itself costs."""
    given = pa.RecordBatch.from_arrays(
        [pa.array([f"{n % 60_000}" for n in range(180_000)]), pa.array(range(180_000), pa.int64())], schema=NUMBERS
    )
    with Local(each) as opened:
        began = time.process_time()
        made = opened.group(opened.table([given], NUMBERS), ["key"], partial(pa.Table.slice, length=1), NUMBERS)
        assert time.process_time() - began < 5
    assert sum(b.num_rows for b in made.batches()) == 60_000


def test_what_was_spilt_is_gone_when_the_engine_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "LARGE", 1_000)
    with Local(each, folder=tmp_path) as opened:
        opened.table(batches(rows(2_000, 3)), NUMBERS)
        assert list(tmp_path.glob("*/*.arrow"))
    assert not list(tmp_path.iterdir())

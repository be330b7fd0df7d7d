"""Spark gives the tables that a simple engine gives, also when workers die in the middle."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings, strategies

from tawatur.discover import spark as spark_module
from tawatur.discover.engine import Data, Engine
from tawatur.discover.guarded import Guarded
from tawatur.discover.local import Local
from tawatur.discover.spark import SparkMissingError, persistent, session
from tawatur.processes import each
from tests.discover import functions as do
from tests.discover.plain import PlainEngine

HASHES = [0, 1, 2**63 - 1, 2**63, 2**64 - 1]
WORDS = ["", "قال", "قَالَ", "\u202eقال", "🌍🌍", "a\x00b", "«<&>\"'\n", "\ufb50", "\ufeffقال"]
rows = strategies.lists(
    strategies.fixed_dictionaries(
        {
            "hash": strategies.sampled_from(HASHES),
            "word": strategies.sampled_from(WORDS),
            "n": strategies.integers(-(2**31), 2**31 - 1),
            "share": strategies.floats(0, 1, width=32),
            "yes": strategies.booleans(),
            "spans": strategies.lists(strategies.integers(0, 2**31 - 1), max_size=3),
        }
    ),
    max_size=30,
)


def taken(engine: Engine, made: list[dict[str, Any]]) -> Data:
    """Give rows to an engine, in two batches."""
    table = pa.Table.from_pylist(made, do.ROWS)
    return engine.table(table.to_batches(max_chunksize=max(1, len(made) // 2)), do.ROWS)


def everything(engine: Engine, made: list[dict[str, Any]]) -> list[pa.Table]:
    """Carry every verb out, one after another."""
    data = engine.hold(taken(engine, made))
    words = engine.map(data, do.lengths, do.LENGTHS)
    most = engine.group(words, ["hash"], do.largest, do.LARGEST)
    steps = [
        data,
        words,
        most,
        engine.gather(words, ["hash"], do.largest_of_many, do.LARGEST),
        engine.sum(words, ["word", "hash"], "n"),
        engine.join(words, "hash", most, "most_"),
    ]
    return [step.collected() for step in steps]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=rows)
def test_every_verb_gives_the_same_table(spark: Any, made: list[dict[str, Any]]) -> None:
    for ours, plain in zip(everything(spark, made), everything(PlainEngine(), made), strict=True):
        assert ours.schema == plain.schema
        assert ours.equals(plain)


def test_every_verb_takes_an_empty_table(spark: Any) -> None:
    for ours, plain in zip(everything(spark, []), everything(PlainEngine(), []), strict=True):
        assert ours.equals(plain)


@settings(max_examples=30, deadline=None)
@given(made=rows)
def test_the_local_engine_gives_the_same_table_as_well(made: list[dict[str, Any]]) -> None:
    with Local(each) as local:
        for ours, plain in zip(everything(local, made), everything(PlainEngine(), made), strict=True):
            assert ours.equals(plain)


def sample() -> list[dict[str, Any]]:
    """Make two hundred rows with few hashes."""
    row = {"share": 0.5, "yes": True, "spans": [1, 2], "hashes": HASHES, "bytes": b"\0\xff"}
    return [row | {"hash": HASHES[n % 5], "word": f"كلمة{n % 17}", "n": n} for n in range(200)]


def test_parquet_files_are_read_by_the_workers_with_their_hashes(spark: Any, tmp_path: Path) -> None:
    table = pa.Table.from_pylist(sample(), do.ROWS)
    pq.write_table(table, tmp_path / "part.parquet", compression="zstd")
    data = spark.parquet([str(tmp_path)], do.ROWS)
    assert data.collected().equals(PlainEngine().table(table.to_batches(), do.ROWS).collected())


def killed_once(folder: Path) -> None:
    """Kill the worker that left its process id in a folder."""
    note = folder / "worker"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if note.exists() and (worker := note.read_text()):
            os.kill(int(worker), signal.SIGKILL)
            (folder / "killed").touch()
            return
        time.sleep(0.05)


def test_a_worker_killed_in_the_middle_changes_nothing(spark: Any, tmp_path: Path) -> None:
    killer = Thread(target=killed_once, args=(tmp_path,))
    killer.start()
    made = carried_out(spark, partial(do.once_waiting, str(tmp_path)))
    killer.join()
    assert (tmp_path / "killed").exists()
    assert made.equals(carried_out(PlainEngine(), do.lengths))


def test_a_task_that_raises_is_tried_again(spark: Any, tmp_path: Path) -> None:
    made = carried_out(spark, partial(do.once_failing, str(tmp_path)))
    assert (tmp_path / "failed").exists()
    assert made.equals(carried_out(PlainEngine(), do.lengths))


def carried_out(engine: Engine, function: Callable[[pa.RecordBatch], pa.RecordBatch]) -> pa.Table:
    """Map, then group."""
    words = engine.map(taken(engine, sample()), function, do.LENGTHS)
    return engine.group(words, ["hash"], do.largest, do.LARGEST).collected()


def test_a_poisoned_page_is_unread_and_the_job_goes_on(spark: Any) -> None:
    """One page raises, and one ends every worker that reads it."""
    words = ["سليم", "مسموم", "قَالَ", "قاتل", "🌍"]
    pages = spark.table([pa.record_batch({"word": words})], pa.schema([("word", pa.string())]))
    made = spark.map(pages, Guarded(do.read, do.unread), do.WHY).collected().to_pylist()
    why = {row["word"]: row["why"] for row in made}
    assert sorted(why) == sorted(words)
    assert why["قاتل"] == "reading it ended the process (SIGKILL)"
    assert why["مسموم"] == "RuntimeError: this word is poisoned"
    assert [word for word in words if not why[word]] == ["سليم", "قَالَ", "🌍"]


def test_a_function_that_always_fails_fails_the_job_with_its_reason(spark: Any) -> None:
    with pytest.raises(Exception, match="this word is poisoned"):
        spark.map(
            spark.table([pa.record_batch({"word": ["مسموم"]})], do.WHY.remove(1).empty_table().schema), do.read, do.WHY
        ).collected()


def test_another_engines_table_is_refused(spark: Any) -> None:
    with pytest.raises(TypeError, match="PlainData is another engine's table"):
        spark.map(taken(PlainEngine(), []), do.same, do.ROWS)


@pytest.mark.parametrize(
    ("master", "made"),
    [("local", "local[1,4]"), ("local[2]", "local[2,4]"), ("local[*]", "local[*,4]"), ("local[2,9]", "local[2,9]"),
     ("spark://desk:7077", "spark://desk:7077")],
)  # fmt: skip
def test_a_local_master_tries_a_task_again(master: str, made: str) -> None:
    assert persistent(master) == made


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SparkMissingError, match=r"Java 17 or later, and no java is on the path.*openjdk-17"):
        session("local[2]")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SparkMissingError, match="has no bin/java"):
        session("local[2]")


def test_without_pyspark_it_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_module, "check_java", lambda: None)
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(SparkMissingError, match=r"pip install 'tawatur\[spark\]'"):
        session("local[2]")

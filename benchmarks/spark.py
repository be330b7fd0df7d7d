"""Pages of a JSON lines file → what a crawl of them costs on Spark: seconds, task seconds, bytes shuffled.

    python benchmarks/spark.py articles.jsonl.gz --pages 10000 [--master local[2]]

Figures are Spark's own, from its event log: they are what a cluster moves and computes, whatever its size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tawatur.crawls import following, reading, writing
from tawatur.discover.engine import Engine
from tawatur.discover.spark import opened
from tawatur.discover.terms import terms_of


def main() -> None:
    """Measure and print one line a step."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", type=Path)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--master", default="local[2]")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = folder / "pages.jsonl"
        with gzip.open(given.articles, "rt", encoding="utf-8") as lines:
            pages.write_text("".join(islice(lines, given.pages)), encoding="utf-8")
        log = folder / "log"
        log.mkdir()
        settings = {
            "spark_eventLog_enabled": "true",
            "spark_eventLog_dir": log.as_uri(),
            "spark_eventLog_compress": "false",
        }
        with opened(given.master, folder, **settings, spark_eventLog_rolling_enabled="false") as engine:
            for step, seconds in carried_out(engine, pages, folder / "crawl"):
                print(
                    f"{step:12} {seconds:7.1f} s by the clock, {cpu_seconds():7.1f} s of processors so far", flush=True
                )
        report(log, given.pages)


def carried_out(engine: Engine, pages: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """Read pages, find what they share and which stories they tell; yield each step with its seconds."""
    with writing(folder, print) as made:
        start = time.perf_counter()
        reading.read([pages], made, engine, lambda _: None, terms_of=terms_of)
        yield "read", time.perf_counter() - start
        start = time.perf_counter()
        reuse = following.copying(made, engine, lambda _: None)
        yield "copies", time.perf_counter() - start
        start = time.perf_counter()
        told = following.telling(made, engine, lambda _: None)
        yield "stories", time.perf_counter() - start
        print(f"{made.rows} pages, {reuse.num_rows} passages, {told.num_rows} stories")


def cpu_seconds() -> float:
    """Add up the processor time of this process and all that it started, Java and its Python workers among them (Linux)."""
    ticks: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        ticks[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while found := {pid for pid, (parent, _) in ticks.items() if parent in ours} - ours:
        ours |= found
    return sum(ticks[pid][1] for pid in ours) / os.sysconf("SC_CLK_TCK")


def report(log: Path, pages: int) -> None:
    """Print what Spark's tasks wrote and took, in all and for 10,000 pages."""
    sums: Counter[str] = Counter()
    for file in (f for f in log.rglob("*") if f.is_file()):
        for line in file.open(encoding="utf-8"):
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd" and (taken := event.get("Task Metrics")):
                sums["tasks"] += 1
                sums["task_seconds"] += taken["Executor Run Time"] / 1000
                sums["shuffle_bytes"] += taken["Shuffle Write Metrics"]["Shuffle Bytes Written"]
                sums["shuffle_rows"] += taken["Shuffle Write Metrics"]["Shuffle Records Written"]
                sums["spilt_bytes"] += taken["Disk Bytes Spilled"]
                sums["result_bytes"] += taken["Result Size"]
                sums["largest_task_memory"] = max(sums["largest_task_memory"], taken["Peak Execution Memory"])
    for name, value in sums.items():
        print(f"{name:20} {value:16,.0f}   for 10,000 pages {value * 10_000 / pages:16,.0f}")
    print(f"driver's Python: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main()

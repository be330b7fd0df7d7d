"""Kill an executor of a small Spark cluster in the middle of `discover`, again and again: the tables must be the local engine's.

    python benchmarks/spark_lost.py articles.jsonl.gz [--pages 1000] [--after 3 8 14]

The cluster is Spark's `local-cluster[2,1,1024]`: a master and two executors, each a process of its own on this machine. One of them is
killed (SIGKILL) so many seconds after the job began, and Spark starts another in its place. Prints a line for each, and ends with
exit code 1 where a table differs or no executor was there to be killed.
"""

from __future__ import annotations

import argparse
import gzip
import os
import signal
import sys
import tempfile
from itertools import islice
from pathlib import Path
from threading import Timer

import pyarrow as pa

from tawatur.base.progress import nowhere
from tawatur.crawls import following, reading, writing
from tawatur.discover.engine import Engine, in_order
from tawatur.discover.local import Local
from tawatur.discover.schemas import MEMBERS, PAGES, REUSE, STORIES
from tawatur.discover.spark import opened
from tawatur.processes import each

MASTER = "local-cluster[2,1,1024]"


def tables(engine: Engine, folder: Path, pages: Path) -> dict[str, pa.Table]:
    """Make a crawl and return its tables."""
    with writing(folder, print) as made:
        reading.read([pages], made, engine, nowhere)
        following.copying(made, engine, nowhere)
        following.telling(made, engine, nowhere)
        worked_out = {
            name: made.table(name, schema)
            for name, schema in (("reuse", REUSE), ("members", MEMBERS), ("stories", STORIES))
        }
        return {"pages": in_order(pa.Table.from_batches(made.pages(PAGES.names), PAGES)), **worked_out}


def executors() -> list[int]:
    """List the processes of executors (Linux)."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = line.read_bytes().split(b"\0")
        except OSError:  # it has just ended
            continue
        if words[0].endswith(b"java") and any(word.endswith(b"CoarseGrainedExecutorBackend") for word in words):
            found.append(int(line.parent.name))
    return found


def kill(killed: list[int]) -> None:
    """Kill one executor."""
    for process in executors()[:1]:
        os.kill(process, signal.SIGKILL)
        killed.append(process)


def main() -> None:
    """Make the crawl here, then on a cluster that loses an executor, and compare."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("articles", type=Path)
    asked.add_argument("--pages", type=int, default=1_000)
    asked.add_argument("--after", type=float, nargs="+", default=[3, 8, 14], help="seconds")
    given = asked.parse_args()
    wrong = False
    with tempfile.TemporaryDirectory() as place:
        folder, pages = Path(place), Path(place) / "pages.jsonl"
        with gzip.open(given.articles, "rt", encoding="utf-8") as lines:
            pages.write_text("".join(islice(lines, given.pages)), encoding="utf-8")
        with Local(each, 1) as local:
            here = tables(local, folder / "local", pages)
        for number, after in enumerate(given.after):
            killed: list[int] = []
            with opened(MASTER, folder) as spark:
                timer = Timer(after, kill, [killed])
                timer.start()
                there = tables(spark, folder / f"spark{number}", pages)
                timer.cancel()
            differ = [name for name, table in here.items() if not table.equals(there[name])]
            wrong |= bool(differ) or not killed
            said = f"differ: {', '.join(differ)}" if differ else "the same tables"
            print(f"killed after {after} s: {killed or 'none was there'}; {said}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

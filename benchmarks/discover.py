"""Measure what a crawl costs: processor and clock seconds and memory by number of pages, and how they grow.

    python benchmarks/discover.py [--sizes 5000 25000 75000 150000] [--jobs 2]

Needs the articles in ``../shared/data/news-2013-02``. More pages than the month has are made of it: each later month holds
the same articles 28 days on, every fourth word of headline and text changed, so that a month shares its passages with itself and not
with another. Each size is one run of its own; memory is the most that it and its processes held together, looked at ten
times a second. Prints one line of JSON a size, and at last the exponents: least squares on logarithms.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "news-2013-02" / "articles.jsonl.gz"
MONTH = 28  # days
CHANGED = 4  # one word of so many is another's in a later month


def main() -> None:
    """Measure and print; with ``--one`` be the run that is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[5_000, 25_000, 75_000, 150_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        discover(*options.one, options.jobs)
        return
    if not ARTICLES.exists():
        sys.exit(f"{ARTICLES} is missing: this benchmark needs the shared articles.")
    measured = []
    for size in options.sizes:
        measured.append(measure(size, options.jobs))
        print(json.dumps(measured[-1]), flush=True)
    if len(measured) > 1:
        print(json.dumps({f"exponent_{key}": exponent(measured, key) for key in ("processor", "memory_mb")}))


def pages(size: int) -> Iterator[dict[str, Any]]:
    """Yield articles, month after month, until there are enough; months hold them in the order of their days."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        month = sorted((json.loads(line) for line in lines), key=lambda a: a["published"])
    made = (later(article, n) if n else article for n in count() for article in month)
    yield from islice(made, size)


def later(article: dict[str, Any], month: int) -> dict[str, Any]:
    """Put an article some months on, every fourth word of it changed."""
    day = date.fromisoformat(article["published"][:10]) + timedelta(days=MONTH * month)
    texts = {name: edited(article[name], month) for name in ("title", "text")}
    return article | texts | {"id": f"{article['id']}-{month}", "published": f"{day}{article['published'][10:]}"}


def edited(text: str, month: int) -> str:
    """Change every fourth word of every line, otherwise for every month."""
    lines = [line.split(" ") for line in text.split("\n")]
    return "\n".join(" ".join(w + "ن" * month if n % CHANGED == 0 else w for n, w in enumerate(line)) for line in lines)


def discover(file: Path, folder: Path, jobs: int) -> None:
    """Make a crawl of a file, as the command does, and print the clock seconds of each of its steps."""
    import gc

    from tawatur import crawls, processes
    from tawatur.base.progress import nowhere
    from tawatur.crawls import following, index, reading
    from tawatur.discover.local import Local

    gc.set_threshold(100_000, 50, 50)  # as in tawatur.cli.discovering
    clock = {}

    def step(name: str, function: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        made = function()
        clock[name] = round(time.perf_counter() - began, 1)
        return made

    with processes.Team() as team, crawls.writing(folder, print) as made, Local(team.each, jobs, folder) as engine:
        step("reading", lambda: reading.read([file], made, engine, nowhere))
        found = step("copies", lambda: following.copying(made, engine, nowhere))
        told = step("stories", lambda: following.telling(made, engine, nowhere))
        step("index", lambda: index.update(made, print))
    print(json.dumps({"passages": found.num_rows, "stories": told.num_rows, "clock_steps": clock}))


def measure(size: int, jobs: int) -> dict[str, Any]:
    """Run one size in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(page, ensure_ascii=False) + "\n" for page in pages(size))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        command = [sys.executable, __file__, "--jobs", str(jobs), "--one", str(file), f"{folder}/crawl"]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        watch = Watch(run.pid)
        watch.start()
        said, _ = run.communicate()
        watch.over = True
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if run.returncode:
            sys.exit(f"the run of {size} pages failed (exit code {run.returncode})")
        size_on_disk = sum(p.stat().st_size for p in (Path(folder) / "crawl").rglob("*") if p.is_file())
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "pages": size, "processor": round(took, 1), "clock": round(time.perf_counter() - began, 1), "jobs": jobs,
        "memory_mb": round(watch.most / 2**20), "disk_mb": round(size_on_disk / 1e6, 1), "load": round(os.getloadavg()[0], 1),
        **json.loads(said.splitlines()[-1]),
    }  # fmt: skip


class Watch(threading.Thread):
    """Looks at the memory of a process and its children; a page that several map counts for each (resident set)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, False

    def run(self) -> None:
        """Look ten times a second."""
        while not self.over:
            self.most = max(self.most, sum(map(resident, family(self.pid))))
            time.sleep(0.1)


def family(pid: int) -> list[int]:
    """List a process and all that it began."""
    found = [pid]
    for parent in found:
        for listed in Path(f"/proc/{parent}/task").glob("*/children"):
            found += map(int, read(listed).split())
    return found


def resident(pid: int) -> int:
    """Return the bytes that a process holds."""
    pages_held = read(Path(f"/proc/{pid}/statm")).split()
    return int(pages_held[1]) * resource.getpagesize() if pages_held else 0


def read(path: Path) -> str:
    """Read a file of a process that may have ended by now."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def exponent(measured: list[dict[str, Any]], key: str) -> float:
    """Fit a power of the number of pages by least squares on logarithms."""
    xs, ys = [math.log(m["pages"]) for m in measured], [math.log(m[key]) for m in measured]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
    return round(slope, 3)


if __name__ == "__main__":
    main()

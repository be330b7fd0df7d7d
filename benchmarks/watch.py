"""Measure a round of `watch` on ten days of real news: a crawl of all but the last thousand articles, then those as new pages.

    python benchmarks/watch.py [--new 1000] [--rounds 3] [--jobs 2] [--no-replay]

Needs the articles in ``../shared/data/news-2013-02``. The new pages are files beside a fetch's logbook, as if a round had just
fetched them: asking a server for them is not timed. `steps` holds seconds by the clock; `opened` counts the page
files that were read; `replayed` lists the tables that differ after the log was replayed. One line of JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from crawl_search import Article, articles

from tawatur import capture, crawls, processes
from tawatur.base.progress import nowhere
from tawatur.capture.fetch.logbook import Capture
from tawatur.crawls import Writer, following, reading, replay, watch
from tawatur.discover.local import Local


def saved(read: list[Article], folder: Path) -> None:
    """Write articles as fetched pages: a text file each, its row in `pages.csv`, its line in the logbook."""
    (folder / ".fetch").mkdir(parents=True, exist_ok=True)
    with (
        (folder / "pages.csv").open("a", encoding="utf-8") as table,
        (folder / ".fetch" / "logbook.jsonl").open("ab") as log,
    ):
        if not table.tell():
            table.write("file,outlet,published,url,title\n")
        for article in read:
            name, data = f"{article['id']}.txt", f"{article['title']}\n\n{article['text']}".encode()
            (folder / name).write_bytes(data)
            table.write(f"{name},{article['outlet']},{article['published'][:10]},,\n")
            capture_ = Capture(
                url=f"https://news.example/{name}", when="", outcome="page", file=name, sha256=sha256(data).hexdigest()
            )
            log.write(msgspec.json.encode(capture_) + b"\n")


def timed(seconds: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the time that a function takes to a table of times."""

    def run(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            seconds[name] = round(seconds.get(name, 0) + time.perf_counter() - began, 2)

    return run


def round_of(folder: Path, pages: Path, seconds: dict[str, float], jobs: int) -> watch.Added:
    """Do what a round does once its pages are fetched."""
    with crawls.writing(folder, print) as crawl, processes.Team() as team, Local(team.each, jobs, folder) as engine:
        read = timed(seconds, "read", partial(reading.read, engine=engine, tell=nowhere))
        follow = timed(seconds, "follow", partial(watch.follow, engine=engine))
        found = timed(seconds, "pending", watch.pending)(crawl, pages)
        return watch.add(crawl, found, read, follow, print)


def begun(read: list[Article], folder: Path, file: Path) -> None:
    """Make a crawl of articles, as `discover` does."""
    file.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in read), "utf-8")
    with crawls.writing(folder, print) as crawl, processes.Team() as team, Local(team.each, 1, folder) as engine:
        reading.read([file], crawl, engine, nowhere)
        following.put_in_place(crawl, partial(watch.follow, engine=engine), print)


def replayed(folder: Path, into: Path) -> list[str]:
    """Replay a crawl and list what differs."""
    with crawls.writing(into, print) as empty, processes.Team() as team, Local(team.each, 1, into) as engine:

        def step(crawl: Writer, pages: Any) -> object:
            return watch.step(crawl, pages, partial(watch.follow, engine=engine), print)

        return replay.replay(crawls.load(folder), empty, step)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--new", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--jobs", type=int, default=1)
    asked.add_argument("--no-replay", action="store_true")
    given = asked.parse_args()
    read = sorted(articles(), key=lambda a: (a["published"], a["id"]))
    opened: list[str] = []
    real = capture.pages
    with tempfile.TemporaryDirectory() as place:
        folder, pages, seconds = Path(place) / "news", Path(place) / "news-pages", dict[str, float]()
        at = len(read) - given.rounds * given.new
        timed(seconds, "begun", begun)(read[:at], folder, Path(place) / "first.jsonl")
        print(seconds, file=sys.stderr, flush=True)
        rounds = []
        for n in range(given.rounds):
            saved(read[at + n * given.new : at + (n + 1) * given.new], pages)
            opened.clear()
            reading.capture.pages = lambda paths, *rest: (opened.extend(map(str, paths)), real(paths, *rest))[1]
            took: dict[str, float] = {}
            added = timed(took, "round", round_of)(folder, pages, took, given.jobs)
            print(n, took, file=sys.stderr, flush=True)
            rounds.append({"pages": len(added.pages), "opened": len(opened), "steps": took})
        peak = (
            max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
        )
        differs = None if given.no_replay else replayed(folder, Path(place) / "again")
        held = crawls.load(folder)
        print(
            json.dumps(
                {
                    "crawl": held.rows,
                    "seconds": seconds,
                    "rounds": rounds,
                    "peak_mb": peak,
                    "replay_differs_in": differs,
                }
            )
        )


if __name__ == "__main__":
    main()

"""Measure what a crawl says that pages share against brute force on two days of real news, and how fast shingles are joined.

    python benchmarks/copies_bruteforce.py [--days 2013-02-05 2013-02-06]

Needs the articles in ``../shared/data/news-2013-02``. The truth is made from the same headlines and bodies by comparing
every page with every other, with a folding of its own (`reuse_bruteforce`):

- *runs of eight*, formulas and all, the least that a passage rests on: a pair without one is wrong;
- *heavy*: pairs of which the shorter page's word 7-grams stand to half in the other, whatever words they are.

`shingle_join_pages_a_second` times, in processor seconds of one process, all from the pages' words as numbers in memory to
the pairs to be aligned: hashing runs, sorting, pairing, choosing the nearest. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
from reuse_bruteforce import ARTICLES, folded_words, shared_grams

from tawatur import crawls
from tawatur.base.progress import nowhere
from tawatur.crawls import following, reading
from tawatur.discover import copies
from tawatur.discover.local import Local
from tawatur.discover.shingles import LEAST, zones_of
from tawatur.processes import each

Pairs = set[tuple[int, int]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", nargs="+", default=["2013-02-05", "2013-02-06"])
    options = parser.parse_args()
    if not ARTICLES.exists():
        sys.exit(f"{ARTICLES} is missing: this benchmark needs the shared articles.")
    with tempfile.TemporaryDirectory() as folder, Local(each) as engine:
        pages = Path(folder) / "pages.jsonl"
        pages.write_text("".join(lines_of(options.days)), encoding="utf-8")
        with crawls.writing(Path(folder) / "crawl", print) as made:
            reading.read([pages], made, engine, nowhere)
            rows = [row for batch in made.pages(copies.SIDES.names) for row in batch.to_pylist()]
            seconds = join_seconds(made, engine)
            began = time.process_time()
            reuse = following.copying(made, engine, nowhere)
            took = time.process_time() - began
    number = {row["page"]: n for n, row in enumerate(rows)}
    found = {pair(number[r["a"]], number[r["b"]]) for r in reuse.select(["a", "b"]).to_pylist()}
    report = {
        "pages": len(rows), "passages": reuse.num_rows, "pairs": len(found), **against(found, [words_of(r) for r in rows]),
        "shingle_join_pages_a_second": round(len(rows) / seconds), "seconds_with_alignment": round(took, 1),
    }  # fmt: skip
    print(json.dumps(report))


def lines_of(days: list[str]) -> list[str]:
    """Take the articles of some days."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        return [line for line in lines if json.loads(line)["published"][:10] in days]


def words_of(row: dict[str, Any]) -> list[str]:
    """Fold the words of a page's headline and body; a mark that no word holds parts two zones."""
    out: list[str] = []
    for start, end in zones_of(row["headline"], row["body"]):
        out += folded_words(row["text"][start:end])
    return out


def join_seconds(made: crawls.Crawl, engine: Local) -> float:
    """Time the shingle join alone, the best of three."""
    names = copies.by_moment(pa.Table.from_batches(made.pages(["page", "moment"]), following.MOMENTS))
    pages = engine.table(copies.ranked(made.pages(["page", "numbers"]), names), copies.NUMBERED)
    times = []
    for _ in range(3):
        began = time.process_time()
        copies.candidates(engine, pages)
        times.append(time.process_time() - began)
    return min(times)


def pair(a: int, b: int) -> tuple[int, int]:
    """Order a pair."""
    return (a, b) if a < b else (b, a)


def against(found: Pairs, texts: list[list[str]]) -> dict[str, float]:
    """Compare the pairs found with those of brute force."""
    eight = runs_of_eight(texts)
    sevens, sizes = shared_grams(texts, 7)
    heavy = {p for p, n in sevens.items() if 2 * n >= min(sizes[p[0]], sizes[p[1]])}
    report: dict[str, float] = {"precision": round(len(found & eight) / max(1, len(found)), 5)}
    for name, truth in (("runs_of_eight", eight), ("heavy", heavy)):
        report |= {name: len(truth), f"recall_of_{name}": round(len(found & truth) / max(1, len(truth)), 5)}
    return report


def runs_of_eight(texts: list[list[str]]) -> Pairs:
    """List the pairs that share a run of `LEAST` words."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for n, words in enumerate(texts):
        for i in range(len(words) - LEAST + 1):
            holders[tuple(words[i : i + LEAST])].add(n)
    return {(a, b) for pages in holders.values() for a in pages for b in pages if a < b}


if __name__ == "__main__":
    main()

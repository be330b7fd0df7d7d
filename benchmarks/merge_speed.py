"""Time the merging of stories of 100, 300 and 1,000 pages: a month's real pages, and simulated pages of one happening.

    python benchmarks/merge_speed.py [--sizes 100 300 1000] [--profile N]

Real pages are the articles of whole days, which share agencies and topics; simulated ones all tell one happening, the hardest
case: every page names the same people and places and copies another. Prints the processor seconds of merging alone (the pages
are read before, with the light tagger), and of its stages, as JSON.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import gzip
import json
import pstats
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "relay_simulator"))

from relays import simulate, text_of

from tawatur import capture, lexicons, pipeline
from tawatur.base.reading import Reading

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "news-2013-02" / "articles.jsonl.gz"


def lay_out_real(count: int, folder: Path) -> None:
    """Write the first articles of the month as pages."""
    with (
        gzip.open(ARTICLES, "rt", encoding="utf-8") as lines,
        (folder / "pages.csv").open("w", encoding="utf-8") as table,
    ):
        rows = csv.writer(table)
        rows.writerow(["file", "outlet", "published"])
        for n, article in zip(range(count), map(json.loads, lines), strict=False):
            (folder / f"{n}.txt").write_text(f"{article['title']}\n\n{article['text']}", "utf-8")
            rows.writerow([f"{n}.txt", article["outlet"], article["published"][:10]])


def lay_out_simulated(count: int, folder: Path) -> None:
    """Write one simulated story of so many pages."""
    with (folder / "pages.csv").open("w", encoding="utf-8") as table:
        rows = csv.writer(table)
        rows.writerow(["file", "outlet", "published"])
        for page in simulate(random.Random(7), count, count).pages:
            (folder / f"{page.number}.txt").write_text(text_of(page)[0], "utf-8")
            rows.writerow([f"{page.number}.txt", page.outlet, page.published.date().isoformat()])


def readings_of(lay_out: object, count: int) -> list[Reading]:
    """Read so many pages, everything but merging."""
    with tempfile.TemporaryDirectory() as folder:
        lay_out(count, Path(folder))  # type: ignore[operator]
        documents, _ = capture.read([folder], pipeline.tables(), lexicons.load_outlets())
        return pipeline.read(documents, pipeline.tables(), tagger="light")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 300, 1000])
    parser.add_argument(
        "--profile", type=int, default=0, help="also print so many lines of the largest merge's profile"
    )
    options = parser.parse_args()
    taken: dict[str, dict[int, float]] = {}
    for name, lay_out in {"real": lay_out_real, "simulated": lay_out_simulated}.items():
        for size in options.sizes:
            readings = readings_of(lay_out, size)
            profile = cProfile.Profile() if options.profile and size == options.sizes[-1] else None
            began = time.process_time()
            if profile:
                profile.enable()
            story = pipeline.merge(readings, [], pipeline.tables())
            if profile:
                profile.disable()
            taken.setdefault(name, {})[size] = round(time.process_time() - began, 2)
            print(
                f"{name} {size}: {taken[name][size]} s, {len(story.chronology)} rows, {len(story.reuse)} passages",
                file=sys.stderr,
            )
            if profile:
                pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(options.profile)
    print(json.dumps(taken))


if __name__ == "__main__":
    main()

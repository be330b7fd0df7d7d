"""How long a reader waits: every screen of a story of 1,000 pages and 5,000 events, its filters, searches and report.

    python benchmarks/screens.py                       # the invented sample many times over
    python benchmarks/screens.py --story big.tawatur   # a story of one's own

Answers are timed inside the process, without the browser's own work: first as a reader asks first, then again.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from big_story import many
from starlette.testclient import TestClient

from tawatur import store
from tawatur.cli.serving import Verbs
from tawatur.view import report
from tawatur.view.web import server
from tawatur.view.web.guard import Token
from tawatur.view.web.screens import OF_STORY
from tawatur.view.web.shelf import Shelf

HOST = "127.0.0.1:8123"
AGAIN = 5
FILTERS = (
    "types=CONSULT",
    "types=ASSAULT&chains=2",
    "status=disputed",
    "since=2024-03&until=2024-12",
    "words=%D8%A7%D9%84%D9%88%D8%B2%D9%8A%D8%B1",
)
SEARCHES = (
    "words=%D8%A7%D9%84%D9%88%D8%B2%D9%8A%D8%B1",
    "words=%22%D9%81%D9%8A%20%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1%22",
    "words=xyz",
)


def main() -> None:
    """Read the command line, time everything, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--story", type=Path, help="a story file; the sample many times over without it")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--events", type=int, default=5000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.story or Path(folder) / "big.tawatur"
        if not args.story:
            store.save(many(args.pages, args.events), path)
        timed(path)


def timed(path: Path) -> None:
    """Time one story file."""
    began = time.perf_counter()
    shelf = Shelf([path], Verbs())
    shelf.warm()
    opened = shelf.open(*shelf.names())
    story = opened.story
    print(
        f"{len(story.documents)} pages, {len(story.chronology)} events, opened in {time.perf_counter() - began:.2f} s"
    )
    client = TestClient(server.app(shelf, [HOST], Token()), base_url=f"http://{HOST}")
    home = f"/s/{opened.name}"
    for screen in OF_STORY:
        ids = {"event": story.chronology[0].id, "page": story.documents[0].id, "name": story.entities[0].id}
        ids |= {"kwic": story.wordings[0].id} if story.wordings else {}
        address = screen.address.replace("{id}", ids.get(screen.name, "c1"))
        if "{" not in address:
            show(client, screen.name, home + address)
    for query in FILTERS:
        show(client, "filter", f"{home}/?{query}")
    if any(s.name == "search" for s in OF_STORY):
        for query in SEARCHES:
            show(client, "search", f"{home}/search?{query}")
    began = time.perf_counter()
    written = report.render(story).encode()
    print(f"{'report':<14}{time.perf_counter() - began:8.2f} s, {len(written) / 1e6:.1f} MB")


def show(client: TestClient, name: str, address: str) -> None:
    """Ask for an address first and then again, and print how long each took, in milliseconds."""
    took = []
    for _ in range(1 + AGAIN):
        began = time.perf_counter()
        answer = client.get(address)
        took.append(1000 * (time.perf_counter() - began))
    print(
        f"{name:<14}{answer.status_code:>4}{took[0]:9.0f}{statistics.median(took[1:]):9.0f}{len(answer.content) / 1000:9.0f} kB  {address}"
    )


if __name__ == "__main__":
    main()

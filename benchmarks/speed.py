"""Say where the time of a build goes: each stage's seconds, its share, and pages a second, cold and warm.

    python benchmarks/speed.py PAGES...

The first pass compiles tables and loads the model (what a single build pays); the second shows the stages alone. Shares
compare within one run; seconds do not compare between machines.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from tawatur import capture, lexicons, pipeline
from tawatur.base.reading import Reading
from tawatur.base.tokens import boundaries

Made = TypeVar("Made")
laps: dict[str, float] = {}


def lap(name: str, make: Callable[[], Made]) -> Made:
    """Time one stage by processor time of all threads."""
    started = time.process_time()
    made = make()
    laps[name] = laps.get(name, 0.0) + time.process_time() - started
    return made


def build_once(paths: list[str]) -> int:
    """Run the stages one by one, timing each; return the number of pages."""
    language = lap("tables", pipeline.tables)
    documents, unread = lap("capture", lambda: capture.read(paths, language, lexicons.load_outlets()))
    readings = lap(
        "sentences", lambda: [pipeline.annotate(Reading.of(d), pipeline.sentences, language) for d in documents]
    )
    pages = [(r.text, [s.span for s in r.sentences]) for r in readings]
    proposals = lap("tagger", lambda: pipeline.load_tagger().propose(pages))
    readings = [r.adding(proposals=p) for r, p in zip(readings, proposals, strict=True)]
    readings = lap("dating", lambda: pipeline.date_pages(readings, language))
    for annotator in pipeline.ANNOTATORS[1:]:
        name = annotator.__name__.rpartition(".")[2]
        readings = lap(name, lambda a=annotator, rs=readings: [pipeline.annotate(r, a, language) for r in rs])  # type: ignore[misc]
    lap("merge", lambda: pipeline.merge(readings, unread, language))
    return len(readings)


def token_rate(paths: list[str]) -> float:
    """Count tokens a second, boundaries only, on a long text."""
    documents, _ = capture.read(paths, pipeline.tables(), lexicons.load_outlets())
    text = "\n".join(d.text for d in documents) * 200
    boundaries("warm")
    started = time.process_time()
    starts, _ = boundaries(text)
    return len(starts) / (time.process_time() - started)


def main() -> None:
    """Print the table of both passes."""
    paths = sys.argv[1:] or [str(lexicons.HERE / "sample")]
    for title in ("first pass (tables compiled, model loaded)", "second pass"):
        laps.clear()
        pages = build_once(paths)
        whole = sum(laps.values())
        print(f"{title}: {pages} pages, {whole:.2f} s of processor time")
        for name, seconds in sorted(laps.items(), key=lambda item: -item[1]):
            print(f"  {name:14}{seconds:8.3f} s {seconds / whole:6.1%} {pages / max(seconds, 1e-6):10.0f} pages/s")
    print(f"tokens: {token_rate(paths) / 1e6:.1f} million a second")


if __name__ == "__main__":
    main()

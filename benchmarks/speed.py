"""Say where the time of a build goes: each stage's seconds and share, and how much text a second each tagger and the annotators read.

    python benchmarks/speed.py PAGES...

The first pass compiles tables and loads the model (what a single build pays); the second shows the stages alone. Shares
compare within one run; seconds do not compare between machines.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TypeVar

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # before numpy is read: small products gain nothing from a second core

from tawatur import capture, lexicons, pipeline
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.tokens import boundaries
from tawatur.extract import mentions, sentences

Made = TypeVar("Made")
PAGE = 400  # words
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
    readings = lap("sentences", lambda: [pipeline.annotate(Reading.of(d), sentences, language) for d in documents])
    pages = [(r.text, [s.span for s in r.sentences]) for r in readings]
    lap("light tagger", lambda: pipeline.load_tagger("light").propose(pages))
    proposals = lap("both taggers", lambda: pipeline.load_tagger().propose(pages))
    readings = [r.adding(proposals=p) for r, p in zip(readings, proposals, strict=True)]
    readings = lap("dating", lambda: pipeline.date_pages(readings, language))
    for annotator in pipeline.BEFORE_NAMES:
        readings = lap(called(annotator), partial(annotate_all, readings, annotator, language))
    known = lap("propagation", lambda: mentions.searchable(mentions.strong_names(readings)))
    readings = lap("propagation", lambda: [r.adding(mentions=mentions.propagate(r, known, language)) for r in readings])
    for annotator in pipeline.AFTER_NAMES:
        readings = lap(called(annotator), partial(annotate_all, readings, annotator, language))
    lap("merge", lambda: pipeline.merge(readings, unread, language))
    return sum(len(text.split()) for text, _ in pages)


def annotate_all(readings: list[Reading], annotator: ModuleType, language: Lexicons) -> list[Reading]:
    """Run one annotator over all pages."""
    return [pipeline.annotate(reading, annotator, language) for reading in readings]


def called(annotator: ModuleType) -> str:
    """Name an annotator by its module."""
    return annotator.__name__.rpartition(".")[2]


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
    gc.set_threshold(100_000, 50, 50)  # as `tawatur build` does
    paths = sys.argv[1:] or [str(lexicons.HERE / "sample")]
    for title in ("first pass (tables compiled, models loaded)", "second pass"):
        laps.clear()
        words = build_once(paths)
        whole = sum(laps.values()) - laps["light tagger"]
        print(f"{title}: {words} words, {whole:.2f} s of processor time")
        for name, seconds in sorted(laps.items(), key=lambda item: -item[1]):
            print(f"  {name:14}{seconds:8.3f} s {seconds / whole:6.1%} {words / max(seconds, 1e-6):10.0f} words/s")
    extract = sum(
        seconds for name, seconds in laps.items() if name not in ("tables", "capture", "both taggers", "merge")
    )
    print(f"extract with the light tagger: {words / extract / PAGE:.0f} pages of {PAGE} words a second")
    print(f"encoder alone: {words / max(laps['both taggers'] - laps['light tagger'], 1e-6):.0f} words a second")
    print(f"tokens: {token_rate(paths) / 1e6:.1f} million a second")


if __name__ == "__main__":
    main()

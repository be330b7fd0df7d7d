"""Measure how well and how fast the article is taken out of HTML, against gold texts and against trafilatura alone.

    python benchmarks/html_text.py FOLDER [--rounds 9]

FOLDER holds pages and `gold.json`: {page: text}. Word bags of folded words give precision, recall and F1, of the whole text
and of the body (without headline and residue). The words lost and added are printed, for they are what there is to mend.
Speed is processor time, the best of several rounds a page in turns, so that both are measured on the same machine in the
same minute: whole documents here (decoding, extraction, metadata, the map, residue) against trafilatura from bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura

from tawatur import capture, lexicons, pipeline
from tawatur.base.document import Document, Page
from tawatur.base.fold import fold
from tawatur.capture import documents, formats
from tawatur.capture.outlets import Register
from tawatur.capture.rules import compiled

SAME = {"favor_precision": True, "include_comments": False, "include_tables": False}


def words(text: str) -> Counter[str]:
    """Count folded words."""
    return Counter(re.findall(r"\w+", fold(text)))


def compare(found: str, gold: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of two word bags."""
    a, b = words(found), words(gold)
    both = (a & b).total()
    return both / max(a.total(), 1), both / max(b.total(), 1), 2 * both / max(a.total() + b.total(), 1)


def best(run: Callable[[], object], rounds: int) -> float:
    """Return the least processor time of several rounds, in milliseconds."""
    laps = []
    for _ in range(rounds):
        started = time.process_time()
        run()
        laps.append(time.process_time() - started)
    return 1000 * min(laps)


def quality(found: list[Document], gold: dict[str, str]) -> None:
    """Print F1 a page, with the words lost and added, and the mean."""
    scores: dict[str, list[float]] = {"text": [], "body": []}
    for document in found:
        wanted = gold[Path(document.source).name]
        for name, text in (("text", document.text), ("body", " ".join(s.of(document.text) for s in document.body))):
            precision, recall, score = compare(text, wanted)
            scores[name].append(score)
            print(f"{Path(document.source).name:32.32}{name:6}P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}")
            for sign, bag in (("-", words(wanted) - words(text)), ("+", words(text) - words(wanted))):
                if bag:
                    print(f"    {sign} {' '.join(list(bag.elements())[:24])}")
        made = document.extraction
        placed = len(made.placements) if made else 0
        paragraphs = sum(bool(words(line)) for line in document.text.split("\n"))
        print(f"    {placed} of {paragraphs} paragraphs placed in the source; {made.by if made else None}")
    print("mean F1 " + ", ".join(f"{name} {sum(s) / len(s):.3f}" for name, s in scores.items()))


def speed(pages: list[Path], rounds: int) -> None:
    """Print milliseconds a page, ours and trafilatura's, and both ratios."""
    rules = compiled(pipeline.tables())
    register = Register(lexicons.load_outlets(), rules.heads)

    def ours(page: Path) -> object:
        read = formats.pages.page(page.as_posix(), page.read_bytes(), {}, "html")
        assert isinstance(read, Page)
        return documents.make(read, rules, register)

    sums = [0.0, 0.0, 0.0]
    ratios = []
    for page in pages:
        data = page.read_bytes()
        runs = (
            lambda page=page: ours(page),
            lambda data=data: trafilatura.extract(data),
            lambda data=data: trafilatura.extract(data, **SAME),
        )
        laps = [best(run, rounds) for run in runs]
        sums = [a + b for a, b in zip(sums, laps, strict=True)]
        ratios.append(laps[0] / laps[1])
        print(
            f"{page.name:32.32}ours {laps[0]:7.1f} ms   trafilatura {laps[1]:7.1f} ms   the same options {laps[2]:7.1f} ms"
        )
    rate = [1000 * len(pages) / s for s in sums]
    print(f"pages a second: ours {rate[0]:.1f}, trafilatura {rate[1]:.1f}, with the same options {rate[2]:.1f}")
    print(f"our rate is {rate[0] / rate[1]:.2f} of trafilatura's, {rate[0] / rate[2]:.2f} with the same options")


def main() -> None:
    """Print quality, then speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    gold = json.loads((asked.folder / "gold.json").read_text("utf-8"))
    pages = sorted(asked.folder / name for name in gold)
    found, unread = capture.read(pages, pipeline.tables(), lexicons.load_outlets())
    for page in unread:
        print(f"{page.source}: not read: {page.why}")
    quality(found, gold)
    speed(pages, asked.rounds)


if __name__ == "__main__":
    main()

"""How well quotation marks are told apart: somebody's words, distance from a word, or a name.

    python benchmarks/quotations.py COPY.jsonl.gz

Reads `corpus/quotations.jsonl` (100 sentences on which rules were mended, 100 held out) and a copy of the articles, reads
their pages and compares what lies in each marked sentence. A quotation counts as found where spans share half of the longer one.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tawatur import pipeline
from tawatur.base.annotation import Quotation
from tawatur.base.span import Span

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "corpus"))

from texts import digest, read_texts  # noqa: E402


def agree(a: Span, b: Span) -> bool:
    """Say whether two spans share half of the longer one."""
    return 2 * a.shared(b) >= max(a.length, b.length)


def clipped(quotation: Quotation, sentence: Span, text: str) -> Span:
    """Cut what stands in the marks to its sentence, blanks left off."""
    start, end = max(quotation.inner.start, sentence.start), min(quotation.inner.end, sentence.end)
    return Span(start, max(start, end)).trim(text)


def counts(row: dict[str, Any], found: list[Quotation], text: str) -> Counter[str]:
    """Count gold, found and right quotations of one sentence, and marks whose use is right."""
    sentence = Span(*row["sentence"])
    seen = [(clipped(q, sentence, text), q.use) for q in found if q.inner.meets(sentence)]
    gold = [Span(*q["span"]) for q in row["quotations"] if q["use"] == "quotation"]
    made = [span for span, use in seen if use == "quotation"]
    same = sum(any(agree(Span(*q["span"]), s) and use == q["use"] for s, use in seen) for q in row["quotations"])
    return Counter(
        gold=len(gold), found=len(made), met=sum(any(agree(g, m) for m in made) for g in gold),
        right=sum(any(agree(g, m) for g in gold) for m in made), marks=len(row["quotations"]), same=same,
    )  # fmt: skip


def main(copy: str) -> None:
    """Print precision, recall and F1 of quotations for both batches."""
    texts = read_texts(Path(copy))
    rows = [json.loads(line) for line in (ROOT / "corpus" / "quotations.jsonl").read_text("utf-8").splitlines()]
    rows = [r for r in rows if r["id"] in texts and digest(texts[r["id"]][slice(*r["sentence"])]) == r["sha256"]]
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            (Path(folder) / f"{row['id']}.txt").write_bytes(texts[row["id"]].encode("utf-8"))
        documents, _ = pipeline.capture.read([folder], pipeline.tables(), pipeline.lexicons.load_outlets())
        readings = {Path(r.document.source).stem: r for r in pipeline.read(documents, pipeline.tables())}
    for batch in ("mended on", "held out"):
        total: Counter[str] = Counter()
        for row in rows:
            if row["batch"] == batch and row["id"] in readings:
                total += counts(row, readings[row["id"]].quotations, texts[row["id"]])
        precision, recall = total["right"] / max(1, total["found"]), total["met"] / max(1, total["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{batch:10} quotation P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {total['gold']}", end="  ")
        print(f"use of a mark right {total['same'] / max(1, total['marks']):.3f} of {total['marks']}")


if __name__ == "__main__":
    main(*sys.argv[1:2])

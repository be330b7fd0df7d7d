"""Measure residue on annotated pages: characters kept out of the article, by kind, and article text that was lost.

python benchmarks/residue.py ../shared/gold/seeds.json ../shared/pages
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from tawatur import capture, lexicons, pipeline
from tawatur.base.document import Document
from tawatur.base.span import Span


def covered(spans: list[Span], text: str) -> set[int]:
    """List the positions of letters that spans cover."""
    return {at for span in spans for at in range(*span) if text[at].isalnum()}


def measure(document: Document, gold: dict[str, list[object]]) -> tuple[int, int, set[int], Counter[str]]:
    """Return residue letters found, all of them, article letters lost, and those missed by kind."""
    wanted = {Span(*r["span"]): r["kind"] for r in gold["residue"]}  # type: ignore[index,call-overload]
    left_out = covered([r.span for r in document.residue], document.text)
    kept = covered(
        [*document.body, *([document.title.span] if document.title and document.title.span else [])], document.text
    )
    residue = covered(list(wanted), document.text)
    article = covered([Span(*s) for s in gold["body"]], document.text) - residue  # type: ignore[misc]
    missed = Counter({kind: len(covered([span], document.text) - left_out) for span, kind in wanted.items()})
    return len(residue & left_out), len(residue), article - kept, +missed


def main() -> None:
    """Print a line a page and the sums."""
    gold = {d["file"]: d for d in json.loads(Path(sys.argv[1]).read_text("utf-8"))["documents"]}
    documents, _ = capture.read([sys.argv[2]], pipeline.tables(), lexicons.load_outlets())
    hits = everything = lost_in_all = 0
    for document in documents:
        hit, whole, lost, missed = measure(document, gold[Path(document.source).name])
        hits, everything, lost_in_all = hits + hit, everything + whole, lost_in_all + len(lost)
        words = "".join(document.text[at] for at in sorted(lost))[:60]
        print(
            f"{Path(document.source).name}: {hit} of {whole} letters of residue, {len(lost)} of the article lost {words}",
            dict(missed),
        )
    print(f"recall {hits / everything:.3f}; letters of the article lost: {lost_in_all}")


if __name__ == "__main__":
    main()

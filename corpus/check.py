"""Check corpus files: labels that the guide knows, spans in order and inside the text, digests where a copy is given.

    python corpus/check.py corpus/*.jsonl [--texts COPY.jsonl.gz]

Prints what is wrong, a line each, and exits 1 if anything is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attach import pointed_at
from texts import digest, read_texts

PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT OTHER"
)
LABELS = {
    ("mention", "kind"): "PER ORG LOC FAC OUT LAW EVT PROD",
    ("time", "type"): "DATE TIME DURATION SET",
    ("event", "type"): PLOVER,
    ("event", "polarity"): "+ -",
    ("quotation", "use"): "quotation scare name",
}
SPANS = {  # layer → the fields that hold one span, and those that hold a list of them
    "mention": ("span", ""), "rank": ("span person", ""), "office": ("span person", ""), "time": ("span", ""),
    "figure": ("span", ""), "attribution": ("cue source content", ""), "wording": ("span", ""),
    "event": ("trigger place time", "actors recipients"), "quotation": ("span", ""),
}  # fmt: skip


def faults(row: dict[str, Any], text: str | None) -> Iterator[str]:
    """Yield what is wrong with one article or sentence."""
    if text is not None and digest(pointed_at(row, text)) != row["sha256"]:
        yield "the copy's text is not the one annotated"
        text = None
    items = row.get("annotations") or [q | {"layer": "quotation"} for q in row.get("quotations", [])]
    for number, item in enumerate(items):
        for fault in item_faults(item, text):
            yield f"annotation {number} ({item.get('layer')}): {fault}"


def item_faults(item: dict[str, Any], text: str | None) -> Iterator[str]:
    """Yield what is wrong with one annotation."""
    layer = item.get("layer", "")
    if layer not in SPANS:
        yield "unknown layer"
        return
    for (of, field), labels in LABELS.items():
        if of == layer and item.get(field) not in labels.split():
            yield f"{field} {item.get(field)!r} is none of {labels}"
    single, many = (fields.split() for fields in SPANS[layer])
    for span in [item.get(f) for f in single] + [s for f in many for s in item.get(f, [])]:
        if span is None:
            continue
        if len(span) != 2 or not 0 <= span[0] < span[1]:
            yield f"{span} is no span"
        elif text is not None and (span[1] > len(text) or text[span[0] : span[1]] != text[span[0] : span[1]].strip()):
            yield f"{span} ends outside the text, or on a blank"
    yield from (f"{k} holds text" for k, v in item.items() if isinstance(v, str) and any("ء" <= c <= "ي" for c in v))


def main() -> int:
    """Check every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, help="a copy of the articles")
    args = parser.parse_args()
    texts = read_texts(args.texts) if args.texts else {}
    wrong = 0
    for path in args.files:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            row = json.loads(line)
            for fault in faults(row, texts.get(row["id"])):
                wrong += 1
                print(f"{path}, line {number}: {fault}")
    print(f"{wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Put the texts back: a copy of the articles and a part of the corpus in, the part with texts and surfaces out.

    python corpus/attach.py COPY.jsonl.gz corpus/train.jsonl > train-with-text.jsonl

Articles whose text is missing or does not have the digest are named on standard error and left out; then the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from texts import digest, read_texts


def with_words(value: Any, text: str) -> Any:
    """Write beside every span its words: [3, 7] becomes {"span": [3, 7], "words": …}."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
        return {"span": value, "words": text[value[0] : value[1]]}
    if isinstance(value, list):
        return [with_words(v, text) for v in value]
    return value


def attach(row: dict[str, Any], text: str) -> dict[str, Any]:
    """Return one article, or one sentence with quotation marks, with its text."""
    if "annotations" in row:
        marked = [{k: with_words(v, text) for k, v in a.items()} for a in row["annotations"]]
        return row | {"text": text, "annotations": marked}
    start, end = row["sentence"]
    quotations = [{k: with_words(v, text) for k, v in q.items()} for q in row["quotations"]]
    return row | {"text": text[start:end], "quotations": quotations}


def pointed_at(row: dict[str, Any], text: str) -> str:
    """Return what a row's digest is of: the article, or its sentence."""
    return text if "annotations" in row else text[row["sentence"][0] : row["sentence"][1]]


def main(copy: str, part: str) -> int:
    """Read both, write what fits."""
    texts, missing = read_texts(Path(copy)), 0
    for line in Path(part).read_text("utf-8").splitlines():
        row = json.loads(line)
        text = texts.get(row["id"])
        if text is None or digest(pointed_at(row, text)) != row["sha256"]:
            missing += 1
            why = "is not in the copy" if text is None else "differs from the text that was annotated"
            print(f"{row['id']}: {why}; left out", file=sys.stderr)
            continue
        print(json.dumps(attach(row, text), ensure_ascii=False))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

"""Turn the guide's line format into spans: a batch of articles and its lines in, one annotated article a line out.

    python corpus/read_lines.py BATCH.json LINES.ann > more.jsonl

BATCH.json maps ids to {"text", "sentences"}. Lines that cannot be read or whose words do not stand in their sentence are listed on
standard error with their number, and left out; then the exit code is 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Span = list[int]
NTH = re.compile(r"(.*)#(\d+)$")
ELSEWHERE = re.compile(r"\^(\d+):(.*)")  # «^3:سالم»: the words stand in sentence 3
LETTER = re.compile(r"[\w\u064b-\u0652]")
CLINGING = "وفبلكس"  # letters that may be written against the word


class WrongLineError(ValueError):
    """A line that the guide does not know, or whose words are not where it says."""


class Article:
    """One article being annotated: finds words in its sentences."""

    def __init__(self, text: str, sentences: list[Span]) -> None:
        self.text, self.sentences = text, sentences

    def all(self, number: int, surface: str) -> list[Span]:
        """Return where the words stand in a sentence; none for no words."""
        if not surface:
            return []
        if other := ELSEWHERE.fullmatch(surface):
            number, surface = int(other[1]), other[2]
        which = None
        if nth := NTH.fullmatch(surface):
            surface, which = nth[1], int(nth[2])
        if not 0 <= number < len(self.sentences):
            raise WrongLineError(f"there is no sentence {number}")
        start, end = self.sentences[number]
        found = [
            [start + m.start(), start + m.end()] for m in re.finditer(re.escape(surface.strip()), self.text[start:end])
        ]
        found = [span for span in found if self.whole(span)]
        if not found:
            raise WrongLineError(f"«{surface}» does not stand in sentence {number}")
        return [found[which - 1]] if which and which <= len(found) else found

    def whole(self, span: Span) -> bool:
        """Say whether a span begins and ends at a word's edge, letters that cling to it aside."""
        before = re.search(r"[\w\u064b-\u0652]*$", self.text[: span[0]])
        clings = before is None or set(before.group()) <= set(CLINGING)
        return clings and not (span[1] < len(self.text) and LETTER.match(self.text[span[1]]))

    def one(self, number: int, surface: str) -> Span | None:
        """Return the first place of the words, null for no words."""
        return next(iter(self.all(number, surface)), None)

    def each(self, number: int, field: str) -> list[Span]:
        """Return the first place of each of several words: «الوزير ; الوفد»."""
        return [span for part in field.split(" ; ") if (span := self.one(number, part.strip()))]

    def content(self, number: int, first: str, last: str, final: int) -> Span | None:
        """Return a content by its first and last words; «*» is the whole article."""
        if first == "*":
            return [0, len(self.text)]
        start = self.one(number, first)
        if start is None:
            return None
        ends = [span for span in self.all(final, last or first) if span[1] > start[0]]
        if not ends:
            raise WrongLineError("the content ends before it starts")
        return [start[0], ends[-1][1]]


Reader = Callable[[Article, int, list[str]], list[dict[str, Any]]]
READERS: dict[str, Reader] = {
    "M": lambda a, k, f: [{"layer": "mention", "kind": f[0], "span": s} for s in a.all(k, f[1])],
    "R": lambda a, k, f: [{"layer": "rank", "span": s, "person": a.one(k, f[1])} for s in a.all(k, f[0])],
    "O": lambda a, k, f: [
        {"layer": "office", "span": a.one(k, f[0]), "person": a.one(k, f[1]), "qualifier": f[2] or None}
    ],
    "T": lambda a, k, f: [{"layer": "time", "span": s, "type": f[1], "value": f[2] or None} for s in a.all(k, f[0])],
    "F": lambda a, k, f: [
        {"layer": "figure", "span": a.one(k, f[0]), "value": f[1], "counted": f[2], "bound": f[3]}
    ],
    "A": lambda a, k, f: [
        {
            "layer": "attribution", "cue": a.one(k, f[0]), "source": a.one(k, f[1]), "kind": f[2], "manner": f[3],
            "stance": f[4], "content": a.content(k, f[5], f[6], int(f[7]) if f[7].isdigit() else k),
        }
    ],
    "E": lambda a, k, f: [
        {
            "layer": "event", "trigger": a.one(k, f[0]), "type": f[1], "mode": f[2], "actors": a.each(k, f[3]),
            "recipients": a.each(k, f[4]), "place": a.one(k, f[5]), "time": a.one(k, f[6]),
            "polarity": f[7] or "+", "modality": f[8] or "happened",
        }
    ],
    "W": lambda a, k, f: [
        {"layer": "wording", "span": s, "referent": f[1], "register": f[2], "voice": f[3]} for s in a.all(k, f[0])
    ],
}  # fmt: skip


def read_line(article: Article | None, line: str) -> list[dict[str, Any]]:
    """Read one line; raises WrongLineError with what is wrong."""
    if article is None:
        raise WrongLineError("it stands under no article of the batch")
    layer, number, *fields = (part.strip() for part in line.split("|"))
    if layer not in READERS or not number.isdigit():
        raise WrongLineError(f"unreadable: {line[:60]}")
    return READERS[layer](article, int(number), fields + [""] * 10)


def main(batch: str, lines: str) -> int:
    """Read a batch, write spans, list what is wrong."""
    articles = {i: Article(a["text"], a["sentences"]) for i, a in json.loads(Path(batch).read_text("utf-8")).items()}
    made: dict[str, list[dict[str, Any]]] = {}
    made[""] = []
    current, wrong = "", 0
    for number, line in enumerate(Path(lines).read_text("utf-8").splitlines(), 1):
        if line.startswith("###"):
            current = line[3:].split("|")[0].strip()
            made.setdefault(current, [])
        elif line.strip():
            try:
                made[current] += read_line(articles.get(current), line)
            except WrongLineError as fault:
                wrong += 1
                print(f"line {number}: {fault}", file=sys.stderr)
    for name, found in made.items():
        if name in articles:
            row = {"id": name, "sentences": articles[name].sentences, "annotations": found}
            print(json.dumps(row, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

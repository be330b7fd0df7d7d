"""The words of a sentence in, what the light models see of each out: its letters, its neighbours, its tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from tawatur.base.fold import fold
from tawatur.base.segmenter import Segmenter
from tawatur.base.tokens import Tokens
from tawatur.extract.light_tagger.gazetteer import Gazetteer

REMEMBERED = 100_000  # words whose features are kept
NEAR, FAR = (-1, 1), (-2, 2)  # words away
LONG_PAGE = 3  # sentences counted from either end of a page: the headline and the by-line stand there

Seen = tuple[bytes, ...]


class Features:
    """Make the features of words; each word's own are made once and kept, in the bytes that crfsuite reads."""

    def __init__(self, segmenter: Segmenter, gazetteer: Gazetteer, counts: Mapping[str, int]) -> None:
        self.segmenter = segmenter
        self.gazetteer = gazetteer
        self.counts = counts
        self.words: dict[str, dict[int, Seen]] = {}
        self.marks: dict[str, dict[int, bytes]] = {}

    def of(self, tokens: Tokens, within: range, place: str) -> list[list[bytes]]:
        """List the features of the words of one sentence; `place` says where on the page it stands."""
        words = [self.word(tokens.raw(i)) for i in within]
        marks = [[self.mark(name) for name in sorted(names)] for names in self.gazetteer.marks(tokens, within)]
        rows = [list(word[0]) for word in words]
        last = len(rows) - 1
        for i, row in enumerate(rows):
            row += [mark[0] for mark in marks[i]]
            for away in NEAR:
                if 0 <= i + away <= last:
                    row += words[i + away][away]
                    row += [mark[away] for mark in marks[i + away]]
            for away in FAR:
                if 0 <= i + away <= last:
                    row += words[i + away][away]
            row.append(f"at={place}".encode())
        for i, (left, right) in enumerate(pairwise(words)):
            rows[i + 1].append(left[0][0] + b"|" + right[0][0])
        if rows:
            rows[0] += [b"first", f"first={place}".encode()]
            rows[last].append(b"last")
        return rows

    def word(self, raw: str) -> dict[int, Seen]:
        """Return what is seen of a word from itself (0) and from its neighbours (-2, -1, 1, 2 words away)."""
        found = self.words.get(raw)
        if found is None:
            if len(self.words) > REMEMBERED:
                self.words.clear()
            found = self.words[raw] = self.describe(raw)
        return found

    def describe(self, raw: str) -> dict[int, Seen]:
        """Make the features of one word for each of the five places it can be seen from."""
        parts = self.segmenter.split(raw)
        word, stem, proclitics = fold(raw), fold(parts.stem), fold(parts.proclitics)
        near = [f"s={stem}", *([f"pro={proclitics}"] if proclitics else [])]
        if (made_of := shape(word)) != "arabic":
            near.append(f"shape={made_of}")
        else:
            near.append(f"end2={stem[-2:]}")
        if stem.startswith(("ال", "لل")):
            near.append("article")
        own = [*near, f"size={min(len(stem), 8)}", f"count={self.counts.get(stem, 0)}", *affixes(stem)]
        if word != stem:
            own += [f"w={word}", f"enc={fold(parts.enclitics)}"]
        seen = (
            {0: own}
            | {away: [f"{away}{f}" for f in near] for away in NEAR}
            | {away: [f"{away}{near[0]}"] for away in FAR}
        )
        return {away: tuple(f.encode("utf-8", "replace") for f in names) for away, names in seen.items()}

    def mark(self, name: str) -> dict[int, bytes]:
        """Write a table's mark as seen from the word itself and from its neighbours."""
        found = self.marks.get(name)
        if found is None:
            found = self.marks[name] = {away: f"{away or ''}in={name}".encode() for away in (0, *NEAR)}
        return found


def affixes(stem: str) -> Iterator[str]:
    """Yield the first and last letters of a stem."""
    for size in (2, 3):
        if len(stem) > size:
            yield f"start{size}={stem[:size]}"
            if size > 2:
                yield f"end{size}={stem[-size:]}"


def shape(word: str) -> str:
    """Name what a folded word is made of: letters, a number of so many digits, a Latin word, a mark."""
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if "ء" <= word[:1] <= "ي":
        return "arabic"
    if word[:1].isascii() and word[:1].isalnum():
        return "latin"
    return f"mark{word[:1]}" if word[:1] and unicodedata.category(word[0])[0] in "PS" else "other"

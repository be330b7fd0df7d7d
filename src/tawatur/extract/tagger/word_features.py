"""One word in, the numbers of its features out: its stem, its letters, what clings to it, the tables it stands in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from zlib import crc32

from tawatur.base.fold import fold
from tawatur.base.segmenter import Segmenter
from tawatur.extract.tagger.word_tables import WordTables

BUCKETS = 1 << 16  # features share this many numbers; 0 is none
MOST = 24  # features of one word


class WordFeatures:
    """Describe words; a word has the same features wherever it stands."""

    def __init__(self, segmenter: Segmenter, tables: WordTables) -> None:
        self.segmenter = segmenter
        self.tables = tables

    def of(self, raw: str) -> list[int]:
        """List the numbers of a word's features, the stem's first, at most MOST."""
        names = dict.fromkeys(self.named(raw))
        return [crc32(name.encode("utf-8", "replace")) % (BUCKETS - 1) + 1 for name in list(names)[:MOST]]

    def named(self, raw: str) -> Iterator[str]:
        """Yield the features by name: «وبالقاهرة» is s=القاهره, pro=وب, in=countries…"""
        parts = self.segmenter.split(raw)
        word, stem, proclitics = fold(raw), fold(parts.stem), fold(parts.proclitics)
        yield f"s={stem}"
        yield f"w={word}"
        made_of = shape(word)
        yield f"shape={made_of}"
        if proclitics:
            yield f"pro={proclitics}"
        if parts.enclitics:
            yield f"enc={fold(parts.enclitics)}"
        yield from (f"in={label}" for label in sorted(self.tables.of(word)))
        if made_of == "arabic":
            if stem.startswith(("ال", "لل")):
                yield "article"
            yield f"count={self.segmenter.counts.get(stem, 0)}"
            yield from affixes(stem)
            yield f"size={min(len(stem), 8)}"


def affixes(stem: str) -> Iterator[str]:
    """Yield the first and last letters of a stem."""
    bare = stem.removeprefix("ال")
    for size in (1, 2, 3):
        if len(stem) > size:
            yield f"end{size}={stem[-size:]}"
        if len(bare) > size:
            yield f"start{size}={bare[:size]}"


def shape(word: str) -> str:
    """Name what a folded word is made of: letters, a number of so many digits, a Latin word, a mark."""
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if "ء" <= word[:1] <= "ي":
        return "arabic"
    if word[:1].isascii() and word[:1].isalnum():
        return "latin"
    return f"mark{word[:1]}" if word[:1] and unicodedata.category(word[0])[0] in "PS" else "other"

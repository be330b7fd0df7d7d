"""A page's text → its comparable words, where they stand, and their numbers; numbers → shingles: the hash of every run of eight words.

No run is left out: winnowing (one run of five kept) finds .78 of the pairs of pages that share eight words in a row, all runs .99,
and half of the join's speed pays for it (benchmarks/discover.md). Numbers are kept, and runs made of them when they are joined:
four bytes a word instead of eight a run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tawatur.base.fold import MOVED, Folded, fold_unkept, fold_with_map
from tawatur.base.span import Span

LEAST = 8  # words of a run that is hashed
WORD = re.compile(r"\w+")

Numbers = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]


class Words:
    """The folded words of a page's zones, and where each stands in its text."""

    def __init__(self, text: str, zones: Iterable[tuple[int, int]]) -> None:
        """Fold the zones of a text and cut them into words: runs of letters and digits («وَقال: نعم» → «وقال», «نعم»)."""
        self.text = text
        self.zones = joined(text, zones)
        self.folded = [fold_unkept(text[start:end]) for start, end in self.zones]
        found = list(map(WORD.findall, self.folded))
        self.forms: list[str] = list(chain.from_iterable(found))
        self.firsts = [0, *accumulate(map(len, found))]

    def span(self, first: int, last: int) -> Span:
        """Return the span of the text from word `first` up to, not including, word `last`."""
        return Span(self.of_word(first).start, self.of_word(last - 1).end)

    def of_word(self, word: int) -> Span:
        """Return the span of one word, its vowel marks with it: «قالَ»."""
        zone = bisect_right(self.firsts, word) - 1
        start = self.starts[zone][word - self.firsts[zone]]
        return self.mapped[zone].source_span(Span(start, start + len(self.forms[word]))).shift(self.zones[zone][0])

    @cached_property
    def starts(self) -> list[list[int]]:
        """List where the words of each folded zone start."""
        return [[found.start() for found in WORD.finditer(folded)] for folded in self.folded]

    @cached_property
    def mapped(self) -> list[Folded]:
        """Each zone folded with the way back."""
        raw = [self.text[start:end] for start, end in self.zones]
        return [
            fold_with_map(r) if MOVED.search(r) else Folded(f, [0], [0], r)
            for r, f in zip(raw, self.folded, strict=True)
        ]


def joined(text: str, zones: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join zones that only white space parts: no word reaches over it."""
    out: list[tuple[int, int]] = []
    for start, end in zones:
        if out and text[out[-1][1] : start].isspace():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def zones_of(headline: Sequence[int], body: Sequence[int]) -> list[tuple[int, int]]:
    """List the stretches of a text that are compared, in reading order: its headline, if it stands there, and its body."""
    ends = [*headline, *body]
    return sorted(zip(ends[::2], ends[1::2], strict=True))


@lru_cache(maxsize=1 << 16)
def number_of(word: str) -> int:
    """Hash a word to 32 bits, the same in every process; two words of one number are told apart when pages are aligned."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def numbers(forms: list[str]) -> Numbers:
    """Number a page's words."""
    return np.fromiter(map(number_of, forms), np.uint32, len(forms))


class Shingles(NamedTuple):
    """The runs of `LEAST` words of some pages: the hash of each, the page it is of, and its first word there; runs of each page."""

    hashes: Hashes
    page: Ints
    place: Ints
    runs: Ints


def shingles(words: Numbers, sizes: Ints) -> Shingles:
    """Hash the runs of pages whose words stand one behind the other; ``sizes``: how many words each page has."""
    starts = np.cumsum(sizes) - sizes
    runs = np.maximum(0, sizes - LEAST + 1)
    page = np.repeat(np.arange(len(sizes)), runs)
    place = np.arange(len(page)) - np.repeat(np.cumsum(runs) - runs, runs)
    return Shingles(runs_of(words.astype(np.uint64))[starts[page] + place], page, place, runs)


def runs_of(words: Hashes) -> Hashes:
    """Hash every run of `LEAST` words: Horner's rule in wrapping 64-bit arithmetic, its bits then mixed."""
    count = max(0, len(words) - LEAST + 1)
    total = np.zeros(count, np.uint64)
    for k in range(LEAST):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[k : k + count]
    return total ^ (total >> np.uint64(29))

"""A page's text → its comparable words, where they stand, and its shingles: a few of the hashes of its runs of eight words.

Which few is winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every `WINDOW` runs that follow one another, the
one of the least hash. So any two pages that share `LEAST` + `WINDOW` - 1 words in a row have a shingle in common.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from tawatur.base.fold import MOVED, Folded, fold_unkept, fold_with_map
from tawatur.base.span import Span

LEAST = 8  # words of a run that is hashed
WINDOW = 5  # runs of which one is kept
WORD = re.compile(r"\w+")

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]


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
    """Hash a word to 64 bits, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def shingles(forms: list[str]) -> tuple[Hashes, Places]:
    """Return the hashes of the shingles of a page's words, and the index of the first word of each."""
    numbers = np.fromiter(map(number_of, forms), np.uint64, len(forms))
    runs = runs_of(numbers)
    kept = winnowed(runs)
    return runs[kept], kept.astype(np.int32)


def runs_of(numbers: Hashes) -> Hashes:
    """Hash every run of `LEAST` words: Horner's rule in wrapping 64-bit arithmetic, its bits then mixed."""
    count = max(0, len(numbers) - LEAST + 1)
    total = np.zeros(count, np.uint64)
    for k in range(LEAST):
        total = total * np.uint64(0x9E3779B97F4A7C15) + numbers[k : k + count]
    return total ^ (total >> np.uint64(29))


def winnowed(runs: Hashes) -> npt.NDArray[np.int64]:
    """Return the indexes of the runs that are kept, in order."""
    if len(runs) <= WINDOW:
        return np.array([runs.argmin()] if len(runs) else [], np.int64)
    count = len(runs) - WINDOW + 1
    least, at = runs[:count], np.arange(count)
    for k in range(1, WINDOW):
        less = runs[k : k + count] < least
        least, at = np.where(less, runs[k : k + count], least), np.where(less, np.arange(k, k + count), at)
    kept: npt.NDArray[np.int64] = at[np.append(True, at[1:] != at[:-1])]
    return kept  # a window never keeps a run before the one that the last window kept

"""A page's headline and body → its words as numbers, lightly stemmed, and how often each is there; the headline counts more."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from hashlib import blake2b

from tawatur.base.stems import stem
from tawatur.base.tokens import words

HEADLINE = 3  # times that a word of the headline counts
READ = 3000  # letters of a body: what stands further down is background
SHORTEST = 2  # letters of a word that counts


def terms_of(headline: str, body: str) -> dict[int, int]:
    """Count the stems of a page: «للقمة الإسلامية» and «القمة الاسلامية» count as the same two."""
    counts: dict[int, int] = {}
    for text, weight in ((headline, HEADLINE), (body[:READ], 1)):
        for word, times in Counter(words(text)).items():
            if len(word) >= SHORTEST and word[0].isalpha():
                number = number_of(word)
                counts[number] = counts.get(number, 0) + weight * times
    return counts


@lru_cache(maxsize=1 << 16)
def number_of(word: str) -> int:
    """Give a word's stem a number of 64 bits, the same on every machine: words of news come back again and again."""
    return int.from_bytes(blake2b(stem(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")

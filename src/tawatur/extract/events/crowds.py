"""Words → whether they name people who protest: «المتظاهرون», «محتجين», «المعتصمات»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

CROWD = ("متظاهر", "محتج", "معتصم", "مضرب")  # stems of those who protest
PLURALS = ("ون", "ين", "ات", "و", "ي")


@lru_cache(maxsize=1 << 14)
def is_crowd(word: str) -> bool:
    """Say whether a folded word names people who protest."""
    bare = word.lstrip("وبلفك").removeprefix("ال").removeprefix("ل")
    return any(bare == stem or (bare.startswith(stem) and bare[len(stem) :] in PLURALS) for stem in CROWD)


def crowd_in(words: Sequence[str], within: range, but: int) -> bool:
    """Say whether protesters are named among these tokens, one token left out."""
    return any(is_crowd(words[k]) for k in within if k != but)

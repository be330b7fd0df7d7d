"""A folded Arabic word → its light stem: what is written together with it before and behind is taken off, nothing else changes.

A light stemmer in the manner of Larkey, Ballesteros and Connell's «light10» (2007): no roots, no vowels, no dictionary. What it
does not do: broken plurals («لجنة» and «لجان» stay apart), prefixes of verbs («قال» and «يقول»), and a preposition before a stem
of three letters («لمصر»): without a dictionary «كتاب» would lose its first letter too, and be «تاب».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# longest first; «و» and the article go as often as they stand there, so that «وزير», «الوزير» and «ووزير» end alike
LEADING = ("وبال", "وكال", "فبال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال", "و")
PREPOSITIONS = ("ف", "ب", "ل", "ك")
TRAILING = (
    "هما", "تين", "تان", "تنا", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "ته", "وا", "ه", "ي", "ت", "ا",
)  # fmt: skip
SHORTEST = 3  # letters that stay
SHORTEST_AFTER_PREPOSITION = 4
LONGEST = 30  # letters; what is longer is no word that Arabic writes


def repeated(affixes: Sequence[str], shortest: int) -> re.Pattern[str]:
    """Match affixes at the beginning of a word, the longest first, as many as leave `shortest` letters."""
    return re.compile(f"(?:(?:{'|'.join(affixes)})(?=.{{{shortest}}}))*", re.DOTALL)


BEFORE = repeated(LEADING, SHORTEST)
BEHIND = repeated([suffix[::-1] for suffix in TRAILING], SHORTEST)  # of a word turned round
PREPOSED = repeated(PREPOSITIONS, SHORTEST_AFTER_PREPOSITION)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Take off what is written together with a folded word: «وللفلسطينيين» (and to the Palestinians) gives «فلسط»."""
    if len(word) > LONGEST:
        return word
    left, before = word, ""
    while left != before:
        before = left
        left = without(left, BEFORE)
        left = without(left[::-1], BEHIND)[::-1]
        left = without(left, PREPOSED)
    return left


def without(word: str, affixes: re.Pattern[str]) -> str:
    """Take off what a pattern matches at a word's beginning."""
    found = affixes.match(word)
    return word[found.end() :] if found else word

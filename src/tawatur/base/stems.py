"""A folded Arabic word → its light stem: what is written together with it before and behind is taken off, nothing else changes.

A light stemmer in the manner of Larkey, Ballesteros and Connell's «light10» (2007): no roots, no vowels, no dictionary. What it
does not do: broken plurals («لجنة» and «لجان» stay apart), prefixes of verbs («قال» and «يقول»), and a preposition before a stem
of three letters («لمصر»): without a dictionary «كتاب» would lose its first letter too, and be «تاب».
"""

from __future__ import annotations

from collections.abc import Iterable
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


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Take off what is written together with a folded word: «وللفلسطينيين» (and to the Palestinians) gives «فلسط»."""
    if len(word) > LONGEST:
        return word
    left, before = word, ""
    while left != before:
        before = left
        left = without(left, LEADING, SHORTEST)
        left = without_trailing(left)
        left = without(left, PREPOSITIONS, SHORTEST_AFTER_PREPOSITION)
    return left


def without(word: str, prefixes: Iterable[str], shortest: int) -> str:
    """Take prefixes off, as many as leave `shortest` letters."""
    while prefix := next((p for p in prefixes if word.startswith(p) and len(word) - len(p) >= shortest), ""):
        word = word[len(prefix) :]
    return word


def without_trailing(word: str) -> str:
    """Take suffixes off, as many as leave three letters: «فلسطينيات» gives «فلسط»."""
    while suffix := next((s for s in TRAILING if word.endswith(s) and len(word) - len(s) >= SHORTEST), ""):
        word = word[: -len(suffix)]
    return word

"""Does the clause of an expression look ahead? «سيفتتح السبت», «من المقرر … الأحد», «حتى السبت», a headline's present."""

from __future__ import annotations

import re

from tawatur.extract.times.scan import Found, Scan

PRESENT = re.compile("[يت][\u0621-\u064a]{3,}$")  # a verb of the present, or a name that looks like one: only headlines
FAR_BACK = 12  # tokens between a verb in the future and the weekday it governs
NOT_FUTURE = ("سيا", "سيد", "سير", "سيط", "سين", "سيو", "ستي", "ستو", "سنو", "سنت", "سنغ", "سناء")
SHORT_NAMES = frozenset(
    ("سيما", "سيتي", "ستاد", "ستار", "سيلا", "سيفه", "سيفا", "ستيف", "ستره", "سيئه", "سيمي", "سيلف", "ستات")
)


def looks_ahead(scan: Scan, found: Found, *, headline: bool, back: int = FAR_BACK) -> bool:
    """Say whether the clause before an expression looks ahead: سوف, «من المقرر», a verb with س, a headline's present.

    `back` tokens are looked at.
    """
    words = scan.words
    if {"before", "to"} & set(scan.lexemes(found.first - 1)) or "appointed" in scan.lexemes(found.last):
        return True
    if headline:
        earlier = words[scan.start : found.first]
        if not earlier or any(PRESENT.match(w) for w in earlier):
            return True
    for at in range(found.first - 1, max(scan.start, found.first - back) - 1, -1):
        if words[at] in (".", "؛", "!", "؟"):
            return False
        if "future" in scan.lexemes(at) or will(words[at]):
            return True
    return False


def will(word: str) -> bool:
    """Say whether a folded word is a verb with the future's س: «سيلتقي», «وستبدأ»; «سيارة» and «سنوات» are none."""
    word = word.removeprefix("و").removeprefix("ف")
    if len(word) == 4:  # «سيتم», «ستصل»: so short a word is as often a name
        return word[0] == "س" and word[1] in "يت" and word not in SHORT_NAMES and not word.startswith(NOT_FUTURE)
    return len(word) > 4 and word[0] == "س" and word[1] in "يتن" and not word.startswith(NOT_FUTURE)

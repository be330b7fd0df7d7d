"""Reduce figures and triggers to the words every careful reader would mark.

Readers differ on whether «13» or «13 شخصا» is the figure, and on whether «تم» belongs to «تم القبض»: both count
as agreement, and a model should not be asked to guess which one a reader preferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawatur.base.fold import fold

Span = tuple[int, int]

UNIT = "(?:واحد|اثنان|اثنين|اثنتان|اثنتين|ثلاث|اربع|خمس|ست|سبع|ثمان|ثماني|تسع|عشر)"
TEN = "(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين)"
HUNDRED = "(?:ما?ي(?:ه|تا|تي|تان|تين|ات))"
THOUSAND = "(?:الف|الفا|الفان|الفين|الفي|الاف|الوف)"
MILLION = "(?:مليون(?:ا|ان|ين|ي)?|ملايين|مليار(?:ا|ان|ين|ي|ات)?|بليون|تريليون)"
LOOSE = "(?:عشرات|نصف|ربع|ثلث|ثلثي|ثلثا|بضع|بضعه|عدد)"
# folded: ة is written ه and ئ is written ي, so «خمسة» is «خمسه» and «ثلاثمائة» a unit before «مايه»
NUMERAL = re.compile(f"[وفبلك]?(?:ال|لل)?(?:{UNIT}ه?|{TEN}|{UNIT}?{HUNDRED}|{THOUSAND}|{MILLION}|{LOOSE})")
JOINS = set(".,،٫٬/%-ور")  # «13.5», «13ر5», «40%», «خمسة و عشرون»
FUNCTION = re.compile(
    "[وف]?(?:تم|يتم|تمت|تتم|ستتم|سيتم|جري|يجري|قد|ان|انه|انها|انهم|انكم|سوف|لم|لن|لا|ما|كان|كانت|"
    "[بل]?عمليه|[بل]?عمليات|حاله|[بل]?اعمال)"
)


def is_numeral(word: str) -> bool:
    """Say whether a word counts: «13», «آلاف», «وعشرين»."""
    return any(c.isdigit() for c in word) or NUMERAL.fullmatch(fold(word)) is not None


def figure_core(text: str, words: Sequence[Span]) -> Span:
    """Return the numerals of a figure with their scale words: «13 ألف شخص» gives «13 ألف»."""
    counts = [is_numeral(text[s:e]) for s, e in words]
    if not any(counts):
        return words[0][0], words[-1][1]
    first = last = counts.index(True)
    while last + 1 < len(words):
        joins = text[slice(*words[last + 1])] in JOINS and last + 2 < len(words) and counts[last + 2]
        if not counts[last + 1] and not joins:
            break
        last += 1
    return words[first][0], words[last][1]


def trigger_head(text: str, words: Sequence[Span]) -> Span:
    """Return the word that names the event: «تم القبض» gives «القبض», «لم يوافق» gives «يوافق»."""
    for start, end in words:
        word = text[start:end]
        if word[0].isalnum() and not FUNCTION.fullmatch(fold(word)):
            return start, end
    return words[0]


def canonical(text: str, words: Sequence[Span], span: Span, layer: str) -> Span:
    """Reduce the span of a figure or trigger; `words` are the words of the text that it covers."""
    if len(words) < 2:
        return span
    start, end = figure_core(text, words) if layer == "figure" else trigger_head(text, words)
    return max(start, span[0]), min(end, span[1])

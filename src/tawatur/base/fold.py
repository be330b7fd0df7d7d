"""Fold Arabic text for matching, remembering where every letter stood.

Folding makes spellings that readers treat as one compare equal: vowel marks, tatweel and direction marks
go; أ إ آ ٱ become ا, ى becomes ي, ة becomes ه, ؤ and ئ lose their hamza; presentation forms, Persian kaf and
yeh, and all digits become the plain ones; Latin letters are lowered. The map is made in the same pass that
changes the text (compare Unicode TR15: a later diff could not tell which of two equal letters was dropped).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from tawatur.base.span import Span

LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه",
    "ک": "ك", "گ": "ك", "ڤ": "ف", "ڥ": "ف", "ﭬ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز", "ڭ": "ك",
}  # fmt: skip
# A kaf with a bar, a feh with three dots and their like stand for sounds that Arabic also spells with the plain
# letter (غوغل / گوگل): matching needs them equal.
DROPPED = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+"
)
CHANGED = re.compile(f"[{''.join(LETTERS)}A-ZÀ-Þ\u0660-\u0669\u06f0-\u06f9\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]")

USUAL = [
    (letter, LETTERS[letter]) for letter in "أإآىئؤة"
]  # so common that a call for each would take most of the time

MOVED = re.compile(f"{DROPPED.pattern}|[\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]")  # the others fold to one letter each


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """Fold one code point: «ﻻ» gives two letters, a vowel mark none."""
    if DROPPED.match(letter):
        return ""
    plain = unicodedata.normalize("NFKC", letter)
    if len(plain) > 1 or plain != letter:
        return "".join(fold_letter(c) for c in plain if c != " ") if plain != letter else letter
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)
    return LETTERS.get(letter, letter.lower() if len(letter.lower()) == 1 else letter)


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Fold `text` without a map, for words and lexicon forms: «أُفُق» gives «افق»."""
    return fold_unkept(text)


def fold_unkept(text: str) -> str:
    """Fold `text` as `fold` does without keeping it: for whole pages, which would fill the store."""
    text = DROPPED.sub("", text)
    for letter, plain in USUAL:
        text = text.replace(letter, plain)
    return CHANGED.sub(lambda m: fold_letter(m.group()), text)


class Folded(NamedTuple):
    """Folded text and the way back.

    ``breaks`` lists the folded offsets at which the distance to the source changes, ``sources`` the source
    offset of each; between two breaks the distance is constant, so a map of a long page is short.
    """

    text: str
    breaks: list[int]
    sources: list[int]
    source: str

    def source_offset(self, offset: int) -> int:
        """Return where the folded code point at `offset` stood in the source text."""
        i = bisect_right(self.breaks, offset) - 1
        ahead = self.sources[i + 1] if i + 1 < len(self.sources) else len(self.source)
        return min(self.sources[i] + offset - self.breaks[i], ahead)

    def source_span(self, span: Span) -> Span:
        """Carry a folded span back to the source, over the vowel marks that trail its last letter.

        A hit on «قال» in folded text covers all of «قالَ» in the source.
        """
        start, end = span
        if start >= end:
            at = self.source_offset(start)
            return Span(at, at)
        last = self.source_offset(end - 1) + 1
        while last < len(self.source) and DROPPED.match(self.source[last]) and self.source[last] != "\ufeff":
            last += 1
        return Span(self.source_offset(start), last)


def fold_with_map(text: str) -> Folded:
    """Fold `text` and keep the map, in linear time."""
    breaks, sources = [0], [0]
    made = done = 0
    for found in MOVED.finditer(text):
        start, end = found.span()
        letters = len("".join(map(fold_letter, found.group())))
        made += start - done
        if letters != end - start:
            if letters > 1:  # every letter of an unfolded ligature points at the ligature
                for k in range(letters):
                    breaks.append(made + k)
                    sources.append(start)
            breaks.append(made + letters)
            sources.append(end)
        made += letters
        done = end
    return Folded(fold_unkept(text), breaks, sources, text)


def source_length(raw: str, folded_letters: int) -> int:
    """Count the code points of `raw` that its first `folded_letters` folded letters take up.

    Tells where a name starts inside a vocalised token: in «وَالرِّباط», one folded letter is two code points.
    """
    seen = taken = 0
    while taken < len(raw) and (seen < folded_letters or DROPPED.match(raw[taken])):
        if seen >= folded_letters and not DROPPED.match(raw[taken]):
            break
        seen += len(fold_letter(raw[taken]))
        taken += 1
    return taken

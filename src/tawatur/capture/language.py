"""Which language a text is in, by its letters alone: enough to tell what this language's tables can read."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

SAMPLE = 8_000
ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
# Letters that Arabic news uses only in a foreign name here and there, by the language that cannot do without them.
OWN_LETTERS = {"ckb": "ەێۆڵڕ", "ug": "ەېۇۈۋ", "ps": "ښځړۍټډڼ", "ur": "ٹڈڑےںھہ", "fa": "پچژگ"}
LIMIT = {"ckb": 0.05, "ug": 0.05, "ps": 0.02, "ur": 0.03, "fa": 0.018}
PERSIAN_KEYS = "یک"  # also typed by Arabic desks on Persian keyboards: they prove nothing alone
ARABIC_ONLY = "ةىؤإ"  # Persian and Urdu hardly write them
SCRIPTS = {
    "he": ("\u05d0", "\u05ea"),
    "ru": ("\u0400", "\u04ff"),
    "el": ("\u0370", "\u03ff"),
    "zh": ("\u3040", "\u9fff"),
}
FRENCH = re.compile(r"\b(?:le|la|les|des|du|et|est|une|dans|pour|que|qui|sur|au|aux|avec)\b", re.I)
ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|for|on|that|with|was|by|as|from|has)\b", re.I)
NAMES = {
    "ar": "Arabic", "fa": "Persian", "ur": "Urdu", "ckb": "Kurdish (Sorani)", "ug": "Uyghur", "ps": "Pashto",
    "en": "English", "fr": "French", "he": "Hebrew", "ru": "Russian or another Cyrillic language", "el": "Greek",
    "zh": "Chinese or Japanese", "other": "another language",
}  # fmt: skip


class Language(NamedTuple):
    """The language, how many letters were looked at, and the share of them that are Arabic script."""

    code: str
    letters: int
    arabic: float

    @property
    def name(self) -> str:
        """Return the language's English name."""
        return NAMES[self.code]


def tell(text: str) -> Language:
    """Tell the language of `text` from at most its first eight thousand characters."""
    counts = Counter(text[:SAMPLE])
    letters = sum(n for c, n in counts.items() if c.isalpha())
    in_arabic_script = {c: n for c, n in counts.items() if ARABIC.match(c)}
    arabic = sum(in_arabic_script.values())
    if not letters:
        return Language("other", 0, 0.0)
    share = arabic / letters
    if share >= 0.5 or (share >= 0.3 and arabic >= 80):
        return Language(of_arabic_script(in_arabic_script, arabic), letters, share)
    return Language(of_other_scripts(text[:SAMPLE], counts, letters - arabic), letters, share)


def of_arabic_script(counts: dict[str, int], total: int) -> str:
    """Tell Arabic from the other languages of its script: «گ» and «پ» in every line are Persian."""
    shares = {code: sum(counts.get(c, 0) for c in own) / total for code, own in OWN_LETTERS.items()}
    arabic_only = sum(counts.get(c, 0) for c in ARABIC_ONLY) / total
    for code, limit in LIMIT.items():
        if shares[code] >= limit and arabic_only < 0.03:
            return code
    keyed = sum(counts.get(c, 0) for c in PERSIAN_KEYS) / total
    return "fa" if keyed > 0.05 and shares["fa"] >= 0.006 and arabic_only < 0.01 else "ar"


def of_other_scripts(text: str, counts: Counter[str], letters: int) -> str:
    """Tell English and French by their small words, a few others by their script."""
    for code, (first, last) in SCRIPTS.items():
        if sum(n for c, n in counts.items() if first <= c <= last) > letters / 2:
            return code
    french, english = len(FRENCH.findall(text)), len(ENGLISH.findall(text))
    words = text.count(" ") + 1
    if max(french, english) < max(1, words // 20):
        return "other"
    return "fr" if french > english else "en"

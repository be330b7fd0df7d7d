"""Compare two names as a careful reader would: similarity proposes, and says on what ground.

No string measure tells «كوخافي» from «كوخاف», or «محمد الخامس» from «محمد السادس»: a comparison therefore says *how* two
words agree, and the rules of `people` and `bodies` decide what that is worth.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.base.fold import fold

COMPOUND = {
    "عبد",
    "ابو",
    "ابي",
    "ابا",
    "ام",
    "بن",
    "ابن",
    "بنت",
    "ال",
    "ولد",
    "سيدي",
    "مولاي",
    "ذو",
    "نور",
    "سيف",
    "شمس",
}
ORDINALS = {
    "الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6, "السابع": 7, "الثامن": 8, "التاسع": 9,
    "العاشر": 10, "عشر": 10, "الاولي": 1, "الثانيه": 2, "الثالثه": 3, "الرابعه": 4, "الخامسه": 5,
}  # fmt: skip
# Consonants that one foreign sound is written with, by country and decade: Gantz is غانتس, جانتس, قانتس.
FAMILIES = {
    "ب": "b", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ز": "z", "ذ": "d", "ظ": "d", "د": "d", "ض": "d",
    "ج": "g", "غ": "g", "ق": "g", "ك": "k", "خ": "k", "ح": "k", "ه": "h", "ف": "f", "ل": "l", "م": "m", "ن": "n",
    "ر": "r", "ش": "$", "ع": "", "ا": "", "و": "", "ي": "", "ء": "",
}  # fmt: skip
LATIN = (
    ("tsch", "$"), ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("dj", "g"), ("dh", "d"),
    ("ph", "f"), ("th", "s"), ("ck", "k"), ("tz", "ts"), ("x", "ks"), ("c", "k"), ("q", "g"), ("j", "g"), ("v", "f"), ("p", "b"),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Fold a name into its words, compounds joined: «عبد اللطيف الوديي» → («عبداللطيف», «الوديي»)."""
    words = re.findall(r"[^\W_]+", fold(name))
    out: list[str] = []
    joining = ""
    for word in words:
        if word in COMPOUND and word != "ال":
            joining += word
        elif word == "ال":
            joining += "ال"
        else:
            out.append(joining + word)
            joining = ""
    if joining:
        out.append(joining)
    return tuple(out)


def bare(word: str) -> str:
    """Take the article off: «الوديي» → «وديي»; short words keep it."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Reduce a word of either script to consonant classes, keeping a final i: «كوخافي» and «Kochavi» give «kkfi».

    The final vowel is kept because it tells families apart: «كوخاف» (Kochav) gives «kkf».
    """
    word = fold(word)
    if word.isascii():
        word = re.sub(r"^(?:el|al)-?(?=\w{3})", "", word)
        for latin, plain in LATIN:
            word = word.replace(latin, plain)
        last = "i" if word[-1:] in ("i", "y") else ""
        kept = re.sub("[aeiouwy]", "", word)
    else:
        word = bare(word)
        last = "i" if word.endswith("ي") else ""
        kept = "".join(FAMILIES.get(c, "") for c in word)
    return re.sub(r"(.)\1+", r"\1", kept) + last


@lru_cache(maxsize=1 << 16)
def agreement(a: str, b: str) -> tuple[float, str]:
    """Say how far two folded name words agree, 0…1, and on what ground."""
    if a == b:
        return 1.0, "same letters"
    if bare(a) == bare(b):
        return 0.97, "same but for the article"
    if a in ORDINALS or b in ORDINALS:
        return 0.0, "different ordinals"
    same = skeleton(a) == skeleton(b) and len(skeleton(a)) >= 2
    if same and a.isascii() != b.isascii():
        return 0.85, "one consonant skeleton in two scripts"
    if same and vowelless(a) == vowelless(b):
        # سعد and سعيد are two names; only a dropped first alif, or a long foreign word, is one name written twice
        if a.removeprefix("ا") == b.removeprefix("ا") or min(len(bare(a)), len(bare(b))) >= 6:
            return 0.93, "same consonants, vowels written differently"
        return 0.0, "different vowels"
    if same and len(bare(a)) >= 4 and len(bare(b)) >= 4:
        return 0.85, "letters of one transliteration family"
    return 0.0, "different"


def vowelless(word: str) -> str:
    """Leave the long vowels and hamza out, the final one kept: «ابراهيم» and «براهيم» are «برهم»."""
    word = bare(word)
    return re.sub("[اويء]", "", word[:-1]) + word[-1:]

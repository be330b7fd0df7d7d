"""Compare two names as a careful reader would: similarity proposes, and says on what ground.

No string measure tells «كنعاني» from «كنعان», or «محمد الخامس» from «محمد السادس»: a comparison therefore says *how*
two words agree, and the rules of `people` and `bodies` decide what that is worth.
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
# Consonants that one foreign sound is written with, by country and decade: Garrett is غاريت, جاريت, قاريت.
FAMILIES = {
    "ب": "b", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ز": "z", "ذ": "d", "ظ": "d", "د": "d", "ض": "d",
    "ج": "g", "غ": "g", "ق": "g", "ك": "k", "خ": "k", "ح": "k", "ه": "h", "ف": "f", "ل": "l", "م": "m", "ن": "n",
    "ر": "r", "ش": "$", "ع": "", "ا": "", "و": "", "ي": "", "ء": "",
}  # fmt: skip
# Between scripts a letter says less: Latin h, ch, kh, k, q and c all write sounds of the throat and palate.
SOUNDS = {**FAMILIES, "ك": "k", "خ": "k", "ح": "k", "ه": "k", "ق": "k", "غ": "k", "ج": "k"}
LATIN = (
    ("tsch", "$"), ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "k"), ("kh", "k"), ("gh", "k"), ("dj", "k"), ("dh", "d"),
    ("ph", "f"), ("th", "s"), ("ck", "k"), ("tz", "ts"), ("x", "ks"), ("c", "k"), ("q", "k"), ("j", "k"), ("g", "k"), ("h", "k"),
    ("v", "f"), ("p", "b"), ("z", "s"),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Fold a name into its words, compounds joined: «عبد اللطيف البحري» → («عبداللطيف», «البحري»)."""
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
    """Take the article off: «البحري» → «بحري»; short words keep it."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Reduce an Arabic word to consonant families, keeping a final i.

    «غاريت» and «جاريت» are one, «كنعان» and «كنعاني» two.
    """
    word = bare(fold(word))
    return squeezed("".join(FAMILIES.get(c, c) for c in word)) + ("i" if word.endswith("ي") else "")


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> str:
    """Reduce a word of either script to the sounds that both can write: «كنعاني» and «Kanaani» give «kni»."""
    word = fold(word)
    if not word.isascii():
        word = bare(word).removesuffix("ه")
        return squeezed("".join(SOUNDS.get(c, "") for c in word)) + ("i" if word.endswith("ي") else "")
    word = re.sub(r"^(?:el|al)-?(?=\w{3})", "", word).removesuffix("h")
    last = "i" if word[-1:] in ("i", "y") else ""
    for latin, plain in LATIN:
        word = word.replace(latin, plain)
    return squeezed(re.sub("[aeiouwy]", "", word)) + last


def squeezed(letters: str) -> str:
    """Write a doubled letter once."""
    return re.sub(r"(.)\1+", r"\1", letters)


@lru_cache(maxsize=1 << 16)
def agreement(a: str, b: str) -> tuple[float, str]:
    """Say how far two folded name words agree, 0…1, and on what ground."""
    if a == b:
        return 1.0, "same letters"
    if bare(a) == bare(b):
        return 0.97, "same but for the article"
    if a in ORDINALS or b in ORDINALS:
        return 0.0, "different ordinals"
    if a.isascii() != b.isascii():
        if sounds(a) == sounds(b) and len(sounds(a)) >= 2:
            return 0.85, "the same sounds in two scripts"
        return 0.0, "different sounds"
    if a.removeprefix("ا") == b.removeprefix("ا") and min(len(a), len(b)) >= 4:
        return 0.95, "same but for the first alif"
    same = skeleton(a) == skeleton(b) and len(skeleton(a)) >= 2
    if same and vowelless(a) == vowelless(b):
        # سعد and سعيد are two names; only a long foreign word is one name written with more or fewer long vowels
        if min(len(bare(a)), len(bare(b))) >= 6:
            return 0.93, "same consonants, vowels written differently"
        return 0.0, "different vowels"
    if same and len(bare(a)) >= 4 and len(bare(b)) >= 4:
        return 0.85, "letters of one transliteration family"
    return 0.0, "different"


def vowelless(word: str) -> str:
    """Leave the long vowels and hamza out, the final one kept: «ابراهيم» and «براهيم» are «برهم»."""
    word = bare(word)
    return re.sub("[اويء]", "", word[:-1]) + word[-1:]

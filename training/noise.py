"""Write words as careless pages do: «الى القاهره» for «إلى القاهرة», and quotes of every fashion."""

from __future__ import annotations

import random
from collections.abc import Sequence

SPELLING = 0.12  # the share of windows that are respelled
QUOTES = 0.3  # the share of windows whose quotes change fashion
HABIT = 0.7  # how likely a careless writer has each of the habits below

HAMZA = {ord(c): "ا" for c in "أإآ"}
FASHIONS = [("«", "»"), ("“", "”"), ('"', '"'), ("”", "“"), ("'", "'")]


def respell(words: Sequence[str], chance: random.Random) -> list[str]:
    """Drop hamzas, confuse final ى with ي and ة with ه, each as one writer's habit through the whole window."""
    hamza, dots, feminine = (chance.random() < HABIT for _ in range(3))
    to_dots = chance.random() < 0.5
    return [respell_word(w, hamza=hamza, dots=dots, feminine=feminine, to_dots=to_dots) for w in words]


def respell_word(word: str, *, hamza: bool, dots: bool, feminine: bool, to_dots: bool) -> str:
    """Respell one word: «إلى» may become «الى» or «الي»."""
    if hamza:
        word = word.translate(HAMZA)
    if dots and len(word) > 1 and word[-1] in "ىي":
        word = word[:-1] + ("ي" if to_dots else "ى")
    if feminine and len(word) > 2 and word[-1] == "ة":
        word = word[:-1] + "ه"
    return word


def restyle_quotes(words: Sequence[str], chance: random.Random) -> list[str]:
    """Write every quotation mark of a window in one other fashion; a straight one opens and closes in turn."""
    opening, closing = chance.choice(FASHIONS)
    out, inside = [], False
    for word in words:
        if word == '"' or word in "«»“”„":
            closes = word in "»”" or (word == '"' and inside)
            inside = not closes
            word = closing if closes else opening
        out.append(word)
    return out


def roughen(words: Sequence[str], chance: random.Random) -> list[str]:
    """Make the words of one window a little rough, as often as real pages are; their number stays."""
    out = list(words)
    if chance.random() < SPELLING:
        out = respell(out, chance)
    if chance.random() < QUOTES:
        out = restyle_quotes(out, chance)
    return out

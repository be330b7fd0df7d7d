"""Write words as careless pages do: «الى القاهره» for «إلى القاهرة», and quotes of every fashion."""

from __future__ import annotations

import random
from collections.abc import Sequence

SPELLING = 0.12  # the share of windows that are respelled
QUOTES = 0.3  # the share of windows whose quotes change fashion
HABIT = 0.7  # how likely a careless writer has each of the habits below
STRANGERS = 0.4  # the share of windows whose people are given names that nobody bears

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


def strange_name(name: str, letters: str, chance: random.Random) -> str:
    """Change a name in one to three letters, drawn from `letters`: «كوخاف» may become «كوتاف» or «روخنف»."""
    out = list(name)
    for i in chance.sample(range(len(out)), min(len(out), chance.randint(1, 3))):
        out[i] = chance.choice(letters)
    return "".join(out)


def rename_people(words: Sequence[str], people: Sequence[tuple[int, int]], chance: random.Random) -> list[str]:
    """Give the people of a window names that only their company betrays, one name for one name throughout.

    `people` lists the words that name a person, each with the count of letters before the name («لكوخاف»: 1).
    """
    letters = "".join(words[i][skip:] for i, skip in people)
    given: dict[str, str] = {}
    out = list(words)
    for i, skip in people:
        name = words[i][skip:]
        if len(name) > 2 and name.isalpha():
            given.setdefault(name, strange_name(name, letters, chance))
            out[i] = words[i][:skip] + given[name]
    return out


def roughen(words: Sequence[str], chance: random.Random) -> list[str]:
    """Make the words of one window a little rough, as often as real pages are; their number stays."""
    out = list(words)
    if chance.random() < SPELLING:
        out = respell(out, chance)
    if chance.random() < QUOTES:
        out = restyle_quotes(out, chance)
    return out

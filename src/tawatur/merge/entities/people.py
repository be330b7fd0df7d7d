"""Which person mentions are one person: names by names, never by a near spelling alone."""

from __future__ import annotations

from tawatur.base.names import ORDINALS, agreement, name_words


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, str]:
    """Say whether two names of two or more words each are one person's: (score, ground); 0 means no.

    Every word of the shorter name must find its like in the longer, in any order («سامر البحراوي» / «البحراوي سامر»),
    and at least one must agree letter for letter: one near surname without an agreeing given name never merges.
    """
    short, long_ = sorted((a, b), key=len)
    if len(short) < 2:
        return 0.0, "a single word"
    if ordinals(a) != ordinals(b):
        return 0.0, "different ordinals"
    left = list(long_)
    scores: list[float] = []
    grounds: list[str] = []
    for word in short:
        score, ground, like = max((*agreement(word, other), other) for other in left) if left else (0.0, "", "")
        if score < 0.85:
            return 0.0, f"«{word}» has no like"
        left.remove(like)
        scores.append(score)
        if score < 1:
            grounds.append(f"«{word}»/«{like}»: {ground}")
    crossed = all(not s.isascii() for s in short) != all(not s.isascii() for s in long_)
    if max(scores) < 0.97 and not crossed:
        return 0.0, "no word agrees letter for letter"
    if left and not in_order(short, long_):
        return 0.0, "the shorter name's words stand in another order in the longer"
    if left and not keeps_ends(short, long_):
        return 0.0, "the longer name has another family name"
    order = "" if len(a) != len(b) or list(a) == list(b) or grounds else "same words in another order"
    return sum(scores) / len(scores), "; ".join(grounds) or order or "same words"


def in_order(short: tuple[str, ...], long_: tuple[str, ...]) -> bool:
    """Say whether the shorter name's words come in one order in both: «محمد رجب» is not «تامر رجب محمد»."""
    rest = iter(long_)
    return all(any(agreement(word, other)[0] >= 0.85 for other in rest) for word in short)


def keeps_ends(short: tuple[str, ...], long_: tuple[str, ...]) -> bool:
    """Say whether the shorter name keeps the longer one's last word: «حسني مبارك» does «محمد حسني مبارك»."""
    return agreement(short[-1], long_[-1])[0] >= 0.85 or agreement(short[0], long_[-1])[0] >= 0.85


def ordinals(words: tuple[str, ...]) -> list[int]:
    """List the regnal numbers in a name: «محمد السادس» → [6]."""
    return [ORDINALS[w] for w in words if w in ORDINALS]


def short_for(word: str, full: tuple[str, ...]) -> tuple[float, str]:
    """Say whether one word alone may stand for a full name: its family name, or a rare given name.

    Only the same letters, the article aside, or the same skeleton in another script will do: «كنعان» is not «كنعاني».
    """
    for place, part in ((len(full) - 1, "family"), (0, "given")):
        if full[place] in ORDINALS:
            continue
        score, ground = agreement(word, full[place])
        crossed = word.isascii() != full[place].isascii()
        if score >= 0.97 or (crossed and score >= 0.85):
            return score - (0.0 if part == "family" else 0.05), f"{part} name alone: {ground}"
    return 0.0, "no part of the name"


def words_of(name: str) -> tuple[str, ...]:
    """Fold a person's name into words, Latin particles left out: «Garrett Hollman» → («garrett», «hollman»)."""
    return tuple(w for w in name_words(name) if len(w) > 1)

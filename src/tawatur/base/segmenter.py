"""One word in, its parts out: «وببيوتهم» (and in their houses) → «وب» «بيوت» «هم», by a trained model.

Arabic writes و ف ب ل ك س against the next word and pronouns against the last. Letters alone do not tell: «فرد» is
one man, or «so he answered». A conditional random field over letters decides, by the letters around and by how often
what would be left is a word of its own. Names that begin with such a letter are kept whole: «بلال».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from tawatur.base.fold import DROPPED, fold, source_length

WORD = re.compile("[\u0621-\u064a]{2,24}")  # a longer run of letters is no word
CONJUNCTIONS, PREPOSITIONS = "وف", "بلكس"
PROCLITICS = re.compile(f"[{CONJUNCTIONS}]?[{PREPOSITIONS}]?")
ENCLITICS = frozenset(["ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "نا", "ي", "ني"])
PRONOUN = re.compile("(?:ها|هم|هما|هن|كم|نا|ه|ي)$")
BEFORE, STEM, AFTER = "P", "S", "E"
REMEMBERED = 200_000  # words kept as parted


class Parts(NamedTuple):
    """A word in three: what stands before the stem, the stem, and the pronouns after it; each as it was written."""

    proclitics: str
    stem: str
    enclitics: str


class Segmenter:
    """Part words with a trained model.

    `model`: a crfsuite file's bytes or its path. `counts`: folded words to the logarithm (base 2) of how often they
    occur in news. `protected`: folded names whose first letter belongs to them («بلال»).
    """

    def __init__(self, model: bytes | str, counts: Mapping[str, int], protected: Collection[str] = ()) -> None:
        self.model = model
        self.counts = counts
        self.protected = frozenset(protected)
        self.tagger: Any = None
        self.parted: dict[str, tuple[int, int]] = {}

    def load(self) -> Any:
        """Open the model at its first use."""
        if self.tagger is None:
            import pycrfsuite

            self.tagger = pycrfsuite.Tagger()
            if isinstance(self.model, bytes):
                self.tagger.open_inmemory(self.model)
            else:
                self.tagger.open(self.model)
        return self.tagger

    def split(self, word: str) -> Parts:
        """Part a word as it stands in the text: «وللقوات» gives («ول», «لقوات», «»), «بيتهم» («», «بيت», «هم»)."""
        before, after = self.lengths(word)
        plain = DROPPED.sub("", word)
        start = source_length(word, before) if before else 0
        stop = source_length(word, len(plain) - after) if after else len(word)
        return Parts(word[:start], word[start:stop], word[stop:])

    def stem(self, word: str) -> str:
        """Return the folded stem of a word: «وببيوتهم» gives «بيوت»."""
        return fold(self.split(word).stem)

    def lengths(self, word: str) -> tuple[int, int]:
        """Count the letters that come off a word before and after its stem; each word is decided once."""
        found = self.parted.get(word)
        if found is None:
            if len(self.parted) > REMEMBERED:
                self.parted.clear()
            found = self.parted[word] = self.decide(DROPPED.sub("", word))
        return found

    def decide(self, plain: str) -> tuple[int, int]:
        """Ask the model, and keep to what Arabic can write: known proclitics, known pronouns, and a stem between."""
        if not WORD.fullmatch(plain) or fold(plain) in self.protected:
            return 0, 0
        labels = self.load().tag(letters(plain, self.counts))
        before = next((i for i, label in enumerate(labels) if label != BEFORE), 0)
        after = next((i for i, label in enumerate(reversed(labels)) if label != AFTER), 0)
        if not PROCLITICS.fullmatch(plain[:before]):
            before = 0
        if before == 1 and plain[0] in CONJUNCTIONS:  # what is behind it is decided as a word of its own: «و|س|يعلن»
            further = self.lengths(plain[1:])[0]
            before += further if plain[1 : 1 + further] in PREPOSITIONS else 0
        if after and plain[len(plain) - after :] not in ENCLITICS:
            after = 0
        return before, after


def letters(plain: str, counts: Mapping[str, int]) -> list[list[str]]:
    """List what the model sees of each letter of a word without vowel marks."""
    folded = fold(plain)
    bare = without_pronoun(folded)
    return [list(seen(plain, folded, bare, i, counts)) for i in range(len(plain))]


def without_pronoun(folded: str) -> str:
    """Return a folded word as it would stand without its last letters, were they a pronoun: «وزارتهم» gives «وزاره»."""
    found = PRONOUN.search(folded)
    if not found:
        return folded
    stem = folded[: found.start()]
    return stem[:-1] + "ه" if stem.endswith("ت") else stem


def seen(plain: str, folded: str, bare: str, i: int, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the features of one letter: itself, its neighbours, its place, and what would be left without it."""
    size = len(plain)
    yield f"c={plain[i]}"
    yield f"i={min(i, 4)}"
    yield f"size={min(size, 9)}"
    yield f"end={plain[-3:]}"
    yield f"ahead={plain[i : i + 3]}"
    yield f"next={plain[i + 1 : i + 2]}"
    yield f"next2={plain[i + 1 : i + 3]}"
    yield f"last={plain[i - 1] if i else '^'}"
    if i < 4:
        yield from seen_before(folded, i, counts)
        yield f"bare gain={limited(counts.get(bare[i + 1 :], 0) - counts.get(bare, 0))}"
    if size - i <= 3:
        yield from seen_after(folded, i, counts)


def seen_before(folded: str, i: int, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what tells a proclitic: is the rest of the word a word, and commoner than the whole?"""
    letter, rest = folded[i], folded[i + 1 :]
    alone, whole = counts.get(rest, 0), counts.get(folded, 0)
    yield f"w={folded}"
    yield f"start={folded[: i + 1]}"
    yield f"rest={alone}"
    yield f"whole={whole}"
    yield f"gain={alone - whole}"
    yield f"{letter}gain={alone - whole}"
    yield f"{folded[max(0, i - 1) : i + 2]}gain={limited(alone - whole)}"  # the future's س stands before ي ت ن ا only
    yield f"start+={folded[: i + 2]}"
    yield f"{letter}rest={min(alone, 9)}"
    yield f"article={rest.startswith('ال')}"
    yield f"rest+article={counts.get('ال' + rest, 0)}"


def limited(gain: int) -> int:
    """Keep a difference of logarithms within four."""
    return max(-4, min(4, gain))


def seen_after(folded: str, i: int, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what tells a pronoun: is what stands before it a word, alone or with its feminine ending?"""
    stem, tail = folded[:i], folded[i:]
    alone = counts.get(stem, 0)
    yield f"tail={tail}"
    yield f"stem={alone}"
    yield f"{tail}stem={alone}"
    yield f"stem+ه={counts.get(stem + 'ه', 0)}"

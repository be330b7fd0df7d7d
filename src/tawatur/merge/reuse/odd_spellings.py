"""A name or a word that a page spells otherwise where it writes for itself: «جاريت» in the passage, «غاريت» on the rest.

Letters of one foreign sound (ج غ ق) and the two letters that are most often mistaken (ض ظ) are looked at. A passage that keeps the
other page's way, throughout, against its own page's was written by the other page's hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tawatur.base.annotation import Mention
from tawatur.base.names import agreement, name_words, skeleton
from tawatur.base.reading import Reading
from tawatur.merge.reuse.words import Words

WAYS = ("same consonants, vowels written differently", "letters of one transliteration family")
SHORTEST = 5  # letters of a lone name, or of a word with ض or ظ: shorter ones are two words too often (قاسم / جاسم)


class Spelt(NamedTuple):
    """A word's or name's place, its letters, and what other spellings of it share."""

    word: int
    letters: tuple[str, ...]
    key: tuple[str, ...]


def spelt(reading: Reading, words: Words) -> list[Spelt]:
    """List the names of a page, and its words with ض or ظ, in reading order."""
    return sorted([*names(reading.mentions, words), *mistakable(words)])


def names(mentions: Iterable[Mention], words: Words) -> Iterator[Spelt]:
    """Yield the names: of two words at least, or of one long word."""
    for mention in mentions:
        if mention.form != "name":
            continue
        letters = name_words(mention.text)
        place = words.meeting(mention.span)
        if place and (len(letters) > 1 or (letters and len(letters[0]) >= SHORTEST)):
            yield Spelt(place.start, letters, (mention.kind, *map(skeleton, letters)))


def mistakable(words: Words) -> Iterator[Spelt]:
    """Yield the words with ض or ظ, with both letters written as one in what they share."""
    for index, form in enumerate(words.forms):
        if ("ض" in form or "ظ" in form) and len(form) >= SHORTEST:
            yield Spelt(index, (form,), (form.replace("ظ", "ض"),))


def foreign(own: list[Spelt], other: list[Spelt], here: range, there: range) -> tuple[Spelt, Spelt] | None:
    """Return a spelling of the passage that its own page never uses elsewhere and the other always, and the page's own."""
    for one in own[bisect_left(own, (here.start,)) : bisect_left(own, (here.stop,))]:
        elsewhere = [s for s in own if s.key == one.key and s.word not in here]
        theirs = [s for s in other if s.key == one.key]
        at_home = [s for s in theirs if s.word not in there]
        if (
            elsewhere
            and at_home
            and all(s.letters == one.letters for s in theirs)
            and all(two_ways(one, s) for s in elsewhere)
        ):
            return one, elsewhere[0]
    return None


def two_ways(one: Spelt, other: Spelt) -> bool:
    """Say whether two spellings are of one name: every word agrees, one at least in its letters' family alone."""
    if one.letters == other.letters or len(one.letters) != len(other.letters):
        return False
    if len(one.key) == 1:
        return True
    grounds = {agreement(a, b)[1] for a, b in zip(one.letters, other.letters, strict=True)}
    return not grounds.isdisjoint(WAYS) and grounds <= {"same letters", *WAYS}

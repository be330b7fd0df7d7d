"""Words that are one word in two spellings: «مسؤول» and «مسئول», «القاهرة» and «القاهره», «غاريت» and «جاريت»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.fold import DROPPED, fold
from tawatur.base.names import agreement
from tawatur.merge.reuse.direction import Side
from tawatur.merge.reuse.twins import Claim, Gap, Twins, cite

ONE_NAME = (
    "same but for the first alif",
    "the same sounds in two scripts",
    "same consonants, vowels written differently",
    "letters of one transliteration family",
)
WIDEST = 12  # words of a gap in which pairs of spellings are looked for
SEATS = re.compile("[أإآؤئء]")
UNSTABLE = re.compile("[اويء]")


def spellings(twins: Twins) -> Iterator[Claim]:
    """Yield the words that only their spelling parts: in equal stretches, and in gaps."""
    for run in twins.runs:
        yield from respelt(twins, run)
    for gap in twins.gaps:
        yield from in_gap(twins, gap)


def respelt(twins: Twins, run: Gap) -> Iterator[Claim]:
    """Yield the stretches of equal words whose letters differ: folding hides a hamza, a final yeh, a teh marbuta."""
    start = None
    for k, apart in enumerate([*differing(twins, run), False]):
        if apart and start is None:
            start = k
        elif not apart and start is not None:
            yield claim(twins, run.a[start:k], run.b[start:k], "the same letters once folded")
            start = None


def differing(twins: Twins, run: Gap) -> list[bool]:
    """Say of each word of a run whether its letters differ, vowel marks left out; nothing where the whole run reads the same."""
    one, other = written(twins.a, run.a), written(twins.b, run.b)
    return [x != y and plain(x) != plain(y) for x, y in zip(one, other, strict=True)] if one != other else []


def written(side: Side, words: range) -> list[str]:
    """List words as they stand in the text."""
    return side.page.written[words.start : words.stop]


def plain(word: str) -> str:
    """Leave vowel marks out of a word."""
    return DROPPED.sub("", word)


def in_gap(twins: Twins, gap: Gap) -> Iterator[Claim]:
    """Yield pairs of a gap's words that are one word spelt in two ways, in order; or the whole gap where only spaces differ."""
    if not (0 < len(gap.a) <= WIDEST and 0 < len(gap.b) <= WIDEST):
        return
    names = any(side.page.reading.mentions for side in (twins.a, twins.b))
    if not names and skeletons(twins.a, gap.a).isdisjoint(skeletons(twins.b, gap.b)):
        return
    one, other = ([hamza(w) for w in written(side, words)] for side, words in ((twins.a, gap.a), (twins.b, gap.b)))
    if "".join(one) == "".join(other):
        yield claim(twins, gap.a, gap.b, "the same letters, parted differently or on another seat")
        return
    yield from word_by_word(twins, gap, one, other)


def skeletons(side: Side, words: range) -> set[str]:
    """List the first two consonants of words, long vowels and hamza aside: spellings of one word share them."""
    return {UNSTABLE.sub("", side.page.words.forms[w])[:2] for w in words}


def word_by_word(twins: Twins, gap: Gap, one: list[str], other: list[str]) -> Iterator[Claim]:
    """Yield the pairs, each word once, in the order of both sides."""
    at = 0
    for x, word in enumerate(one):
        for y in range(at, len(other)):
            if ground := one_word(twins, (gap.a[x], word), (gap.b[y], other[y])):
                yield claim(twins, gap.a[x : x + 1], gap.b[y : y + 1], ground)
                at = y + 1
                break


def one_word(twins: Twins, one: tuple[int, str], other: tuple[int, str]) -> str:
    """Say on what ground two words are one in two spellings, or nothing.

    Letters that one foreign sound is written with make two words of plain Arabic («تصريح», «تسريح»): they count in names.
    """
    if one[1] == other[1]:
        return "hamza on another seat"
    _, ground = agreement(one[1].replace("ء", ""), other[1].replace("ء", ""))
    return ground if ground in ONE_NAME and (named(twins.a, one[0]) or named(twins.b, other[0])) else ""


def named(side: Side, word: int) -> bool:
    """Say whether the word stands in a name."""
    span = side.page.words.span(word, word + 1)
    return any(m.form in ("name", "short") for m in side.page.reading.mentions_at(span))


def hamza(word: str) -> str:
    """Write every seat of hamza as one letter, then fold: «مسؤول» and «مسئول» are one."""
    return fold(SEATS.sub("ء", plain(word)))


def claim(twins: Twins, a: range, b: range, detail: str) -> Claim:
    """Claim words as a difference of spelling."""
    return Claim("spelling", a, b, [cite("spelling", twins.b, twins.b.page.words.span(b.start, b.stop), detail)])

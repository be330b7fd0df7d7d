"""Words that are one word in two spellings: «مسؤول» and «مسئول», «القاهرة» and «القاهره», «غانتس» and «جانتس»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.fold import DROPPED, fold
from tawatur.base.names import agreement
from tawatur.base.span import Span
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


def spellings(twins: Twins) -> Iterator[Claim]:
    """Yield the words that only their spelling parts: in equal stretches, and in gaps."""
    for run in twins.runs:
        yield from respelt(twins, run)
    for gap in twins.gaps:
        yield from in_gap(twins, gap)


def respelt(twins: Twins, run: Gap) -> Iterator[Claim]:
    """Yield the stretches of equal words whose letters differ: folding hides a hamza, a final yeh, a teh marbuta."""
    a, b = twins.a.page, twins.b.page
    if a.words.span(run.a.start, run.a.stop).of(a.reading.text) == b.words.span(run.b.start, run.b.stop).of(
        b.reading.text
    ):
        return
    start = None
    for k in range(len(run.a) + 1):
        apart = k < len(run.a) and letters(twins.a, run.a[k]) != letters(twins.b, run.b[k])
        if apart and start is None:
            start = k
        elif not apart and start is not None:
            yield claim(twins, run.a[start:k], run.b[start:k], "the same letters once folded")
            start = None


def letters(side: Side, word: int) -> str:
    """Return a word as it stands in the text, vowel marks left out."""
    return DROPPED.sub("", side.page.reading.text[side.page.words.starts[word] : side.page.words.ends[word]])


def in_gap(twins: Twins, gap: Gap) -> Iterator[Claim]:
    """Yield pairs of a gap's words that are one word spelt in two ways, in order; or the whole gap where only spaces differ."""
    if not (0 < len(gap.a) <= WIDEST and 0 < len(gap.b) <= WIDEST):
        return
    if hamza("".join(letters(twins.a, w) for w in gap.a)) == hamza("".join(letters(twins.b, w) for w in gap.b)):
        yield claim(twins, gap.a, gap.b, "the same letters, parted differently or on another seat")
        return
    j = gap.b.start
    for i in gap.a:
        for k in range(j, gap.b.stop):
            if ground := one_word(twins, i, k):
                yield claim(twins, range(i, i + 1), range(k, k + 1), ground)
                j = k + 1
                break


def one_word(twins: Twins, i: int, j: int) -> str:
    """Say on what ground two words are one in two spellings, or nothing.

    Letters that one foreign sound is written with make two words of plain Arabic («تصريح», «تسريح»): they count in names.
    """
    one, other = letters(twins.a, i), letters(twins.b, j)
    if hamza(one) == hamza(other):
        return "hamza on another seat"
    if not (named(twins.a, i) or named(twins.b, j)):
        return ""
    _, ground = agreement(fold(one), fold(other))
    return ground if ground in ONE_NAME else ""


def hamza(word: str) -> str:
    """Write every seat of hamza as one letter, then fold: «مسؤول» and «مسئول» are one."""
    return fold(SEATS.sub("ء", word))


def named(side: Side, word: int) -> bool:
    """Say whether the word stands in a name."""
    words = side.page.words
    return any(
        m.form in ("name", "short") for m in side.page.reading.mentions_at(Span(words.starts[word], words.ends[word]))
    )


def claim(twins: Twins, a: range, b: range, detail: str) -> Claim:
    """Claim words as a difference of spelling."""
    return Claim("spelling", a, b, [cite("spelling", twins.b, twins.b.page.words.span(b.start, b.stop), detail)])

"""The state of reading one text for times: tokens, what each may begin, numbers; and small looks ahead."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.fold import source_length
from tawatur.base.numerals import Numeral
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.times.rows import NOTHING, Lexeme, Vocabulary
from tawatur.extract.times.slots import Slots

PAUSES = frozenset("،,/-–—()\"'«»“”")
DASHES = frozenset("-–—/")


class Found(NamedTuple):
    """An expression: tokens ``first`` up to ``last``, letters of proclitics before it, and its slots."""

    first: int
    last: int
    taken: int
    slots: Slots


class Scan:
    """One text being read, from `start` to `stop` (a sentence)."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.vocabulary = vocabulary
        self.stop = len(tokens)
        self.start = 0
        self._lexemes: dict[int, dict[str, Lexeme]] = {}
        self._numbers: dict[int, Numeral | None] = {}

    def within(self, start: int, stop: int) -> Scan:
        """Limit the reading to one sentence."""
        self.start, self.stop = start, stop
        self._numbers.clear()
        self._lexemes.clear()
        return self

    def lexemes(self, at: int) -> dict[str, Lexeme]:
        """Return what the token at `at` may begin, within the sentence."""
        found = self._lexemes.get(at)
        if found is None:
            inside = self.start <= at < self.stop
            found = self._lexemes[at] = self.vocabulary.lexemes(self.words, at) if inside else NOTHING
            if at + self.vocabulary.longest > self.stop:
                found = self._lexemes[at] = {k: x for k, x in found.items() if x.last <= self.stop}
        return found

    def get(self, at: int, kind: str, *, bare: bool = False) -> Lexeme | None:
        """Return the lexeme of one kind at `at`; `bare` refuses proclitics, as inside an expression."""
        lexeme = self.lexemes(at).get(kind)
        return None if lexeme is None or (bare and lexeme.taken) else lexeme

    def number(self, at: int) -> Numeral | None:
        """Return the number that starts at `at`, digits or words."""
        if not self.start <= at < self.stop:
            return None
        if at not in self._numbers:
            self._numbers[at] = self.vocabulary.numerals.at(self.tokens, at, self.stop)
        return self._numbers[at]

    def word(self, at: int) -> str:
        """Return the folded token at `at`, or nothing outside the sentence."""
        return self.words[at] if self.start <= at < self.stop else ""

    def digits(self, at: int) -> int | None:
        """Return a plain run of up to four digits at `at`."""
        word = self.word(at)
        return int(word) if word.isdecimal() and len(word) <= 4 else None

    def pauses(self, at: int, most: int = 2) -> list[int]:
        """List the places after 0, 1 … `most` pause marks from `at`: «اليوم، (الثلاثاء» needs two."""
        places = [at]
        while len(places) <= most and self.word(places[-1]) in PAUSES:
            places.append(places[-1] + 1)
        return places

    def glued(self, at: int) -> bool:
        """Say whether token `at` stands right after the one before it, without a blank."""
        return self.start < at < self.stop and self.tokens.touching(at)

    def clitic(self, lexeme: Lexeme, at: int) -> str:
        """Return the last letter of the proclitics before a lexeme: «لسنوات» gives ل."""
        return self.words[at][lexeme.taken - 1] if lexeme.taken else ""

    def led(self, at: int, *more: str) -> bool:
        """Say whether a preposition of time stands before `at`."""
        before = self.lexemes(at - 1)
        return any(
            kind in before for kind in ("in", "from", "to", "since", "during", "before", "after", "between", *more)
        )

    def close(self, at: int, opened: int, last: int) -> int:
        """Take in the mark that closes one opened between `opened` and `last`: «اليوم (الثلاثاء)»."""
        pairs = {"(": ")", "/": "/", '"': '"', "«": "»", "“": "”"}
        for i in range(opened, last):
            if (
                self.words[i] in pairs
                and self.word(at) == pairs[self.words[i]]
                and self.words[i + 1 : at].count(self.word(at)) == 0
            ):
                return at + 1
        return at

    def span(self, found: Found) -> Span:
        """Return the span of `found` after its proclitics."""
        start = self.tokens.starts[found.first]
        if found.taken:
            start += source_length(self.tokens.raw(found.first), found.taken)
        return Span(start, self.tokens.ends[found.last - 1])

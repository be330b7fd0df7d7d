"""Numbers in tokens, in digits and in words → their decimal values: «83 مليارا و976 مليون», «مئة وعشرون», «7ر20».

Times and figures both read numbers here, so that a number has one value wherever it stands. The words come from the
table numbers.tsv; this module knows only how Arabic puts them together: unit before ten, scale after number, و between.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tawatur.base.fold import fold, source_length
from tawatur.base.lexicon import NumberRow
from tawatur.base.phrases import readings
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens

MARKS = {".": ".", ",": ",", "،": ",", "٫": ".", "٬": ",", "ر": "ر"}
LONGEST = 15  # digits; a longer run is a serial number, and multiplying it is nobody's meaning


class Numeral(NamedTuple):
    """A number found: tokens ``first`` up to ``last``, its span after proclitics, its value, and how it is said.

    ``kind``: digits, cardinal, vague («عشرات»: at least that many), fraction, ordinal.
    """

    first: int
    last: int
    span: Span
    value: Decimal
    kind: str
    taken: int = 0

    @property
    def text(self) -> str:
        """Write the value as decimal text: 976000000, 1.5."""
        return plain(self.value)

    @property
    def single_word(self) -> bool:
        """Say whether the number is one token."""
        return self.last - self.first == 1

    @property
    def whole(self) -> int | None:
        """Return the value as an integer, null where it is none."""
        return int(self.value) if self.value == self.value.to_integral_value() else None


def plain(value: Decimal) -> str:
    """Write a decimal without exponent or trailing zeros after the point: «9.30» stays 9.3."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Word(NamedTuple):
    """One reading of one word: letters taken off in front, its value, its kind."""

    taken: int
    value: Decimal
    kind: str
    form: str


class Numerals:
    """The number words of one language, ready to be found in tokens."""

    def __init__(self, rows: Iterable[NumberRow]) -> None:
        self.words: dict[str, tuple[Decimal, str]] = {}
        rows = list(rows)
        for article in ("", "ال"):  # a row's own form goes before another row's with the article: الواحدة is an hour
            for row in rows:
                if not article or row.kind != "ordinal":
                    self.words.setdefault(fold(article + row.form), (fraction(row.value), row.kind))
        self.read = lru_cache(maxsize=1 << 15)(self._read)

    def _read(self, word: str) -> tuple[Word, ...]:
        """List what number a folded word may be, behind which proclitics."""
        found = (Word(taken, *self.words[stem], stem) for taken, stem in readings(word) if stem in self.words)
        return tuple(w for w in found if not w.taken or word[w.taken - 1] != "ك")  # «كمية» is no number behind a kaf

    def kind(self, word: str, *kinds: str) -> Word | None:
        """Return the word's reading of one of these kinds, the one with fewest letters taken."""
        return next((w for w in self.read(word) if w.kind in kinds), None)

    def after_and(self, tokens: Tokens, at: int, stop: int) -> tuple[int, str] | None:
        """Return the index and the word that follow a و at token `at`, whether the و is glued or stands alone."""
        if at >= stop:
            return None
        word = tokens.words[at]
        if word == "و" and at + 1 < stop:
            return at + 1, tokens.words[at + 1]
        return (at, word[1:]) if word[:1] == "و" and len(word) > 2 else None

    def at(self, tokens: Tokens, first: int, stop: int) -> Numeral | None:
        """Read the number that starts at token `first`: «ثلاثة وعشرين ألفا» gives 23000."""
        if tokens.words[first][:1].isdigit():
            found = digits(tokens, first, stop)
            if found is None:
                return None
            last, value = found
            return self._scaled(tokens, first, last, stop, value, "digits", 0)
        for word in self.read(tokens.words[first]):
            if found_word := self._in_words(tokens, first, stop, word):
                return found_word
        return None

    def _in_words(self, tokens: Tokens, first: int, stop: int, word: Word) -> Numeral | None:
        if word.kind == "scale":
            plural = "vague" if word.form in PLURAL_SCALES else "cardinal"
            return self._scaled(tokens, first, first + 1, stop, word.value, plural, word.taken, word.value)
        if word.kind == "scale-dual":
            return self._scaled(tokens, first, first + 1, stop, word.value, "cardinal", word.taken, word.value / 2)
        if word.kind in ("vague", "fraction"):
            return self._scaled(tokens, first, first + 1, stop, word.value, word.kind, word.taken)
        if word.kind == "ordinal":
            return self._ordinal(tokens, first, stop, word)
        small = self._small(tokens, first, stop, word.value, word.kind)
        if small is None:
            return None
        return self._scaled(tokens, first, small[0], stop, small[1], "cardinal", word.taken)

    def _small(self, tokens: Tokens, first: int, stop: int, value: Decimal, kind: str) -> tuple[int, Decimal] | None:
        """Read a number under a thousand from its first word: «ثلاثمئة وخمسة عشر» gives 315."""
        last, words = first + 1, tokens.words
        if last < stop and value < 10 and words[last] in HUNDRED and value > 2:
            last, value = last + 1, value * 100
        if value >= 100:
            follows = self.after_and(tokens, last, stop)
            if follows and (next_ := self._whole_word(follows[1])) and next_[0] < 100:
                rest = self._small(tokens, follows[0], stop, *next_)
                if rest is not None:
                    return rest[0], value + rest[1]
            return last, value
        if value < 10 and last < stop and words[last] in TEN:
            return last + 1, value + 10
        if value < 10:
            follows = self.after_and(tokens, last, stop)
            tens = self._whole_word(follows[1]) if follows else None
            if follows and tens and tens[0] in TENS:
                return follows[0] + 1, value + tens[0]
        return (last, value) if kind == "cardinal" else None

    def _whole_word(self, word: str) -> tuple[Decimal, str] | None:
        found = self.words.get(word)
        return found if found and found[1] in ("cardinal", "bound") else None

    def _scaled(
        self, tokens: Tokens, first: int, last: int, stop: int, value: Decimal, kind: str, taken: int,
        scale: Decimal | None = None,
    ) -> Numeral:  # fmt: skip
        """Multiply by the scales that follow, then add what stands after و: «27 ألفا و500»."""
        if scale is None:
            last, value, kind = self._in_parts(tokens, last, stop, value, kind)
        while last < stop and (word := self._scale(tokens.words[last])) and value < 10**LONGEST:
            value, last, scale = value * word, last + 1, word
        if scale is not None and kind != "vague":
            last, value = self._added(tokens, last, stop, value, scale)
        start = tokens.starts[first] + (source_length(tokens.raw(first), taken) if taken else 0)
        return Numeral(first, last, Span(start, tokens.ends[last - 1]), value, kind, taken)

    def _in_parts(self, tokens: Tokens, last: int, stop: int, value: Decimal, kind: str) -> tuple[int, Decimal, str]:
        """Read «ثلاثة أرباع» as 0.75, and «7 ونصف» before a scale («7 ونصف مليون») as 7.5."""
        found = self.words.get(tokens.words[last]) if last < stop else None
        if found and found[1] == "denominator" and value < 10:
            return last + 1, value * found[0], "fraction"
        follows = self.after_and(tokens, last, stop)
        half = self.words.get(follows[1]) if follows else None
        scaled = follows is not None and follows[0] + 1 < stop and self._scale(tokens.words[follows[0] + 1])
        if follows and half and half[1] == "fraction" and scaled:
            return follows[0] + 1, value + half[0], kind
        return last, value, kind

    def _scale(self, word: str) -> Decimal | None:
        found = self.words.get(word)
        return found[0] if found and found[1] == "scale" else None

    def _added(self, tokens: Tokens, last: int, stop: int, value: Decimal, scale: Decimal) -> tuple[int, Decimal]:
        follows = self.after_and(tokens, last, stop)
        if follows is None:
            return self._beside(tokens, last, stop, value, scale)
        at, word = follows
        if self.words.get(word, (None, ""))[1] == "fraction":
            half = self.words[word][0] * scale
            glued = at + 1 < stop and self._scale(tokens.words[at + 1]) == scale
            return at + 1 + glued, value + half
        rest = self._rest(tokens, at, word, stop)
        if rest is None or rest.value >= scale or rest.kind not in ("digits", "cardinal"):
            return last, value
        short = rest.kind == "digits" and rest.value < 100 and rest.last == at + 1
        return (last, value) if short else (rest.last, value + rest.value)

    def _beside(self, tokens: Tokens, last: int, stop: int, value: Decimal, scale: Decimal) -> tuple[int, Decimal]:
        """Add a smaller number with a scale of its own that stands beside without و: «36 مليونا 376 ألفا»."""
        if last + 1 >= stop or not tokens.words[last].isdecimal() or not self._scale(tokens.words[last + 1]):
            return last, value
        rest = self.at(tokens, last, stop)
        return (rest.last, value + rest.value) if rest and rest.value < scale else (last, value)

    def _rest(self, tokens: Tokens, at: int, word: str, stop: int) -> Numeral | None:
        if word[:1].isdigit():
            return self.at(tokens, at, stop)
        found = self.words.get(word)
        return self._in_words(tokens, at, stop, Word(0, *found, word)) if found else None

    def _ordinal(self, tokens: Tokens, first: int, stop: int, word: Word) -> Numeral:
        """Read an ordinal: «الحادي عشر» 11, «الثامن والعشرين» 28."""
        last, value = first + 1, word.value
        if last < stop and value < 10 and tokens.words[last] in TEN:
            last, value = last + 1, value + 10
        elif value < 10 and (follows := self.after_and(tokens, last, stop)):
            tens = self.words.get(follows[1])
            if tens and tens[0] in TENS and follows[1].startswith("ال"):
                last, value = follows[0] + 1, value + tens[0]
        start = tokens.starts[first] + (source_length(tokens.raw(first), word.taken) if word.taken else 0)
        return Numeral(first, last, Span(start, tokens.ends[last - 1]), value, "ordinal", word.taken)


HUNDRED = frozenset(map(fold, ("مئة", "مائة", "ماية")))
TEN = frozenset(map(fold, ("عشر", "عشرة")))
TENS = frozenset(Decimal(n) for n in range(20, 100, 10))
PLURAL_SCALES = frozenset(
    fold(article + form) for form in ("آلاف", "ألوف", "ملايين", "مليارات", "بلايين") for article in ("", "ال")
)


def fraction(value: str) -> Decimal:
    """Read a table's value: «1/3» is a fraction."""
    above, _, below = value.partition("/")
    return Decimal(above) / Decimal(below) if below else Decimal(above)


def digits(tokens: Tokens, first: int, stop: int) -> tuple[int, Decimal] | None:
    """Read a number in digits with its marks: «1,500», «6.98», «7ر20» (agencies write 20.7 so), «٣٫٥»."""
    text, last = tokens.words[first], first + 1
    if not text.isdecimal() or len(text) > LONGEST:
        return None
    parts, marks = [text], ""
    while last + 1 < stop and (mark := MARKS.get(tokens.words[last])) and touches(tokens, last):
        if not tokens.words[last + 1].isdecimal() or len(parts) > 5:
            break
        parts, marks, last = [*parts, tokens.words[last + 1]], marks + mark, last + 2
    value = joined(parts, marks)
    return (last, value) if value is not None else (first + 1, Decimal(text))


def touches(tokens: Tokens, mark: int) -> bool:
    """Say whether the mark at this token stands between two tokens without a blank."""
    return tokens.touching(mark) and tokens.touching(mark + 1)


def joined(parts: list[str], marks: str) -> Decimal | None:
    """Make one number of digit groups: thousands where every further group has three digits and the mark is a comma."""
    if not marks:
        return Decimal(parts[0])
    if marks == "ر":
        return Decimal(f"{parts[1]}.{parts[0]}")
    grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(p) == 3 for p in parts[1:])
    if grouped and (set(marks) == {","} or (set(marks) == {"."} and len(marks) > 1)):
        return Decimal("".join(parts))
    if len(marks) == 1:
        return Decimal(f"{parts[0]}.{parts[1]}")
    if grouped is False and marks[:-1] == "," * (len(marks) - 1) and marks[-1] == ".":
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return None

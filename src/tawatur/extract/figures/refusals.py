"""Does a number count something? Names, scores, ages, telephone numbers and articles of law do not."""

from __future__ import annotations

from decimal import Decimal

from tawatur.base.fold import fold
from tawatur.base.numerals import Numeral
from tawatur.base.tokens import Tokens
from tawatur.extract.figures.labels import OF, WHOLE, bound_of
from tawatur.extract.figures.tables import CountedRow, Grammar

PEOPLE_AT_LARGE = frozenset(map(fold, ("آخر", "آخرا", "آخرون", "آخرين", "آخران", "منهم", "منهن")))
PERCENT_IN = frozenset(map(fold, ("المئة", "المائة", "المية", "الميه")))
DASHES = frozenset("-–—/:")
QUOTES = frozenset("\"'«»“”()")


def refused(tokens: Tokens, within: range, tables: Grammar, number: Numeral, named: CountedRow | None) -> bool:
    """Say whether a number names, dates, scores or dials rather than counts."""
    first, last, words = number.first, number.last, tokens.words
    if number.kind == "ordinal" or (number.kind == "cardinal" and number.value == 1):
        return True
    if number.kind == "fraction" and not scaled_fraction(number, named):
        return True
    if number.single_word and words[first].removeprefix("ب") in PERCENT_IN:
        return True  # «في المائة»
    head = first - 1
    while head > within.start and words[head] in QUOTES:
        head -= 1
    if any(
        h.last == head + 1
        for s in range(max(within.start, head - 1), head + 1)
        for h in tables.heads.at(tokens, s, first)
    ):
        return named is None or named.kind == "thing"
    if last < within.stop and (words[last] in tables.units or words[last] in tables.months):
        return True
    if number.kind == "digits":
        return no_count(tokens, within, number, named)
    return False


def scaled_fraction(number: Numeral, named: CountedRow | None) -> bool:
    """Say whether a fraction counts: «نصف مليون», «نصف كيلو», «ثلثي القوات»; «نصف النهائي» does not."""
    return (
        number.value >= 1
        or (number.last - number.first == 1 and number.value > Decimal("0.6"))
        or not number.single_word
        or (named is not None and named.kind in ("thing", "money", "person"))
    )


def no_count(tokens: Tokens, within: range, number: Numeral, named: CountedRow | None) -> bool:
    """Refuse digits that are a telephone number, a score, a case number, a list's numbering or an ordinal (الـ12)."""
    first, last, words = number.first, number.last, tokens.words
    length = len(words[first])
    if named is None and (length > 6 or (words[first][0] == "0" and length > 1 and number.last - first == 1)):
        return True
    before = words[first - 1] if first > within.start else ""
    after = words[last] if last < within.stop else ""
    if (
        named is None
        and length == 4
        and words[first][:2] in ("19", "20")
        and number.single_word
        and not scaled(tokens, number)
    ):
        return True  # a year that the time grammar was not sure of
    if before in DASHES and first - 1 > within.start and words[first - 2][:1].isdigit():
        return before != "-" or named is None
    if before == "-" and first - 1 > within.start and words[first - 2].isalpha() and written_together(tokens, first):
        return True  # «F-16», «إم-16»
    if "×" in (before, after):
        return True  # «7.62×39»
    if after in DASHES and last + 1 < within.stop and words[last + 1][:1].isdigit():
        return after != "-" or not range_goes_on(tokens, within, last + 1)
    if first == within.start and after in ("-", ")", ".", "–", "/"):
        return True
    if before == "ال" or (before.endswith("ال") and len(before) <= 3 and before != "ال"):
        return named is None
    return bool(before) and before.isascii() and before.isalpha()


def written_together(tokens: Tokens, first: int) -> bool:
    """Say whether a number, the dash before it and the word before that stand without a blank, or the word is Latin."""
    close = tokens.touching(first) and tokens.touching(first - 1)
    return close or tokens.words[first - 2].isascii()


def range_goes_on(tokens: Tokens, within: range, at: int) -> bool:
    """Say whether a noun follows the second number of «10-15 شخصا»."""
    return at + 1 < within.stop and tokens.words[at + 1][:1].isalpha()


def scaled(tokens: Tokens, number: Numeral) -> bool:
    """Say whether digits have a scale word: «1.3 مليون»."""
    return tokens.words[number.last - 1][:1].isalpha()


def definite(tokens: Tokens, within: range, number: Numeral) -> bool:
    """Say whether a number with the article counts the plural before it: «الشركات الخمس»; «الثلاثين» alone is an ordinal."""
    if number.value < 3 or number.value > 19:
        return False
    before = tokens.words[number.first - 1] if number.first > within.start else ""
    after = tokens.words[number.last] if number.last < within.stop else ""
    return before.lstrip("وفبلك").startswith("ال") or before.startswith("لل") or before in ("هولاء",) or after in OF


def counts(tokens: Tokens, within: range, tables: Grammar, number: Numeral) -> bool:
    """Say whether a number without a known noun counts something all the same.

    A word follows it that it can count («12 بيضة»), or it is vague («المئات»), or it has a scale or a bound.
    """
    if number.kind == "ordinal":
        return False
    if number.kind == "fraction":
        return not number.single_word or number.value > Decimal("0.6")
    if number.kind == "vague":
        return True
    after = after_bracket(tokens, within, number)
    word = tokens.words[after] if after < within.stop else ""
    if (
        number.first - 1 > within.start
        and tokens.words[number.first - 1] in WHOLE
        and tokens.words[number.first - 2] in OF
    ):
        return True
    if tokens.words[number.first].startswith("ال"):
        return definite(tokens, within, number)
    if number.kind == "cardinal" and number.value <= 2:
        return number.value == 2 and (word in OF or word in PEOPLE_AT_LARGE)
    if number.value >= 1000 and number.kind != "digits":
        return True
    return (
        word[:1].isalpha()
        or scaled(tokens, number)
        or bound_of(tokens, within, tables, number.first, number.last)[1] is not None
    )


def after_bracket(tokens: Tokens, within: range, number: Numeral) -> int:
    """Return the token after a number, its closing bracket passed over: «ضبط (9) مخالفات»."""
    opened = number.first > within.start and tokens.words[number.first - 1] == "("
    closed = number.last < within.stop and tokens.words[number.last] == ")"
    return number.last + (opened and closed)

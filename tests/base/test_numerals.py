"""Numbers: one value wherever they stand, in digits, in words, or half and half."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.lexicon import NumberRow
from tawatur.base.numerals import Numeral, Numerals, plain
from tawatur.base.tokens import Tokens

LEXICONS = lexicons.load("ar", (("numbers", NumberRow),))
NUMERALS = Numerals(LEXICONS.rows("numbers", NumberRow))


def first(text: str) -> Numeral | None:
    """Return the first number in a text."""
    tokens = Tokens(text)
    return next((n for i in range(len(tokens)) if (n := NUMERALS.at(tokens, i, len(tokens)))), None)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("83 مليارا و976 مليون دولار", "83976000000", "83 مليارا و976 مليون"),
        ("مئة وعشرون كتابا", "120", "مئة وعشرون"),
        ("ثلاثمائة وخمسة عشر كتابا", "315", "ثلاثمائة وخمسة عشر"),
        ("ثلاثة وعشرين ألفا من الكتب", "23000", "ثلاثة وعشرين ألفا"),
        ("أحد عشر كتابا", "11", "أحد عشر"),
        ("الخامس عشر من الشهر", "15", "الخامس عشر"),
        ("الثامن والعشرين من الشهر", "28", "الثامن والعشرين"),
        ("عشرات الآلاف من الكتب", "10000", "عشرات الآلاف"),
        ("مئات ملايين الكتب", "100000000", "مئات ملايين"),
        ("مليوني كتاب", "2000000", "مليوني"),
        ("ألفين وخمسمئة كتاب", "2500", "ألفين وخمسمئة"),
        ("ثلاثة ملايين ونصف المليون كتاب", "3500000", "ثلاثة ملايين ونصف المليون"),
        ("نصف مليون كتاب", "500000", "نصف مليون"),
        ("27 ألفا و500 كتاب", "27500", "27 ألفا و500"),
        ("10 آلاف و20 كتابا", "10000", "10 آلاف"),
        ("1,500 كتاب", "1500", "1,500"),
        ("1.000.000 كتاب", "1000000", "1.000.000"),
        ("6.98 كتاب", "6.98", "6.98"),
        ("7ر20 في المئة", "20.7", "7ر20"),
        ("٣٫٥ كتاب", "3.5", "٣٫٥"),
        ("٤٠٠ كتاب", "400", "٤٠٠"),
        ("قرأ وثلاثة كتب", "3", "ثلاثة"),
    ],
)
def test_value_and_words(text: str, value: str, words: str) -> None:
    """Each number has this value and these words."""
    number = first(text)
    assert number is not None
    assert (number.text, number.span.of(text)) == (value, words)


@pytest.mark.parametrize("text", ["كمية كبيرة", "أحد الكتاب", "الكتاب", "", "🙂", "9" * 40])
def test_no_number(text: str) -> None:
    """Words that look like numbers are none, nor is a serial number of forty digits."""
    assert first(text) is None


def test_vague_words_say_so() -> None:
    """«مئات» is at least a hundred; «أربعة آلاف» is exact."""
    vague, exact = first("مئات الكتب"), first("أربعة آلاف كتاب")
    assert vague is not None and vague.kind == "vague"
    assert exact is not None and exact.kind == "cardinal"


@pytest.mark.parametrize("row", LEXICONS.rows("numbers", NumberRow), ids=lambda r: f"{r.form} {r.value}")
def test_every_row_is_read_in_its_example(row: NumberRow) -> None:
    """The bracketed word of each example belongs to a number; «أحد» and its like only before «عشر»."""
    text = row.example.replace("[", "").replace("]", "")
    start = row.example.index("[")
    tokens = Tokens(text)
    found = [NUMERALS.at(tokens, i, len(tokens)) for i in range(len(tokens))]
    assert any(n.span.start <= start < n.span.end for n in found if n)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_keep_their_value(value: int) -> None:
    """Plain digits read back as themselves."""
    number = first(f"{value} كتاب")
    assert number is not None and number.value == Decimal(value)


@pytest.mark.parametrize(("value", "text"), [("9.30", "9.3"), ("1E+3", "1000"), ("0.5", "0.5"), ("100", "100")])
def test_plain(value: str, text: str) -> None:
    """Values are written without exponent and without trailing zeros after the point."""
    assert plain(Decimal(value)) == text

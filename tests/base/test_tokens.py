"""Tokens stand where the text says, whatever stands between them."""

from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.span import Span
from tawatur.base.tokens import Tokens, words, words_of


def raw(text: str) -> list[str]:
    tokens = Tokens(text)
    return [tokens.raw(i) for i in range(len(tokens))]


def test_marks_belong_to_the_letter_before_them_and_controls_to_nothing() -> None:
    assert raw("\u200fقالَ\u200f الوزيرُ.") == ["قالَ", "الوزيرُ", "."]
    assert raw("قا\u200fل\u202e21\u202c") == ["قا\u200fل", "21"], "inside a word a control stays"


def test_controls_part_nothing() -> None:
    tokens = Tokens("12\u200f/\u200f03 04")
    assert [tokens.touching(i) for i in range(len(tokens))] == [False, True, True, False]


def test_arabic_letters_and_digits_part_and_latin_ones_do_not() -> None:
    assert raw("مارس2022 M99") == ["مارس", "2022", "M99"]


def test_every_kind_of_space_parts_words() -> None:
    assert raw("تشرين\u00a0الأول\u2009الماضي\u202f12\u3000قال") == ["تشرين", "الأول", "الماضي", "12", "قال"]


def test_every_mark_and_emoji_is_its_own_token() -> None:
    assert raw("«قال»…؟😀😀") == ["«", "قال", "»", "…", "؟", "😀", "😀"]


def test_a_text_of_nothing_but_controls_has_no_tokens() -> None:
    assert raw("\u200f\u202b \n\u064b") == []


@given(st.text(max_size=200))
def test_tokens_lie_in_order_within_the_text_and_hold_no_white_space(text: str) -> None:
    tokens = Tokens(text)
    last = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert last <= start < end <= len(text)
        assert not text[start:end].isspace()
        last = end


@given(st.text(alphabet="قال وزير،.3aَ\u200f", max_size=60))
def test_every_letter_stands_in_a_token(text: str) -> None:
    tokens = Tokens(text)
    covered = {i for s, e in zip(tokens.starts, tokens.ends, strict=True) for i in range(s, e)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum() or c in "،.")


def test_within_names_the_tokens_that_start_in_a_span() -> None:
    tokens = Tokens("قال وزير النقل")
    assert list(tokens.within(Span(4, 14))) == [1, 2]
    assert tokens.at(5) == 1


@given(st.text(alphabet="قالوزير لـَ3.aB«»\u200f", max_size=30))
def test_a_forms_words_are_those_of_its_tokens(form: str) -> None:
    assert list(words_of(form)) == Tokens(form).words


@given(st.text(max_size=80) | st.text(alphabet="قالﻻ وزير،.3٣aZ_é😀ـَ\u200f\u202e\u00a0\n\r«پی", max_size=60))
def test_words_are_those_of_tokens(text: str) -> None:
    assert words(text) == [word for word in Tokens(text).words if any(map(str.isalnum, word))]


def test_words_of_a_text_without_and_with_odd_letters() -> None:
    assert words("وَقالَ الوزير: 12 مارس2022، M99_x") == ["وقال", "الوزير", "12", "مارس", "2022", "m99_x"]
    assert words("قال 😀\nﻷن café") == ["قال", "لان", "café"] or words("ﻷن") == ["لان"]

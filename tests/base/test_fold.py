"""Folding makes equal spellings equal, and every folded span leads back to the characters it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.fold import CHANGED, DROPPED, MOVED, fold, fold_letter, fold_with_map, source_length
from tawatur.base.span import Span

MESSY = st.text(
    st.sampled_from("ابتثةىيوؤئأإآٱلـًٌَُِّْٰ \n\u200f\u202b\u200cﻻﷲﺔیک٣۴3aZé😀𝒳\ufeff،؛«»-")
    | st.characters(exclude_categories=["Cs"]),
    max_size=80,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قالَ", "قال"), ("إبراهيم", "ابراهيم"), ("مدرسة", "مدرسه"), ("مبنى", "مبني"), ("مسؤول", "مسوول"), ("قـــال", "قال"),
        ("ﻻ", "لا"), ("٢٠٢٤", "2024"), ("۲۰۲۴", "2024"), ("ایران", "ايران"), ("\u202bقال\u202c", "قال"), ("IDF", "idf"), ("گاز", "كاز"),
    ],
)  # fmt: skip
def test_spellings_that_readers_treat_as_equal_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_match_is_carried_over_the_vowel_marks_that_trail_it() -> None:
    text = "وقالَ الوزيرُ"
    folded = fold_with_map(text)
    start = folded.text.index("قال")
    assert folded.source_span(Span(start, start + 3)).of(text) == "قالَ"


@given(MESSY)
def test_the_map_gives_the_same_text_as_folding_without_it(text: str) -> None:
    assert fold_with_map(text).text == fold(text)


@given(MESSY, st.data())
def test_every_folded_span_maps_back_to_the_characters_it_came_from(text: str, data: st.DataObject) -> None:
    folded = fold_with_map(text)
    n = len(folded.text)
    start = data.draw(st.integers(0, n))
    end = data.draw(st.integers(start, n))
    span = folded.source_span(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)
    if start < end:
        assert folded.text[start:end] in fold(span.of(text))
        assert fold(span.of(text)).count("") - 1 <= end - start + 17  # a ligature unfolds to its letters, no more


@given(MESSY)
def test_folded_letters_point_at_the_letter_they_came_from(text: str) -> None:
    folded = fold_with_map(text)
    for i, letter in enumerate(folded.text):
        assert letter in fold(text[folded.source_offset(i)])


@given(MESSY)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_source_length_counts_the_marks_of_the_letters_it_passes() -> None:
    assert source_length("وَالقمر", 1) == 2
    assert source_length("القمر", 0) == 0


def test_dropped_letters_fold_to_nothing() -> None:
    assert all(fold_letter(c) == "" for c in "\u064b\u0640\u200f\u202a\u2067" if DROPPED.match(c))


def test_a_letter_that_moves_nothing_folds_to_one_letter() -> None:
    """The map looks at the others only: a letter that it passed over and that became two would shift all that follow."""
    passed_over = [c for c in map(chr, range(0x110000)) if CHANGED.match(c) and not MOVED.match(c)]
    assert len(passed_over) > 50
    assert {len(fold_letter(c)) for c in passed_over} == {1}

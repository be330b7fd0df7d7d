"""Shingles: any two pages that share eight words in a row have one in common, and words point at their exact characters."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tawatur.base.fold import fold
from tawatur.discover.shingles import LEAST, WORD, Words, number_of, numbers, shingles, zones_of

NUMBER = 1140288175
LETTERS = 'ابتَّـسةأ‮ﻻ😀a1 \n\x00\ud800.،<&"'


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 30), st.integers(0, 30))
def test_eight_words_in_a_row_are_one_shingle_of_both_pages(seed: int, before: int, after: int) -> None:
    """Its place tells where they stand, and no run reaches from one page into the next."""
    some = random.Random(seed)
    shared = [f"كلمة{some.randrange(10**6)}" for _ in range(LEAST)]
    one = [*(f"أ{n}" for n in range(before)), *shared, *(f"أ{n}x" for n in range(after))]
    other = [*(f"ب{n}" for n in range(after)), *shared]
    words, sizes = np.concatenate([numbers(one), numbers(other)]), np.array([len(one), len(other)])
    made = shingles(words, sizes)
    found: dict[int, list[tuple[int, int]]] = {}
    for shingle, page, place in zip(made.hashes.tolist(), made.page.tolist(), made.place.tolist(), strict=True):
        found.setdefault(shingle, []).append((page, place))
    assert [places for places in found.values() if len(places) > 1] == [[(0, before), (1, after)]]
    assert made.runs.tolist() == [len(one) - LEAST + 1, len(other) - LEAST + 1]


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, max_size=60))
@example("وَقالَ‮ الوزيرُ: نعم")
@example("😀 قال")
def test_a_word_stands_at_its_characters(text: str) -> None:
    words = Words(text, [(0, len(text))])
    for n, form in enumerate(words.forms):
        start, end = words.of_word(n)
        assert "".join(WORD.findall(fold(text[start:end]))) == form or form in fold(text[start:end])
        assert words.span(n, n + 1) == (start, end)


def test_zones_are_read_in_the_order_of_the_text_and_join_over_white_space_alone() -> None:
    text = "عنوان الخبر\n\nمتن أول\nتابعونا على فيسبوك\nمتن ثان"
    body = [text.index("متن أول"), text.index("متن أول") + 7, text.index("متن ثان"), len(text)]
    words = Words(text, zones_of([0, 11], body))
    assert words.forms == ["عنوان", "الخبر", "متن", "اول", "متن", "ثان"]
    assert len(words.zones) == 2
    assert [words.of_word(n).of(text) for n in (1, 3, 5)] == ["الخبر", "أول", "ثان"]


def test_a_page_of_few_words_has_no_shingle_and_one_of_eight_has_one() -> None:
    words = [numbers([f"ك{n}" for n in range(size)]) for size in (0, 1, 7, 8)]
    made = shingles(np.concatenate(words), np.array([0, 1, 7, 8]))
    assert (made.page.tolist(), made.place.tolist(), made.runs.tolist()) == ([3], [0], [0, 0, 0, 1])
    assert len(shingles(np.empty(0, np.uint32), np.empty(0, np.int64)).hashes) == 0


def test_a_words_number_is_the_same_in_every_process() -> None:
    """A number written down here: a hash that hung on the process would differ from run to run."""
    assert number_of("خبر") == NUMBER
    assert number_of("\ud800") != number_of("خبر")

"""Rough spelling changes letters, never the number of words."""

import random

from training.noise import respell_word, restyle_quotes, roughen

WORDS = ["إلى", "القاهرة", '"', "أهلا", '"', "«", "مدرسة", "»", "على", "."]


def test_one_word_respelled() -> None:
    assert respell_word("إلى", hamza=True, dots=True, feminine=True, to_dots=True) == "الي"
    assert respell_word("القاهرة", hamza=True, dots=True, feminine=True, to_dots=True) == "القاهره"
    assert respell_word("وزير", hamza=True, dots=True, feminine=True, to_dots=True) == "وزير"


def test_quotes_change_fashion_in_pairs() -> None:
    styled = restyle_quotes(WORDS, random.Random(1))
    assert (styled[2], styled[4]) == (styled[5], styled[7])
    assert [w for w in styled if w.isalpha()] == [w for w in WORDS if w.isalpha()]


def test_the_number_of_words_stays() -> None:
    for seed in range(50):
        assert len(roughen(WORDS, random.Random(seed))) == len(WORDS)


def test_the_same_seed_gives_the_same_noise() -> None:
    assert roughen(WORDS, random.Random(7)) == roughen(WORDS, random.Random(7))

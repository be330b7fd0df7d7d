"""Rough spelling changes letters, never the number of words."""

import random

from training.noise import rename_people, respell_word, restyle_quotes, roughen

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


NAMED = ["قال", "سامر", "البحراوي", "لسامر", "إن", "و3"]


def test_only_people_are_renamed_and_prefixes_stay() -> None:
    out = rename_people(NAMED, [(1, 0), (2, 0), (3, 1)], random.Random(1))
    assert [out[0], *out[4:]] == [NAMED[0], *NAMED[4:]]
    assert out[3][0] == "ل" and [len(w) for w in out] == [len(w) for w in NAMED]


def test_one_name_gets_one_name_throughout() -> None:
    out = rename_people(NAMED, [(1, 0), (3, 1)], random.Random(2))
    assert out[3][1:] == out[1]


def test_numbers_and_short_words_stay() -> None:
    assert rename_people(NAMED, [(5, 0)], random.Random(3)) == NAMED

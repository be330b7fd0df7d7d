"""Similarity proposes, and says on what ground; the rules decide what it is worth."""

import pytest

from tawatur.base.names import agreement, name_words, skeleton, sounds
from tawatur.merge.entities.people import same_person, short_for, words_of


@pytest.mark.parametrize(
    ("a", "b", "least"),
    [
        ("هولمن", "هولمن", 1.0),
        ("طرابيشي", "الطرابيشي", 0.97),
        ("ابراهيم", "براهيم", 0.93),
        ("جاريت", "غاريت", 0.85),
        ("كنعاني", "Kanaani", 0.85),
    ],
)
def test_words_that_agree(a: str, b: str, least: float) -> None:
    assert agreement(*name_words(a), *name_words(b))[0] >= least


@pytest.mark.parametrize(("a", "b"), [("كنعاني", "كنعان"), ("السادس", "الخامس"), ("رامز", "رامي"), ("سعد", "سعيد")])
def test_words_that_differ(a: str, b: str) -> None:
    assert agreement(*name_words(a), *name_words(b))[0] < 0.85


def test_compounds_are_one_word() -> None:
    assert name_words("عبد اللطيف بن سالم") == ("عبداللطيف", "بنسالم")


def test_the_skeleton_keeps_a_final_i() -> None:
    assert sounds("كنعاني") == sounds("Kanaani") != sounds("كنعان")
    assert skeleton("كنعاني") != skeleton("كنعان")


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("سامر البحراوي", "البحراوي سامر", True),
        ("غاريت هولمن", "جاريت هولمن", True),
        ("غاريت هولمن", "Garrett Hollman", True),
        ("عبد اللطيف بحري", "عبد اللطيف البحري", True),
        ("براهيم زيدون", "ابراهيم زيدون", True),
        ("نعمان سعد الشهيبي", "نعمان الشهيبي", True),
        ("رامز الكنعاني", "رامي الكنعاني", False),
        ("رامز الكنعاني", "سامر كنعان", False),
        ("هيثم الثالث", "هيثم الرابع", False),
        ("نعمان سعد", "نعمان سعد الشهيبي", False),
        ("سعد الشهيبي", "سعد البحراوي", False),
    ],
)
def test_same_person(a: str, b: str, verdict: bool) -> None:
    assert bool(same_person(words_of(a), words_of(b))[0]) is verdict


@pytest.mark.parametrize(
    ("word", "full", "verdict"),
    [
        ("البحراوي", "سامر البحراوي", True),
        ("بحراوي", "سامر البحراوي", True),
        ("Hollman", "غاريت هولمن", True),
        ("كنعان", "رامز الكنعاني", False),
        ("الثالث", "هيثم الثالث", False),
    ],
)
def test_a_lone_name_stands_for_a_full_one(word: str, full: str, verdict: bool) -> None:
    assert bool(short_for(words_of(word)[0], words_of(full))[0]) is verdict

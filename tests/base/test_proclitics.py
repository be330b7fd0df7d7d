"""What is written together with a word, and what the article loses after «ل»."""

import pytest

from tawatur.base.proclitics import BEFORE_ARTICLE, LONGEST, PROCLITICS, after_lam, has_article


@pytest.mark.parametrize("proclitics", ["", "و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "فبال", "ولل", "وس"])
def test_proclitics_stand_before_a_word(proclitics: str) -> None:
    assert proclitics in PROCLITICS


@pytest.mark.parametrize("letters", ["م", "الو", "ووو", "لال", "بس"])
def test_what_is_no_particle_is_part_of_the_word(letters: str) -> None:
    assert letters not in PROCLITICS


def test_the_article_loses_its_alif_after_lam() -> None:
    assert after_lam("الوزارة") == "لوزارة"
    assert {p + after_lam("الوزارة") for p in BEFORE_ARTICLE} == {"للوزارة", "وللوزارة", "فللوزارة"}


def test_a_short_word_may_only_look_as_if_it_had_the_article() -> None:
    assert has_article("السد")
    assert not has_article("الق")
    assert not has_article("وزارة")


def test_the_longest_proclitics_are_four_letters() -> None:
    assert LONGEST == 4

"""The segmenter with the model that ships: what it takes off, what it keeps whole, and that no letter is lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.fold import DROPPED
from tawatur.base.segmenter import ENCLITICS, PROCLITICS, Parts, Segmenter

MODELS = Path(__file__).parents[2] / "src" / "tawatur" / "languages" / "ar" / "models"
PROTECTED = {"بلال", "بلقيس", "ليبيا"}


def make() -> Segmenter:
    counts = json.loads((MODELS / "word_counts.json").read_text("utf-8"))
    return Segmenter(str(MODELS / "segmenter.crfsuite"), counts, PROTECTED)


SEGMENTER = make()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("وقال", ("و", "قال", "")),
        ("بالقاهرة", ("ب", "القاهرة", "")),
        ("للقوات", ("ل", "لقوات", "")),
        ("وللحكومة", ("ول", "لحكومة", "")),
        ("سيصل", ("س", "يصل", "")),
        ("وسيعلن", ("وس", "يعلن", "")),
        ("رئيسها", ("", "رئيس", "ها")),
        ("وبكتبهم", ("وب", "كتب", "هم")),
        pytest.param(
            "وزارتهم", ("", "وزارت", "هم"), marks=pytest.mark.xfail(strict=True, reason="و and زارت are words")
        ),
        ("وزير", ("", "وزير", "")),
        ("فريق", ("", "فريق", "")),
        ("بيان", ("", "بيان", "")),
        ("لجنة", ("", "لجنة", "")),
        ("سلطات", ("", "سلطات", "")),
        ("مدرسة", ("", "مدرسة", "")),
    ],
)
def test_words_of_the_news_are_parted(word: str, parts: tuple[str, str, str]) -> None:
    assert SEGMENTER.split(word) == Parts(*parts)


@pytest.mark.parametrize("name", sorted(PROTECTED))
def test_a_protected_name_keeps_its_first_letter(name: str) -> None:
    assert SEGMENTER.split(name) == Parts("", name, "")


def test_vowel_marks_stay_with_the_letter_they_stand_on() -> None:
    assert SEGMENTER.split("وَقالَ") == Parts("وَ", "قالَ", "")
    assert SEGMENTER.stem("وَقالَ") == "قال"


@pytest.mark.parametrize("word", ["", "و", "🙂", "London", "2024", "و2", "ـــ", "\u200f", "ﻻ", "ک" * 3, "لا" * 5000])
def test_what_is_no_word_is_left_whole(word: str) -> None:
    assert SEGMENTER.split(word) == Parts("", word, "")


@given(
    st.text(
        st.characters(codec="utf-8", categories=["Lo", "Mn", "Cf"]) | st.sampled_from("ءاوفبلكسيهمنرقتةى"), max_size=14
    )
)
def test_no_letter_is_lost(word: str) -> None:
    parts = SEGMENTER.split(word)
    assert "".join(parts) == word
    assert PROCLITICS.fullmatch(DROPPED.sub("", parts.proclitics))
    assert not parts.enclitics or DROPPED.sub("", parts.enclitics) in ENCLITICS
    assert parts.stem or not word

"""Figures come down to their numerals, triggers to the word that names the event."""

import pytest
from training.canonical import canonical, is_numeral
from training.corpus import words_of


def reduced(text: str, layer: str) -> str:
    start, end = canonical(text, words_of(text), (0, len(text)), layer)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("13 شخصا", "13"),
        ("نحو 13 ألف شخص", "13 ألف"),
        ("ثلاثة جنود", "ثلاثة"),
        ("2.5 مليون دولار", "2.5 مليون"),
        ("13ر5 مليار", "13ر5 مليار"),
        ("خمسة وعشرين قتيلا", "خمسة وعشرين"),
        ("عشرات الجرحى", "عشرات"),
        ("40", "40"),
        ("جميع الركاب", "جميع الركاب"),
    ],
)
def test_figures(text: str, core: str) -> None:
    assert reduced(text, "figure") == core


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("تم القبض على", "القبض"),
        ("وقد أعلن", "أعلن"),
        ("لم يوافق", "يوافق"),
        ("عملية إنقاذ", "إنقاذ"),
        ("مظاهرة حاشدة", "مظاهرة"),
        ("قد", "قد"),
    ],
)
def test_triggers(text: str, head: str) -> None:
    assert reduced(text, "trigger") == head


@pytest.mark.parametrize("word", ["13", "٤٠", "آلاف", "بثلاثة", "وعشرين", "ثلاثمائة", "المليون"])
def test_numerals(word: str) -> None:
    assert is_numeral(word)


@pytest.mark.parametrize("word", ["شخصا", "الفريق", "مليونير", "خمسين_"])
def test_not_numerals(word: str) -> None:
    assert not is_numeral(word)

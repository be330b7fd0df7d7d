"""Light stems: inflected forms of one word end alike, and no word is stemmed away."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tawatur.base.fold import fold
from tawatur.base.stems import LONGEST, SHORTEST, stem

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
WORDS = st.text(LETTERS, max_size=12)
FAMILIES = [
    "وزير الوزير ووزير للوزير وزيره والوزيرين",
    "وكالة الوكالة وكالات لوكالات وكالته",
    "ولاية الولايات ولايته ولايتين",
    "فلسطين فلسطيني الفلسطينية وللفلسطينيين فلسطينيات",
    "كتاب الكتاب كتابه كتابين بالكتاب",
    "بيان البيان بيانات بيانها بيانا",
    "حكومة الحكومة حكومته وبالحكومة لحكومات حكومي",
    "ليبيا الليبية ليبيين",
    "قال قالت وقال وقالوا",
    "قانون قانونا القانونية",
    "دولة دولتنا الدولتين دولتها",
    "قرار قرارا القرارات بقراره",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_inflected_forms_of_one_word_have_one_stem(family: str) -> None:
    assert len({stem(fold(word)) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("كتاب", "تاب"), ("لقاء", "بقاء"), ("كامل", "امل"), ("كبير", "بير")])
def test_a_first_letter_that_looks_like_a_preposition_stays(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(("one", "other"), [("لجنة", "لجان"), ("قال", "يقول"), ("لمصر", "مصر"), ("بولاية", "ولاية")])
def test_what_the_stemmer_does_not_do_is_known(one: str, other: str) -> None:
    """Broken plurals, verbs' prefixes, and prepositions before three letters: whoever mends one changes the docstring."""
    assert stem(fold(one)) != stem(fold(other))


@given(WORDS)
def test_a_stem_is_its_own_stem_and_a_part_of_its_word(word: str) -> None:
    assert stem(stem(word)) == stem(word)
    assert stem(word) in word
    assert len(stem(word)) >= min(len(word), SHORTEST)


@given(WORDS)
def test_the_article_and_a_conjunction_change_no_stem(word: str) -> None:
    """«و» before an article is one prefix with it, and leaves another rest where the word is short: it is not asked here."""
    assume(len(word) >= SHORTEST)
    assert stem("ال" + word) == stem(word)
    assume(not word.startswith(("ال", "بال", "كال", "لل")))
    assert stem("و" + word) == stem(word)


@given(st.text(max_size=60))
def test_any_text_has_a_stem(text: str) -> None:
    assert stem(text) in text


@pytest.mark.parametrize("word", ["", "و", "Reuters", "2013", "\ud800", "\x00", "😀😀😀😀", "و" * 100_000])
def test_what_is_no_arabic_word_stays_as_it_is(word: str) -> None:
    assert len(word) > LONGEST or stem(word) == word
    assert len(word) <= LONGEST or stem(word) is word

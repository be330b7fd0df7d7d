"""Forms are found behind what clings to them, and their spans start after it."""

import pytest

from tawatur.base.phrases import Phrases, readings
from tawatur.base.tokens import Tokens

BODIES = Phrases([("القوات البحرية", "navy"), ("القوات", "forces"), ("بحر", "sea"), ("لجنة", "committee")])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وللقوات البحرية", "لقوات البحرية"),
        ("القُوّاتُ البحريّة", "القُوّاتُ البحريّة"),
        ("وبالقوات", "القوات"),
        ("ببحر", "بحر"),
        ("للجنة", "لجنة"),
    ],
)
def test_a_form_is_found_behind_proclitics(text: str, words: str) -> None:
    (hit,) = BODIES.find(Tokens(text))
    assert hit.span.of(text) == words


def test_the_longest_form_wins_and_hits_do_not_overlap() -> None:
    assert [h.payload for h in BODIES.find(Tokens("القوات البحرية والقوات"))] == ["navy", "forces"]


def test_a_form_that_does_not_cling_is_not_found_behind_a_proclitic() -> None:
    assert not list(Phrases([("بحر", 1)], clings=False).find(Tokens("وبحر")))


def test_readings_always_begin_with_the_whole_word() -> None:
    assert readings("وبحر")[0] == (0, "وبحر")
    assert (1, "بحر") in readings("وبحر")


def test_membership_folds_what_is_asked() -> None:
    assert "القُوّات البحريّة" in BODIES
    assert "القوات الجوية" not in BODIES


def test_of_forms_as_long_the_one_with_fewest_letters_taken_comes_first() -> None:
    table = Phrases([("بحر", "sea"), ("وبحر", "and-sea"), ("وبحر أسود", "sea, two words")])
    assert [h.payload for h in table.at(Tokens("وبحر أسود"), 0, 2)] == ["sea, two words", "and-sea", "sea"]
    assert [h.payload for h in table.at(Tokens("وبحر أسود"), 0, 1)] == ["and-sea", "sea"], (
        "nothing reaches over the stop"
    )
    assert table.longest(Tokens("قال وبحر"), 0, 2) is None

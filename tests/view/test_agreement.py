"""Agreement of coders: figures of published worked examples, and what has no figure."""

from collections import Counter

import pytest

from tawatur.base.judgement import Judgement, Standing
from tawatur.view.agreement import agreements, alpha, kappa, verdicts

# Krippendorff (2011), section C: four observers, twelve units, values missing; nominal α = .743
FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def units(*coders: str) -> list[list[str]]:
    """Turn a matrix of coders' rows into units, a dot for what a coder did not say."""
    rows = [row.split() for row in coders]
    return [[v for v in column if v != "."] for column in zip(*rows, strict=True)]


def test_alpha_of_four_coders_with_missing_values() -> None:
    assert alpha(units(*FOUR)) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Krippendorff (2011), section A: two observers, binary data; and section B: two observers, nominal data
        ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", 0.095),
        ("a a b b d c c c e d d a", "b a b b b c c c e d d d", 0.692),
    ],
)
def test_alpha_of_two_coders(one: str, other: str, expected: float) -> None:
    assert alpha(units(one, other)) == pytest.approx(expected, abs=0.0005)


def test_kappa_computed_by_hand() -> None:
    """Observed (20 + 15) / 50 = .70; expected .5·.6 + .5·.4 = .50; κ = .20 / .50 = .40 (Cohen 1960)."""
    table = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert kappa(table) == pytest.approx(0.40)


def test_full_agreement_is_one_and_chance_is_nought() -> None:
    assert kappa(Counter({("a", "a"): 3, ("b", "b"): 2})) == 1
    assert kappa(Counter({("a", "a"): 1, ("a", "b"): 1, ("b", "a"): 1, ("b", "b"): 1})) == 0
    assert alpha([["a", "a"], ["b", "b"]]) == 1


@pytest.mark.parametrize("said", [[], [["a"]], [["a", "a"], ["a", "a"]]])
def test_nothing_to_compare_or_no_variation_gives_no_figure(said: list[list[str]]) -> None:
    """Where all values are one, agreement by chance is complete, and neither measure is defined."""
    assert alpha(said) is None
    assert kappa(Counter((u[0], u[1]) for u in said if len(u) > 1)) is None


def row(
    n: int, by: str, verdict: str, sides: tuple[str | None, str | None] = ("d1m1", "d2m1"), **fields: str
) -> Judgement:
    """Make a judgement as the story keeps it, its sides placed."""
    standing = Standing(state="holds", a=sides[0], b=sides[1])
    noun = None if verdict == "undone" else "Mention"
    return Judgement(
        id=f"j{n}", verdict=verdict, noun=noun, by=by, when=f"2024-01-01T00:00:{n:02}Z", standing=standing, **fields
    )


def test_a_coders_last_word_counts_whichever_side_is_named_first() -> None:
    said = verdicts([row(1, "سلمى", "same"), row(2, "رائد", "same"), row(3, "سلمى", "different", ("d2m1", "d1m1"))])
    assert list(said.values()) == [{"سلمى": "different", "رائد": "same"}]


def test_what_was_taken_back_is_not_compared_until_that_is_taken_back_too() -> None:
    rows = [row(1, "سلمى", "same"), row(2, "سلمى", "undone", undoes="j1")]
    assert verdicts(rows) == {}
    assert len(verdicts([*rows, row(3, "سلمى", "undone", undoes="j2")])) == 1


def test_a_judgement_without_a_place_is_about_no_pair() -> None:
    assert verdicts([row(1, "سلمى", "same", ("d1m1", None))]) == {}


def test_agreement_is_told_noun_by_noun_with_the_table() -> None:
    rows = [
        row(1, "سلمى", "same"), row(2, "رائد", "same"),
        row(3, "سلمى", "different", ("d1m2", "d2m2")), row(4, "رائد", "unsure", ("d1m2", "d2m2")),
        row(5, "سلمى", "same", ("d1m3", "d2m3")),
    ]  # fmt: skip
    (names,) = agreements(verdicts(rows))
    assert (names.noun, names.units, names.shared) == ("Mention", 3, 2)
    (two,) = names.pairs
    assert (two.both, two.agree) == (2, 1)
    assert two.table == Counter({("same", "same"): 1, ("unsure", "different"): 1})
    assert two.kappa == pytest.approx((0.5 - 0.25) / 0.75)

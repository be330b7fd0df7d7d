"""From spans to a label a word and back."""

from training.corpus import words_of
from training.labels import KINDS, begin_inside_outside, covered, spans_of

TEXT = "وصل وزير الدفاع سالم بن يوسف إلى القاهرة وبنغازي"


def place(words: str, label: str) -> tuple[int, int, str]:
    start = TEXT.index(words)
    return start, start + len(words), label


def test_spans_survive_the_way_through_labels() -> None:
    words = words_of(TEXT)
    spans = [place("سالم بن يوسف", "PER"), place("القاهرة", "LOC")]
    assert spans_of(words, begin_inside_outside(words, spans, KINDS), KINDS) == spans


def test_two_names_side_by_side_stay_two() -> None:
    words = words_of(TEXT)
    spans = [place("القاهرة", "LOC"), place("وبنغازي", "LOC")]
    assert spans_of(words, begin_inside_outside(words, spans, KINDS), KINDS) == spans


def test_a_span_may_begin_inside_a_word() -> None:
    words = words_of(TEXT)
    start, end, _ = place("بنغازي", "LOC")
    assert covered(words, start, end) == range(len(words) - 1, len(words))


def test_the_first_of_two_overlapping_spans_stays() -> None:
    words = words_of(TEXT)
    long, short = place("سالم بن يوسف", "PER"), place("يوسف", "LOC")
    assert spans_of(words, begin_inside_outside(words, [long, short], KINDS), KINDS) == [long]


def test_nothing_covered_nothing_labelled() -> None:
    assert not covered(words_of(TEXT), len(TEXT), len(TEXT))

"""Words as shown: no word is cut by a mark, nothing is lost, shared words are found in both passages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.span import Span
from tawatur.view.passages import aligned, clean, pieces, widened

LETTERS = st.text("ابتثو ل،.«»َ\u0651ab12\n😀", max_size=60)


@pytest.mark.parametrize(
    ("text", "marked", "shown"),
    [
        ("وأعلنت الوزارة", "أعلن", "وأعلنت"),
        ("قالَ الوزير", "قال", "قالَ"),
        ("«السد» انهار", "سد", "السد"),
        ("في عام 2019، انهار", "2019", "2019"),
        ("سد وادي الريحان", "وادي الريحان", "وادي الريحان"),
    ],
)
def test_a_mark_is_widened_to_whole_words(text: str, marked: str, shown: str) -> None:
    """Arabic letters join: a mark that begins inside a word takes the word, and no punctuation."""
    start = text.index(marked)
    span = Span(start, start + len(marked))
    assert widened(text, span).of(text) == shown
    assert [p.text for p in pieces(text, Span(0, len(text)), [span]) if p.marked] == [shown]


@settings(deadline=None)
@given(LETTERS, st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70))), st.integers(0, 70), st.integers(0, 70))
def test_pieces_lose_nothing(text: str, marks: list[tuple[int, int]], start: int, end: int) -> None:
    """Whatever is marked, the pieces together are the passage."""
    span = Span(min(start, end), max(start, end))
    spans = [Span(min(m), max(m)) for m in marks]
    assert "".join(p.text for p in pieces(text, span, spans)) == text[span.start : span.end]


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_both_sides_share_the_same_words(a: str, b: str) -> None:
    """The marked words of both passages are equal but for their spelling of marks and spaces."""
    left, right = aligned((a, Span(0, len(a))), (b, Span(0, len(b))))
    assert "".join(p.text for p in left) == a
    assert "".join(p.text for p in right) == b
    assert bool([p for p in left if p.marked]) == bool([p for p in right if p.marked])


def test_one_common_word_is_not_shared_text() -> None:
    """A lone «في» in two passages is no copy; two words in a row are shown."""
    left, _ = aligned(("اجتمع في الصباح", Span(0, 15)), ("سافر في المساء", Span(0, 14)))
    assert not any(p.marked for p in left)
    left, _ = aligned(("قال إن السد انهار", Span(0, 17)), ("وأكد أن السد انهار", Span(0, 18)))
    assert [p.text for p in left if p.marked] == ["إن السد انهار"]


def test_controls_are_taken_out() -> None:
    """An escape sequence or a bidi override in a page must not reach a terminal."""
    assert clean("سد\x1b[31m \u202eوادي\u200f\n الريحان\x00") == "سد[31m وادي الريحان"

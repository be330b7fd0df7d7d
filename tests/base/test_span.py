"""Spans are half-open ranges of code points."""

from tawatur.base.span import Span, outermost


def test_a_span_may_begin_inside_a_token() -> None:
    text = "وللسفن مرافئ"
    assert Span(2, 6).of(text) == "لسفن"


def test_trim_leaves_white_space_and_marks_off() -> None:
    text = " « نورس » "
    assert Span(0, len(text)).trim(text, also="«»").of(text) == "نورس"


def test_outermost_keeps_the_widest_of_nested_spans() -> None:
    assert outermost([Span(2, 4), Span(0, 9), Span(9, 12), Span(0, 9)]) == [Span(0, 9), Span(9, 12)]

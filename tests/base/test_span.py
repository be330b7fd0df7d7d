"""Spans are half-open ranges of code points; anchors find their words again."""

from tawatur.base.span import CONTEXT, Anchor, Span, outermost


def test_a_span_may_begin_inside_a_token() -> None:
    text = "وللسفن مرافئ"
    assert Span(2, 6).of(text) == "لسفن"


def test_trim_leaves_white_space_and_marks_off() -> None:
    text = " « نورس » "
    assert Span(0, len(text)).trim(text, also="«»").of(text) == "نورس"


def test_outermost_keeps_the_widest_of_nested_spans() -> None:
    assert outermost([Span(2, 4), Span(0, 9), Span(9, 12), Span(0, 9)]) == [Span(0, 9), Span(9, 12)]


def test_an_anchor_holds_the_exact_words_and_a_little_on_either_side() -> None:
    text = "ا" * 100 + "نورس" + "ب" * 100
    anchor = Anchor.at("d1", text, Span(100, 104))
    assert anchor.exact == "نورس"
    assert anchor.prefix == "ا" * CONTEXT and anchor.suffix == "ب" * CONTEXT

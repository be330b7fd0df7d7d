"""The index gives just the spans that meet, however long the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex

SPANS = st.tuples(st.integers(0, 900), st.integers(1, 300)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=30), SPANS)
def test_meeting_is_the_same_as_looking_at_all(spans: list[Span], asked: Span) -> None:
    index: SpanIndex[str] = SpanIndex()
    items = [(span, f"item {i}") for i, span in enumerate(spans)]
    for span, item in items:
        index.add(span, item)
    assert sorted(index.meeting(asked)) == sorted(item for span, item in items if span.meets(asked))


def test_removed_items_are_gone() -> None:
    index: SpanIndex[str] = SpanIndex()
    index.add(Span(0, 400), "long")
    index.remove(Span(0, 400), "long")
    assert index.meeting(Span(0, 500)) == []

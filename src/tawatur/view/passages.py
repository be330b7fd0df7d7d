"""Words as they are shown: a passage cut at its marked words, and two passages with the words they share.

A mark never cuts a word: WebKit and Firefox break Arabic joining at an element's edge, so a mark that begins inside
a word («و[أعلن]») is widened to the whole word here; the reader pane alone shows exact characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from tawatur.base.span import Span
from tawatur.base.tokens import Tokens

LONGEST = 1200  # code points of a passage shown at once; the reader pane holds the rest
SHORTEST_RUN = 2  # words in a row that count as shared: one common word alone («في») tells nothing


class Piece(NamedTuple):
    """Some words, and whether they are marked."""

    text: str
    marked: bool


def pieces(text: str, span: Span, marks: Iterable[Span]) -> list[Piece]:
    """Cut the words of `span` at the marked ones, each mark widened to whole words."""
    start, end = max(0, span[0]), min(len(text), span[1])
    made: list[Piece] = []
    at = start
    for mark in sorted(widened(text, m) for m in marks if m[0] < end and m[1] > start):
        first, last = max(mark[0], at), min(mark[1], end)
        if first >= last:
            continue
        if at < first:
            made.append(Piece(text[at:first], False))
        made.append(Piece(text[first:last], True))
        at = last
    if at < end:
        made.append(Piece(text[at:end], False))
    return made


def widened(text: str, span: Span) -> Span:
    """Widen a span to the white space around it, and leave punctuation at its ends off."""
    start, end = min(max(0, span[0]), len(text)), min(len(text), span[1])
    while start > 0 and joins(text[start - 1]):
        start -= 1
    while end < len(text) and joins(text[end]):
        end += 1
    return Span(start, end)


def joins(letter: str) -> bool:
    """Say whether a character may belong to the word beside it: letters, digits, vowel marks, joiners."""
    return letter.isalnum() or letter in "_\u0640\u200c\u200d" or "\u064b" <= letter <= "\u065f" or letter == "\u0670"


def clean(text: str) -> str:
    """Put words on one line without controls: an escape sequence must not reach a terminal, nor a bidi override."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\u200c\u200d")


def clipped(span: Span) -> Span:
    """Cut a very long passage."""
    return Span(span[0], min(span[1], span[0] + LONGEST))


def aligned(a: tuple[str, Span], b: tuple[str, Span]) -> tuple[list[Piece], list[Piece]]:
    """Mark the words that two passages share in the same order, in runs of two words at least."""
    (text_a, span_a), (text_b, span_b) = (a[0], clipped(a[1])), (b[0], clipped(b[1]))
    left, right = Tokens(span_a_text := text_a[slice(*span_a)]), Tokens(span_b_text := text_b[slice(*span_b)])
    marks_a: list[Span] = []
    marks_b: list[Span] = []
    for step in LCSseq.opcodes(left.words, right.words):
        if step.tag == "equal" and step.src_end - step.src_start >= SHORTEST_RUN:
            marks_a.append(left.span(step.src_start, step.src_end))
            marks_b.append(right.span(step.dest_start, step.dest_end))
    whole_a, whole_b = Span(0, len(span_a_text)), Span(0, len(span_b_text))
    return pieces(span_a_text, whole_a, marks_a), pieces(span_b_text, whole_b, marks_b)

"""A text → its words as they are indexed and looked for: light stems, each with the span of the word it was made of."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tawatur.base.span import Span
from tawatur.base.stems import stem
from tawatur.base.tokens import Tokens, words

LONGEST_TERM = 64  # letters of a word that are indexed; the rest of a run of letters without end tells nothing


class Stemmed(NamedTuple):
    """The words of a text in order: their stems, and where they stand. Marks and signs are no words."""

    stems: list[str]
    spans: list[Span]


def stemmed(text: str) -> Stemmed:
    """Stem the words of a text: «والوزارة، أمس» (and the ministry, yesterday) gives «زار», «امس»."""
    tokens = Tokens(text)
    read = zip(map(term, tokens.words), tokens.starts, tokens.ends, strict=True)
    kept = [(word, Span(start, end)) for word, start, end in read if word]
    return Stemmed([word for word, _ in kept], [span for _, span in kept])


def stems(text: str) -> list[str]:
    """Stem the words of a text whose places are not asked for."""
    return [word for word in map(term, words(text)) if word]


@lru_cache(maxsize=1 << 16)
def term(word: str) -> str:
    """Stem one folded word, or return «» for a mark or sign."""
    return stem(word)[:LONGEST_TERM] if any(map(str.isalnum, word)) else ""

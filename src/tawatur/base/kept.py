"""What was worked out for a word, kept for the next page that has it: news says most of its words again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import compress
from typing import TypeVar

from tawatur.base.tokens import Tokens

Value = TypeVar("Value")
MOST = 1 << 15  # words: nearly all that a month of news uses twice


class Kept(dict[str, Value]):
    """A store by word that fills itself: ``store[word]`` works the value out where it is not known.

    It holds `most` words and then starts anew, so that it never grows with the number of pages.
    """

    def __init__(self, work_out: Callable[[str], Value], most: int = MOST) -> None:
        super().__init__()
        self.work_out = work_out
        self.most = most

    def __missing__(self, word: str) -> Value:
        if len(self) >= self.most:
            self.clear()
        value = self[word] = self.work_out(word)
        return value

    def places(self, tokens: Tokens, within: range) -> Iterator[int]:
        """Yield the tokens of a stretch whose folded words have a value that is not empty: of a page, few."""
        return compress(within, map(self.__getitem__, tokens.words[within.start : within.stop]))

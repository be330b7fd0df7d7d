"""A text's lines, as residue rules look at them: trimmed span, folded words, final stop, and what it was taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tawatur.base.document import Residue
from tawatur.base.fold import fold_unkept
from tawatur.base.reason import Reason
from tawatur.base.span import Span

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
WORD = re.compile(r"[^\W\d_]+")
CLOSERS = "\"”“»’'″)] \u200e\u200f"
STOPS, ENDS = (".", "!", "?", "؟", "…", "۔"), (".", "!", "۔")
PROSE_WORDS, LONG_WORDS = 7, 24
LONG = 400  # characters: no page furniture is that long, and folding long lines for nothing costs time


@dataclass(eq=False)
class Line:
    """One line that holds more than white space. ``kind`` is null while it counts as the article's."""

    text: str  # the line itself, trimmed
    span: Span
    number: int
    kind: str | None = None
    because: Reason | None = None
    opens: str = ""  # what a box heading opens: headlines, poll, rest, tags

    @cached_property
    def folded(self) -> str:
        """The folded line; empty for a long one, which is never furniture."""
        return fold_unkept(self.text) if len(self.text) <= LONG else ""

    @cached_property
    def words(self) -> list[str]:
        """The folded words, without digits and marks; empty for a long line."""
        return WORD.findall(self.folded)

    @cached_property
    def count(self) -> int:
        """How many words the line has."""
        return len(self.words) if len(self.text) <= LONG else self.text.count(" ", 0, 4000) + 1

    @cached_property
    def stops(self) -> bool:
        """Whether it ends as sentences do."""
        return self.text.rstrip(CLOSERS)[-1:] in STOPS

    @cached_property
    def full_stop(self) -> bool:
        """Whether it ends with one full stop: headlines do not, not even those that ask."""
        bare = self.text.rstrip(CLOSERS)
        return bare[-1:] in ENDS and bare[-2:] != ".."

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph of an article: a sentence with its full stop, or a long line."""
        return self.count >= LONG_WORDS or (self.count >= PROSE_WORDS and self.text.rstrip(CLOSERS)[-1:] in "۔.")

    def take(self, kind: str, rule: str, row: str | None = None, detail: str = "") -> None:
        """Take the line for residue; the first rule that speaks keeps it."""
        if self.kind is None:
            self.kind, self.because = kind, Reason(rule=f"residue.{rule}", row=row, span=self.span, detail=detail)

    def residue(self) -> Residue:
        """Return the line as residue."""
        assert self.kind is not None
        return Residue(span=self.span, kind=self.kind, because=[self.because] if self.because else [])


def lines(text: str, start: int = 0) -> list[Line]:
    """Split `text` from `start` into its lines, each trimmed, the empty ones left out."""
    return list(split(text, start))


def split(text: str, start: int) -> Iterator[Line]:
    """Yield the lines with their numbers, counted from 0 without the empty ones."""
    number = 0
    for found in LINE.finditer(text, start):
        first = found.start()
        piece = found.group()
        bare = piece.strip().strip("\u200b\u200e\u200f\ufeff\u00ad").strip()
        if bare:
            first += piece.index(bare[:64])
            yield Line(text=bare, span=Span(first, first + len(bare)), number=number)
            number += 1

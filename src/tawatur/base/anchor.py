"""Words of one page, kept so that they are found again when the page's id, its offsets or some of its text have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from tawatur.base.document import Document
from tawatur.base.span import Span

CONTEXT = 24  # code points of prefix and suffix that an anchor keeps
ONE_SIDE = 8  # fewer code points on one side alone are no evidence: «. وقال» stands everywhere


class Found(NamedTuple):
    """Where an anchor's words stand in a story; a document or a span that is null has its reason in ``why``."""

    document: str | None
    span: Span | None
    why: str = ""


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A page, a span of its text, the exact words and a little text on either side.

    After the W3C Web Annotation Data Model: TextPositionSelector and TextQuoteSelector together.
    """

    source: str
    sha256: str
    span: Span
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def at(cls, document: Document, span: Span) -> Anchor:
        """Make the anchor of `span` in a document."""
        start, end = span
        text = document.text
        return cls(
            source=document.source, sha256=document.sha256, span=Span(start, end), exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT],
        )  # fmt: skip

    def find(self, documents: Iterable[Document]) -> Found:
        """Find the words again in the page of the same bytes, or else of the same source; or say why they are not found."""
        pages = self.pages(list(documents))
        if not pages:
            return Found(None, None, f"no page is {self.source}, and none has its bytes ({self.sha256[:12]})")
        if len(pages) > 1:
            return Found(None, None, f"{', '.join(d.id for d in pages)} are copies of one page; none is {self.source}")
        (page,) = pages
        places = self.places(page.text)
        if len(places) == 1:
            return Found(page.id, places[0])
        seen = f"stands at {len(places)} places" if places else "no longer stands where it did"
        return Found(page.id, None, f"«{self.exact}» {seen} in {page.id} ({page.source})")

    def pages(self, documents: list[Document]) -> list[Document]:
        """List the pages that can be meant, the surest ground first: bytes and source, bytes, source."""
        same = [d for d in documents if d.sha256 == self.sha256]
        here = [d for d in documents if d.source == self.source]
        return [d for d in same if d in here] or same or here

    def places(self, text: str) -> list[Span]:
        """List the places in a text that fit best: between both sides, beside one of them, or at the very span."""
        every = list(occurrences(self.exact, text))
        whole = [s for s in every if self.follows(text, s) and self.precedes(text, s)]
        sides = [s for s in every if self.beside(text, s)]
        for fitting in (whole, sides):
            if fitting:
                return [self.span] if self.span in fitting else fitting
        return [self.span] if self.span in every else []

    def follows(self, text: str, span: Span) -> bool:
        """Say whether the text before a place ends as the prefix does."""
        return text[: span.start].endswith(self.prefix)

    def precedes(self, text: str, span: Span) -> bool:
        """Say whether the text after a place begins as the suffix does."""
        return text.startswith(self.suffix, span.end)

    def beside(self, text: str, span: Span) -> bool:
        """Say whether one side alone stands there, and is long enough to tell."""
        before = len(self.prefix) >= ONE_SIDE and self.follows(text, span)
        return before or (len(self.suffix) >= ONE_SIDE and self.precedes(text, span))


def occurrences(words: str, text: str) -> Iterator[Span]:
    """Yield every place of some words in a text, overlapping ones too."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)

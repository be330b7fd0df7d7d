"""A story → names for its pages and nouns that are the same wherever the same pages are read, and unlike another story's."""

from __future__ import annotations

import hashlib

from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story

LENGTH = 20  # hexadecimal digits of a digest: 80 bits
TERMS = "urn:tawatur:terms:"  # what the linked-data formats have no word for


def digest(*parts: str) -> str:
    """Hash some words; lone surrogates count too."""
    packed = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(packed).hexdigest()[:LENGTH]


class Identity:
    """The lasting names of one story: a page's is made of its bytes' digest and its text, a noun's of all pages and its id.

    Where a page lies on a disk is no part of it. Two pages alike in bytes and text are told apart by their ids.
    """

    def __init__(self, story: Story) -> None:
        self._pages: dict[str, str] = {}
        seen: set[str] = set()
        for document in story.documents:
            key = digest(document.sha256, document.text)
            self._pages[document.id] = digest(key, document.id) if key in seen else key
            seen.add(key)
        self.story = digest(*sorted(self._pages.values()))

    def page(self, document: str) -> str:
        """Name a page: «page-» and its digest; one that the story does not hold is named as a noun of the story is."""
        key = self._pages.get(document)
        return f"page-{key}" if key else self.of("absent", document)

    def of(self, kind: str, *parts: str) -> str:
        """Name a noun of the story by its kind and id, or by the words that make it one thing."""
        return f"{kind}-{digest(self.story, kind, *parts)}"


def fragment(document: Document | None, span: Span) -> str:
    """Write a span as RFC 5147 does for plain text: «char=120,180».

    The RFC counts CR LF as one character, and our spans as two code points: a page that holds them is counted again.
    """
    text = document.text if document else ""
    return f"char={counted(text, span[0])},{counted(text, span[1])}"


def counted(text: str, offset: int) -> int:
    """Turn an offset in code points into one that counts CR LF once."""
    return offset - text.count("\r\n", 0, offset)

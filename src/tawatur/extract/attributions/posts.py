"""Embedded posts → what their authors say, and whom a post in Latin letters says it from: «in a video published by the IDF»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.credits import Credit
from tawatur.extract.attributions.page import Page
from tawatur.extract.attributions.words import LatinCueRow, Words

POST = re.compile(r"[—–-]\s*(?P<name>[^\n—(]{1,50}(?:\([^)@\n]{1,30}\)[^\n(]{0,20})?)\s*\(@(?P<handle>\w{1,20})\)")
LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+")
LEAST = 12  # code points of a post that says something
WORD = r"[A-Z][\w&'’.-]*"
NAME = rf"(?P<name>{WORD}(?:\s+(?:(?:of|for|and|the)\s+)?{WORD}){{0,5}})"


def posts(page: Page, words: Words) -> Iterator[Credit]:
    """Yield the author of each embedded post; a post whose author is not shown is nobody's, and not the article's."""
    for residue in page.reading.document.residue:
        if residue.kind != "embed":
            continue
        text = residue.span.of(page.text)
        author = POST.search(text)
        stop = author.start() if author else len(text)
        link = LINK.search(text, 0, stop)
        content = Span(residue.span.start, residue.span.start + (link.start() if link else stop))
        tags = re.search(r"(?:\s*#\w+)+\s*$", content.of(page.text))
        content = Span(content.start, content.start + tags.start() if tags else content.end).trim(
            page.text, also=".—–-"
        )
        if content.length < LEAST or (not author and max(text) < "\u0621"):
            continue
        name = Span(*author.span("name")).shift(residue.span.start).trim(page.text) if author else None
        yield Credit(name, "social", content, Reason(rule="attributions.post", span=residue.span))
        yield from relayed(page, words, content, name)


def relayed(page: Page, words: Words, content: Span, author: Span | None) -> Iterator[Credit]:
    """Yield whom a post in Latin letters says something from; the post's author tells of it."""
    text = content.of(page.text)
    for row in words.latin_cues:
        cue = r"\s+".join(map(re.escape, row.form.split()))
        pattern = rf"\b(?P<cue>{cue})\s+(?:the\s+)?{NAME}" if row.source == "after" else rf"{NAME}\s+(?P<cue>{cue})\b"
        for found in re.finditer(pattern, text):
            yield credit(content, author, row, found)


def credit(content: Span, author: Span | None, row: LatinCueRow, found: re.Match[str]) -> Credit:
    """Make the credit: what is told stands on the other side of the cue."""
    name, cue = (Span(*found.span(part)).shift(content.start) for part in ("name", "cue"))
    said = Span(content.start, cue.start) if row.source == "after" else Span(cue.end, content.end)
    because = Reason(rule="attributions.post-relays", row=row.cited, span=cue)
    return Credit(
        name, "organisation", said if said.length else content, because, cue=cue, teller=author, stance=row.stance
    )

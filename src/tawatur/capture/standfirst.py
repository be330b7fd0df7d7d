"""The text under a headline that extractors leave out, found again in the page: a lead that stands in a box of its own."""

from __future__ import annotations

import re

from tawatur.capture.markup import INLINE, Letters, letters_of

LEAST = 50  # letters: what is shorter is a label
TAGS_BEFORE = re.compile(r"(?:<[^<>]{1,300}>\s{0,99}){1,4}$")
NAMED = re.compile(
    r"""(?:class|id|itemprop)\s{0,9}=\s{0,9}["'][^"']{0,200}?"""
    r"(?:sub-?_?(?:title|head)|stand-?first|(?<![a-z])(?:lead|lede|deck|dek|kicker|chapo|intro|summary|excerpt)(?![a-z]))",
    re.I,
)
LINK = re.compile(r"<(?:a|button|li|figcaption|option|label)\b[^<>]*>\s*$", re.I)


def restored(text: str, title: str | None, letters: Letters) -> str:
    """Put the lead that stands between headline and article back on top of the article: «- الجيل الذي …»."""
    headline = letters_of(title or "")
    begins = next((line for line in text.split("\n") if letters_of(line) not in ("", headline)), None)
    first = letters.find(begins, 0) if begins else None
    if not first or len(headline) < 10:
        return text
    under = letters.text.rfind(headline, 0, first[0])
    lead = between(under + len(headline), first[0], letters) if under >= 0 else None
    if lead is None or letters_of(lead) in letters_of(text) or letters_of(lead) in headline:
        return text
    at = text.index(begins or "")
    return f"{text[:at]}{lead}\n{text[at:]}"


def between(start: int, end: int, letters: Letters) -> str | None:
    """Return the first paragraph, from one letter to another, in a box whose own name says that it is a lead."""
    source = letters.source
    for first, last in blocks(start, end, letters):
        opening = letters.place(first).start
        tags = TAGS_BEFORE.search(source, max(0, opening - 900), opening - marks_before(source, opening))
        if last - first >= LEAST and tags and NAMED.search(tags.group()) and not LINK.search(tags.group()):
            closing = letters.place(last - 1).end
            return letters.words(opening - marks_before(source, opening), closing + marks_after(source, closing))
    return None


def blocks(start: int, end: int, letters: Letters) -> list[tuple[int, int]]:
    """Part letters into the blocks that they stand in: runs that only inline tags cut belong together."""
    found: list[tuple[int, int]] = []
    closed = -1
    for index in range(letters.piece(start), letters.piece(max(start, end - 1)) + 1):
        first, last = max(start, letters.starts[index]), min(end, letters.starts[index + 1])
        opening, closing = letters.pieces[index][:2]
        if first >= last:
            continue
        if found and INLINE.fullmatch(letters.source, closed, opening):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        closed = closing
    return found


def marks_before(source: str, at: int) -> int:
    """Count the marks and spaces before a position, back to a tag."""
    start = source.rfind(">", max(0, at - 60), at) + 1
    return at - start if start else 0


def marks_after(source: str, at: int) -> int:
    """Count the marks after a position, up to a tag."""
    end = source.find("<", at, at + 60)
    return max(0, end - at)

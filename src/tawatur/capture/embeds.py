"""Posts of other people embedded in an article: their text, their author line, and whole lines in another script."""

from __future__ import annotations

import re

from tawatur.base.document import Residue
from tawatur.base.span import Span
from tawatur.capture.lines import Line

AUTHOR = re.compile(
    r"^\s*[—–\-―]{1,2}\s*\S.{0,90}?\(\s*@\w{1,30}\s*\)[^.؟!]{0,45}$|"  # — Name (@handle) July 19, 2022
    r"^\S.{0,90}?\(\s*@\w{1,30}\s*\)\s*[^\W\d_]*\s*\d{1,2}\s*[^\W\d_]*[,،]?\s*\d{4}$"
)
GLUED_AUTHOR = re.compile(r"[—–―]\s*[^—–―]{1,90}\(\s*@\w{1,30}\s*\)[^.؟!]{0,45}$")
MEDIA = re.compile(r"pic\.twitter\.com/\w+|https?://t\.co/\w+")
POST_SIGN = re.compile(r"[#@]\w|https?://|pic\.twitter|[\U0001f1e6-\U0001faff\u2600-\u27bf]")
POST_LENGTH = 300  # characters that the text of a post may have, links apart
ARABIC_LETTER = re.compile("[\u0621-\u064a]")
LATIN_LETTER = re.compile("[A-Za-zÀ-ÿ]")


def mark(page: list[Line]) -> None:
    """Take the lines of embedded posts."""
    for line in page:
        if line.kind is None and len(line.text) <= 700:
            post(line, page)


def post(line: Line, page: list[Line]) -> None:
    """Take a line that is a post's text or author line, and with an author line the text above it."""
    text = line.text
    if "@" in text:
        if len(text) <= 200 and AUTHOR.match(text):
            line.take("embed", "post-author", detail="a name, a handle and a date")
            above(line, page)
        elif (found := GLUED_AUTHOR.search(text)) and found.start() <= POST_LENGTH + 60:
            line.take("embed", "post-author", detail="ends with a name, a handle and a date")
    if line.kind is None and ("pic.tw" in text or "t.co/" in text):
        media = list(MEDIA.finditer(text))
        if media and media[-1].end() >= len(text) - 2 and media[0].start() <= POST_LENGTH + 100:
            line.take("embed", "post-link", detail=media[-1].group())


def above(author: Line, page: list[Line]) -> None:
    """Take the text of the post above its author line: one line, and those before it that read as a post."""
    left = POST_LENGTH
    for line in reversed(page[: author.number]):
        if line.kind == "embed" and AUTHOR.match(line.text):
            return
        left -= len(MEDIA.sub("", line.text))
        first = line.number == author.number - 1
        if left < -20 or not (first or POST_SIGN.search(line.text) or latin(line.text)):
            return
        line.take("embed", "post-text", detail=f"stands above «{author.text[:40]}»")


def joined(left_out: list[Residue], page: list[Line]) -> list[Residue]:
    """Join a post's lines down to its author line into one piece of residue."""
    number = {line.span.start: line.number for line in page}
    out: list[Residue] = []
    for piece in left_out:
        last = out[-1] if out else None
        follows = last and number.get(piece.span.start, -9) == number.get(last.span.start, -9) + len(last.because)
        if last and follows and piece.kind == last.kind == "embed" and last.because[-1].rule != "residue.post-author":
            whole = Span(last.span.start, piece.span.end)
            out[-1] = Residue(span=whole, kind="embed", because=last.because + piece.because)
        else:
            out.append(piece)
    return out


def latin(text: str) -> bool:
    """Say whether a line is written in Latin letters, Arabic names in it apart."""
    arabic, other = len(ARABIC_LETTER.findall(text)), len(LATIN_LETTER.findall(text))
    return other >= 3 and arabic * 6 <= other


def foreign(page: list[Line]) -> None:
    """Take whole lines in Latin letters: in an Arabic article they are posts, captions or furniture."""
    prose = [line.number for line in page if line.kind is None and line.prose and ARABIC_LETTER.search(line.text)]
    for line in page:
        if line.kind is not None or ARABIC_LETTER.search(line.text[:40]) or not latin(line.text[:2000]):
            continue
        amid = bool(prose) and prose[0] < line.number < prose[-1]
        if line.count >= 5 or not amid:  # amid the paragraphs a Latin word or two may be a broken line's
            line.take("embed" if line.count >= 5 else "widget", "foreign", detail="a whole line in Latin letters")

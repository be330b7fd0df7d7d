"""A page's lines → which of them, and which parts of them, are not the article."""

from __future__ import annotations

import re

from tawatur.base.document import Residue
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.capture import boxes, embeds, signatures, zones
from tawatur.capture.lines import LONG, Line
from tawatur.capture.outlets import Register
from tawatur.capture.rules import FormIndex, ResidueRow, Rules, form_words

HASHTAG = r"[#＃][\w\u200c\u200d]+[|:،,.!]*"
HASHTAGS_ONLY = re.compile(rf"^\W*(?:{HASHTAG}\s*)+$")
TRAILING_HASHTAGS = re.compile(rf"(?:(?<=[.!؟?…\"”»)])\s*{HASHTAG}|\s+{HASHTAG}\s*{HASHTAG})(?:\s*{HASHTAG})*\s*$")
LINK_ONLY = re.compile(r"^\W*(?:https?://\S+|www\.\S+)(?:\s+(?:https?://\S+|www\.\S+))*\W*$")
TRAILING_LINK = re.compile(r"\s+(?:https?://|www\.|pic\.twitter\.com/)\S+\s*$")
CREDIT_TAIL = re.compile(r"(?<=[.!؟?…»”\"])[\s\-–—ـ]*[(\[]\s*([^()\[\]]{2,40}?)\s*[)\]][\s.]*$")
AFTER_STOP = re.compile(r"[.!؟?…»”\")]\s*[|(\[*]*\s*(?=[^\W\d_])")
FILE_NAME = re.compile(
    r"^(?:[\w\-. ()]{1,80}\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)|(?:IMG|DSC|DSCN|PHOTO|WhatsApp Image)[\w\-. ]{3,60})$",
    re.I,
)
WIDE_GAP, GAP = re.compile(r"[ \xa0]{4,}"), re.compile(r"[ \xa0]{3,}")
TEASER = re.compile(r"(?:\.\.+|…|\[…\]|\[\.\.\.\])\s*([^.…\]]{3,24}?)[\s»>.]*$")
TAIL_LENGTH = 260
MOST_SPACES = 46  # cookie notices are the longest lines of furniture
EMOTICON_OR_MARK = re.compile(r"^[\W_]+$")


def mark(page: list[Line], rules: Rules, register: Register, own: str | None = None) -> None:
    """Take every line that is page furniture, an embedded post or a credit."""
    for line in page:
        whole(line, rules)
    numbers(page)
    embeds.mark(page)
    signatures.mark(page, rules, register, own)
    embeds.foreign(page)
    boxes.mark(page, rules)
    zones.mark(page, rules)


def whole(line: Line, rules: Rules) -> None:
    """Take a line by what it is made of: marks, digits, hashtags, links, or a row of the table."""
    text = line.text
    if ("   " in text or "\xa0\xa0" in text) and run_of_headlines(line):
        line.take("ticker", "run-of-headlines", detail="many headlines in one line, parted by spaces")
    if len(text) > LONG or text.count(" ") > MOST_SPACES:
        return
    if not line.words:
        bare(line)
    elif "#" in text and HASHTAGS_ONLY.match(text):
        line.take("hashtags", "hashtags")
    elif ("http" in text or "www." in text) and LINK_ONLY.match(text):
        line.take("link", "link")
    elif FILE_NAME.match(text):
        line.take("widget", "file-name")
    elif (row := rules.furniture(line.words) or teaser(line, rules)) and not broken_off(line, row):
        line.take(row.kind, row.match, row.cited)
        line.opens = row.opens


def run_of_headlines(line: Line) -> bool:
    """Say whether a line is a ticker run together: headlines parted by wide gaps, none with a full stop.

    Gaps of three spaces also come of careless typing: then every piece must be whole and there must be more of them.
    """
    parts = [p for p in WIDE_GAP.split(line.text) if p]
    if len(parts) < 4:
        parts = [p for p in GAP.split(line.text) if p]
        if len(parts) < 5 or sum("  " in p or p.count(" ") < 2 for p in parts) * 8 > len(parts):
            return False
    broken = sum(p.rstrip()[-1:] in (".", "،", ":") or " " not in p.strip() for p in parts)
    return len(parts) >= 4 and broken * 10 <= len(parts)


def broken_off(line: Line, row: ResidueRow) -> bool:
    """Say whether a word with a full stop is the end of a broken line rather than a menu's: «البحث.»."""
    return (
        line.text.endswith(".") and line.count <= 2 and row.match == "line" and row.kind not in ("related", "subscribe")
    )


def teaser(line: Line, rules: Rules) -> ResidueRow | None:
    """Return the row of a teaser's last words: «… وقال المهندس إن […] اقرأ المزيد»."""
    found = TEASER.search(line.text)
    if not found:
        return None
    words = form_words(found[1])
    return next((row for size, row in rules.ends.at(words, 0) if size == len(words)), None) if words else None


def bare(line: Line) -> None:
    """Take a line of nothing but marks: a rule of stars, a lone arrow."""
    if EMOTICON_OR_MARK.match(line.text):
        line.take("separator", "no-letters")


def numbers(page: list[Line]) -> None:
    """Take lines of nothing but digits («0 132»); amid the paragraphs they may be the cells of a table, and stay."""
    prose = [line.number for line in page if line.kind is None and line.prose]
    for line in page:
        if line.kind or not line.folded or line.words or (prose and prose[0] < line.number < prose[-1]):
            continue
        if not signatures.FULL_DATE.search(line.folded) and not signatures.CLOCK.search(line.folded):
            line.take("counter", "digits-only")


def pieces(line: Line, rules: Rules, register: Register) -> list[Residue]:
    """List the parts of an article's line that are not the article: trailing hashtags, links, credits, prompts."""
    found: list[Residue] = []
    end = len(line.text)
    while cut := last_piece(line.text[:end], rules, register):
        start, kind, because = cut
        span = Span(start, end).trim(line.text).shift(line.span.start)
        found.append(Residue(span=span, kind=kind, because=[because]))
        end = start
    return found


def last_piece(text: str, rules: Rules, register: Register) -> tuple[int, str, Reason] | None:
    """Find the last part of a line that can be cut off, and where it starts."""
    tail_at = max(0, len(text) - TAIL_LENGTH)
    tail = text[tail_at:]
    if "#" in tail and (found := TRAILING_HASHTAGS.search(tail)):
        return (
            tail_at + found.start(),
            "hashtags",
            Reason(rule="residue.trailing-hashtags", detail=found.group().strip()[:60]),
        )
    if ("://" in tail or "www." in tail or "pic." in tail) and (found := TRAILING_LINK.search(tail)):
        return tail_at + found.start(), "link", Reason(rule="residue.trailing-link", detail=found.group().strip()[:60])
    if tail.rstrip(" .")[-1:] in ")]" and (found := CREDIT_TAIL.search(tail)) and credited(found[1], rules, register):
        return tail_at + found.start(), "credit", Reason(rule="residue.trailing-credit", detail=found[1])
    return prompt(tail, tail_at, rules.tails)


def credited(words: str, rules: Rules, register: Register) -> bool:
    """Say whether bracketed words at a paragraph's end are a credit: «(رويترز)», «(وكالات)»."""
    line = Line(text=words, span=Span(0, len(words)), number=9)
    return signatures.signed(line, rules, register)


def prompt(tail: str, tail_at: int, forms: FormIndex) -> tuple[int, str, Reason] | None:
    """Find a prompt glued to a paragraph's end: «… أمس. اقرأ أيضا: …»."""
    for stop in AFTER_STOP.finditer(tail):
        words = form_words(tail[stop.end() : stop.end() + 40])
        for _, row in forms.at(words, 0) if words else ():
            if tail.count(" ", stop.end()) < row.limit:
                return tail_at + stop.start() + 1, row.kind, Reason(rule="residue.tail", row=row.cited)
    return None

"""HTML source → the letters that a reader sees, each with its place in the source; and source that no parser chokes on.

Only letters and digits are compared: whatever else an extractor does to white space, marks and entities, a paragraph's letters
stand in the source in the same order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from itertools import accumulate

from tawatur.base.document import Placement
from tawatur.base.span import Span

ATTRIBUTES = r"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+)*+>?+"""
# Tags end where HTML's own grammar ends them, «>» in quotes or not; nothing is read twice, however little of it closes.
UNSEEN = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))
    |<(script|style|title|textarea|iframe|noembed|noframes|xmp)(?=[\s/>])({ATTRIBUTES}).*?(?:</\1|\Z)
    |</?[a-z][^>"']*+>
    |</?[a-z][^\s/>]*+{ATTRIBUTES}
    |<[!?/][^>]*+>?""",
    re.S | re.I | re.X,
)
INLINE = re.compile(r"(?:\s|</?(?:b|i|u|em|strong|span|font|bdi|bdo|mark|small|sup|sub|q|cite)\b[^<>]*>)*", re.I)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);?", re.I)
LETTERS = re.compile(r"[^\W_]+")
ENDS = 24  # letters at either end of a paragraph that find it where something was left out of its middle

CUT = 4_000  # characters of a tag: it takes parsers the square of its attributes to read it
DOCTYPE = re.compile(r"\s*+<!DOCTYPE[^\[<>]*+\[.*?\]\s*+>", re.S | re.I)  # with entities of its own
CODE = re.compile(r"<(script|style)\b(?![^>]*ld\+json)[^>]*+>.*?(?:</\1\s*+>|\Z)", re.S | re.I)
EMBEDDED = re.compile(r"data:[\w.+-]*+/[\w.+-]*+[;,][^\"'\s<>)]{400,}+", re.I)
TAG_NAME = re.compile(r"</?[a-z][a-z0-9:-]*+", re.I)
MOST_LETTERS, MOST_TAGS = 4_000_000, 40_000  # the largest real page seen has half a million and five thousand


class Letters:
    """The letters that a page's HTML shows, in one string, and the way back to the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[tuple[int, int, str]] = []  # where each run of source starts and ends, and its letters
        self.long: list[Span] = []  # tags that no parser should see
        self.tags = at = 0
        for found in UNSEEN.finditer(source):
            start, end = found.span()
            if start > at and not source[at:start].isspace():
                self.take(at, start)
            tag_end = found.end(2) if found[1] else end  # of «<script …>» only that
            if tag_end - start > CUT and not source.startswith("<!", start):
                self.long.append(Span(start, tag_end))
            self.tags += 1
            at = end
        self.take(at, len(source))
        self.starts = [0, *accumulate(len(letters) for _, _, letters in self.pieces)]
        self.text = plain("".join(letters for _, _, letters in self.pieces))

    def take(self, start: int, end: int) -> None:
        """Take a run of source without tags, entity by entity: «&nbsp;» shows none, «&#1575;» one letter."""
        piece = self.source[start:end]
        if "&" not in piece:
            self.keep(start, end, piece)
            return
        at = start
        for found in ENTITY.finditer(self.source, start, end):
            self.keep(at, found.start(), self.source[at : found.start()])
            self.keep(found.start(), found.end(), unescape(found.group()))
            at = found.end()
        self.keep(at, end, self.source[at:end])

    def keep(self, start: int, end: int, shown: str) -> None:
        """Keep a run that shows letters."""
        if letters := "".join(LETTERS.findall(shown)):
            self.pieces.append((start, end, letters))

    def paragraphs(self, least: int) -> int:
        """Count the letters in runs that are long enough for a paragraph."""
        return sum(len(letters) for _, _, letters in self.pieces if len(letters) >= least)

    def piece(self, letter: int) -> int:
        """Return the number of the run that a letter stands in."""
        return min(bisect_right(self.starts, letter), len(self.pieces)) - 1

    def words(self, start: int, end: int) -> str:
        """Return what a stretch of source shows, as one line."""
        shown = UNSEEN.sub("", self.source[start:end])
        return " ".join(unescape(shown).split())

    def place(self, letter: int) -> Span:
        """Return where in the source a letter stands: one character, or the whole entity that shows it."""
        index = self.piece(letter)
        start, end, _ = self.pieces[index]
        left = letter - self.starts[index]
        if left == len(self.pieces[index][2]) - 1 and self.source[start] != "&":
            while not letters_of(
                self.source[end - 1]
            ):  # from the end: paragraphs are long, and most end with their run
                end -= 1
            return Span(end - 1, end)
        for found in LETTERS.finditer(self.source, start, end):
            if left < found.end() - found.start():
                whole = end - start != found.end() - found.start() and self.source[start] == "&"
                return Span(start, end) if whole else Span(found.start() + left, found.start() + left + 1)
            left -= found.end() - found.start()
        return Span(start, end)

    def before(self, position: int) -> int:
        """Count the letters that the source shows before a position in it."""
        index = bisect_right(self.pieces, position, key=lambda p: p[0]) - 1
        if index < 0:
            return 0
        start, end, letters = self.pieces[index]
        if position >= end:
            return self.starts[index + 1]
        return self.starts[index] + min(len(letters), len("".join(LETTERS.findall(self.source, start, position))))

    def runs(self, first: int, last: int) -> list[Span]:
        """Return the runs of source that show the letters from `first` to before `last`, a run for each stretch without tags."""
        out: list[Span] = []
        for index in range(bisect_right(self.starts, first) - 1, bisect_right(self.starts, last - 1)):
            one, end = max(first, self.starts[index]), min(last, self.starts[index + 1])
            run = self.span((one, end))
            if out and out[-1].end == run.start:
                run = Span(out.pop().start, run.end)
            out.append(run)
        return out

    def find(self, words: str, after: int) -> tuple[int, int] | None:
        """Find a paragraph's letters, first after a letter, then anywhere; by both its ends where its middle differs."""
        wanted = letters_of(words)
        if not wanted:
            return None
        at = self.text.find(wanted, after)
        at = self.text.find(wanted) if at < 0 else at
        if at >= 0:
            return at, at + len(wanted)
        first = self.text.find(wanted[:ENDS], after)
        last = self.text.find(wanted[-ENDS:], first + ENDS) if first >= 0 else -1
        fits = len(wanted) > 3 * ENDS and 0 < last - first < 2 * len(wanted)
        return (first, last + ENDS) if fits else None

    def span(self, found: tuple[int, int]) -> Span:
        """Return the source from the first letter of a run to its last."""
        return Span(self.place(found[0]).start, self.place(found[1] - 1).end)


def letters_of(words: str) -> str:
    """Return the letters that words are compared by."""
    return plain("".join(LETTERS.findall(words)))


def plain(letters: str) -> str:
    """Take composed letters for their bare ones, letter for letter: what is typed as alif and hamza is shown as one."""
    for composed, bare in ("أا", "إا", "آا", "ؤو", "ئي"):
        letters = letters.replace(composed, bare)
    return letters


def placements(letters: Letters, text: str) -> list[Placement]:
    """Say where in the HTML each paragraph of an extracted text stands; a paragraph that is not found has none."""
    out: list[Placement] = []
    at = done = 0
    for line in text.split("\n"):
        if found := letters.find(line, done):
            out.append(Placement(span=Span(at, at + len(line)), source=letters.span(found)))
            done = found[1]
        at += len(line) + 1
    return out


def calm(source: str, letters: Letters) -> str:
    """Take out what parsers choke on and readers never see: entities of the page's own, scripts, pictures, tags without end."""
    pieces, at = [], 0
    if found := DOCTYPE.match(source):
        at = found.end()
    for tag in letters.long:
        if tag.start >= at:
            pieces.append(source[at : tag.start])
            pieces.append(short(source[tag.start : tag.end]))
            at = tag.end
    source = "".join([*pieces, source[at:]]) if at else source
    if len(source) > 1_000_000:
        source = CODE.sub("", source)
    return source.replace("\x00", "")


def short(tag: str) -> str:
    """Shorten a tag: without the pictures embedded in it, and if that does not do, without all its attributes."""
    tag = EMBEDDED.sub("data:", tag)
    if len(tag) <= CUT:
        return tag
    name = TAG_NAME.match(tag)
    return f"{name[0]}>" if name else ""  # «<?…», «</ …»: nothing that a reader sees


def excess(source: str, letters: Letters) -> str | None:
    """Say by what a page's source is no page, or null: reading it would take minutes and all memory."""
    tags = letters.tags
    if tags > MOST_TAGS:
        return (
            f"this HTML holds {tags:,} tags; a page has at most {MOST_TAGS:,}. Save the article's text and give that."
        )
    if len(source) > MOST_LETTERS:
        return (
            f"this HTML holds {len(source) / 1e6:.0f} million characters besides scripts and pictures; a page has at most "
            f"{MOST_LETTERS / 1e6:.0f} million. Save the article's text and give that."
        )
    return None

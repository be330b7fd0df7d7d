"""Text as it was laid out on a sheet → text as it is written: letters for their shapes, logical order, whole paragraphs.

A PDF tells which letters it shows, in what order; most show a line of Arabic from left to right, its last letter first.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
BEGINS, ENDS = re.compile(r"(?<!\w)[وفبكل]?ال(?=\w\w)"), re.compile(r"(?<=\w\w)لا[وفبكل]?(?!\w)")
CORE = re.compile(r"[^\W_](?:.*[\w%])?", re.S)
MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
OUTWARD, INWARD = re.compile(r"[)\]»][^()\[\]«»\n]{1,80}[(\[«]"), re.compile(r"[(\[«][^()\[\]«»\n]{1,80}[)\]»]")
ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
STOPS = (".", "!", "؟", "?", ":", "…", "»", '"', "”")
FULL = 0.7  # of the longest line: a shorter one ends its paragraph


class Logical(NamedTuple):
    """The text in logical order, and what was done to it."""

    text: str
    warnings: list[str]


def logical(lines: list[list[str]]) -> Logical:
    """Put lines in logical order, each given in pieces of one direction as they are shown from left to right.

    Where words then end in a turned article («ءانيملا») the file had them in logical order already.
    """
    text = "\n".join(map(from_the_right, lines))
    if backwards(plain(text)):
        text = "\n".join(map(as_stored, lines))
    if len(OUTWARD.findall(text)) > len(INWARD.findall(text)):
        text = text.translate(MIRROR)  # brackets are stored as they look
    letters = plain(text)
    shapes = "the file stores printed shapes of letters; the letters were put for them."
    return Logical(letters, [shapes] if letters != text else [])


def from_the_right(line: list[str]) -> str:
    """Put the pieces of a line from right to left, where most of its letters are Arabic."""
    text = "".join(line)
    if 2 * len(ARABIC.findall(text)) < sum(map(str.isalpha, text)):
        return text
    return "".join(piece if ARABIC.search(piece) else turned(piece) for piece in reversed(line))


def turned(piece: str) -> str:
    """Turn what stands around a number or a Latin word: « 2019)» gives «)2019 »."""
    core = CORE.search(piece)
    if not core:
        return piece[::-1]
    return piece[core.end() :][::-1] + core.group() + piece[: core.start()][::-1]


def as_stored(line: list[str]) -> str:
    """Join the pieces of a line in the order they came, the letters of Arabic ones turned back."""
    return "".join(piece[::-1] if ARABIC.search(piece) else piece for piece in line)


def plain(text: str) -> str:
    """Put letters for their printed shapes (ﻣﺪﻳﺮ gives مدير), and leave everything else."""
    return SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def backwards(text: str) -> bool:
    """Say whether words end in a turned article («ءانيملا») more often than they begin with one («الميناء»)."""
    return len(ENDS.findall(text)) > 2 * len(BEGINS.findall(text))


def paragraphs(text: str) -> str:
    """Join the lines that the sheet's width broke: full ones that end without a stop."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    out: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line:
            out[-1] += f" {line}"
        else:
            out.append(line)
        goes_on = len(line) >= FULL * longest and not line.endswith(STOPS)
    return "\n".join(out)

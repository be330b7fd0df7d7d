"""Text as it was laid out on a sheet → text as it is written: letters for their shapes, logical order, whole paragraphs."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
BEGINS, ENDS = re.compile(r"(?<!\w)[وفبكل]?ال(?=\w\w)"), re.compile(r"(?<=\w\w)لا[وفبكل]?(?!\w)")
LATIN = "0-9A-Za-z\u0660-\u0669\u00c0-\u024f"
LEFT_TO_RIGHT = re.compile(rf"[{LATIN}](?:[^\s\u0600-\u065f\u066e-\u06ff]*[{LATIN}%])?")
MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
STOPS = (".", "!", "؟", "?", ":", "…", "»", '"', "”")
FULL = 0.7  # of the longest line: a shorter one ends its paragraph


class Logical(NamedTuple):
    """The text in logical order, and what was done to it."""

    text: str
    warnings: list[str]


def logical(text: str) -> Logical:
    """Put letters for their printed shapes (ﻣﺪﻳﺮ gives مدير), and lines that are stored backwards in order."""
    warnings: list[str] = []
    if backwards(plain(text)):
        text = "\n".join(reversed_line(line) for line in text.split("\n"))
        warnings.append(
            "the file stores its lines backwards; they were turned round. Compare figures and names with the page."
        )
    letters = plain(text)
    if letters != text:
        warnings.append("the file stores printed shapes of letters; the letters were put for them.")
    return Logical(letters, warnings)


def plain(text: str) -> str:
    """Put letters for their printed shapes, and leave everything else."""
    return SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def backwards(text: str) -> bool:
    """Say whether words end in a turned article («ءانيملا») more often than they begin with one («الميناء»)."""
    return len(ENDS.findall(text)) > 2 * len(BEGINS.findall(text))


def reversed_line(line: str) -> str:
    """Turn a line round, numbers and Latin words left as they are."""
    turned = line[::-1].translate(MIRROR)
    return LEFT_TO_RIGHT.sub(lambda found: found.group()[::-1].translate(MIRROR), turned)


def paragraphs(text: str) -> str:
    """Join the lines that the sheet's width broke: full ones that end without a stop."""
    lines = [line.strip() for line in text.split("\n")]
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

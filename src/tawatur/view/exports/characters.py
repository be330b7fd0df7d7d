"""A page's text → the same text in the characters that a format allows, and offsets in the units that it counts.

Whatever is replaced is replaced one code point by one code point of as many UTF-16 units, so that every offset stays.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

REPLACEMENT = "\ufffd"
# XML 1.0 (fifth edition), production 2 «Char»: what it leaves out, lone surrogates among it. All lie in the basic plane.
FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI_CONTROL = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# What Python's `splitlines` ends a line at, the line feed aside: a reader of lines must not find one inside a line.
OTHER_LINE_ENDS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def xml_text(text: str) -> str:
    """Replace the code points that XML 1.0 forbids by U+FFFD: a NUL, most controls, a lone surrogate."""
    return FORBIDDEN_IN_XML.sub(REPLACEMENT, text)


def utf8_text(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, by U+FFFD."""
    return LONE_SURROGATE.sub(REPLACEMENT, text)


def plain_lines(text: str) -> str:
    """Leave the line feed as the only line end (the others become spaces), and no control that a viewer chokes on."""
    return xml_text(OTHER_LINE_ENDS.sub(" ", text))


def one_line(text: str) -> str:
    """Put words on one line: runs of white space become one space, controls U+FFFD; bidi marks stay: they are the page's."""
    return xml_text(" ".join(text.split()))


def on_paper(text: str) -> str:
    """Put words on one line for print, without controls: a right-to-left override must not turn the words beside it around."""
    return " ".join(BIDI_CONTROL.sub("", NOT_SHOWN.sub(REPLACEMENT, text)).split())


def runs_right(text: str, otherwise: bool) -> bool:
    """Say whether words run from right to left, by their first strong letter (UAX #9, P2 and P3); those without one as told."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), otherwise)


def utf16_offsets(text: str) -> list[int]:
    """List, for each code-point offset of a text and for its end, the offset in UTF-16 units: «😀ب» gives 0, 2, 3."""
    return [0, *accumulate(2 if c > "\uffff" else 1 for c in text)]


def within(span: tuple[int, int], length: int) -> bool:
    """Say whether a span marks at least one code point of a text that is `length` code points long."""
    return 0 <= span[0] < span[1] <= length

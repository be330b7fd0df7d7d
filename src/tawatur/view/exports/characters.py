"""Words of a page → words that a file format can hold; what it cannot hold becomes U+FFFD, one for one, so that offsets stay."""

from __future__ import annotations

import re
import unicodedata

SURROGATE = re.compile("[\ud800-\udfff]")  # half of a UTF-16 pair: UTF-8 has no bytes for it
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI_CONTROL = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
REPLACED = "\ufffd"


def in_utf8(text: str) -> str:
    """Replace what UTF-8 cannot hold."""
    return SURROGATE.sub(REPLACED, text)


def in_xml(text: str) -> str:
    """Replace what XML 1.0 cannot hold: most control characters, surrogates, U+FFFE and U+FFFF."""
    return NOT_XML.sub(REPLACED, text)


def on_paper(text: str) -> str:
    """Put words on one line for print, without controls: a right-to-left override must not turn the words beside it around."""
    return " ".join(BIDI_CONTROL.sub("", NOT_SHOWN.sub(REPLACED, text)).split())


def runs_right(text: str, otherwise: bool) -> bool:
    """Say whether words run from right to left, by their first strong letter (UAX #9, P2 and P3); those without one as told."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), otherwise)

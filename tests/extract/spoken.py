"""What the tests of quotations, attributions and wordings share: a text with marked names → a reading."""

from __future__ import annotations

import re

from tawatur import lexicons
from tawatur.base.annotation import Mention
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import attributions, quotations, sentences, wordings
from tests.conftest import reading_of

TABLES = {**quotations.TABLES, **attributions.TABLES, **wordings.TABLES}
LEXICONS = lexicons.load("ar", tuple(sorted(TABLES.items())))
MARKED = re.compile(r"(\[[^\]\n]*\]|\{[^}\n]*\}|<[^>\n]*>)")
KINDS = {"[": "person", "{": "organisation", "<": "outlet"}


def read(marked: str, proposals: list[Proposal] | None = None, **fields: object) -> Reading:
    """Read a text in which [persons], {bodies} and <outlets> are marked, with all three annotators."""
    text, names = "", []
    for piece in MARKED.split(marked):
        kind = KINDS.get(piece[:1]) if MARKED.fullmatch(piece) else None
        words = piece[1:-1] if kind else piece
        if kind:
            span = Span(len(text), len(text) + len(words))
            names.append(Mention(id="", document="d1", span=span, text=words, kind=kind, form="name", name=words))
        text += words
    reading = reading_of(text, **fields).adding(mentions=names, proposals=proposals or [])
    for annotator in (sentences, quotations, attributions, wordings):
        reading = reading.adding(**annotator.annotate(reading, LEXICONS))
    return reading

"""Which words of a page any two accounts may share: formula (blessings, greetings, openers, agency tags, prompts), and the
names, offices, days and figures of the happening itself: whoever tells of it writes them alike, and nobody copies them.
"""

from __future__ import annotations

from functools import cache

from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Phrases
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.merge.reuse.words import Words

BESIDES = 4  # words of its own that a passage must hold


class FormulaRow(Row, frozen=True, kw_only=True):
    """Words that any two pages may share.

    ``kind``: religious, condolence, greeting, honorific (and long offices), opener, agency, prompt, legal.
    """

    kind: str


@cache
def formulas(lexicons: Lexicons) -> Phrases[FormulaRow]:
    """Make the table ready to be found in tokens."""
    rows = [r for r in lexicons.tables.get("formulas", []) if isinstance(r, FormulaRow)]
    return Phrases((form, row) for row in rows for form in row.forms())


def formula_words(reading: Reading, words: Words, lexicons: Lexicons) -> frozenset[int]:
    """List the indexes of the page's words that stand in a formula, a name, an office, a day or a figure."""
    hits = formulas(lexicons).find(reading.tokens) if formulas(lexicons).by_first else ()
    spans = [Span(reading.tokens.starts[hit.first], hit.span.end) for hit in hits]
    spans += reading.given_spans
    return frozenset(i for span in spans for i in words.within(span))

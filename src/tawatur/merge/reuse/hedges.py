"""Words that leave open whether a thing is so: «ربما», «قد يصل», «على ما يبدو», «المزعوم», found in a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Hit, Phrases
from tawatur.base.tokens import Tokens

ENDINGS = ("", "ة", "ان", "ين", "ون", "ات", "تان", "تين")


class HedgeRow(Row, frozen=True, kw_only=True):
    """A hedge. ``family``: possibility appearance belief hearsay unverified alleged suspected.

    ``inflects``: adjective (every gender and number, with and without the article), impersonal (third person of either
    gender), or nothing. ``needs``: the letter with which the next word must begin: «قد» hedges a present alone.
    """

    family: str
    inflects: str = ""
    needs: str = ""

    def forms(self) -> list[str]:
        """List the forms: «مزعوم» gives مزعوم، مزعومة، المزعوم…; «يحتمل» gives يحتمل، تحتمل."""
        if self.inflects == "impersonal":
            return [self.form, "ت" + self.form[1:]]
        if self.inflects == "adjective":
            plain = [self.form + ending for ending in ENDINGS]
            return [*plain, self.form + "ا", *("ال" + form for form in plain)]
        return [self.form]


@cache
def hedge_forms(lexicons: Lexicons) -> Phrases[HedgeRow]:
    """Make the table ready to be found in tokens."""
    return Phrases((form, row) for row in lexicons.rows("hedges", HedgeRow) for form in row.forms())


def hedged(tokens: Tokens, lexicons: Lexicons) -> Iterator[Hit[HedgeRow]]:
    """Yield the hedges of a text; «قد» before a past is none."""
    for hit in hedge_forms(lexicons).find(tokens):
        needs = hit.payload.needs
        if not needs or (hit.last < len(tokens) and tokens.words[hit.last].startswith(needs)):
            yield hit

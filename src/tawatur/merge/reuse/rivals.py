"""Names of one thing from rival camps, or of other registers: found in a text, and compared."""

from __future__ import annotations

from functools import cache

from tawatur.base.lexicon import Lexicons, WordingRow
from tawatur.base.phrases import Phrases


@cache
def rival_names(lexicons: Lexicons) -> Phrases[WordingRow]:
    """Make the table of wordings ready to be found."""
    return Phrases((row.form, row) for row in lexicons.rows("wordings", WordingRow))


def rival(one: WordingRow, other: WordingRow) -> bool:
    """Say whether two rows name one thing in different registers, or are both of a name in dispute."""
    if one.pair != other.pair or one.form == other.form:
        return False
    return one.register != other.register or one.use == other.use == "contested"

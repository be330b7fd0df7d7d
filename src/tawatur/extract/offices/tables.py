"""The tables that offices are found with, compiled."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.kept import Kept
from tawatur.base.lexicon import (
    CountryRow,
    Lexicons,
    OfficeHeadRow,
    QualifierRow,
    RankRow,
    Row,
    WordClassRow,
)
from tawatur.base.noun_phrases import Words, compile_words
from tawatur.base.phrases import Phrases
from tawatur.base.rank_words import Ranks, compile_ranks

TABLES: dict[str, type[Row]] = {
    "countries": CountryRow,
    "ranks": RankRow,
    "office_heads": OfficeHeadRow,
    "office_qualifiers": QualifierRow,
    "phrase_words": WordClassRow,
}


class Grammar(NamedTuple):
    """What titles are found with: heads that lean on what follows, heads with the article, qualifiers, ranks, words,
    and countries by their adjective; ``begins``: whether a head may begin with a word."""

    begins: Kept[bool]
    heads: Phrases[OfficeHeadRow]
    definite_heads: Phrases[OfficeHeadRow]
    qualifiers: dict[str, QualifierRow]
    ranks: Ranks
    words: Words
    countries: dict[str, str]


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile the tables once for one set of lexicons."""
    heads = lexicons.rows("office_heads", OfficeHeadRow)
    countries = lexicons.rows("countries", CountryRow)
    places = [p for row in countries for p in (row.form, *row.aliases, *row.capital)]
    plain, definite = (
        Phrases([(f, r) for r in heads for f in forms(r)])
        for forms in (OfficeHeadRow.plain_forms, OfficeHeadRow.definite_forms)
    )
    return Grammar(
        Kept(lambda word: bool(plain.starting[word] or definite.starting[word])),
        plain,
        definite,
        {fold(f): r for r in lexicons.rows("office_qualifiers", QualifierRow) for f in r.forms()},
        compile_ranks(lexicons),
        compile_words(lexicons, places),
        {f"ال{fold(n)}": r.form for r in countries for n in r.nisba if " " not in n},
    )

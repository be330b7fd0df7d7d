"""The tables that mentions are found with, and the same tables compiled for searching."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from tawatur.base.fold import fold
from tawatur.base.kept import Kept
from tawatur.base.lexicon import (
    CountryRow,
    EpithetRow,
    Lexicons,
    NameHeadRow,
    OfficeHeadRow,
    RankRow,
    Row,
    WordClassRow,
)
from tawatur.base.noun_phrases import Words, compile_words
from tawatur.base.phrases import Phrases
from tawatur.base.rank_words import Ranks, compile_ranks


class PlaceRow(Row, frozen=True, kw_only=True):
    """A city of the open list, or a region, sea, river or province. ``ambiguous``: yes where it is also a common word."""

    kind: str
    country: str = ""
    population: str = ""
    ambiguous: str = ""


class GivenNameRow(Row, frozen=True, kw_only=True):
    """A given name, as folded by its source, with how often it occurs there."""

    count: str = ""
    ambiguous: str = ""


class LatinRow(Row, frozen=True, kw_only=True):
    """A word in Latin letters. ``kind``: place, or «no name» for words that only look like one (January)."""

    kind: str


class BodyRow(Row, frozen=True, kw_only=True):
    """A body known by name: world organisations, parties of every camp, agencies, companies, platforms.

    ``as_form``: name or acronym.
    """

    kind: str
    as_form: str = "name"
    ambiguous: str = ""


JOINED = frozenset(  # parts of names that join the next word
    ["عبد", "ابو", "ابي", "ابا", "بن", "ابن", "بنت", "ام", "ال", "بو", "ولد", "سيدي", "مولاي", "ايت", "اوه"]
)
TABLES: dict[str, type[Row]] = {
    "countries": CountryRow,
    "places": PlaceRow,
    "regions": PlaceRow,
    "bodies": BodyRow,
    "epithets": EpithetRow,
    "latin_words": LatinRow,
    "name_heads": NameHeadRow,
    "given_names": GivenNameRow,
    "ranks": RankRow,
    "office_heads": OfficeHeadRow,
    "phrase_words": WordClassRow,
}


class Grammar(NamedTuple):
    """Everything compiled: what to look for, and what the words of names are.

    ``no_names``: phrases whose words are no names one by one («مسقط رأسه», «عملية السلام»). ``opens_person``: whether a
    word begins a name, or may begin a rank or a title.
    """

    places: Phrases[Row]
    doubtful_places: frozenset[str]
    bodies: Phrases[Row]
    doubtful_bodies: frozenset[str]
    epithets: Phrases[EpithetRow]
    heads: Phrases[NameHeadRow]
    titles: Phrases[OfficeHeadRow]
    definite_titles: Phrases[OfficeHeadRow]
    ranks: Ranks
    given: frozenset[str]
    doubtful_given: frozenset[str]
    certain_given: frozenset[str]
    nisba: dict[str, str]
    capitals: dict[str, str]
    country_of: dict[str, str]
    kingdoms: frozenset[str]
    latin: dict[str, str]
    words: Words
    no_names: Phrases[None]
    opens_person: Kept[bool]


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile all tables once for one set of lexicons."""
    countries = lexicons.rows("countries", CountryRow)
    towns = [*lexicons.rows("regions", PlaceRow), *lexicons.rows("places", PlaceRow)]
    certain = [(row.form, row) for row in towns if not row.ambiguous]
    named: list[tuple[str, Row]] = [(form, row) for row in countries for form in (row.form, *row.aliases)]
    named += [(c, row) for row in countries for c in row.capital]
    bodies = lexicons.rows("bodies", BodyRow)
    given = lexicons.rows("given_names", GivenNameRow)
    titles = lexicons.rows("office_heads", OfficeHeadRow)
    given_names, ranks = frozenset(fold(r.form) for r in given), compile_ranks(lexicons)
    plain = Phrases([(f, r) for r in titles for f in r.plain_forms()])
    definite = Phrases([(f, r) for r in titles for f in r.definite_forms()])
    return Grammar(
        places=Phrases([*named, *certain, *((r.form, r) for r in towns if r.ambiguous)]),
        doubtful_places=doubtful(towns, countries),
        bodies=Phrases([(r.form, r) for r in bodies]),
        doubtful_bodies=frozenset(fold(r.form) for r in bodies if r.ambiguous),
        epithets=Phrases([(r.form, r) for r in lexicons.rows("epithets", EpithetRow)]),
        heads=Phrases([(r.form, r) for r in lexicons.rows("name_heads", NameHeadRow)]),
        titles=plain,
        definite_titles=definite,
        ranks=ranks,
        given=given_names,
        doubtful_given=frozenset(fold(r.form) for r in given if r.ambiguous),
        certain_given=frozenset(fold(r.form) for r in given if not r.ambiguous),
        nisba={fold(n): r.code for r in countries for n in r.nisba},
        capitals={fold(c): r.code for r in countries for c in r.capital},
        country_of={fold(f): r.code for r in countries for f in (r.form, *r.aliases)},
        kingdoms=frozenset(r.code for r in countries for f in r.aliases if f.startswith(("المملكة", "مملكة"))),
        latin={r.form: r.kind for r in lexicons.rows("latin_words", LatinRow)},
        words=compile_words(lexicons, [f for f, _ in (*named, *certain)]),
        no_names=nameless(lexicons.rows("phrase_words", WordClassRow)),
        opens_person=opening(given_names | JOINED, ranks.exact, definite, plain),
    )


def nameless(rows: list[WordClassRow]) -> Phrases[None]:
    """Compile the phrases whose words are no names one by one."""
    return Phrases((f, None) for r in rows if r.kind == "common" for f in r.forms() if " " in f)


def opening(names: frozenset[str], *before: Phrases[Any]) -> Kept[bool]:
    """Keep by word whether it is one of `names`, or may begin a form of what stands `before` names."""
    return Kept(lambda word: word in names or any(table.starting[word] for table in before))


def doubtful(towns: list[PlaceRow], countries: list[CountryRow]) -> frozenset[str]:
    """Collect names of places that are common words too: marked ones, and those like an adjective («مالي», «ماليه»)."""
    marked = {fold(r.form) for r in towns if r.ambiguous}
    certain = {fold(r.form) for r in towns if r.table == "regions" and not r.ambiguous}
    certain |= {fold(f) for r in countries for f in (r.form, *r.aliases, *r.capital)}
    adjectives = {fold(n) for r in countries for n in r.nisba}
    return frozenset((marked - certain) | (certain & adjectives))

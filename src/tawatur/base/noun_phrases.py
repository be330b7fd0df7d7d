"""How far a noun phrase reaches: «وزير | الخارجية المغربي ناصر» ends before the name.

Arabic titles and names of bodies are chains: a head, indefinite nouns that lean on what follows (رئيس أركان), one
definite noun or proper name that closes the chain (الجيش), adjectives that agree (الإسرائيلي), and sometimes a prepositional
tail (باسم الحكومة، للقوات المسلحة). Words are told apart by their article, their endings and one table of words; no tagger
is needed, and where persons are known they end the phrase.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, OfficeHeadRow, RankRow, WordClassRow
from tawatur.base.phrases import Phrases, readings
from tawatur.base.tokens import Tokens

QUOTES = '"«»“”\u201f\u2033'
NISBA = ("ي", "يه", "يين", "يون", "يتين", "يات")
LONGEST = 18  # tokens: a longer title is two
TAILS = ("باسم", "لدي", "لشؤون", "لشيون", "بشان")


class Words(NamedTuple):
    """The table of words, by class, all folded.

    ``titles``: ranks and offices with the article, which open a phrase of their own; ``places``: names that close a chain.
    """

    particles: frozenset[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    qualified: frozenset[str]
    portfolios: frozenset[str]
    vacancies: frozenset[str]
    ordinals: frozenset[str]
    kin: frozenset[str]
    common: frozenset[str]
    towards: frozenset[str]
    formulas: frozenset[str]
    generic: frozenset[str]
    nisba: frozenset[str]
    titles: frozenset[str]
    places: Phrases[None]


def compile_words(lexicons: Lexicons, places: Iterable[str]) -> Words:
    """Compile ``phrase_words.tsv`` and the countries' adjectives; `places` are names that close a chain."""
    classes: dict[str, set[str]] = {
        k: set()
        for k in (
            "particle",
            "verb",
            "adjective",
            "noun",
            "qualified",
            "portfolio",
            "vacancy",
            "ordinal",
            "kin",
            "common",
            "towards",
            "formula",
            "generic",
        )
    }
    for row in lexicons.rows("phrase_words", WordClassRow):
        classes[row.kind].update(fold(f) for f in row.forms())
    titles = {fold(f) for row in lexicons.rows("ranks", RankRow) for f in row.forms() if f.startswith("ال")}
    titles |= {fold(f) for row in lexicons.rows("office_heads", OfficeHeadRow) for f in row.definite_forms()}
    nisba = {f"ال{fold(n)}" for row in lexicons.rows("countries", CountryRow) for n in row.nisba if " " not in n}
    return Words(
        frozenset(classes["particle"]), frozenset(classes["verb"] - classes["noun"]), frozenset(classes["adjective"] | classes["ordinal"]),
        frozenset(classes["noun"]), frozenset(classes["qualified"]), frozenset(classes["portfolio"]),
        frozenset(classes["vacancy"]), frozenset(classes["ordinal"]), frozenset(classes["kin"]),
        frozenset(classes["common"]), frozenset(classes["towards"]), frozenset(classes["formula"]),
        frozenset(classes["generic"]), frozenset(nisba),
        frozenset(titles - classes["qualified"]), Phrases(((p, None) for p in places), clings=False),
    )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def definite(word: str) -> bool:
    """Say whether a folded word carries the article: «الجيش»."""
    return word.startswith("ال") and len(word) > 4


def adjective(word: str, words: Words) -> bool:
    """Say whether a folded word can be the adjective of a definite noun: «المغربي», «العامه», «المنتدب»."""
    if not definite(word):
        return False
    if word in words.adjectives or word in words.qualified or word in words.nisba:
        return True
    if word in words.titles:
        return False
    participle = word.startswith("الم") and len(word) > 6 and not word.endswith("ه") and word not in words.portfolios
    return word.endswith(NISBA) or participle


class Phrase(NamedTuple):
    """Where a phrase ends (token, exclusive), and whether its chain was closed by a definite noun or a name."""

    last: int
    closed: bool


class Limits(NamedTuple):
    """What a phrase may take in, and where it must end.

    ``tails``: the prepositions whose phrases are followed. ``persons``: tokens at which a person's name starts.
    ``known``: names known already, by first token, with the token after them. ``abroad``: whether a place belongs to the phrase
    behind «في» and «ب» (in), or behind «ل» too (to). ``own``: whether it is a body's own name, which takes no unknown indefinite word.
    """

    tails: str = "لب"
    persons: Collection[int] = frozenset()
    known: Mapping[int, int] = MappingProxyType({})
    abroad: str = ""
    own: bool = False


ANYTHING = Limits()


def reach(tokens: Tokens, index: int, stop: int, words: Words, *, closed: bool, limits: Limits = ANYTHING) -> Phrase:
    """Follow the phrase whose head ends before token `index`, up to the last point at which it is whole.

    `closed`: the head carries the article already («الوزير»).
    """
    whole = Phrase(index, closed)
    stop = min(stop, index + LONGEST)
    i = index
    while i < stop and i not in limits.persons:
        if place_tail(tokens.words[i], words) and not (
            limits.abroad == "to" or (limits.abroad and tokens.words[i][0] == "ب")
        ):
            break
        step, closed = one_step(tokens, i, stop, words, closed, limits)
        if not step and limits.abroad and whole.last == i:
            step, closed = place_step(tokens, i, stop, words, limits)
        if not step:
            break
        i += step
        if closed:
            whole = Phrase(i, True)
    return whole


def one_step(tokens: Tokens, i: int, stop: int, words: Words, closed: bool, limits: Limits) -> tuple[int, bool]:
    """Return how many tokens the phrase takes at `i`, 0 to end it, and whether the chain is closed after them."""
    word = tokens.words[i]
    if tokens.raw(i) in QUOTES:
        return quoted_step(tokens, i, stop, words, closed)
    if not word[:1].isalpha():
        return 0, closed
    if not closed:
        return chain_step(tokens, i, stop, words, limits)
    if adjective(word, words):
        return (0, True) if limits.own and word in words.qualified else (1, True)
    if word.startswith("وال") and adjective(word[1:], words) and adjective(tokens.words[i - 1], words):
        return 1, True
    if taken := joined_step(tokens, i, stop, words, limits):
        return taken, True
    return tail_step(tokens, i, stop, words, limits)


def chain_step(tokens: Tokens, i: int, stop: int, words: Words, limits: Limits) -> tuple[int, bool]:
    """Take one word of an open chain: «أركان» keeps it open, «الجيش» and «مصر» close it."""
    word = tokens.words[i]
    if i in limits.known and limits.known[i] <= stop:
        return limits.known[i] - i, True
    if word in words.particles or word in TAILS:
        return tail_step(tokens, i, stop, words, limits)
    for place in words.places.at(tokens, i, stop)[:1]:
        return place.last - i, True
    if definite(word) or word in words.portfolios:  # «الري» is short enough to be no article
        return 1, True
    if word in words.nouns:
        return (1, False) if i + 1 < stop else (0, False)
    return unknown_step(tokens, i, stop, words, limits)


def unknown_step(tokens: Tokens, i: int, stop: int, words: Words, limits: Limits) -> tuple[int, bool]:
    """Take a word that no table knows: before a definite one («رئيس أكاديمية العلوم»), or leaning on a noun."""
    word = tokens.words[i]
    following = tokens.words[i + 1] if i + 1 < stop else ""
    if word in words.verbs or not word.isalpha():
        return 0, False
    if definite(following) and following not in words.adjectives and following not in words.titles:
        return 2, True
    if word[0] == "ل" and "ل" in limits.tails:
        return tail_step(tokens, i, stop, words, limits)
    leans = not limits.own and i and not word.endswith(NISBA)
    leans = leans and any(stem in words.nouns for _, stem in readings(tokens.words[i - 1]))
    return (1, True) if leans else (0, False)


def joined_step(tokens: Tokens, i: int, stop: int, words: Words, limits: Limits) -> int:
    """Count the tokens of a second field joined by «و»: «وزير الصناعة | والتجارة الخارجية».

    Fields of ministries are known; another definite noun is taken only where a name or a comma follows.
    """
    word = tokens.words[i]
    if not word.startswith("وال") or len(word) < 6 or word[1:] in words.titles:
        return 0
    last = i + 1
    while last < stop and adjective(tokens.words[last], words):
        last += 1
    if word[1:] in words.portfolios:
        return last - i
    if limits.own or not limits.persons:
        return 0
    return last - i if last in limits.persons or (last < len(tokens) and tokens.raw(last) == "،") else 0


def place_step(tokens: Tokens, i: int, stop: int, words: Words, limits: Limits) -> tuple[int, bool]:
    """Take «في» with a place or a body: «مكتب الاتصال | في الرباط», «القيادي | في حزب الوسط»."""
    if tokens.words[i] not in ("في", "لدي") or i + 1 >= stop:
        return 0, True
    if i + 1 in limits.known and limits.known[i + 1] <= stop:
        return limits.known[i + 1] - i, True
    for place in words.places.at(tokens, i + 1, stop)[:1]:
        return place.last - i, True
    following = tokens.words[i + 1]
    if definite(following) and following[2:] in words.nouns:
        return 2, True
    return (2, False) if following in words.nouns else (0, True)


def quoted_step(tokens: Tokens, i: int, stop: int, words: Words, closed: bool) -> tuple[int, bool]:
    """Take one adjective in quotation marks: «الجيش "الإسرائيلي"»."""
    if closed and i + 2 < stop and tokens.raw(i + 2) in QUOTES and adjective(tokens.words[i + 1], words):
        return 3, True
    return 0, closed


def tail_step(tokens: Tokens, i: int, stop: int, words: Words, limits: Limits) -> tuple[int, bool]:
    """Take the beginning of a prepositional tail: «للقوات», «باسم», «لحزب», «بالقاهرة», «بإدارة»."""
    word = tokens.words[i]
    following = tokens.words[i + 1] if i + 1 < stop else ""
    if len(limits.tails) > 1 and word in TAILS and following and following not in words.particles:
        return 1, False
    if word[:1] not in tuple(limits.tails) or len(word) < 4:
        return 0, True
    if i in limits.known and limits.known[i] <= stop:
        return limits.known[i] - i, True
    for taken, stem in readings(word):
        if taken != 1:
            continue
        if is_place(stem, words) or (definite(stem) and (stem[2:] in words.nouns or stem in words.portfolios)):
            return 1, True
        if stem in words.nouns and following:
            return 1, False
    return 0, True


def is_place(word: str, words: Words) -> bool:
    """Say whether one folded word is a place's whole name."""
    return any(len(parts) == 1 for parts, _, _ in words.places.by_first.get(word, ()))


def place_tail(word: str, words: Words) -> bool:
    """Say whether a word is a preposition and a place: «بالقاهرة»."""
    return word[:1] in "لب" and any(taken and is_place(stem, words) for taken, stem in readings(word))

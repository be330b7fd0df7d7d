"""Persons by grammar: a rank or an office before the name, or a run of given names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.noun_phrases import QUOTES, adjective, definite, reach
from tawatur.base.rank_words import ranks_at
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.tokens import Tokens
from tawatur.extract.mentions.candidate import Candidate
from tawatur.extract.mentions.tables import JOINED, Grammar

LONGEST = 5
PREPOSITIONS = ("على", "إلى", "الى")  # fold like علي


class Name(NamedTuple):
    """A run of tokens that can be a person's name, and how many of its words are known given names."""

    first: int
    last: int
    known: int


def people(reading: Reading, grammar: Grammar, within: range) -> Iterator[Candidate]:
    """Find persons after ranks and titles («العميد سمير حداد») and by their given names («سمير محمد حداد»)."""
    free = within.start
    for index in grammar.opens_person.places(reading.tokens, within):
        if index < free:
            continue
        after, row = titled(reading.tokens, index, within.stop, grammar)
        name = name_at(reading.tokens, after or index, within.stop, grammar, led=bool(after))
        if (
            name
            and (name.known >= 2 or (after and name.last - name.first > 1))
            and not grammar.words.formulas & set(reading.tokens.words[name.first : name.last][:2])
        ):
            score = min(0.72, 0.35 + 0.2 * bool(after) + 0.15 * name.known)
            because = Reason(
                rule="mentions.titled" if after else "mentions.given_names", row=row, score=round(score, 2)
            )
            yield Candidate(reading.tokens.span(name.first, name.last), "person", score, (because,))
            free = name.last


def titled(tokens: Tokens, index: int, stop: int, grammar: Grammar) -> tuple[int | None, str | None]:
    """Return the token after a rank or title that starts at `index`, and its row, or null."""
    if ranks := ranks_at(tokens, index, stop, grammar.ranks):
        return ranks[-1].last, ranks[-1].row.cited
    definite_ones = grammar.definite_titles.at(tokens, index, stop)
    for hit in (definite_ones or grammar.titles.at(tokens, index, stop))[:1]:
        end = reach(tokens, hit.last, stop, grammar.words, closed=bool(definite_ones))
        if end.closed:
            return end.last, hit.payload.cited
    return None, None


def name_at(tokens: Tokens, index: int, stop: int, grammar: Grammar, *, led: bool) -> Name | None:
    """Read a name from token `index`: «عبد الله ناصر الحداد»; without a title before it, only known given names start one."""
    index += index < stop and tokens.raw(index) in QUOTES and led
    if index < stop and tokens.raw(index) in PREPOSITIONS:
        return None
    if index < stop and (tokens.words[index] in grammar.words.particles or title_word(tokens, index, grammar)):
        return None
    known, i = 0, index
    while i < min(stop, index + LONGEST):
        word = tokens.words[i]
        if word in JOINED and i + 1 < stop and tokens.words[i + 1].isalpha():
            i, known = i + 2, known + 1
        elif (
            word in grammar.given
            and (i == index or not title_word(tokens, i, grammar))
            and (led or known or word not in grammar.doubtful_given)
        ):
            i, known = i + 1, known + 1
        elif i > index and known and family(word, grammar):
            return Name(index, i + 1, known)
        else:
            break
    return Name(index, i, known) if known else None


def title_word(tokens: Tokens, index: int, grammar: Grammar) -> bool:
    """Say whether a word inside a name rather opens a title or a phrase: «سمير | رئيس النادي», «هالة | على الهاتف»."""
    word = tokens.words[index]
    doubtful = word in grammar.doubtful_given and word in grammar.titles.by_first
    return doubtful or tokens.raw(index) in PREPOSITIONS


def family(word: str, grammar: Grammar) -> bool:
    """Say whether a folded word can be a family name: «الحداد», and no adjective, particle or verb."""
    words = grammar.words
    if word in words.ordinals:
        return True
    if word in words.particles or word in words.verbs or word in words.nouns or not word.isalpha() or len(word) < 3:
        return False
    return definite(word) and word not in words.nisba and not (adjective(word, words) and word in words.adjectives)

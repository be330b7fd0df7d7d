"""Sentences, the tagger's proposals and tables of names → mentions: the words that refer to persons, bodies and places.

The tagger proposes, tables and grammar add what it misses, and both are settled in one place: a mention keeps every reason
that spoke for it. ``strong_names``, ``searchable`` and ``propagate`` carry what one page names in full to the other pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tawatur.base.annotation import Mention, numbered
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.reason import Unplaced
from tawatur.extract.mentions import headed, known, marks, people
from tawatur.extract.mentions.candidate import Candidate
from tawatur.extract.mentions.propagation import on_page, propagate, searchable, strong_names
from tawatur.extract.mentions.proposed import proposed
from tawatur.extract.mentions.settle import settle
from tawatur.extract.mentions.tables import TABLES, Grammar, grammar

__all__ = ["MAKES", "NEEDS", "TABLES", "annotate", "propagate", "searchable", "strong_names"]

NEEDS = ("sentences", "proposals")
MAKES = ("mentions", "unplaced")
LONGEST = 12  # words of a person's name, with kin and epithets


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Mention] | list[Unplaced]]:
    """Find the mentions of one document; what is too long for one person's name is unplaced."""
    tables = grammar(lexicons)
    phrases = {i for hit in tables.no_names.find(reading.tokens) for i in range(hit.first, hit.last)}
    named = (
        c
        for c in candidates(reading, tables)
        if not common(c.span.of(reading.text), tables) and not word_of_phrase(reading, c, phrases)
    )
    mentions = [made(reading, c) for c in settle(named)]
    lists = [m for m in mentions if m.kind == "person" and len(m.text.split()) > LONGEST]
    names = [m for m in mentions if m not in lists]
    return {
        "mentions": on_page(reading, numbered("m", names), lexicons),
        "unplaced": [too_long(m) for m in lists],
    }


def too_long(mention: Mention) -> Unplaced:
    """List names run together: nobody says where one ends."""
    count = len(mention.text.split())
    why = f"{count} words that read as one name; a person's name has at most {LONGEST}: a list without commas?"
    return Unplaced(kind="name", document=mention.document, span=mention.span, why=why)


def candidates(reading: Reading, tables: Grammar) -> Iterator[Candidate]:
    """Gather what the tagger, the tables and the grammar see, sentence by sentence."""
    tagged = list(proposed(reading, tables))
    yield from tagged
    persons = persons_by_token(reading, tagged)
    countries = cache(lambda: known.countries_named(reading, tables))
    for sentence in reading.sentences:
        within = reading.token_range(sentence.span)
        yield from known.places(reading, tables, within)
        yield from known.bodies(reading, tables, within)
        yield from known.epithets(reading, tables, within, countries)
        yield from headed.named(reading, tables, within, persons)
        yield from people.people(reading, tables, within)
        yield from marks.kingdoms(reading, tables, within, countries)
        yield from marks.marks(reading, tables, sentence.span)


def common(words: str, tables: Grammar) -> bool:
    """Say whether the words begin with what sounds like a name and is none: «المجتمع الدولي», «الأمن القومي المصري»."""
    folded = fold(words)
    return folded in tables.words.common or " ".join(folded.split()[:2]) in tables.words.common


def word_of_phrase(reading: Reading, candidate: Candidate, phrases: set[int]) -> bool:
    """Say whether a name of one word is a word of a phrase that holds no names: «[مسقط] رأسه», «عملية [السلام]»."""
    return " " not in candidate.span.of(reading.text) and reading.tokens.at(candidate.span.start) in phrases


def persons_by_token(reading: Reading, tagged: list[Candidate]) -> dict[int, int]:
    """Map the first token of each person that the tagger sees to the token after the name."""
    spans = [c.span for c in tagged if c.kind == "person"]
    return {
        reading.tokens.at(s.start): max(reading.tokens.within(s).stop, reading.tokens.at(s.start) + 1) for s in spans
    }


def made(reading: Reading, candidate: Candidate) -> Mention:
    """Make the mention of a candidate that stands."""
    text = candidate.span.of(reading.text)
    return Mention(
        id="", document=reading.document.id, span=candidate.span, text=text, kind=candidate.kind, form=candidate.form,
        name=candidate.name or text, score=round(candidate.score, 3), because=list(candidate.because),
    )  # fmt: skip

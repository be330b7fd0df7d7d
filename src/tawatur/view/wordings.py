"""Groups of terms → who calls what how: outlet by outlet, its own voice apart from the words of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawatur.base.story import Term
from tawatur.view.codebook import Coded, term_key
from tawatur.view.index import Index

VOICES = ("own", "quoted")


class Word(NamedTuple):
    """One term: as it is first written, the folded words by which it is asked for, and how often it stands there."""

    text: str
    key: str
    uses: int


class Cell(NamedTuple):
    """What one outlet calls a referent itself, and in the words of others."""

    own: list[Word]
    quoted: list[Word]


class Row(NamedTuple):
    """A group and its cells, by outlet; an outlet that never names it has none."""

    group: Coded
    cells: dict[str, Cell]


def voice_of(term: Term) -> str:
    """Say in whose voice a term stands: own or quoted."""
    return "quoted" if term.voice == "quoted" else "own"


def counted(terms: Iterable[Term]) -> list[Word]:
    """Count the different terms, the most used first; spellings that readers treat as one count as one."""
    written: dict[str, str] = {}
    uses: Counter[str] = Counter()
    for term in terms:
        key = term_key(term.text)
        written.setdefault(key, term.text)
        uses[key] += 1
    return [Word(written[key], key, n) for key, n in uses.most_common()]


def with_first(terms: Sequence[Term]) -> list[tuple[Word, Term]]:
    """Count the different terms, each with its first use."""
    firsts = {term_key(t.text): t for t in reversed(terms)}
    return [(word, firsts[word.key]) for word in counted(terms)]


def row(index: Index, group: Coded) -> Row:
    """Lay one group out by outlet."""
    by_outlet: dict[str, list[Term]] = {}
    for term in group.terms:
        by_outlet.setdefault(index.outlet(term.document), []).append(term)
    return Row(group, {outlet: cell(terms) for outlet, terms in by_outlet.items()})


def cell(terms: Sequence[Term]) -> Cell:
    """Part what an outlet says itself from what it quotes."""
    own, quoted = (counted(t for t in terms if voice_of(t) == voice) for voice in VOICES)
    return Cell(own, quoted)


def outlets(index: Index, groups: Iterable[Coded]) -> list[str]:
    """List the outlets that use any term, those with the most uses first."""
    uses = Counter(index.outlet(t.document) for g in groups for t in g.terms)
    return [outlet for outlet, _ in uses.most_common()]

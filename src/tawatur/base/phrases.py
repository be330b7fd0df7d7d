"""Find the forms of a lexicon in tokens, whatever clings to them.

Arabic writes و ف ب ل ك س against the word that follows, and swallows the alif of the article after ل
(«للقوات»). A form is found behind any of them, and its span starts after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from tawatur.base.fold import source_length
from tawatur.base.kept import Kept
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens, words_of

Payload = TypeVar("Payload")

CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
NOTHING: list[Any] = []


@lru_cache(maxsize=1 << 17)
def readings(word: str) -> tuple[tuple[int, str], ...]:
    """List the ways to take proclitics off a folded word: (letters taken off, what is left), whole word first.

    «وللقوات» gives the whole, «للقوات», and — letters taken: 2, the second lam stays in the span — «القوات».
    """
    out = [(0, word)]
    for first in (0, 1) if word[:1] in CONJUNCTIONS and len(word) > 2 else (0,):
        rest = word[first:]
        if first:
            out.append((first, rest))
        if rest[:1] in PREPOSITIONS and len(rest) > 2:
            out.append((first + 1, rest[1:]))
        if rest.startswith("لل") and len(rest) > 3:
            out.append((first + 1, "ا" + rest[1:]))
            out.append((first + 1, "ال" + rest[1:]))  # «للجنة»: اللجنة keeps one lam only
    return tuple(out)


@lru_cache(maxsize=1 << 17)
def stems(word: str) -> frozenset[str]:
    """Collect what is left of a folded word in all its readings."""
    return frozenset(stem for _, stem in readings(word))


class Hit(NamedTuple, Generic[Payload]):
    """A form found: tokens ``first`` up to ``last``, its span after proclitics, and what the form stands for."""

    first: int
    last: int
    span: Span
    taken: int
    form: str
    payload: Payload


class Start(NamedTuple, Generic[Payload]):
    """A form that may start with a word: the letters taken off the word, the words that must follow it, form and payload."""

    taken: int
    following: list[str]
    form: str
    payload: Payload


class Phrases(Generic[Payload]):
    """A set of forms, one or many words each, to be found in tokens in one pass.

    ``clings``: whether proclitics may stand before the first word. Several payloads may share a form.
    """

    def __init__(self, forms: Iterable[tuple[str, Payload]], *, clings: bool = True) -> None:
        self.clings = clings
        self.by_first: dict[str, list[tuple[tuple[str, ...], str, Payload]]] = {}
        for form, payload in forms:
            words = words_of(form)
            if words:
                self.by_first.setdefault(words[0], []).append((words, form, payload))
        for entries in self.by_first.values():
            entries.sort(key=lambda e: -len(e[0]))
        self.starting = Kept(self.starts_of)  # of most words of a page nothing, and one look-up tells so

    def starts_of(self, word: str) -> list[Start[Payload]]:
        """List the forms that may start with a folded word, behind whatever clings to it, longest first."""
        if self.by_first.keys().isdisjoint(stems(word)) if self.clings else word not in self.by_first:
            return NOTHING
        starts = [
            Start(taken, list(words[1:]), form, payload)
            for taken, stem in (readings(word) if self.clings else ((0, word),))
            for words, form, payload in self.by_first.get(stem, ())
        ]
        return sorted(starts, key=lambda s: (-len(s.following), s.taken))

    def fitting(self, tokens: Tokens, index: int, stop: int) -> list[Start[Payload]]:
        """List the forms whose words stand from token `index` on and before token `stop`, longest first."""
        words, after = tokens.words, index + 1
        return [
            start
            for start in self.starting[words[index]]
            if (last := after + len(start.following)) <= stop and words[after:last] == start.following
        ]

    def at(self, tokens: Tokens, index: int, stop: int) -> list[Hit[Payload]]:
        """List the forms that start at token `index` and end before token `stop`, longest first."""
        return [hit(tokens, index, start) for start in self.fitting(tokens, index, stop)]

    def longest(self, tokens: Tokens, index: int, stop: int) -> Hit[Payload] | None:
        """Return the longest form that starts at token `index` and ends before token `stop`."""
        found = self.fitting(tokens, index, stop)
        return hit(tokens, index, found[0]) if found else None

    def find(self, tokens: Tokens, within: range | None = None) -> Iterator[Hit[Payload]]:
        """Yield the longest form at each place, left to right, without overlap."""
        within = range(len(tokens)) if within is None else within
        free = within.start
        for index in self.starting.places(tokens, within):
            found = self.longest(tokens, index, within.stop) if index >= free else None
            if found:
                yield found
                free = found.last

    def __contains__(self, form: str) -> bool:
        words = words_of(form)
        return any(e[0] == words for e in self.by_first.get(words[0], ())) if words else False


def hit(tokens: Tokens, index: int, start: Start[Payload]) -> Hit[Payload]:
    """Make the hit of a form whose words stand at token `index`."""
    taken, last = start.taken, index + 1 + len(start.following)
    begin = tokens.starts[index] + (source_length(tokens.raw(index), taken) if taken else 0)
    return Hit(index, last, Span(begin, tokens.ends[last - 1]), taken, start.form, start.payload)

"""Find the forms of a lexicon in tokens, whatever clings to them.

Arabic writes و ف ب ل ك س against the word that follows, and swallows the alif of the article after ل
(«للقوات»). A form is found behind any of them, and its span starts after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from tawatur.base.fold import source_length
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens, words_of

Payload = TypeVar("Payload")

CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
REMEMBERED = 200_000  # words kept as starting nothing


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


class Hit(NamedTuple, Generic[Payload]):
    """A form found: tokens ``first`` up to ``last``, its span after proclitics, and what the form stands for."""

    first: int
    last: int
    span: Span
    taken: int
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
        self.never: set[str] = set()  # words of pages at which no form starts: most words, asked again and again

    def at(self, tokens: Tokens, index: int, stop: int) -> list[Hit[Payload]]:
        """List the forms that start at token `index` and end before token `stop`, longest first."""
        hits: list[Hit[Payload]] = []
        words = tokens.words
        if words[index] in self.never:
            return hits
        for taken, stem in readings(words[index]) if self.clings else ((0, words[index]),):
            for wanted, form, payload in self.by_first.get(stem, ()):
                last = index + len(wanted)
                if last <= stop and (len(wanted) == 1 or tuple(words[index + 1 : last]) == wanted[1:]):
                    start = tokens.starts[index] + (source_length(tokens.raw(index), taken) if taken else 0)
                    hits.append(Hit(index, last, Span(start, tokens.ends[last - 1]), taken, form, payload))
        if len(hits) > 1:
            hits.sort(key=lambda h: (h.first - h.last, h.taken))
        elif not hits and not self.may_start(words[index]):
            self.never.add(words[index])
        return hits

    def may_start(self, word: str) -> bool:
        """Say whether a form may start with this folded word, behind whatever clings to it."""
        stems = (stem for _, stem in readings(word)) if self.clings else (word,)
        return len(self.never) > REMEMBERED or any(stem in self.by_first for stem in stems)

    def find(self, tokens: Tokens, within: range | None = None) -> Iterator[Hit[Payload]]:
        """Yield the longest form at each place, left to right, without overlap."""
        within = range(len(tokens)) if within is None else within
        index, words, never = within.start, tokens.words, self.never
        while index < within.stop:
            hits = self.at(tokens, index, within.stop) if words[index] not in never else None
            if hits:
                yield hits[0]
                index = hits[0].last
            else:
                index += 1

    def __contains__(self, form: str) -> bool:
        words = words_of(form)
        return any(e[0] == words for e in self.by_first.get(words[0], ())) if words else False

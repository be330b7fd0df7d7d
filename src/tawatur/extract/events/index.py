"""A word as it stands → the rows it may be a form of, whatever clings to either end of it.

«ولقاءاته» is a form of لقاء: the conjunction goes first, then the pronoun. A whole word is believed before a part of one, so
that «بحث» is never ب + حث.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.kept import Kept
from tawatur.base.lexicon import Lexicons
from tawatur.base.phrases import readings
from tawatur.base.tokens import Tokens
from tawatur.extract.events.rows import LightVerbRow, TriggerForm, TriggerRow

PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "ني", "كم", "ه", "ي")
PRONOUN_ENDS = frozenset("هامني")


class Sense(NamedTuple):
    """One way to read a word: letters taken off before it, the row, and the kind of form.

    Kinds: past present masdar definite bound (with a pronoun: «زيارته») participle."""

    taken: int
    row: TriggerRow | LightVerbRow
    kind: str
    pronoun: bool = False


class Words:
    """Every form of the rows, and the way from a word in a text to its senses."""

    def __init__(self, rows: list[TriggerRow] | list[LightVerbRow]) -> None:
        self.forms: dict[str, list[tuple[TriggerRow | LightVerbRow, str]]] = {}
        self.senses = Kept(self.read)
        for row in rows:
            for form in row.inflected():
                self.add(row, form)

    def add(self, row: TriggerRow | LightVerbRow, form: TriggerForm) -> None:
        """Put one form of a row in the index, once."""
        entries = self.forms.setdefault(fold(form.text), [])
        if (row, form.kind) not in entries:
            entries.append((row, form.kind))

    def find(self, tokens: Tokens, within: range) -> Iterator[tuple[int, list[Sense]]]:
        """Yield the tokens that have senses, with them; where a token ends in ة, no pronoun hides in its last letter."""
        for i in self.senses.places(tokens, within):
            found = self.senses[tokens.words[i]]
            if not (found[0].pronoun and tokens.text[tokens.ends[i] - 1] == "ة"):
                yield i, found

    def read(self, word: str) -> list[Sense]:
        """Read a word: whole, then without proclitics, then without a pronoun."""
        for taken, stem in readings(word):
            found = [Sense(taken, row, kind) for row, kind in self.forms.get(stem, ()) if clings(word, taken, kind)]
            if found:
                return found
        for taken, stem in readings(word):
            if found := [s for s in self.without_pronoun(taken, stem) if clings(word, taken, s.kind)]:
                return found
        return []

    def without_pronoun(self, taken: int, stem: str) -> list[Sense]:
        """Read a word that ends in a pronoun: «زيارته», «لقائه», «قتلوه»."""
        if stem[-1:] not in PRONOUN_ENDS:
            return []
        for pronoun in PRONOUNS:
            base = stem[: -len(pronoun)]
            if not stem.endswith(pronoun) or len(base) < 3:
                continue
            for form in bare(base):
                entries = self.forms.get(form, ())
                found = [
                    Sense(taken, row, "bound" if kind == "masdar" else kind, True)
                    for row, kind in entries
                    if kind != "definite" and (pronoun != "ي" or kind == "masdar")
                ]
                if found:
                    return found
        return []


def bare(base: str) -> list[str]:
    """List what a word may have been before its pronoun: «زيارت» gives زياره, «لقاي» gives لقاء, «قتلو» gives قتلوا."""
    forms = [base]
    if base[-1] == "ت":
        forms.append(base[:-1] + "ه")
    if base[-1] in "يو" and base[-2] == "ا":
        forms.append(base[:-1] + "ء")
    if base[-1] == "و":
        forms.append(base + "ا")
    if base[-1] == "ا":
        forms.append(base[:-1] + "ي")
    return forms


def clings(word: str, taken: int, kind: str) -> bool:
    """Say whether such a form can stand behind what was taken off: no preposition stands before a past verb."""
    if not taken or kind not in ("past", "present"):
        return True
    last = word[taken - 1]
    return last in "وف" or (kind == "present" and last == "ل")


@cache
def trigger_words(lexicons: Lexicons) -> Words:
    """Index every form of ``event_triggers.tsv``."""
    return Words(lexicons.rows("event_triggers", TriggerRow))


@cache
def light_verbs(lexicons: Lexicons) -> Words:
    """Index every form of ``light_verbs.tsv``."""
    return Words(lexicons.rows("light_verbs", LightVerbRow))


@cache
def light_nouns(lexicons: Lexicons) -> dict[str, frozenset[str]]:
    """Fold the nouns that each pair of the light verbs takes, by the pair's cited row and line."""
    table: dict[str, frozenset[str]] = {}
    for row in lexicons.rows("light_verbs", LightVerbRow):
        bare_nouns = {fold(noun) for noun in row.nouns}
        bound = {noun[:-1] + "ت" if noun[-1] == "ه" else noun for noun in bare_nouns if noun != "*"}
        table[f"{row.form}{row.line}"] = frozenset(
            bare_nouns
            | {"ال" + n for n in bare_nouns}
            | {n + "ا" for n in bare_nouns}
            | {n + p for n in bound for p in PRONOUNS}
        )
    return table

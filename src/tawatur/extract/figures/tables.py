"""The tables that figures are read with, compiled."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec

from tawatur.base.fold import fold
from tawatur.base.kept import Kept
from tawatur.base.lexicon import BoundRow, Lexicons, MonthRow, NumberRow, Row, UnitRow, WordClassRow
from tawatur.base.numerals import Numerals
from tawatur.base.phrases import Phrases

UNCOUNTED = ("particle", "verb", "adjective", "ordinal", "towards")  # classes of words that no number counts


class CountedRow(Row, frozen=True, kw_only=True):
    """A noun that numbers count. ``kind``: person, thing, money, percent. ``label``: what it is, in English."""

    kind: str
    label: str
    plural: list[str] = msgspec.field(default_factory=list)

    def forms(self) -> list[str]:
        """List singular, accusative and plural."""
        accusative = [] if self.form[-1:] in "ةايى%" or " " in self.form or not self.plural else [self.form + "ا"]
        return [self.form, *accusative, *self.plural]

    def duals(self) -> list[str]:
        """List the duals, «قتيلان», «قتيلين», leaving out those that look like the plural («متظاهرين»)."""
        if self.kind == "percent" or " " in self.form or len(self.form) < 3:
            return []
        stem = self.form[:-1] + "ت" if self.form.endswith("ة") else self.form
        plurals = set(map(fold, self.plural))
        return [dual for dual in (stem + "ان", stem + "ين") if fold(dual) not in plurals]


class CueRow(Row, frozen=True, kw_only=True):
    """Words before a number of people that say what happened to them («مقتل»): killed, injured, arrested."""

    label: str


class NotFigureRow(Row, frozen=True, kw_only=True):
    """``head``: a number after it names («المادة 12»); ``name``: a term with a number word in it («ألف ليلة»)."""

    kind: str


class Grammar(NamedTuple):
    """The compiled tables; ``begins`` says whether a figure, or a name with a number in it, can begin with a word."""

    begins: Kept[bool]
    numerals: Numerals
    counted: Phrases[CountedRow]
    duals: Phrases[CountedRow]
    bounds: Phrases[BoundRow]
    cues: Phrases[CueRow]
    heads: Phrases[NotFigureRow]
    names: Phrases[NotFigureRow]
    uncounted: frozenset[str]
    units: frozenset[str]
    months: frozenset[str]


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile the tables once."""
    counted = lexicons.rows("counted", CountedRow)
    not_figures = lexicons.rows("not_figures", NotFigureRow)
    units = lexicons.rows("time_units", UnitRow)
    numerals = Numerals(lexicons.rows("numbers", NumberRow))
    duals = Phrases((article + f, r) for r in counted for f in r.duals() for article in ("", "ال"))
    names = Phrases((r.form, r) for r in not_figures if r.kind == "name")

    def begins(word: str) -> bool:
        return word[:1].isdigit() or bool(numerals.read(word) or duals.starting[word] or names.starting[word])

    return Grammar(
        begins=Kept(begins),
        numerals=numerals,
        counted=Phrases((article + f, r) for r in counted for f in r.forms() for article in ("", "ال") if f),
        duals=duals,
        bounds=Phrases((r.form, r) for r in lexicons.rows("bounds", BoundRow)),
        cues=Phrases((r.form, r) for r in lexicons.rows("casualty_cues", CueRow)),
        heads=Phrases((r.form, r) for r in not_figures if r.kind == "head"),
        names=names,
        uncounted=frozenset(
            fold(f) for r in lexicons.rows("phrase_words", WordClassRow) if r.kind in UNCOUNTED for f in r.forms()
        ),
        units=frozenset(fold(f) for u in units if u.unit != "Q" for f in (u.form, u.form + "ا", *u.dual, *u.plural)),
        months=frozenset(fold(m.form) for m in lexicons.rows("months", MonthRow) if m.calendar == "gregorian"),
    )


TABLES: dict[str, type[Row]] = {
    "numbers": NumberRow, "bounds": BoundRow, "time_units": UnitRow, "counted": CountedRow, "casualty_cues": CueRow,
    "not_figures": NotFigureRow, "months": MonthRow, "phrase_words": WordClassRow,
}  # fmt: skip

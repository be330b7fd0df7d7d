"""The tables that the time grammar reads, and the lookup made of them: token → what it may be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from tawatur.base.fold import fold
from tawatur.base.kept import Kept
from tawatur.base.lexicon import BoundRow, Lexicons, MonthRow, NumberRow, Row, UnitRow
from tawatur.base.numerals import Numerals
from tawatur.base.phrases import readings
from tawatur.base.tokens import words_of


class AlsoRow(Row, frozen=True, kw_only=True):
    """A row with other forms that mean the same: feminine, plural, spelling."""

    also: list[str] = msgspec.field(default_factory=list)

    def forms(self) -> list[str]:
        """List the form and the others."""
        return [self.form, *self.also]


class WeekdayRow(Row, frozen=True, kw_only=True):
    """A weekday: ``number`` after ISO, Monday 1."""

    number: str
    alone: str


class ModifierRow(AlsoRow, frozen=True, kw_only=True):
    """«الماضي», «المقبل», «هذا», «نفس»: which one, as seen from today or from a time said before."""

    relation: str


class PartRow(AlsoRow, frozen=True, kw_only=True):
    """A part of the day; ``adverb`` lists the forms that stand alone («مساء», «صباحا»)."""

    part: str
    adverb: list[str] = msgspec.field(default_factory=list)

    def forms(self) -> list[str]:
        """List all forms."""
        return [self.form, *self.also, *(a for a in self.adverb if a != self.form)]

    def stands_alone(self, form: str) -> bool:
        """Say whether this folded form stands without a day: «صباحا» does, «صباح» does not."""
        return any(fold(a) == form for a in self.adverb)


class SeasonRow(AlsoRow, frozen=True, kw_only=True):
    """A season and its TIMEX3 letters."""

    season: str
    alone: str


class EdgeRow(Row, frozen=True, kw_only=True):
    """«أوائل», «منتصف», «نهاية»: START, MID, END."""

    mod: str


class FeastRow(AlsoRow, frozen=True, kw_only=True):
    """A feast: month and day in the named calendar, empty where it moves."""

    calendar: str
    month_day: str = ""


class WordRow(AlsoRow, frozen=True, kw_only=True):
    """A fixed expression: its TIMEX3 value, or how many days it lies from today."""

    type: str
    value: str = ""
    offset: str = ""
    part: str = ""
    led: str = ""


class ZoneRow(AlsoRow, frozen=True, kw_only=True):
    """Words that name a clock's zone."""

    zone: str = ""


class JointRow(Row, frozen=True, kw_only=True):
    """A small word and its role in the grammar."""

    role: str


class YearPartRow(AlsoRow, frozen=True, kw_only=True):
    """«الربع», «النصف»: a part of a year, its TIMEX3 letter, and how many of them a year has."""

    unit: str
    parts: str


class DecadeRow(AlsoRow, frozen=True, kw_only=True):
    """«الثمانينيات»: three digits of a decade."""

    decade: str


class NameRow(Row, frozen=True, kw_only=True):
    """A name that holds a time word («اليوم السابع»), or a head that makes one of it (شارع)."""

    kind: str


TABLES: dict[str, type[Row]] = {
    "months": MonthRow, "weekdays": WeekdayRow, "time_units": UnitRow, "time_modifiers": ModifierRow,
    "time_determiners": ModifierRow, "day_parts": PartRow, "seasons": SeasonRow, "time_edges": EdgeRow,
    "festivals": FeastRow, "time_words": WordRow, "time_zones": ZoneRow, "time_joints": JointRow, "decades": DecadeRow,
    "year_parts": YearPartRow,
    "not_times": NameRow, "bounds": BoundRow, "numbers": NumberRow,
}  # fmt: skip
KINDS = {
    "months": "month-name", "weekdays": "weekday", "time_modifiers": "relation", "time_determiners": "which",
    "day_parts": "part", "seasons": "season", "time_edges": "edge", "festivals": "feast", "time_words": "word",
    "time_zones": "zone-name", "decades": "decade", "year_parts": "year-part",
}  # fmt: skip


class Lexeme(NamedTuple):
    """What a token may begin: ``kind``, its row, the token after its last, and the letters of proclitics before it.

    ``form`` is the folded form met; ``number`` tells a unit's one, dual and plural apart.
    """

    kind: str
    row: Row
    last: int
    taken: int
    form: str
    number: str = ""

    @property
    def relation(self) -> str:
        """Return what a modifier or determiner says: past, next, this, same…"""
        assert isinstance(self.row, ModifierRow)
        return self.row.relation

    @property
    def rank(self) -> int:
        """Return the number of a month or a weekday."""
        assert isinstance(self.row, (MonthRow, WeekdayRow))
        return int(self.row.number)

    @property
    def unit(self) -> str:
        """Return a unit's TIMEX3 letter."""
        assert isinstance(self.row, UnitRow)
        return self.row.unit


class Vocabulary:
    """All rows, by folded first word."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.numerals = Numerals(lexicons.rows("numbers", NumberRow))
        self.by_first: dict[str, list[tuple[tuple[str, ...], str, Row, str]]] = {}
        for form, kind, row, number in entries(lexicons):
            words = words_of(form)
            self.by_first.setdefault(words[0], []).append((words, kind, row, number))
        self.longest = max(len(words) for found in self.by_first.values() for words, *_ in found)
        self.candidates = Kept(self._candidates)
        self.begins = Kept(self._begins)  # most words of a page begin nothing, and cost one look-up

    def _begins(self, word: str) -> bool:
        """Say whether any expression can begin with this word."""
        return bool(self.candidates[word] or self.numerals.read(word)) or word[:1].isdigit()

    def _candidates(self, word: str) -> list[tuple[list[str], Lexeme]]:
        """List what a word may begin: the words that must follow, and the lexeme, as if it stood first on its page."""
        return [
            (list(words[1:]), Lexeme(kind, row, len(words), taken, " ".join(words), number))
            for taken, stem in readings(word)
            for words, kind, row, number in self.by_first.get(stem, ())
        ]

    def lexemes(self, words: list[str], at: int) -> dict[str, Lexeme]:
        """Return what the token at `at` may begin, by kind, the longest of each kind."""
        found = self.candidates[words[at]]
        if not found:
            return NOTHING
        out: dict[str, Lexeme] = {}
        for following, (kind, row, length, taken, form, number) in found:
            last = at + length
            if following and words[at + 1 : last] != following:
                continue
            held = out.get(kind)
            if held is None or last > held.last or (last == held.last and taken < held.taken):
                out[kind] = Lexeme(kind, row, last, taken, form, number)
        return out


NOTHING: dict[str, Lexeme] = {}


@cache
def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Compile the tables once."""
    return Vocabulary(lexicons)


def entries(lexicons: Lexicons) -> Iterator[tuple[str, str, Row, str]]:
    """Yield (form, kind, row, grammatical number) of every row of every table."""
    for table, kind in KINDS.items():
        for row in lexicons.tables[table]:
            yield from ((form, kind, row, "") for form in row.forms())
    for joint in lexicons.rows("time_joints", JointRow):
        yield joint.form, joint.role, joint, ""
    for name in lexicons.rows("not_times", NameRow):
        yield name.form, "not-" + name.kind, name, ""
    for bound in lexicons.rows("bounds", BoundRow):
        yield bound.form, "bound-" + bound.side, bound, ""
    for unit in lexicons.rows("time_units", UnitRow):
        yield from unit_forms(unit)


def unit_forms(unit: UnitRow) -> Iterator[tuple[str, str, Row, str]]:
    """Yield a unit's forms: singular, accusative, dual, plural, each with and without the article."""
    ones = [unit.form] + ([] if fold(unit.form).endswith("ه") else [unit.form + "ا"])
    for number, forms in (("one", ones), ("dual", unit.dual), ("plural", unit.plural)):
        if number == "plural":
            forms = [*forms, *(f + "ا" for f in forms if not fold(f).endswith(("ات", "ون", "ين", "ي")))]
        for form in forms:
            yield form, "unit", unit, number
            yield "ال" + form, "the-unit", unit, number

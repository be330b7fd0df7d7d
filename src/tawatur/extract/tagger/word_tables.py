"""Tables of names, titles, verbs and time words in; which of them a word stands in, or begins a form of, out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import readings
from tawatur.base.tokens import words_of

# Which tables are looked at, and the column that tells their rows apart, if one does.
READS = {
    "countries": "", "places": "kind", "regions": "kind", "bodies": "kind", "epithets": "kind", "given_names": "",
    "latin_words": "kind", "name_heads": "kind", "office_heads": "strength", "office_qualifiers": "", "ranks": "kind",
    "phrase_words": "kind", "reporting_cues": "pattern", "event_triggers": "type", "event_words": "kind", "months": "",
    "weekdays": "", "time_units": "", "time_words": "type", "day_parts": "", "seasons": "", "numbers": "kind",
    "counted": "kind", "bounds": "", "anonymous_sources": "", "source_descriptions": "kind", "agency_marks": "",
    "agent_classes": "",
}  # fmt: skip
ALSO = ("aliases", "capital")  # columns of further forms
ADJECTIVES = "nisba"
NAMES = ("countries", "places", "regions", "bodies", "given_names")  # whose first letters are not taken for proclitics


class WordTables:
    """Every form of the tables by its first word; a form of one word marks it, a longer one marks that it may begin."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.marks: dict[str, set[str]] = {}
        for form, label in forms(lexicons):
            words = words_of(form)
            if words:
                self.marks.setdefault(words[0], set()).add(label if len(words) == 1 else label + "<")

    def of(self, folded: str) -> set[str]:
        """Name what a folded word stands in, behind whatever clings to it: «وبالقاهره» is a capital's name."""
        return set().union(*(self.marks.get(stem, ()) for _, stem in readings(folded)))


def forms(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Yield every form with the name of its table and what tells its row apart."""
    for table, column in READS.items():
        for row in lexicons.rows(table, Row):
            label = f"{table}.{getattr(row, column)}" if column else table
            if getattr(row, "ambiguous", ""):
                label += "?"
            for form in (*row.forms(), *(f for c in ALSO for f in getattr(row, c, ()))):
                yield form, label
            for form in getattr(row, ADJECTIVES, ()):
                yield form, ADJECTIVES


def protected_names(lexicons: Lexicons) -> Collection[str]:
    """Collect folded one-word names that are no common words: «بلال», «لندن»."""
    rows = (row for table in NAMES for row in lexicons.rows(table, Row))
    return frozenset(fold(f) for row in rows if not getattr(row, "ambiguous", "") for f in row.forms())

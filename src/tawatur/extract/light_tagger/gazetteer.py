"""Tables of names, titles, verbs and time words in; which of them each word of a page stands in, out."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Phrases
from tawatur.base.tokens import Tokens

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


class Gazetteer:
    """Every form of the tables, to be found in one pass, whatever clings to it."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.phrases: Phrases[str] = Phrases(dict.fromkeys(forms(lexicons)))

    def marks(self, tokens: Tokens, within: range) -> list[set[str]]:
        """Name what each word stands in: «رئيس الوزراء» marks its words «office_heads.strong<» and «…>»."""
        marks: list[set[str]] = [set() for _ in within]
        for index in within:
            if tokens.words[index] in self.phrases.never:
                continue
            for hit in self.phrases.at(tokens, index, within.stop):
                place = index - within.start
                if hit.last == index + 1:
                    marks[place].add(hit.payload)
                    continue
                marks[place].add(hit.payload + "<")
                for inside in marks[place + 1 : hit.last - within.start]:
                    inside.add(hit.payload + ">")
        return marks


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

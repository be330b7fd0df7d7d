"""A trigger in its clause → how real it is told to be: happened, planned, hypothetical, alleged, denied; background or not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.base.reason import Reason
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.clauses import STOPS, Place
from tawatur.extract.events.rows import ModalityRow

WIDEST = 30
ORDER = ("denied", "hypothetical", "planned", "alleged", "announced")  # the stronger reading wins
PURPOSES = frozenset(fold("لإجراء لعقد لتوقيع لإبرام لتنظيم لزيارة لشن لتنفيذ لفتح لإنشاء لبناء").split())
RELATIVE = frozenset(fold("الذي التي الذين اللذان").split())


class Reality(NamedTuple):
    """How real: modality, polarity, background, and the rows that said so."""

    modality: str
    polarity: str
    background: bool
    because: list[Reason]


class Markers:
    """The markers by their folded form: those that stand before a trigger, and those that stand after it."""

    def __init__(self, rows: Iterable[ModalityRow]) -> None:
        self.by_side: dict[str, dict[str, list[ModalityRow]]] = {"before": {}, "after": {}}
        for row in rows:
            self.by_side[row.side].setdefault(fold(row.form), []).append(row)
        self.before = lru_cache(maxsize=1 << 15)(self._before)  # nearly all the words that news uses twice

    def _before(self, word: str) -> list[ModalityRow]:
        """List the markers that a word before a trigger is, behind whatever clings to it."""
        table, bare = self.by_side["before"], word.removeprefix("و").removeprefix("ف")
        return table.get(word) or table.get(bare) or table.get(bare.removeprefix("ب").removeprefix("ل")) or []

    def after(self, word: str) -> list[ModalityRow]:
        """List the markers that a word after a trigger is."""
        return self.by_side["after"].get(word, [])


@cache
def markers(lexicons: Lexicons) -> Markers:
    """Index the markers once for one set of lexicons."""
    return Markers(lexicons.rows("modality", ModalityRow))


def judge(candidate: Candidate, place: Place, lexicons: Lexicons) -> Reality:
    """Read the markers around a trigger and the س of its future."""
    at = candidate.light_token if candidate.light_token is not None else candidate.token
    kind = candidate.kind if candidate.light_token is None or candidate.kind == "idiom" else "masdar"
    found = [
        (row, j)
        for row, j in around(at, candidate.token, place, lexicons)
        if not row.tense or kind_of(at, kind, place) in row.tense
    ]
    because = [
        Reason(rule="events.modality", row=row.cited, span=place.reading.tokens.span(j, j + 1)) for row, j in found
    ]
    said = {row.modality for row, _ in found}
    if future(at, place):
        said.add("planned")
        because.append(Reason(rule="events.future", span=place.reading.tokens.span(at, at + 1)))
    modality = next((name for name in ORDER if name in said), "happened")
    polarity = "-" if modality == "denied" else "+"
    if modality == "denied" and any(fold(row.form) == "لن" for row, _ in found):
        modality = "planned"
    return Reality(modality, polarity, "background" in said, because)


def kind_of(at: int, kind: str, place: Place) -> str:
    """Name the kind of the word that markers govern: the light verb's tense, or the trigger's own."""
    word = place.word(at)
    if kind in ("past", "present", "masdar", "definite", "bound", "participle"):
        return kind
    return "present" if word.lstrip("وسف")[:1] in "يتن" else "past"


def future(at: int, place: Place) -> bool:
    """Say whether a verb begins with the س of the future («سيزور», «وستبحث»), or is a purpose («لعقد اجتماع»)."""
    word = place.word(at).removeprefix("و").removeprefix("ف")
    if word in PURPOSES:
        return True
    return len(word) > 4 and word[0] == "س" and word[1] in "يتن"


def around(at: int, token: int, place: Place, lexicons: Lexicons) -> list[tuple[ModalityRow, int]]:
    """List the markers that reach the trigger, going back to the sentence's stop and on a few words."""
    table = markers(lexicons)
    found: list[tuple[ModalityRow, int]] = []
    for j in range(at - 1, max(place.first - 1, at - WIDEST), -1):
        word = place.word(j)
        if word in STOPS:
            break
        found += [(row, j) for row in table.before(word) if at - j <= int(row.reach) and governs(row, j, at, place)]
    for j in range(token + 1, min(place.stop, token + 9)):
        word = place.word(j)
        if word in STOPS or word == "،":
            break
        found += [(row, j) for row in table.after(word) if j - token <= int(row.reach)]
    return found


def governs(row: ModalityRow, j: int, at: int, place: Place) -> bool:
    """Say whether nothing between a marker and its trigger takes the marker for itself: another verb, a comma and و."""
    between = range(j + 1, at)
    if any(k in place.verbs for k in between):
        return row.modality in ("background", "alleged") and not any(place.word(k) in RELATIVE for k in between)
    return row.modality == "background" or not any(
        place.word(k) == "،" and place.word(k + 1)[:1] == "و" for k in between
    )

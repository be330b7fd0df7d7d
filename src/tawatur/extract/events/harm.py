"""A death or an injury in its sentence → was it an accident, and is it a count of an earlier event?

«مقتل سبعة أشخاص في اصطدام عبّارة» is no killing: nobody attacked. «ارتفع عدد القتلى إلى 12» tells how many died, not that
twelve more died on the day of the count.
"""

from __future__ import annotations

from functools import cache

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Phrases
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.clauses import Place

HARM = {"killing": "death", "casualties": "death", "death": "death", "wounding": "injury"}
NEAR = 40  # words either side of the trigger in which its cause is looked for
LEAD = 60  # words of a page: headline and first sentence
COUNT_REACH = 5  # words between «عدد» or «حصيلة» and the dead it counts
COUNTS = frozenset(fold("عدد حصيلة الحصيلة لحصيلة إجمالي محصلة العدد أعداد").split())


class CauseRow(Row, frozen=True, kw_only=True):
    """Words that say what people died of. ``cause``: accident («غرق», «زلزال») or attack («رصاص»)."""

    cause: str


@cache
def causes(lexicons: Lexicons) -> Phrases[CauseRow]:
    """Index the words of causes."""
    rows = lexicons.rows("harm_causes", CauseRow)
    return Phrases((form, row) for row in rows for form in (row.form, "ال" + row.form))


def harms(candidate: Candidate) -> str:
    """Name the harm that a candidate tells, as an accident would be told: death or injury; empty for other events."""
    return next((HARM[row.mode] for row in candidate.rows[:1] if row.mode in HARM), "")


def by_accident(candidate: Candidate, place: Place, lexicons: Lexicons) -> Reason | None:
    """Say why a harm was an accident's: its sentence speaks of one and of no attack, or is silent, and the page's head does."""
    if not harms(candidate) or (candidate.light is not None and candidate.light.type == "ASSAULT"):
        return None
    near = range(max(place.first, candidate.token - NEAR), min(place.stop, candidate.token + NEAR))
    for within in (near, headline(place.reading), range(min(LEAD, len(place.reading.tokens)))):
        found = told_causes(place.reading, within, lexicons)
        if "attack" in found:
            return None
        if "accident" in found:
            return found["accident"]
    return None


def told_causes(reading: Reading, within: range, lexicons: Lexicons) -> dict[str, Reason]:
    """Find what kinds of cause some words tell, each with its reason."""
    found: dict[str, Reason] = {}
    for hit in causes(lexicons).find(reading.tokens, within):
        found.setdefault(hit.payload.cause, Reason(rule="events.accident", row=hit.payload.cited, span=hit.span))
    return found


def headline(reading: Reading) -> range:
    """Return the tokens of the headline, none where there is no headline."""
    title = reading.document.title
    return reading.token_range(title.span if title is not None and title.span else Span(0, 0))


def counts_the_dead(candidate: Candidate, place: Place) -> bool:
    """Say whether a harm is only counted: «ارتفع عدد القتلى إلى 12», «بلغت الحصيلة تسعة قتلى»."""
    if not harms(candidate) or candidate.kind in ("past", "present", "past+", "present+"):
        return False
    before = range(max(place.first, candidate.token - COUNT_REACH), candidate.token)
    return any(place.word(k) in COUNTS or place.word(k)[1:] in COUNTS for k in before)

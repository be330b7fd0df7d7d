"""Sentences → time expressions with their values: a grammar of named slots over tables, anchored in the publication day.

A value is as fine as the words allow and never finer: «مارس الماضي» is a month. What cannot be anchored has no value, and
its reasons say why; a date that no calendar has is listed as unplaced.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from tawatur.base.annotation import Timex, numbered
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.reason import Unplaced
from tawatur.base.tokens import Tokens
from tawatur.extract.times.anchoring import FREE, Anchoring, bounds_of_publication
from tawatur.extract.times.grammar import expressions
from tawatur.extract.times.proposed import settled
from tawatur.extract.times.rows import TABLES, vocabulary
from tawatur.extract.times.scan import Found, Scan

__all__ = ["MAKES", "NEEDS", "TABLES", "annotate", "find"]

NEEDS = ("sentences", "proposals")
MAKES = ("times", "unplaced")


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Timex] | list[Unplaced]]:
    """Find the time expressions of one document and resolve them against its publication, its embeds and each other."""
    times, unplaced = read(reading, lexicons, anchored=True)
    return {"times": numbered("t", settled(reading, times, vocabulary(lexicons).begins)), "unplaced": unplaced}


def find(reading: Reading, lexicons: Lexicons) -> list[Timex]:
    """Find the expressions without anchoring them; publication dating reads these.

    Only absolute ones have values, and dates without a year partial ones (XXXX-07-18); ``offset_days`` and ``weekday`` say
    the rest, and a note «ahead» that the clause speaks of what is to come.
    """
    return numbered("t", read(reading, lexicons, anchored=False)[0])


def read(reading: Reading, lexicons: Lexicons, *, anchored: bool) -> tuple[list[Timex], list[Unplaced]]:
    """Read every sentence in order, so that «في اليوم نفسه» finds the day said before it."""
    scan = Scan(reading.tokens, vocabulary(lexicons))
    anchoring = Anchoring(reading, scan, bounds_of_publication(reading.document) if anchored else FREE)
    read_once = READ.setdefault(reading.tokens, {})
    for sentence in reading.sentences:
        within = reading.token_range(sentence.span)
        scan.within(within.start, within.stop)
        anchoring.enter(sentence)
        if within not in read_once:
            read_once[within] = list(expressions(scan))
        for found in read_once[within]:
            anchoring.add(found)
    return anchoring.times, anchoring.unplaced


# Every page is read twice, to date it and then against its date: what its words say does not change between.
READ: WeakKeyDictionary[Tokens, dict[range, list[Found]]] = WeakKeyDictionary()

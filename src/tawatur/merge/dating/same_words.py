"""A run of words with «today» and a weekday in it that a dated page carries too → the day of the page that copied it.

The page was put out on that day or the day after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tawatur.base.annotation import Timex
from tawatur.base.document import Document
from tawatur.base.tokens import Tokens
from tawatur.merge.dating.intervals import within

RUN = 8  # words around «today» that must be the same
DAYS_AFTER = 1


def said_day(document: Document, timex: Timex) -> date | None:
    """Return the day that «today Tuesday» means on a dated page, where the weekday agrees with it."""
    today = date.fromisoformat(document.published.day or "")
    day = today + timedelta(days=timex.offset_days or 0)
    return day if day.isoweekday() == timex.weekday else None


def shared_todays(document: Document, times: list[Timex]) -> Iterator[tuple[Timex, tuple[str, ...]]]:
    """Yield each «today» with a weekday, with the words around it that a copy would share."""
    named = [t for t in times if t.offset_days == 0 and t.weekday is not None]
    tokens = Tokens(document.text) if named else None
    for timex in named:
        assert tokens is not None
        at = tokens.within(timex.span)
        first = max(0, at.start - RUN)
        words = tuple(w for w in tokens.words[first : at.stop] if w[:1].isalnum())
        if len(words) >= RUN:
            yield timex, words[-RUN - len(at) :]


def narrowed(document: Document, times: list[Timex], sayings: dict[tuple[str, ...], tuple[Document, date]]) -> Document:
    """Narrow one undated document, naming the page and the words that allow it."""
    for timex, key in shared_todays(document, times):
        if key in sayings:
            other, day = sayings[key]
            end = day + timedelta(days=DAYS_AFTER)
            found = within(document, "same-words", timex, f"{timex.text}, as on {other.id}", day, end)
            if found is not document:
                return found
    return document

"""What other pages of the story add to a page's publication date: only what is explicit, and an interval rather than a day.

Two pages that carry the same run of words with «today» and a weekday in it speak of the same day: the one whose day is known
dates the saying for the other, which was put out on that day or the day after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from tawatur.base.annotation import Timex
from tawatur.base.document import DateEvidence, Document, Published
from tawatur.base.tokens import Tokens

RUN = 8  # words around «today» that must be the same
DAYS_AFTER = 1


def narrow(documents: list[Document], times_by_document: dict[str, list[Timex]]) -> list[Document]:
    """Return the documents, those without a day narrowed where a dated page carries the same words of the same today."""
    dated = [d for d in documents if d.published.day]
    sayings = {
        key: (document, day)
        for document in dated
        for timex, key in shared_todays(document, times_by_document.get(document.id, []))
        if (day := said_day(document, timex)) is not None
    }
    return [d if d.published.day else narrowed(d, times_by_document.get(d.id, []), sayings) for d in documents]


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
        if key not in sayings:
            continue
        other, day = sayings[key]
        end = day + timedelta(days=DAYS_AFTER)
        if outside(document.published, day, end):
            continue
        evidence = DateEvidence(
            kind="same-words", span=timex.span, text=f"{timex.text}, as on {other.id}", value=f"{day}/{end}"
        )
        published = msgspec.structs.replace(
            document.published, value=f"{day}/{end}", earliest=day.isoformat(), latest=end.isoformat(),
            evidence=[*document.published.evidence, evidence],
        )  # fmt: skip
        return msgspec.structs.replace(document, published=published)
    return document


def outside(published: Published, first: date, last: date) -> bool:
    """Say whether the interval misses what the document's own evidence allows."""
    too_early = published.earliest is not None and last.isoformat() < published.earliest
    return too_early or (published.latest is not None and first.isoformat() > published.latest)

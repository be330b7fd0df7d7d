"""The intervals of a page's publication: how evidence cuts them, and today's weekday shrinks them; never to an invented day."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from tawatur.base.annotation import Timex
from tawatur.base.document import DateEvidence, Document, Published
from tawatur.base.span import Span

WIDEST = 62  # days: a wider interval bounds a page and does not date it


def on_todays_weekday(document: Document, times: list[Timex]) -> Document:
    """Shrink an interval to the weekday that the page calls today: its first and its last, never to one day of a loose one."""
    published = document.published
    said = [t for t in times if t.offset_days == 0 and t.weekday is not None and in_body(document, t.span)]
    if not said or len({t.weekday for t in said}) > 1 or not (published.earliest and published.latest):
        return document
    first, last = date.fromisoformat(published.earliest), date.fromisoformat(published.latest)
    first += timedelta(days=((said[0].weekday or 0) - first.isoweekday()) % 7)
    last -= timedelta(days=(last.isoweekday() - (said[0].weekday or 0)) % 7)
    if first >= last or (first.isoformat(), last.isoformat()) == (published.earliest, published.latest):
        return document
    return within(
        document, "weekday", said[0], f"{said[0].text}: from the first to the last in the interval", first, last
    )


def within(document: Document, kind: str, timex: Timex, text: str, first: date, last: date | None) -> Document:
    """Cut the publication to an interval, with its evidence; what misses the page's own evidence changes nothing.

    A loose interval that would leave a single day is not taken: a day is never invented.
    """
    published = document.published
    low = max(first.isoformat(), published.earliest or "")
    high = min(last.isoformat() if last else "9999", published.latest or "9999")
    if low > high or (low == high and kind != "same-words"):
        return document
    latest = high if high != "9999" else None
    if (low, latest) == (published.earliest, published.latest):
        return document
    span = f"{first}/{last}" if last else f"{first}/.."
    evidence = [*published.evidence, DateEvidence(kind=kind, span=timex.span, text=text, value=span)]
    narrow = latest is not None and (date.fromisoformat(latest) - date.fromisoformat(low)).days <= WIDEST
    value = f"{low}/{latest}" if narrow else None
    changed: Published = msgspec.structs.replace(published, value=value, earliest=low, latest=latest, evidence=evidence)
    return msgspec.structs.replace(document, published=changed)


def in_body(document: Document, span: Span) -> bool:
    """Say whether a span stands in the article's own text."""
    return not any(r.span.meets(span) for r in document.residue)

"""What other pages of the story add to a page's publication date: only what is explicit, and an interval rather than a day.

Each rule names the other page in its evidence. *Same words*: a run of words with «today» and a weekday in it, on a dated
page too, speaks of the same day. *So long after*: «تأتي الزيارة بعد نحو شهرين من لقاء …» counts from a meeting that a
dated page tells. *Last month*: «التقى … في يوليو الماضي» is the July of the dated page that tells the same meeting. *Told as
past*: a first of its kind cannot be looked back on before it happened. *Today's weekday*: an interval shrinks to the
weekday that the page calls today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from tawatur.base.annotation import Timex
from tawatur.base.document import Document
from tawatur.base.proposal import Proposal
from tawatur.merge.dating.copied import relative_dates_that_no_longer_fit
from tawatur.merge.dating.intervals import on_todays_weekday
from tawatur.merge.dating.links import last_month, so_long_after, told_as_past
from tawatur.merge.dating.same_words import narrowed, said_day, shared_todays
from tawatur.merge.dating.tellings import dated_tellings

__all__ = ["narrow", "relative_dates_that_no_longer_fit"]

Proposed = Mapping[str, Sequence[Proposal]]


def narrow(
    documents: list[Document], times_by_document: dict[str, list[Timex]], proposals_by_document: Proposed | None = None
) -> list[Document]:
    """Return the documents, those without a day narrowed by what the other pages say.

    `proposals_by_document` are the tagger's names and triggers; without them only same words and weekdays speak.
    """
    proposed = {page: sorted(p, key=attrgetter("start")) for page, p in (proposals_by_document or {}).items()}
    dated = [d for d in documents if d.published.day]
    sayings = {
        key: (document, day)
        for document in dated
        for timex, key in shared_todays(document, times_by_document.get(document.id, []))
        if (day := said_day(document, timex)) is not None
    }
    known = [t for d in dated for t in dated_tellings(d, times_by_document.get(d.id, []), proposed.get(d.id, ()))]
    out = []
    for document in documents:
        if not document.published.day:
            times = times_by_document.get(document.id, [])
            document = narrowed(document, times, sayings)
            for rule in (so_long_after, last_month, told_as_past) if known and proposed.get(document.id) else ():
                document = rule(document, times, proposed[document.id], known)
            document = on_todays_weekday(document, times)
        out.append(document)
    return out

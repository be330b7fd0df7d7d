"""«أمس» and «اليوم» in words that pages of different days share → a list of those that cannot be right on both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tawatur.base.annotation import Timex
from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.reason import Unplaced
from tawatur.base.span import Span
from tawatur.base.story import Passage, Reuse


def relative_dates_that_no_longer_fit(
    documents: list[Document], times: list[Timex], reuse: list[Reuse]
) -> list[Unplaced]:
    """List «أمس», «اليوم» in words that two pages of different days share: it cannot be right on both.

    Which page kept the other's «yesterday» is not said: both passages are listed, each naming the other page.
    """
    days = {d.id: d.published.day for d in documents}
    relative: dict[str, list[Timex]] = {}
    for timex in times:
        if timex.offset_days is not None and (timex.resolved_against or "").startswith("published"):
            relative.setdefault(timex.document, []).append(timex)
    out: dict[tuple[str, Span], Unplaced] = {}
    for passages in reuse:
        for here, there in ((passages.a, passages.b), (passages.b, passages.a)):
            if (
                not (days.get(here.document) and days.get(there.document))
                or days[here.document] == days[there.document]
            ):
                continue
            for timex in said_on_both(relative, here, there):
                why = (
                    f"«{timex.text}» stands in words that {here.document} ({days[here.document]}) and {there.document} "
                    f"({days[there.document]}) share: it is not the same day on both pages"
                )
                out.setdefault(
                    (here.document, timex.span), Unplaced(kind="time", document=here.document, span=timex.span, why=why)
                )
    return sorted(out.values(), key=lambda u: (u.document, u.span or Span(0, 0)))


def said_on_both(relative: Mapping[str, list[Timex]], here: Passage, there: Passage) -> Iterator[Timex]:
    """Yield the relative days in one passage that the other passage has in the same words."""
    others = {fold(t.text) for t in relative.get(there.document, ()) if there.span.holds(t.span)}
    yield from (t for t in relative.get(here.document, ()) if here.span.holds(t.span) and fold(t.text) in others)

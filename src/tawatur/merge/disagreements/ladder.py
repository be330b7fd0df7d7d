"""The figures of an event in the order of publication: who supplied each, how it is bounded, of what it is part.

«زلزال» and «مقتل» of one sentence are two rows with one toll: rows that hold one figure are joined before
they are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawatur.base.annotation import Attribution, Figure, with_
from tawatur.base.origins import is_named
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Event
from tawatur.merge.disagreements.said import natural


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of an event on its page: its supplier, when the page came out, its bound, of what it is part."""

    published: str | None
    document: str
    figure: str
    span: Span
    text: str
    value: str
    counted: str
    bound: str
    scope: str | None
    supplier: str | None


def figure_ladder(event: Event, readings: dict[str, Reading]) -> list[Rung]:
    """List the figures of an event by what is counted, then by publication, undated pages last."""
    wanted = set(event.figures)
    rungs = [
        rung(figure, readings[document])
        for document in sorted(set(event.documents), key=natural)
        if document in readings
        for figure in readings[document].figures
        if figure.id in wanted
    ]
    return sorted(rungs, key=lambda r: (r.counted, r.published or "9999", natural(r.document), r.span))


def rung(figure: Figure, reading: Reading) -> Rung:
    """Put one figure on the ladder."""
    published = reading.document.published
    return Rung(
        published=published.earliest or published.day,
        document=figure.document,
        figure=figure.id,
        span=figure.span,
        text=figure.text,
        value=figure.value,
        counted=figure.counted,
        bound=figure.bound,
        scope=figure.scope,
        supplier=supplier(figure, reading.attributions),
    )


def supplier(figure: Figure, attributions: Sequence[Attribution]) -> str | None:
    """Name the innermost source whose content holds the figure, or null for the page itself."""
    holding = [a for a in attributions if a.cue and a.content.span.holds(figure.span)]
    if not holding:
        return None
    inner = min(holding, key=lambda a: (a.content.span.length, a.id))
    named = [link.name for link in inner.chain if is_named(link.name)]
    return named[-1] if named else (inner.source.text if inner.source else None)


def joined_rows(events: list[Event]) -> list[Event]:
    """Join the rows that hold one figure: «زلزال» and «مقتل» of one sentence are two rows with one toll.

    Each group is its row of the most pages, with the figures and pages of all.
    """
    home: dict[str, int] = {}
    groups: dict[int, list[Event]] = {}
    for n, event in enumerate(events):
        groups[n] = [event]
        for other in sorted({home[f] for f in event.figures if f in home}, reverse=True):
            if other != n and other in groups:
                groups[n] = [*groups.pop(other), *groups[n]]
        home |= {f: n for member in groups[n] for f in member.figures}
    return [one_row(group) for _, group in sorted(groups.items()) if any(e.figures for e in group)]


def one_row(group: list[Event]) -> Event:
    """Return the row of the most pages, with the figures and pages of all."""
    best = min(group, key=lambda e: (-len(e.documents), natural(e.id)))
    figures = sorted({f for e in group for f in e.figures})
    documents = sorted({d for e in group for d in e.documents}, key=natural)
    return with_(best, figures=figures, documents=documents)  # type: ignore[no-any-return]

"""Embedded posts have a today of their own: the date of their author's line."""

from __future__ import annotations

from datetime import date

from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract.times.calendar import ImpossibleDateError
from tawatur.extract.times.grammar import expressions
from tawatur.extract.times.resolve import resolve
from tawatur.extract.times.scan import Scan
from tawatur.extract.times.view import View


def embed_days(reading: Reading, scan: Scan) -> list[tuple[Span, date | None]]:
    """List the embeds with their own date, read from an author's line: neighbours with only white space between are one."""
    spans: list[Span] = []
    for residue in sorted((r for r in reading.document.residue if r.kind == "embed"), key=lambda r: r.span):
        if spans and not reading.text[spans[-1].end : residue.span.start].strip():
            spans[-1] = Span(spans[-1].start, residue.span.end)
        else:
            spans.append(residue.span)
    return [(span, own_day(reading, scan, span)) for span in spans]


def own_day(reading: Reading, scan: Scan, embed: Span) -> date | None:
    """Return the last full date of an embed, which is its author line's; null where it has none."""
    within = reading.token_range(embed)
    day = None
    for found in expressions(scan.within(within.start, within.stop)):
        if found.slots.year is None or found.slots.day is None:
            continue
        try:
            resolved = resolve(found.slots, View(None, None, ahead=False))
        except ImpossibleDateError:
            continue
        if resolved.first and resolved.first == resolved.last:
            day = resolved.first
    return day

"""A ladder of figures → a small chart's coordinates: reports in the order of publication, values upward on a plain scale."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from tawatur.base.story import Rung

LEAST = 2  # rungs that make a chart


class Mark(NamedTuple):
    """One rung as a mark: its place 0…1 from the first report to the last, 0…1 from nothing to the greatest value."""

    rung: Rung
    along: float
    up: float


def chart(rungs: list[Rung]) -> list[Mark]:
    """Place the rungs whose values are numbers; none where fewer than two are."""
    known = [(r, v) for r in rungs if (v := number_of(r.value)) is not None]
    if len(known) < LEAST:
        return []
    highest = max(v for _, v in known) or Decimal(1)
    return [Mark(r, n / (len(known) - 1), float(v / highest)) for n, (r, v) in enumerate(known)]


def drawn(rungs: list[Rung]) -> list[Mark]:
    """Draw a ladder whose figures differ; a level line tells nothing that the list does not."""
    return chart(rungs) if len({r.value for r in rungs}) > 1 else []


def number_of(value: str) -> Decimal | None:
    """Read a figure's value; null for what is no plain number of nothing or more."""
    try:
        read = Decimal(value)
    except InvalidOperation:
        return None
    return read if read.is_finite() and read >= 0 else None

"""Where a time is seen from, and what resolving it gives."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tawatur.extract.times.calendar import Stretch

STEPS = {"past": -1, "preceding": -1, "this": 0, "next": 1, "following": 1}


class View(NamedTuple):
    """Where an expression is seen from: the writer's today, a time said just before, and whether its clause looks ahead.

    Any of them may be unknown.
    """

    today: date | None
    before: Stretch | None
    ahead: bool


class Resolved(NamedTuple):
    """A value and its bounds, and what it rests on: absolute, today, before (a time said before), or null."""

    value: str | None
    first: date | None
    last: date | None
    rests_on: str | None


UNKNOWN = Resolved(None, None, None, None)


def on(stretch: Stretch, rests_on: str) -> Resolved:
    """Say what a stretch rests on."""
    return Resolved(*stretch, rests_on) if stretch.value else UNKNOWN

"""Steps of a build → one line of a terminal, or JSON lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

import msgspec

from tawatur.base.progress import Step

ENDS = ("done", "stopped")  # after these the line is somebody else's
OFTEN = 0.1  # seconds between two lines of a terminal: more than one reads


class Line:
    """Overwrites one line of a terminal with the last step."""

    def __init__(self, to: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.to, self.clock, self.shown = to, clock, ("", 0.0)

    def __call__(self, step: Step) -> None:
        """Show a step, unless one of the same stage was shown a moment ago."""
        stage, when = self.shown
        if step.stage == stage and self.clock() - when < OFTEN:
            return
        self.shown = step.stage, self.clock()
        self.to.write("\r\x1b[K" + ("" if step.stage in ENDS else said(step)))
        self.to.flush()


class JsonLines:
    """Writes every step as a JSON object on a line of its own."""

    def __init__(self, to: TextIO) -> None:
        self.to = to

    def __call__(self, step: Step) -> None:
        """Write a step."""
        self.to.write(msgspec.json.encode(step).decode() + "\n")
        self.to.flush()


def said(step: Step) -> str:
    """Say where a build stands: «reading 120/4000 · 11.2 a second · 5 min 46 s left · pages/a.html»."""
    parts = [f"{step.stage} {step.done}" + (f"/{step.of}" if step.of is not None else "")]
    if step.rate:
        parts.append(f"{step.rate:.1f} a second")
    if step.left is not None:
        parts.append(f"{duration(step.left)} left")
    return " · ".join([*parts, *([step.page[-60:]] if step.page else [])])


def duration(seconds: float) -> str:
    """Write seconds as one reads them: «50 s», «5 min 46 s», «2 h 10 min»."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"

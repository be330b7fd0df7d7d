"""What a long build says of itself while it runs, and how it ends when somebody stops it."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Where a build stands: its stage, the page in hand, how many pages are done of how many.

    ``stage`` is finding, reading, joining, naming, annotating, merging, done or stopped; ``of`` is null while pages are
    still being found. ``kept`` are those of ``done`` that an earlier build had read; ``rate`` is pages a second without them, ``left`` the
    seconds still to go at that rate.
    """

    stage: str
    page: str = ""
    done: int = 0
    of: int | None = None
    kept: int = 0
    rate: float | None = None
    left: float | None = None


Progress = Callable[[Step], None]


def nowhere(step: Step) -> None:
    """Tell nobody."""


class Pace:
    """Counts the pages of one stage against the clock, and tells each step."""

    def __init__(
        self, stage: str, of: int, tell: Progress, kept: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.stage, self.of, self.tell, self.kept, self.clock = stage, of, tell, kept, clock
        self.began = clock()

    def at(self, page: str, done: int) -> None:
        """Tell which page is in hand and how many are done."""
        new, seconds = done - self.kept, self.clock() - self.began
        rate = new / seconds if new > 0 and seconds > 0 else None
        left = round((self.of - done) / rate, 1) if rate else None
        rounded = round(rate, 2) if rate else None
        self.tell(Step(stage=self.stage, page=page, done=done, of=self.of, kept=self.kept, rate=rounded, left=left))


class StoppedError(Exception):
    """A build that was asked to stop while it read: what was read until then is kept where a work file was given."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(f"stopped after {done} of {of} pages")
        self.done, self.of = done, of

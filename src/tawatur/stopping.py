"""Ctrl-C or a polite kill → the page in hand is finished first."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType
from typing import Any

from tawatur.base.progress import Progress, Step

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Notes that somebody asked to stop, while pages are read; raises KeyboardInterrupt at once in any other stage.

    Asked a second time it does not wait for the page in hand either.
    """

    def __init__(self, tell: Progress) -> None:
        self.progress = tell
        self.stage = ""
        self.noted = False
        self.before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stop:
        self.before = {number: signal.signal(number, self.hear) for number in SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, where: TracebackType | None
    ) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)

    def tell(self, step: Step) -> None:
        """Pass a step on, and note its stage."""
        self.stage = step.stage
        self.progress(step)

    def asked(self) -> bool:
        """Say whether somebody asked."""
        return self.noted

    def hear(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Note the wish, or obey it at once."""
        if self.stage != "reading" or self.noted:
            raise KeyboardInterrupt
        self.noted = True

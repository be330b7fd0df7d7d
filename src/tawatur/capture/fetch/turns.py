"""Who is asked next: one question to a host at a time, and a wait between two of them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from tawatur.capture.fetch.feeds import Lead

LONGEST = 120.0  # seconds that a host is waited for; one that asks for more is asked another day


class Turns:
    """The addresses that wait, by host, and when each host may be asked again."""

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self.now, self.sleep = now, sleep
        self.waiting: dict[str, deque[Lead]] = {}
        self.free_at: dict[str, float] = {}

    def add(self, host: str, lead: Lead) -> None:
        """Put an address behind those of its host."""
        self.waiting.setdefault(host, deque()).append(lead)

    def next(self) -> Lead | None:
        """Take an address of the host that is free first, or nothing where none waits."""
        if not self.waiting:
            return None
        host = min(self.waiting, key=lambda h: self.free_at.get(h, 0.0))
        queue = self.waiting[host]
        lead = queue.popleft()
        if not queue:
            del self.waiting[host]
        return lead

    def wait(self, host: str) -> None:
        """Sleep until a host may be asked."""
        left = self.free_at.get(host, 0.0) - self.now()
        if left > 0:
            self.sleep(left)

    def asked(self, host: str, delay: float) -> None:
        """Note that a host was asked just now, and how long it is then left alone."""
        self.free_at[host] = self.now() + delay

    def too_long(self, host: str) -> float:
        """Return for how many seconds a host wants to be left alone, where that is longer than one waits; else 0."""
        left = self.free_at.get(host, 0.0) - self.now()
        return left if left > LONGEST else 0.0

"""Run one function over many items in several processes, one item in the hands of each.

Processes are spawned, not forked: the runtime of the tagger holds threads and locks, and a fork copies them in whatever
state they are. Each has a pipe of its own, so that it ends by itself when the process that began it is killed, and so
that, where one dies, it is known over which item.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

Item = tuple[str, bytes]
HELD = tuple(s for s in (signal.SIGINT, signal.SIGTERM) if hasattr(signal, "pthread_sigmask"))


class ProcessError(Exception):
    """A process that could not be started: says why, and what to do."""


class Hand:
    """One process, and the item that it is busy with."""

    def __init__(self, function: Callable[[bytes], bytes]) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, function, gc.get_threshold()), daemon=True)
        with held_signals():
            self.process.start()
        theirs.close()
        self.name: str | None = None
        self.proven = False  # it has answered before

    def give(self, item: Item | None) -> None:
        """Give it the next item, if there is one."""
        self.name = item[0] if item else None
        if item:
            try:
                self.link.send_bytes(item[1])
            except OSError:  # it is dead: `take` says so
                return

    def take(self) -> bytes | None:
        """Take its answer; null where it died over its item."""
        try:
            answer = self.link.recv_bytes()
        except (EOFError, OSError):
            self.process.join()
            if not self.proven and self.process.exitcode == 1:
                raise ProcessError(NO_START) from None
            return None
        self.proven = True
        return answer

    def end(self) -> None:
        """Let it go, or end it where it is still busy."""
        self.link.close()
        if self.name is not None:
            self.process.kill()
        self.process.join()


NO_START = (
    "a reading process could not start. A script that builds with several jobs must begin them under "
    '`if __name__ == "__main__":`. Do that, or build with one job.'
)


def each(function: Callable[[bytes], bytes], items: Iterator[Item], jobs: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield every item's name with what `function` makes of its bytes, as they become ready; null where a process died.

    An item is drawn only when a process is free for it: no more than `jobs` are in memory. Raises ProcessError.
    """
    if jobs == 1:
        for name, data in items:
            yield name, function(data)
        return
    hands: list[Hand] = []
    try:
        yield from shared_out(function, items, jobs, hands)
    finally:
        for hand in hands:
            hand.end()


def shared_out(
    function: Callable[[bytes], bytes], items: Iterator[Item], jobs: int, hands: list[Hand]
) -> Iterator[tuple[str, bytes | None]]:
    """Share items out among the hands that there are, and new ones up to `jobs`; yield their answers."""
    for n, item in enumerate(islice(items, jobs)):
        if n == len(hands):
            hands.append(Hand(function))
        hands[n].give(item)
    while busy := {h.link: h for h in hands if h.name is not None}:
        for link in wait(list(busy)):
            yield from answered(busy[link], hands, function, items)  # type: ignore[index]


class Team:
    """Processes that stay for any number of functions, each of which may be pickled: to start one takes a second."""

    def __init__(self) -> None:
        self.hands: list[Hand] = []

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *exc: object) -> None:
        for hand in self.hands:
            hand.end()
        self.hands.clear()

    def each(
        self, function: Callable[[bytes], bytes], items: Iterator[Item], jobs: int
    ) -> Iterator[tuple[str, bytes | None]]:
        """Do as the function `each` does, with processes that stay; one that is left over its item ends."""
        calls = ((name, pickle.dumps((function, data))) for name, data in items)
        try:
            yield from shared_out(called, calls, jobs, self.hands)
        finally:
            for hand in [h for h in self.hands if h.name is not None]:
                self.hands.remove(hand)
                hand.end()


def called(data: bytes) -> bytes:
    """Call a function that came through the pipe with what came with it."""
    function, given = pickle.loads(data)
    made: bytes = function(given)
    return made


def answered(
    hand: Hand, hands: list[Hand], function: Callable[[bytes], bytes], items: Iterator[Item]
) -> Iterator[tuple[str, bytes | None]]:
    """Yield one process's answer, and give it, or another in place of a dead one, the next item."""
    name, answer = str(hand.name), hand.take()
    hand.name = None
    yield name, answer
    item = next(items, None)
    if answer is None:
        hands.remove(hand)
        hand.end()
        if item:
            hands.append(hand := Hand(function))
    hand.give(item)


def serve(link: Connection, function: Callable[[bytes], bytes], collected: tuple[int, int, int]) -> None:
    """Answer what comes through the pipe until it is closed; whether to stop is for the first process to decide.

    `collected` says how often the first process collects garbage: so does this one.
    """
    gc.set_threshold(*collected)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    try:
        while True:
            link.send_bytes(function(link.recv_bytes()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


@contextmanager
def held_signals() -> Iterator[Any]:
    """Hold signals back while a process starts: it inherits that, and is not stopped before it can say that it will not be."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD) if HELD else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

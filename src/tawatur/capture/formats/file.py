"""A file to be read: where it stands, how large it is, and how to open it, on disk or in an archive."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Protocol

LARGEST = 256 << 20  # bytes of a file that has to be held in memory as a whole
TIMES = 200  # what HTML shrinks to a tenth of; more than this is a bomb
FREE = 64 << 20  # bytes that may come out of an archive however small it is


class Refused(Exception):  # noqa: N818  (what was refused is a page, not a fault of the program)
    """A file that is not read, and why: what was seen, and what to do."""


class Spent(Refused):
    """What has come out of an archive is more than any pages can be: nothing more is read of it."""


class Budget:
    """How many bytes may still come out of an archive and all that is packed in it."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.left = FREE + TIMES * packed

    def take(self, size: int) -> None:
        """Count bytes that came out. Raises Refused where they are more than any pages can be."""
        self.left -= size
        if self.left < 0:
            raise Spent(
                f"it unpacks to more than {TIMES} times its {self.packed:,} bytes: no pages do, and it was left there. "
                "Unpack it yourself, if you trust it, and give the pages."
            )


class Stream(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Read at most `size` bytes."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class Counted(io.RawIOBase):
    """A stream whose every byte is counted against a budget."""

    def __init__(self, inner: Stream, budget: Budget) -> None:
        super().__init__()
        self.inner = inner
        self.budget = budget

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Read at most `size` bytes, or to the end, in steps that the budget allows."""
        if size is not None and size >= 0:
            return self.step(size)
        out = bytearray()
        while piece := self.step(1 << 20):
            out += piece
        return bytes(out)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, as buffered readers ask for it."""
        piece = self.step(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def step(self, size: int) -> bytes:
        """Read once and count."""
        piece = self.inner.read(size)
        self.budget.take(len(piece))
        return piece

    def close(self) -> None:
        """Close what lies below, too."""
        self.inner.close()
        super().close()


class File(NamedTuple):
    """One file. ``source``: its path, or «a.zip!/in/b.html»; ``inside``: how many archives it is packed in.

    ``facts``: what `pages.csv` and its like say of it; ``budget``: what may still come out of the archive it is in.
    """

    source: str
    size: int
    open: Callable[[], IO[bytes]]
    facts: Mapping[str, str] = {}
    inside: int = 0
    budget: Budget | None = None

    @classmethod
    def at(cls, path: Path, facts: Mapping[str, str]) -> File:
        """Take a file on disk."""
        return cls(path.as_posix(), path.stat().st_size, lambda: path.open("rb"), facts)

    @property
    def name(self) -> str:
        """Return its name without its folders, in small letters."""
        return self.source.rpartition("/")[2].lower()

    @property
    def suffix(self) -> str:
        """Return the ending of its name: «.html»; a hidden file has none."""
        head, dot, tail = self.name.rpartition(".")
        return dot + tail if head else ""

    def bytes(self, largest: int = LARGEST) -> bytes:
        """Read it whole. Raises Refused where it is larger than `largest`."""
        with self.open() as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            raise Refused(
                f"it is larger than the {largest >> 20} MB that such a file is read up to. Give it in smaller parts."
            )
        return data

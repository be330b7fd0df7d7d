"""One run at a time in a folder: two would write into one WARC."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BusyError(RuntimeError):
    """A folder in which another run is at work."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a folder's lock; the system lets it go with the process, however that ends."""
    with path.open("ab") as file:
        try:
            hold(file.fileno())
        except OSError as wrong:
            raise BusyError(
                f"{path.parent.parent}: another fetch is at work here. Wait for it, or give another -o."
            ) from wrong
        yield


def hold(number: int) -> None:
    """Take the lock of an open file, or raise OSError."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""One member of an archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, NamedTuple


class Member(NamedTuple):
    """A member of an archive: its name, its size as the archive gives it, how to open it, or why it is refused."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]
    refused: str | None = None

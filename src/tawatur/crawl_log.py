"""What happened to a crawl's stories ⇄ `log.jsonl` in its folder: a line for each commit, and one for each story that changed.

The lines of a commit are written before it counts. So a killed run may leave lines of a commit that never was: whoever adds
to the log next takes them away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from tawatur.discover.changes import Change
from tawatur.manifests import CrawlError

LOG = "log.jsonl"


class Commit(msgspec.Struct, frozen=True, kw_only=True, tag="commit", tag_field="line"):
    """Pages that came together: the number of the manifest with which they count, when (ISO, UTC), their ids."""

    commit: int
    when: str
    pages: list[str]


class Logged(msgspec.Struct, frozen=True, kw_only=True, tag="story", tag_field="line", omit_defaults=True):
    """What happened to a story with a commit: see `Change`."""

    commit: int
    story: str
    what: str
    pages: int
    added: int = 0
    others: list[str] = []
    headline: str = ""


Line = Commit | Logged


def add(folder: Path, commit: Commit, made: Iterable[Change], headlines: dict[str, str]) -> list[Logged]:
    """Write the lines of a commit to the disk and return those of its stories. Raises CrawlError."""
    lines = [
        Logged(commit=commit.commit, headline=headlines.get(change.story, ""), **msgspec.structs.asdict(change))
        for change in made
    ]
    data = b"".join(msgspec.json.encode(line) + b"\n" for line in (commit, *lines))
    try:
        with (folder / LOG).open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        raise CrawlError(
            f"{folder / LOG}: not written ({wrong.strerror}). Make room, and give the command again."
        ) from wrong
    return lines


def cut_back(folder: Path, number: int) -> None:
    """Take away the lines of commits after `number`, and a line that was cut off: they never counted. Raises CrawlError."""
    path = folder / LOG
    if not path.exists():
        return
    good = 0
    with path.open("r+b") as file:
        for row, line in enumerate(file, 1):
            if not line.endswith(b"\n") or decoded(path, row, line).commit > number:
                break
            good += len(line)
        file.truncate(good)


def read(folder: Path) -> Iterator[Line]:
    """Yield the lines of a crawl's log, in order. Raises CrawlError."""
    path = folder / LOG
    if path.exists():
        with path.open("rb") as file:
            yield from (decoded(path, row, line) for row, line in enumerate(file, 1))


def decoded(path: Path, row: int, line: bytes) -> Line:
    """Read one line. Raises CrawlError."""
    try:
        read: Line = msgspec.json.decode(line, type=Line)
    except msgspec.DecodeError as wrong:
        raise CrawlError(
            f"{path}, line {row}: cannot be read ({wrong}). Take the line out; no page is lost by it."
        ) from wrong
    return read


def commits(folder: Path) -> Sequence[Commit]:
    """List the commits of a crawl's log, the oldest first: from them its stories can be worked out again, step by step."""
    return [line for line in read(folder) if isinstance(line, Commit)]

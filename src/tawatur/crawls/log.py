"""What happened to a crawl's stories ⇄ `log.jsonl` in its folder: a line for each commit, and one for each story that changed.

The lines of a commit are written before it counts, and the manifest says how many bytes of the log do. So a killed run may
leave lines of a commit that never was: whoever adds to the log next takes them away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tawatur.crawls.manifests import CrawlError
from tawatur.discover.changes import Change

if TYPE_CHECKING:
    from tawatur.crawls.folder import Crawl, Writer

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


def add(crawl: Writer, commit: Commit, made: Iterable[Change], headlines: dict[str, str]) -> list[Logged]:
    """Write the lines of a commit, let them count with it, and return those of its stories. Raises CrawlError."""
    lines = [
        Logged(commit=commit.commit, headline=headlines.get(change.story, ""), **msgspec.structs.asdict(change))
        for change in made
    ]
    path = crawl.folder / LOG
    try:
        with path.open("ab") as file:
            file.truncate(min(crawl.manifest.log, file.tell()))
            file.writelines(msgspec.json.encode(line) + b"\n" for line in (commit, *lines))
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
    except OSError as wrong:
        raise CrawlError(f"{path}: not written ({wrong.strerror}). Make room, and give the command again.") from wrong
    crawl.commit(log=size)
    return lines


def put_aside(crawl: Writer) -> None:
    """Keep a log that cannot be read under another name, so that the next lines begin a new one."""
    path = crawl.folder / LOG
    if path.exists():
        path.replace(path.with_name(f"log-until-{crawl.manifest.number}.jsonl"))


def read(crawl: Crawl) -> Iterator[Line]:
    """Yield the lines of a crawl's log that count, in order. Raises CrawlError."""
    path = crawl.folder / LOG
    if not crawl.manifest.log:
        return
    try:
        data = path.read_bytes()[: crawl.manifest.log]
    except OSError as wrong:
        raise CrawlError(f"{path}: cannot be read ({wrong.strerror}). No page is lost by it.") from wrong
    yield from (decoded(path, row, line) for row, line in enumerate(data.splitlines(), 1))


def decoded(path: Path, row: int, line: bytes) -> Line:
    """Read one line. Raises CrawlError."""
    try:
        read: Line = msgspec.json.decode(line, type=Line)
    except msgspec.DecodeError as wrong:
        raise CrawlError(f"{path}, line {row}: cannot be read ({wrong}). No page is lost by it.") from wrong
    return read


def commits(crawl: Crawl) -> Sequence[Commit]:
    """List the commits of a crawl's log, the oldest first: from them its stories can be worked out again, step by step."""
    return [line for line in read(crawl) if isinstance(line, Commit)]

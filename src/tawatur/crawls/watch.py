"""Feeds, again and again → a crawl that grows: what is new is fetched, read and put in place, and what became of stories is told.

A round fetches, reads the pages that the crawl does not hold yet, and commits all that follows from them together. So a round
that ends in its middle changes nothing, and the next one goes on with the pages that it had fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import pyarrow as pa

from tawatur import processes, story
from tawatur.base.document import Unread
from tawatur.base.progress import nowhere
from tawatur.capture.fetch import BESIDE, LOGBOOK, Capture
from tawatur.capture.fetch import REFUSALS as NOT_FETCHED
from tawatur.capture.fetch.logbook import Logbook
from tawatur.crawls import following, index, reading
from tawatur.crawls.folder import Crawl, Writer, writing
from tawatur.crawls.following import Warn, WorkOut
from tawatur.crawls.log import Logged
from tawatur.crawls.manifests import CrawlError
from tawatur.crawls.reading import Gathered
from tawatur.discover.changes import counted
from tawatur.discover.engine import Engine
from tawatur.discover.local import EngineError, Local
from tawatur.discover.schemas import UNREAD

REFUSALS = (*NOT_FETCHED, CrawlError, EngineError, processes.ProcessError, OSError)

AHEAD = 2  # days that a page may lie ahead of the clock here: a zone's difference, and a paper dated tomorrow
BEHIND = 366  # days after which a page that comes as new is told
EVERY = re.compile(r"([0-9]+(?:\.[0-9]+)?) *([smhd]?)")
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}

Read = Callable[[Sequence[Path], Writer], Gathered]  # reads pages into a crawl


class Added(NamedTuple):
    """What a round did: the commit that it made (None where nothing was new), the new pages, those that could not be read,
    what happened to stories, and the pages whose day is far from the day on which they came."""

    commit: int | None
    pages: list[str]
    unread: list[Unread]
    stories: list[Logged]
    odd: list[tuple[str, str]]


class Made(NamedTuple):
    """What became of a round's addresses and pages."""

    captures: list[Capture]
    added: Added


class Round:
    """All that a round needs: what is asked for, the crawl, the folder of fetched pages, processes, how one asks."""

    def __init__(
        self, feeds: Sequence[str], folder: Path, pages: Path, jobs: int = 1, settings: Mapping[str, Any] | None = None
    ) -> None:
        """`settings`: those of `tawatur.capture.fetch.Settings`."""
        self.feeds, self.folder, self.pages, self.jobs = feeds, folder, pages, jobs
        self.settings = {**(settings or {}), "new_only": True}

    def go(self, warn: Warn) -> Made:
        """Fetch what is new and add it. Raises what `REFUSALS` names; the crawl is then as it was."""
        captures = story.fetch(self.feeds, self.pages, **self.settings)
        with (
            writing(self.folder, warn) as crawl,
            processes.Team() as team,
            Local(team.each, self.jobs, self.folder) as local,
        ):
            engine = cast(Engine, local)
            read = partial(reading.read, engine=engine, tell=nowhere)
            return Made(captures, add(crawl, pending(crawl, self.pages), read, partial(follow, engine=engine), warn))


def seconds(every: str) -> float:
    """Read a time as a person writes it: «10m», «90s», «1.5h», «1d», «30». Raises ValueError."""
    found = EVERY.fullmatch(every.strip())
    if not found or not float(found[1]):
        raise ValueError(f"{every!r} is no time to wait, as 90s, 10m, 1.5h or 1d is.")
    return float(found[1]) * SECONDS[found[2]]


def beside(folder: Path) -> Path:
    """Name the folder that pages are fetched into: «news-pages» beside the crawl «news»."""
    return folder.with_name(f"{folder.name}-pages")


def pending(crawl: Crawl, pages: Path) -> list[Path]:
    """List the fetched pages that a crawl does not hold, whichever run fetched them. Raises DamagedError."""
    logbook = pages / BESIDE / LOGBOOK
    held = read_before(crawl)  # by the names of files, for a folder may be named in several ways
    fetched = Logbook(logbook).pages() if logbook.exists() else []
    return sorted({path for c in fetched if (path := new_page(c, pages, held))})


def new_page(capture: Capture, pages: Path, held: set[tuple[str, str]]) -> Path | None:
    """Return the file of a capture, unless a crawl holds these bytes of it or they could not be read."""
    if capture.file is None:
        return None
    path = pages / capture.file
    known = (path.name, capture.sha256 or "") in held or (path.name, "") in held
    return path if path.is_file() and not known else None


def read_before(crawl: Crawl) -> set[tuple[str, str]]:
    """List the file names and digests of a crawl's pages; of those that could not be read the names alone."""
    rows = {
        (name_of(source), digest)
        for batch in crawl.pages(["source", "sha256"])
        for source, digest in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    }
    return rows | {(name_of(source), "") for source in crawl.table("unread", UNREAD).column("source").to_pylist()}


def name_of(source: str) -> str:
    """Return the name of the file that a source is."""
    return source.rpartition("/")[2]


def add(crawl: Writer, paths: Sequence[Path], read: Read, work_out: WorkOut, warn: Warn) -> Added:
    """Read pages into a crawl and put all that follows from them in place, in one commit.

    Raises CrawlError, and then nothing has changed.
    """
    if not paths and not following.behind(crawl):
        return Added(None, [], [], [], [])
    ids = index.ids(crawl)
    with crawl.one_commit():
        gathered = read(paths, crawl) if paths else None
        new = [row for row in days(crawl) if row[0] not in ids]
        logged = following.put_in_place(crawl, work_out, warn)
    unread = [u for u in gathered.unread if Path(u.source) in set(paths)] if gathered else []
    odd = [(source, day) for _, source, day in new if is_odd(day, datetime.now(UTC).date())]
    return Added(crawl.manifest.number, [page for page, _, _ in new], unread, logged, sorted(odd))


def follow(crawl: Writer, engine: Engine) -> None:
    """Work out what follows from a crawl's pages, and commit it: which pages share what, and which tell one story."""
    following.copying(crawl, engine, nowhere)
    following.telling(crawl, engine, nowhere)


def step(crawl: Writer, pages: pa.Table, work_out: WorkOut, warn: Warn) -> list[Logged]:
    """Add pages that were read before, as a replay does, and all that follows from them, in one commit."""
    with crawl.one_commit():
        crawl.commit(pages)
        return following.put_in_place(crawl, work_out, warn)


def days(crawl: Crawl) -> Iterator[tuple[str, str, str]]:
    """Yield id, source and day of every page."""
    for batch in crawl.pages(["page", "source", "day"]):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def is_odd(day: str, today: date) -> bool:
    """Say whether a page that came today says that it came out long before or after."""
    try:
        ahead = (date.fromisoformat(day) - today).days
    except ValueError:
        return False  # no day is known
    return ahead > AHEAD or -ahead > BEHIND


def line(logged: Logged) -> str:
    """Write what happened to one story in one line, without its headline: «grew   3f… to 12 pages (+3)»."""
    said = f"{logged.what:7} {logged.story}  {logged.pages} pages"
    said += f" (+{logged.added})" if logged.added else ""
    direction = {"split": "from", "merged": "with"}.get(logged.what)
    return f"{said} {direction} {', '.join(logged.others)}" if direction else said


def summary(made: Made) -> str:
    """Count what a round did, in one line."""
    stories = ", ".join(
        f"{count} {what}" for what, count in counted(logged.what for logged in made.added.stories).items()
    )
    number = f"commit {made.added.commit}: " if made.added.commit else "nothing new: "
    return f"{number}{len(made.captures)} addresses asked, {len(made.added.pages)} new pages" + (
        f"; stories: {stories}" if stories else ""
    )

"""What has been asked, and what became of it: one line for each address, written when it is done.

The file is only ever added to. A run that was stopped goes on where its lines end; a run that came to its end is begun
again, and asks each page only whether it has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from tawatur.capture.fetch.feeds import Lead
from tawatur.capture.fetch.warc import DamagedError


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one address.

    ``outcome``: page (a file was written), unchanged (the file still holds what the server has), again (it led to a page
    that another address had led to), list (a feed or sitemap was opened), refused (not asked: robots.txt, a private
    number), failed (asked, and what came is no whole page), planned (a dry run would ask for it). ``steps``: the
    addresses that it was sent on to.
    """

    url: str
    when: str
    outcome: str
    why: str | None = None
    status: int = 0
    steps: list[str] = []
    canonical: str | None = None
    file: str | None = None
    sha256: str | None = None
    etag: str | None = None
    modified: str | None = None
    warc: str | None = None
    offset: int | None = None
    found: list[Lead] = []
    lead: Lead | None = None

    @property
    def final(self) -> str:
        """Return the address at which the answer stood."""
        return self.steps[-1] if self.steps else self.url


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The beginning or the end of a run."""

    run: str
    when: str


class Logbook:
    """The captures of a folder, the newest of each address first to hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.latest: dict[str, Capture] = {}
        self.this_run: dict[str, Capture] = {}
        self.running = False
        for number, line in enumerate(whole_lines(path), 1):
            try:
                self.take(read(line))
            except msgspec.DecodeError as wrong:
                raise DamagedError(
                    f"{path}, line {number}: cannot be read ({wrong}). Take the line out; its address is then asked for again."
                ) from wrong

    def take(self, entry: Capture | Mark) -> None:
        """Put one line in place."""
        if isinstance(entry, Mark):
            if entry.run == "begun":
                self.this_run = {}
            self.running = entry.run == "begun"
            return
        self.this_run[entry.url] = entry
        kept = self.latest.get(entry.url)
        if entry.outcome in ("page", "list") or kept is None or kept.outcome not in ("page", "list"):
            self.latest[entry.url] = entry

    def add(self, entry: Capture | Mark) -> None:
        """Write one line and put it in place."""
        with self.path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.take(entry)

    def begin(self, when: str) -> bool:
        """Begin a run, or go on with one that was stopped; say which."""
        resumed = self.running
        if not resumed:
            self.add(Mark(run="begun", when=when))
        return resumed

    def end(self, when: str) -> None:
        """Note that a run came to its end."""
        self.add(Mark(run="ended", when=when))

    def done(self, url: str) -> Capture | None:
        """Return what this run has made of an address; one that failed is asked again."""
        made = self.this_run.get(url)
        return made if made and made.outcome != "failed" else None

    def pages(self) -> list[Capture]:
        """List the newest capture of each address that has a file."""
        return [c for c in self.latest.values() if c.outcome == "page"]


def read(line: bytes) -> Capture | Mark:
    """Read one line."""
    if line.startswith(b'{"run"'):
        return msgspec.json.decode(line, type=Mark)
    return msgspec.json.decode(line, type=Capture)


def whole_lines(path: Path) -> list[bytes]:
    """List the lines of a file, and cut off the piece of one that a killed run left at its end."""
    if not path.exists():
        return []
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return whole.splitlines()

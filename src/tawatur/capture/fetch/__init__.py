"""Addresses, feeds and sitemaps → page files, a `pages.csv`, and a WARC of all that was asked and answered.

The only part of this program that reaches the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from tawatur.capture.fetch import pages, targets
from tawatur.capture.fetch.addresses import RefusedError, parse
from tawatur.capture.fetch.answers import WARC, basis, canonical, content, media, not_fetched, now, opened, unlike_page
from tawatur.capture.fetch.feeds import Lead
from tawatur.capture.fetch.locking import BusyError, locked
from tawatur.capture.fetch.logbook import Capture, Logbook
from tawatur.capture.fetch.questions import FailedError, Net, Questions, Reply, Settings
from tawatur.capture.fetch.targets import TargetError
from tawatur.capture.fetch.warc import DamagedError, WarcFile
from tawatur.capture.fetch.wire import Answer

BESIDE = ".fetch"  # hidden from `build`, which would read the same pages again out of the WARC
LOGBOOK = "logbook.jsonl"
__all__ = ["REFUSALS", "Capture", "Net", "Settings", "fetch", "plan"]
REFUSALS = (TargetError, DamagedError, BusyError)
Known = Callable[[str], bool]
Told = Callable[[Capture], None]


def fetch(
    given: Sequence[str],
    folder: Path,
    settings: Settings | None = None,
    told: Told | None = None,
    known: Known = lambda _url: False,
    net: Net | None = None,
) -> list[Capture]:
    """Ask for all that is given and return what became of each address.

    `known` says whether an address is of an outlet that the table knows, so that no feed need name it. `told` hears of each
    address when it is done. Raises TargetError, DamagedError and BusyError before anything is asked.
    """
    beside = folder / BESIDE
    beside.mkdir(parents=True, exist_ok=True)
    with locked(beside / "lock"):
        run = Run(folder, settings or Settings(), known, net or Net())
        return run.through(list(targets.opened(given)), told)


def plan(
    given: Sequence[str], settings: Settings | None = None, told: Told | None = None, net: Net | None = None
) -> list[Capture]:
    """Say what would be asked for: only robots.txt and what looks like a feed is, and nothing is written."""
    questions = Questions(settings or Settings(), net or Net(), lambda _answer: None)
    queue, out = list(targets.opened(given)), list[Capture]()
    seen: set[str] = set()
    while queue and len(out) < (questions.settings.limit or 1 << 40):
        lead = queue.pop(0)
        if lead.url in seen:
            continue
        seen.add(lead.url)
        capture = planned(lead, questions)
        queue = [*capture.found, *queue]
        out.append(capture)
        if told:
            told(capture)
    return out


def planned(lead: Lead, questions: Questions) -> Capture:
    """Say what would become of one address, as far as that is known without asking for it."""
    try:
        if lead.expands and targets.may_be_feed(lead.url):
            reply = questions.ask(lead.url, unlike_page)
            if made := opened(lead, reply, content(reply.answer, questions.settings.size)):
                return made
        else:
            questions.permitted(parse(lead.url, any_port=questions.settings.allow_private))
    except (RefusedError, FailedError) as wrong:
        return not_fetched(lead, wrong)
    return Capture(url=lead.url, when=now(), outcome="planned", lead=lead)


class Run:
    """One run into one folder."""

    def __init__(self, folder: Path, settings: Settings, known: Known, net: Net) -> None:
        self.folder, self.settings, self.known = folder, settings, known
        self.warc = WarcFile(folder / BESIDE / WARC, settings.agent, now())
        self.logbook = Logbook(folder / BESIDE / LOGBOOK)
        self.table = pages.Table(folder)
        self.questions = Questions(settings, net, self.keep)
        self.queued: set[str] = set()
        self.by_final: dict[str, Capture] = {}

    def keep(self, answer: Answer) -> int:
        """Write one answer into the WARC."""
        earlier = self.logbook.latest.get(answer.url)
        return self.warc.add(answer, now(), earlier.when if earlier else None)

    def through(self, leads: list[Lead], told: Told | None) -> list[Capture]:
        """Go through addresses until none waits or the limit is reached; a later run goes on from there."""
        for capture in self.logbook.pages():
            self.table.add(capture)  # a run killed between page and table left no row
        self.logbook.begin(now())
        self.by_final = {c.final: c for c in self.logbook.this_run.values() if c.outcome in ("page", "unchanged")}
        self.queue(leads)
        out: list[Capture] = []
        for capture in self.captures():
            out.append(capture)
            if told:
                told(capture)
        if not self.questions.turns.waiting:
            self.logbook.end(now())
        return out

    def captures(self) -> Iterator[Capture]:
        """Yield each address that is asked, once it is written down."""
        asked = 0
        while (self.settings.limit is None or asked < self.settings.limit) and (lead := self.questions.turns.next()):
            capture = self.visit(lead)
            self.logbook.add(capture)
            if capture.outcome == "page":
                self.table.add(capture)
            self.queue(capture.found)
            asked += not capture.found
            yield capture

    def queue(self, leads: Sequence[Lead]) -> None:
        """Let addresses wait for their turn, each once; those that this run has done before it was stopped do not."""
        for lead in leads:
            lead, host = settled(lead, self.settings)
            if lead.url in self.queued:
                continue
            self.queued.add(lead.url)
            if done := self.logbook.done(lead.url):
                self.queue(done.found)
            elif not self.has(lead.url):
                self.questions.turns.add(host, lead)

    def has(self, url: str) -> bool:
        """Say whether a page is here from an earlier run and need not be asked for; feeds and lists always are."""
        earlier = self.logbook.latest.get(url) if self.settings.new_only else None
        return earlier is not None and earlier.file is not None and (self.folder / earlier.file).is_file()

    def visit(self, lead: Lead) -> Capture:
        """Ask for one address and make what there is to make of the answer."""
        earlier = self.logbook.latest.get(lead.url)
        try:
            reply = self.questions.ask(lead.url, unlike_page, only_if_changed(earlier, self.folder))
            return self.made(lead, reply, earlier)
        except (RefusedError, FailedError) as wrong:
            return not_fetched(lead, wrong)

    def made(self, lead: Lead, reply: Reply, earlier: Capture | None) -> Capture:
        """Make a capture of the answer: unchanged, a list, a page met before, or a page."""
        final = reply.steps[-1] if reply.steps else lead.url
        if reply.answer.status == 304 and earlier:
            same = {"outcome": "unchanged", "warc": WARC, "offset": reply.offset, "steps": reply.steps, "status": 304}
            self.by_final[final] = msgspec.structs.replace(earlier, when=now(), **same)
            return self.by_final[final]
        data = content(reply.answer, self.settings.size)
        if made := opened(lead, reply, data):
            return made
        if met := self.by_final.get(final):
            return basis(lead, reply, "again", file=met.file, sha256=met.sha256)
        capture = self.page(lead, reply, data)
        self.by_final[final] = capture
        return capture

    def page(self, lead: Lead, reply: Reply, data: bytes) -> Capture:
        """Write a page's file."""
        final = reply.steps[-1] if reply.steps else lead.url
        name = pages.file_name(final, pages.SUFFIX[media(reply.answer.headers)])
        pages.write(self.folder, name, data)
        if lead.outlet and self.known(final):
            lead = msgspec.structs.replace(lead, outlet=None)
        return basis(lead, reply, "page", file=name, sha256=sha256(data).hexdigest(), canonical=canonical(data, final))


def settled(lead: Lead, settings: Settings) -> tuple[Lead, str]:
    """Write an address in one way and name its host; one that is none stays as it is, to be refused in its turn."""
    try:
        address = parse(lead.url, any_port=settings.allow_private)
    except RefusedError:
        return lead, ""
    return msgspec.structs.replace(lead, url=address.url), address.host


def only_if_changed(earlier: Capture | None, folder: Path) -> Mapping[str, dict[str, str]]:
    """Ask for a page only if it has changed, where its file still stands as it was written."""
    if earlier is None or earlier.outcome not in ("page", "list", "unchanged") or not stands(earlier, folder):
        return {}
    headers = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.modified}
    return {earlier.final: {k: v for k, v in headers.items() if v and v.isprintable() and v.isascii()}}


def stands(earlier: Capture, folder: Path) -> bool:
    """Say whether a capture's file still holds what was written; a list has none."""
    if earlier.file is None:
        return True
    path = folder / earlier.file
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == earlier.sha256

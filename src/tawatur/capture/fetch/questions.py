"""An address → its answer at last: host checked, robots.txt asked, turn awaited, redirects followed, all written down."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec

from tawatur.capture.fetch import robots, wire
from tawatur.capture.fetch.addresses import Address, RefusedError, Resolver, joined, numbers, parse, system_resolver
from tawatur.capture.fetch.packing import PackingError, unpacked
from tawatur.capture.fetch.robots import AGENT, EVERYTHING, Robots
from tawatur.capture.fetch.turns import LONGEST, Turns
from tawatur.capture.fetch.wire import Answer, Wanted

SENT_ON = {301, 302, 303, 307, 308}
LATER = {429, 503}
NOTHING: Mapping[str, dict[str, str]] = {}
MAPPED = 5  # redirects of robots.txt that the standard has one follow


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How one asks. ``delay``: seconds between two questions to a host, unless it wants more; ``seconds`` and ``size``
    (bytes) bound one answer, ``redirects`` how often one is sent on; ``limit``: how many pages are asked for in a run;
    ``new_only``: a page that an earlier run has fetched, and whose file still stands, is not asked for again."""

    version: str = "0"
    contact: str = ""
    delay: float = 2.0
    seconds: float = 60.0
    size: int = 10 << 20
    redirects: int = 8
    limit: int | None = None
    allow_private: bool = False
    new_only: bool = False

    @property
    def agent(self) -> str:
        """Name this program and whom to write to: «tawatur/1.0 (+desk@sada.example)»."""
        reached = "".join(c for c in self.contact if c.isprintable() and c.isascii() and c not in "()")
        return f"{AGENT}/{self.version}" + (f" (+{reached})" if reached else "")


class Net(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between this program and the network, so that tests can stand there too."""

    resolver: Resolver = system_resolver
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class FailedError(Exception):
    """A question that was asked and has no answer one can use."""

    def __init__(self, why: str, answer: Answer | None = None) -> None:
        super().__init__(why)
        self.answer = answer


class Keeps(Protocol):
    """Whatever writes answers down."""

    def __call__(self, answer: Answer, /) -> int | None:
        """Keep one answer and return where."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The last answer, where it was kept, and the addresses that led to it."""

    answer: Answer
    steps: list[str]
    offset: int | None


class Questions:
    """Asks, and remembers what each site's robots.txt says."""

    def __init__(self, settings: Settings, net: Net, keep: Keeps) -> None:
        self.settings, self.net, self.keep = settings, net, keep
        self.turns = Turns(net.now, net.sleep)
        self.robots: dict[str, Robots | str] = {}

    def ask(self, url: str, wanted: Wanted, also: Mapping[str, dict[str, str]] = NOTHING) -> Reply:
        """Ask for an address and follow where it is sent on; `also`: headers for some address on the way.

        Raises RefusedError and FailedError.
        """
        steps: list[str] = []
        address = parse(url, any_port=self.settings.allow_private)
        while True:
            self.permitted(address)
            answer, offset = self.once(address, wanted, also.get(address.url))
            target = target_of(answer)
            if not target:
                return Reply(answer=answer, steps=steps, offset=offset)
            address = self.sent_on(address, target, steps)
            steps.append(address.url)

    def sent_on(self, address: Address, target: str, steps: list[str]) -> Address:
        """Check the address that a server sends one on to: all that holds for the first one holds for it."""
        if len(steps) >= self.settings.redirects:
            raise FailedError(f"it was sent on {len(steps)} times, lately to {target[:200]}")
        try:
            there = parse(joined(address.url, target), any_port=self.settings.allow_private)
        except RefusedError as wrong:
            raise RefusedError(f"it is sent on to {target[:200]}: {wrong}") from wrong
        if there.url in (address.url, *steps):
            raise FailedError(f"it is sent on in a circle, to {there.url} again")
        return there

    def once(self, address: Address, wanted: Wanted, also: dict[str, str] | None = None) -> tuple[Answer, int | None]:
        """Ask one address once, in its host's turn."""
        ips = numbers(address, self.net.resolver, allow_private=self.settings.allow_private)
        self.turn(address)
        headers = {
            "User-Agent": self.settings.agent,
            "Accept": "text/html, application/xhtml+xml, application/xml, */*;q=0.5",
        }
        headers |= {"Accept-Language": "ar, *;q=0.5", "Accept-Encoding": "gzip"} | (also or {})
        try:
            answer = wire.ask(
                address, ips, headers, size=self.settings.size, seconds=self.settings.seconds, wanted=wanted
            )
        except OSError as wrong:
            raise FailedError(f"no answer from {address.host} ({wrong.strerror or wrong})") from wrong
        finally:
            self.turns.asked(address.host, self.delay(address))
        offset = self.keep(answer)
        self.told_to_wait(address, answer)
        return answer, offset

    def turn(self, address: Address) -> None:
        """Wait for a host's turn, or say that it wants to be left alone for too long."""
        if seconds := self.turns.too_long(address.host):
            raise FailedError(f"{address.host} wants to be left alone for {seconds:.0f} seconds. Fetch again later.")
        self.turns.wait(address.host)

    def delay(self, address: Address) -> float:
        """Return how long a host is left alone after a question: its own wish, if that is longer than ours."""
        rules = self.robots.get(address.site)
        wish = rules.delay if isinstance(rules, Robots) else None
        return max(self.settings.delay, wish or 0.0)

    def told_to_wait(self, address: Address, answer: Answer) -> None:
        """Heed a busy server's Retry-After."""
        asked_for = robots.seconds(answer.headers.get("retry-after", "")) if answer.status in LATER else None
        if asked_for:
            self.turns.asked(address.host, max(asked_for, self.delay(address)))

    def permitted(self, address: Address) -> None:
        """Refuse what a site's robots.txt does not permit."""
        if address.site not in self.robots:
            self.robots[address.site] = self.rules_of(address)
            self.turns.asked(address.host, self.delay(address))
        rules = self.robots[address.site]
        if isinstance(rules, str):
            raise FailedError(rules)
        if not rules.allows(address.target):
            raise RefusedError(f"{address.site}/robots.txt does not permit {AGENT!r} to ask for {address.target[:200]}")
        if rules.delay and rules.delay > LONGEST:
            raise RefusedError(f"{address.site}/robots.txt wants {rules.delay:.0f} seconds between two questions")

    def rules_of(self, address: Address) -> Robots | str:
        """Ask for a site's robots.txt. Where there is none all is permitted; where it cannot be read, nothing is."""
        there = address._replace(target="/robots.txt")
        steps: list[str] = []
        try:
            while len(steps) <= MAPPED:
                answer, _offset = self.once(there, whatever)
                target = target_of(answer)
                if not target:
                    return said(answer, address)
                there = self.sent_on(there, target, steps)
                steps.append(there.url)
        except (FailedError, RefusedError) as wrong:
            if isinstance(wrong, RefusedError) and there.host == address.host:
                raise  # the site itself is not to be asked
            return f"{address.site}/robots.txt could not be asked for ({wrong}), so nothing is asked for there"
        return EVERYTHING


def target_of(answer: Answer) -> str | None:
    """Return where an answer sends one on to; Arabic letters that stand bare in the header are UTF-8 all the same."""
    target = answer.headers.get("location") if answer.status in SENT_ON else None
    try:
        return target.encode("latin-1").decode("utf-8") if target else None
    except UnicodeError:
        return target


def whatever(_status: int, _headers: object) -> None:
    """Want every body."""


def said(answer: Answer, address: Address) -> Robots | str:
    """Read the answer to the question for robots.txt."""
    if 200 <= answer.status < 300 and (answer.cut is None or answer.cut == "length"):
        try:
            text = unpacked(answer.body, answer.headers.get("content-encoding", ""), 20 * robots.LARGEST)
        except PackingError as wrong:
            return f"{address.site}/robots.txt cannot be read ({wrong}), so nothing is asked for there"
        return robots.parse(text[: robots.LARGEST].decode("utf-8", "replace"))
    if 400 <= answer.status < 500 and answer.status not in LATER:
        return EVERYTHING
    seen = answer.why or f"status {answer.status}"
    return f"{address.site}/robots.txt could not be read ({seen}), so nothing is asked for there"

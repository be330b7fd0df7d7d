"""robots.txt → whether an address may be asked, and how long to wait between two (RFC 9309).

The standard library's parser takes the first rule that fits and knows no «*»; the rule that binds is the longest one.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

AGENT = "tawatur"
LARGEST = 500 << 10  # bytes that the standard asks one to read


class Rule(NamedTuple):
    """One line of a group: allow or disallow, and the path."""

    allows: bool
    path: str


class Robots(NamedTuple):
    """What a site asks of this program."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, target: str) -> bool:
        """Say whether a path with its query may be asked; of two rules of one length, the kinder binds."""
        if target == "/robots.txt":
            return True
        path = plain(target)
        binding = max(
            (r for r in self.rules if fits(r.path, path)), key=lambda r: (len(r.path), r.allows), default=None
        )
        return binding is None or binding.allows


EVERYTHING = Robots()


def plain(path: str) -> str:
    """Write a path in one way, whether its letters came percent-encoded or not."""
    return quote(unquote_to_bytes(path), safe="/%:@!$&'()*+,;=~-._?")


def fits(pattern: str, path: str) -> bool:
    """Say whether a rule's path fits: «/*/print$» fits «/news/print»."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not ends or path == first
    at = len(first)
    for part in others[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    last = others[-1]
    return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0


def parse(text: str) -> Robots:
    """Read the group that is meant for this program, else the one for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    heading = False
    for key, value in lines(text):
        if key == "user-agent":
            agents = [*agents, value.lower()] if heading else [value.lower()]
            heading = True
            for agent in agents:
                groups.setdefault(agent, [])
        elif key in ("allow", "disallow", "crawl-delay"):
            heading = False
            for agent in agents:
                groups[agent].append((key, value))
    return of_group(groups[mine] if (mine := own(list(groups))) else groups.get("*", []))


def own(agents: list[str]) -> str | None:
    """Name the agent line that means this program: «Tawatur», «tawatur/1.0»."""
    return next((a for a in agents if a.partition("/")[0].strip() == AGENT), None)


def lines(text: str) -> list[tuple[str, str]]:
    """List key and value of each line, remarks left out."""
    found = (line.partition("#")[0].partition(":") for line in text.lstrip("\ufeff").splitlines())
    return [(key.strip().lower(), value.strip()) for key, colon, value in found if colon]


def of_group(found: list[tuple[str, str]]) -> Robots:
    """Make the rules of one group; an empty «Disallow:» forbids nothing."""
    rules = tuple(Rule(key == "allow", plain(value)) for key, value in found if key != "crawl-delay" and value)
    return Robots(
        rules, next((d for key, value in found if key == "crawl-delay" and (d := seconds(value)) is not None), None)
    )


def seconds(value: str) -> float | None:
    """Read a number of seconds, or nothing."""
    try:
        read = float(value)
    except ValueError:
        return None
    return read if 0 <= read < float("inf") else None

"""An address → the machines it may be asked at, or the reason why it is not asked.

What is checked is what is connected to: a name is resolved once, each of its numbers is looked at, and the connection
goes to one of those. A name that is resolved twice may answer with a public number first and with 127.0.0.1 then.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

PORTS = {80, 443, 8080, 8443}
DEFAULT = {"http": 80, "https": 443}
KEPT = "%/:@!$&'()*+,;=~-._"
NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")  # a last label like this makes a host a number, for every browser
NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
Resolver = Callable[[str, int], list[str]]
Number = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(ValueError):
    """An address that is not asked: says what was seen and why not."""


class Address(NamedTuple):
    """An address taken apart: «https://sada.example/a?b=1» has the target «/a?b=1»."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Return the address up to its path."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{name}" + ("" if self.port == DEFAULT[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """Return the whole address, without what stands after «#»."""
        return self.site + self.target


def parse(url: str, *, any_port: bool = False) -> Address:
    """Take an address apart; Arabic letters in its path are percent-encoded, in its host written as IDNA."""
    text = url.strip()
    if re.search(r"[\x00-\x1f\x7f\\]", text):
        raise RefusedError("the address holds a control character or a backslash. Write it as the browser shows it.")
    try:
        split = urlsplit(text)
        port = split.port
    except ValueError as wrong:
        raise RefusedError(f"this is no address ({wrong}). Write it as the browser shows it.") from wrong
    if split.scheme not in DEFAULT:
        raise RefusedError(f"the scheme is {split.scheme or 'missing'!r}; only http and https are asked.")
    if "@" in split.netloc:
        raise RefusedError("the address holds a user name or password. Take out what stands before «@».")
    port = port if port is not None else DEFAULT[split.scheme]
    if port not in PORTS and not any_port:
        raise RefusedError(f"port {port} is none that pages are published at ({', '.join(map(str, sorted(PORTS)))}).")
    target = quote(split.path or "/", safe=KEPT) + (f"?{quote(split.query, safe=KEPT + '?')}" if split.query else "")
    return Address(split.scheme, host_name(split.hostname or ""), port, target)


def joined(base: str, target: str) -> str:
    """Complete an address that a page gives in part: «/news/2» on «https://sada.example/news/1»."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return target  # and whoever takes it apart says what is wrong with it


def host_name(host: str) -> str:
    """Write a host as it is asked for; a number in a form of its own («0177.0.0.1», «2130706433») is refused."""
    host = host.rstrip(".").lower()
    if not host:
        raise RefusedError("the address names no host. Write it as the browser shows it.")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as wrong:
        raise RefusedError(f"the host {host!r} is no name ({wrong}).") from wrong
    if ":" in name or NUMBER.fullmatch(name.rpartition(".")[2]):  # IDNA makes digits of «①» and «²»
        try:
            return str(ipaddress.ip_address(name))
        except ValueError as wrong:
            raise RefusedError(f"the host {host!r} is a number that is not written as four decimal parts.") from wrong
    if not NAME.fullmatch(name) or len(name) > 253:
        raise RefusedError(
            f"the host {host!r} is no name: it holds other signs than letters, digits, hyphens and dots."
        )
    return name


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the machine's own resolver for the numbers of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def numbers(address: Address, resolver: Resolver, *, allow_private: bool = False) -> list[str]:
    """Resolve an address's host and return its numbers; one private number among them refuses it."""
    try:
        found = [str(ipaddress.ip_address(address.host))]
    except ValueError:
        try:
            found = resolver(address.host, address.port)
        except (OSError, UnicodeError) as wrong:
            why = getattr(wrong, "strerror", None) or wrong
            raise RefusedError(
                f"the name {address.host} has no number ({why}). Check the spelling and the network."
            ) from wrong
    if not found:
        raise RefusedError(f"the name {address.host} has no number. Check the spelling.")
    closed = [n for n in found if not is_public(ipaddress.ip_address(n))]
    if closed and not allow_private:
        raise RefusedError(
            f"{address.host} is at {closed[0]}, which is no public address. --allow-private asks it all the same."
        )
    return found


def is_public(number: Number) -> bool:
    """Say whether a number is one of the open net: not this machine, its neighbours, a group, or kept for other use."""
    if isinstance(number, ipaddress.IPv6Address):
        if inside := wrapped(number):
            return all(map(is_public, inside))
        if number.is_site_local:
            return False
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_unspecified)


def wrapped(number: ipaddress.IPv6Address) -> list[Number]:
    """Take out the older numbers that a new one carries: «::ffff:127.0.0.1» is 127.0.0.1."""
    if number in NAT64:
        return [ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)]
    carried = (number.ipv4_mapped, number.sixtofour, *(number.teredo or ()))
    return [n for n in carried if n is not None]

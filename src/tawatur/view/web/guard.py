"""Every request and answer → refused or let through: only this machine asks, only these screens write, only their scripts run.

A page on the web can make a browser ask 127.0.0.1 for anything, and can point a name of its own at 127.0.0.1 (DNS
rebinding). So the Host must be one that was announced; what writes needs the run's token and an Origin that is none but
ours (Fetch Standard); and what a screen may load is what is served beside it (Content Security Policy Level 3).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ORIGINAL_POLICY = (  # a saved page as it was: it runs nothing, sends nothing, loads nothing but what stands in it
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": POLICY,
}
TOKEN_HEADER = "x-tawatur-token"


class Guard:
    """The layer around the app. ``hosts``: every «host:port» that may be asked for."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on and add the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if refused := self.refusal(scope["method"], Headers(scope=scope)):
            await PlainTextResponse(refused, 403, headers=HEADERS)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)

    def refusal(self, method: str, headers: Headers) -> str | None:
        """Say why a request is refused, null where it is not."""
        host = headers.get("host", "")
        if host not in self.hosts:
            return f"This address is served as {' or '.join(sorted(self.hosts))}, not as {host!r}."
        if method in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{h}" for h in self.hosts}:
            return f"What is sent from {origin!r} changes nothing here."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "What another site sends changes nothing here."
        return None


class Token:
    """The secret of one run, without which nothing is written."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)

    def fits(self, given: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(given.encode(), self.value.encode())

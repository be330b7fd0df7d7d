"""A server that the tests start on 127.0.0.1, and a way to fetch from it without waiting."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tawatur.capture import fetch
from tawatur.capture.fetch.logbook import Capture
from tawatur.capture.fetch.questions import Net, Settings

Handler = BaseHTTPRequestHandler
Page = bytes | Callable[[Handler], None]
Fetch = Callable[..., dict[str, Capture]]
ARTICLE = (
    "<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>افتتاح الرصيف</title></head><body><article>"
    "<h1>افتتاح الرصيف</h1><p>أعلنت وزارة المرافئ في بيان، يوم الأحد 5 مايو 2024، افتتاح رصيف جديد في مدينة الخزامى، "
    "وقالت إن العمل فيه يبدأ غدا.</p></article></body></html>"
).encode()


class Site:
    """What the server holds, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at = ""

    def paths(self) -> list[str]:
        """List the paths that were asked, in order."""
        return [path for path, _ in self.asked]


def answer(status: int, body: bytes = b"", **headers: str) -> Callable[[Handler], None]:
    """Make an answer of a status, a body and headers («content_type» is sent as Content-Type)."""

    def send(handler: Handler) -> None:
        handler.send_response(status)
        fields = {"content_length": str(len(body)), "content_type": "text/html"} | headers
        for name, value in fields.items():
            handler.send_header(name.replace("_", "-").title(), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a site on 127.0.0.1 until the test ends."""
    held = Site()

    class Serving(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            held.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            page = held.pages.get(self.path, answer(404))
            try:
                (answer(200, page) if isinstance(page, bytes) else page)(self)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *_args: object) -> None:
            """Keep the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    server.daemon_threads = True
    held.at = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield held
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetching(site: Site, tmp_path: Path) -> Fetch:
    """Fetch paths of the site into `tmp_path/pages`, private numbers allowed unless a test says otherwise."""

    def run(*paths: str, net: Net | None = None, **settings: object) -> dict[str, Capture]:
        given = [p if "://" in p or p.startswith(str(tmp_path)) else site.at + p for p in paths]
        chosen = Settings(**({"allow_private": True, "delay": 0.0, "seconds": 5.0} | settings))  # type: ignore[arg-type]
        made = fetch.fetch(given, tmp_path / "pages", chosen, net=net)
        return {c.url.removeprefix(site.at): c for c in made}

    return run


def silent(seconds: float = 0.0) -> None:
    """Sleep not at all."""
    del seconds


def raw(data: bytes) -> Callable[[Handler], None]:
    """Make an answer of bytes as they are, then hang up."""

    def send(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.wfile.flush()
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)

    return send

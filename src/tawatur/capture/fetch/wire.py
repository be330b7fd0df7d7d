"""One question to one machine → its answer, byte for byte, within a time and a size.

The time counts for the whole answer: a server that sends a letter a second would never run into a limit for each letter.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping

import msgspec

from tawatur.capture.fetch.addresses import Address

HEAD_ROOM = 1 << 17  # bytes of status line and headers that come on top of the body's limit
Wanted = Callable[[int, Mapping[str, str]], str | None]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked and what came back, both as they went over the wire.

    ``body`` is the payload, freed of its chunks but not of its packing. ``cut``: why the answer is not whole (length, time,
    disconnect, unspecified: the words of WARC-Truncated), and ``why`` the same for a reader.
    """

    url: str
    ip: str
    request: bytes
    raw: bytes
    status: int = 0
    headers: dict[str, str] = {}
    body: bytes = b""
    cut: str | None = None
    why: str | None = None


class CutError(OSError):
    """An answer that had to be ended."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind


class Recorder(io.RawIOBase):
    """Reads a socket until the time or the size is used up, and keeps all that came."""

    def __init__(self, sock: socket.socket, deadline: float, most: int) -> None:
        self.sock, self.deadline, self.most = sock, deadline, most
        self.seen = bytearray()

    def readable(self) -> bool:
        """Say that one may read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what is there, or raise CutError."""
        if len(self.seen) >= self.most:
            raise CutError("length", f"the answer is longer than {self.most - HEAD_ROOM:,} bytes")
        self.sock.settimeout(left(self.deadline))
        try:
            size = self.sock.recv_into(buffer)
        except TimeoutError as slow:
            raise out_of_time() from slow
        self.seen += buffer[:size]
        return size

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Give `http.client` the file that it asks a socket for."""
        return io.BufferedReader(self)


def left(deadline: float) -> float:
    """Return the seconds that are left, or raise CutError."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise out_of_time()
    return seconds


def out_of_time() -> CutError:
    """Make the error of an answer that takes too long."""
    return CutError("time", "the answer was not whole when its time was up")


def ask(
    address: Address, ips: list[str], headers: Mapping[str, str], *, size: int, seconds: float, wanted: Wanted
) -> Answer:
    """Send one GET to one of the numbers and read the answer.

    `wanted` sees status and headers and may say why the body is not to be read. Raises OSError where no answer began.
    """
    deadline = time.monotonic() + seconds
    request = written(address, headers)
    sock, ip = connect(address, ips, deadline)
    with sock:
        sock.settimeout(left(deadline))
        sock.sendall(request)
        recorder = Recorder(sock, deadline, size + HEAD_ROOM)
        return read(recorder, Answer(url=address.url, ip=ip, request=request, raw=b""), size, wanted)


def written(address: Address, headers: Mapping[str, str]) -> bytes:
    """Write the request as it is sent."""
    host = address.site.partition("://")[2]
    lines = [f"GET {address.target} HTTP/1.1", f"Host: {host}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def connect(address: Address, ips: list[str], deadline: float) -> tuple[socket.socket, str]:
    """Open a connection to the first number that takes one; the certificate is checked against the name."""
    failed: OSError | None = None
    for ip in ips:
        try:
            sock = socket.create_connection((ip, address.port), timeout=left(deadline))
        except OSError as wrong:
            failed = wrong
            continue
        if address.scheme == "http":
            return sock, ip
        try:
            return ssl.create_default_context().wrap_socket(sock, server_hostname=address.host), ip
        except OSError:
            sock.close()
            raise
    raise failed or OSError("no number to connect to")


def read(recorder: Recorder, asked: Answer, size: int, wanted: Wanted) -> Answer:
    """Read status, headers and body; what breaks off is kept as far as it came, with the reason."""
    response = http.client.HTTPResponse(recorder, method="GET")  # type: ignore[arg-type]
    status, headers, body, cut, why = 0, {}, b"", None, None
    try:
        response.begin()
        status, headers = response.status, joined(response.getheaders())
        why = wanted(status, headers)
        body, cut = (b"", "unspecified") if why else (response.read(), None)
        if len(body) > size:
            body, cut, why = b"", "length", f"the answer is longer than {size:,} bytes"
    except CutError as wrong:
        cut, why = wrong.kind, str(wrong)
    except http.client.IncompleteRead as wrong:
        cut, why = "disconnect", f"the server ended its answer early, after {len(wrong.partial):,} bytes"
    except (http.client.HTTPException, OSError, ValueError) as wrong:
        cut, why = "disconnect", f"the answer is not HTTP as it should be ({type(wrong).__name__}: {wrong})"
    finally:
        response.close()
    return msgspec.structs.replace(
        asked, raw=bytes(recorder.seen), status=status, headers=headers, body=body, cut=cut, why=why
    )


def joined(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Put headers under their names in small letters; one that comes twice is joined by commas."""
    out: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        out[name] = f"{out[name]}, {value}" if name in out else value
    return out

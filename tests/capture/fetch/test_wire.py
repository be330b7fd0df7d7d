"""Whatever a machine sends is an answer or a reason."""

from __future__ import annotations

import socket
import time

from hypothesis import given
from hypothesis import strategies as st

from tawatur.capture.fetch import wire
from tawatur.capture.fetch.questions import whatever
from tawatur.capture.fetch.wire import Answer, Recorder

HEADS = st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", b"HTTP/1.0 304 \r\n\r\n",
                         b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])  # fmt: skip


def sent(data: bytes, size: int = 1000) -> Answer:
    """Read an answer of these bytes, after which the other side hangs up."""
    here, there = socket.socketpair()
    with here, there:
        there.sendall(data)
        there.shutdown(socket.SHUT_WR)
        recorder = Recorder(here, time.monotonic() + 5, size + wire.HEAD_ROOM)
        return wire.read(recorder, Answer(url="http://sada.example/", ip="", request=b"", raw=b""), size, whatever)


@given(HEADS, st.binary(max_size=300))
def test_any_bytes_are_read_and_kept(head: bytes, data: bytes) -> None:
    answer = sent(head + data)
    assert (head + data).startswith(answer.raw)
    assert (answer.cut is None) == (answer.why is None)
    assert answer.cut is not None or answer.status


@given(st.binary(max_size=300), st.integers(1, 50))
def test_a_body_in_chunks_is_put_together_and_kept_as_it_was_sent(body: bytes, size: int) -> None:
    parts = [body[n : n + size] for n in range(0, len(body), size)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"
    data = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    answer = sent(data)
    assert (answer.body, answer.raw, answer.cut) == (body, data, None)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_body_that_is_shorter_than_it_said_is_cut(said: int, given_: int) -> None:
    answer = sent(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % said + b"a" * given_)
    assert answer.cut == ("disconnect" if given_ < said else None)
    assert answer.body == (b"a" * said if given_ >= said else b"")


def test_a_header_that_comes_twice_is_joined() -> None:
    assert sent(b"HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\n\r\n").headers["a"] == "1, 2"

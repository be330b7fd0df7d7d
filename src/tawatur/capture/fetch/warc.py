"""Answers → WARC 1.1 records, each a gzip member of its own (ISO 28500:2017).

A file of such members is whole up to the last whole one, so a run that was killed costs at most the record in hand.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import uuid
import zlib
from pathlib import Path

from tawatur.capture.fetch.wire import Answer

REVISIT = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
STEP = 1 << 20


class DamagedError(ValueError):
    """A file of an earlier run that cannot be added to: says where it is broken and what to do."""


class WarcFile:
    """One WARC that is only ever added to."""

    def __init__(self, path: Path, software: str, when: str) -> None:
        self.path = path
        mend(path)
        if not path.exists() or not path.stat().st_size:
            info = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
            fields = {"WARC-Filename": path.name, "Content-Type": "application/warc-fields"}
            self.append(record("warcinfo", when, fields, info))

    def append(self, data: bytes) -> int:
        """Add whole records and return where they begin; what the disk has taken no kill takes away."""
        with self.path.open("ab") as file:
            start = file.tell()
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return start

    def add(self, answer: Answer, when: str, earlier: str | None = None) -> int:
        """Write request and answer as two records that name each other; `earlier`: when an unchanged page was captured."""
        request, response = record_id(), record_id()
        common = {"WARC-Target-URI": answer.url, "WARC-IP-Address": answer.ip}
        asked = common | {"Content-Type": "application/http;msgtype=request", "WARC-Concurrent-To": response}
        told = common | {"Content-Type": "application/http;msgtype=response"} | ending(answer, earlier)
        kind = "revisit" if answer.status == 304 else "response"
        return self.append(
            record("request", when, asked, answer.request, request) + record(kind, when, told, answer.raw, response)
        )


def ending(answer: Answer, earlier: str | None) -> dict[str, str]:
    """Say of an answer whether it is whole, or refers to an earlier one."""
    if answer.status == 304:
        refers = {"WARC-Refers-To-Target-URI": answer.url, "WARC-Refers-To-Date": earlier} if earlier else {}
        return {"WARC-Profile": REVISIT} | refers
    cut = {"WARC-Truncated": answer.cut} if answer.cut else {}
    return {"WARC-Payload-Digest": digest(payload(answer))} | cut


def payload(answer: Answer) -> bytes:
    """Return the bytes behind the headers, as sent: chunks and packing belong to them."""
    return answer.raw.partition(b"\r\n\r\n")[2]


def record_id() -> str:
    """Make a name that no other record has."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def digest(data: bytes) -> str:
    """Write a digest as WARC has it: labelled, in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def record(kind: str, when: str, fields: dict[str, str], block: bytes, name: str | None = None) -> bytes:
    """Write one record as one gzip member."""
    head = {"WARC-Type": kind, "WARC-Record-ID": name or record_id(), "WARC-Date": when} | fields
    head |= {"WARC-Block-Digest": digest(block), "Content-Length": str(len(block))}
    text = "WARC/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in head.items()) + "\r\n"
    return gzip.compress(text.encode("utf-8") + block + b"\r\n\r\n", mtime=0)


def mend(path: Path) -> int:
    """CutError off the piece of a record that a killed run left at the end; return how many bytes it had."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        size, whole = path.stat().st_size, whole_members(file)
        if whole < size:
            file.truncate(whole)
    return size - whole


def whole_members(file: io.BufferedRandom) -> int:
    """Return how far a file consists of whole gzip members."""
    machine, end, read = zlib.decompressobj(31), 0, 0
    while block := file.read(STEP):
        read += len(block)
        while block:
            try:
                machine.decompress(block, STEP)
            except zlib.error as wrong:
                raise DamagedError(
                    f"{file.name}: damaged after byte {end} ({wrong}). Move the file away; a new one is begun."
                ) from wrong
            block = machine.unconsumed_tail
            if machine.eof:
                end = read - len(machine.unused_data)
                block, machine = machine.unused_data, zlib.decompressobj(31)
    return end

"""A WARC file, plain or gzipped → pages, one an answer of HTML or text; read as a stream, record by record."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.dates import iso_day
from tawatur.capture.formats import http_body, pages
from tawatur.capture.formats.file import File, Refused, Stream

LARGEST = 24 << 20  # bytes of one answer
HTML = ("text/html", "application/xhtml+xml")
KINDS = (*HTML, "text/plain")


class Told:
    """A stream that knows how far it was read: fastwarc asks, and a member of an archive cannot tell."""

    def __init__(self, inner: Stream) -> None:
        self.inner = inner
        self.at = 0

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes."""
        piece = self.inner.read(size)
        self.at += len(piece)
        return piece

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self.at


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:  # noqa: ARG001
    """Yield the page of every answer that is HTML or text; answers with an error are counted, pictures passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if not file.size:
        raise Refused("the file is empty. Fetch the pages again.")
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    failed: Counter[int] = Counter()
    with file.open() as opened:
        stream: Any = Told(opened)
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True):
            status = status_of(record)
            if status >= 400:
                failed[status] += 1
            elif status < 300 and kind_of(record) in KINDS:
                yield of_record(record, f"{file.source}#{record.stream_pos}", file)
    if failed:
        told = ", ".join(f"{count} × {status}" for status, count in sorted(failed.items()))
        yield Unread(
            source=file.source,
            why=f"{failed.total()} addresses answered with an error ({told}): no page came. Fetch them again.",
        )


def status_of(record: Any) -> int:
    """Return the HTTP status of a record, 200 where it has none of its own."""
    code = record.http_headers.status_code if record.http_headers else None
    return code if isinstance(code, int) else 200


def kind_of(record: Any) -> str:
    """Return the media type of what a record holds."""
    said = record.http_content_type if record.http_headers else record.headers.get("Content-Type")
    return (said or "").partition(";")[0].strip().lower()


def of_record(record: Any, source: str, file: File) -> Page | Unread:
    """Make the page of one record; whether it is whole is told beside it."""
    address = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    raw = record.reader.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return Unread(source=source, why=f"{shown(address)} answered with more than {LARGEST >> 20} MB: no page does.")
    try:
        body = http_body.plain(raw, record.http_headers, LARGEST)
    except Refused as refused:
        return Unread(source=source, why=f"{shown(address)}: {refused}")
    facts = dict(file.facts)
    if address.startswith(("http://", "https://")):
        facts.setdefault("url", address)
    day = iso_day(record.headers.get("WARC-Date") or "")
    kind = "html" if kind_of(record) in HTML else "text"
    page = pages.page(source, body, facts, kind, record.http_charset if record.http_headers else None, day)
    faults = list(not_whole(record, raw, body))
    if isinstance(page, Unread):
        return msgspec.structs.replace(page, why=" ".join([f"{shown(address)}: {page.why}", *faults]))
    return msgspec.structs.replace(page, warnings=[*page.warnings, *faults])


def not_whole(record: Any, raw: bytes, body: bytes) -> Iterator[str]:
    """Say what is known to be missing of a record, or changed in it."""
    if len(raw) < record.content_length:
        yield f"the record is cut: {len(raw):,} of its {record.content_length:,} bytes are there."
    elif reason := record.headers.get("WARC-Truncated"):
        yield f"the page was cut when it was fetched (WARC-Truncated: {shown(reason)})."
    elif digest := record.headers.get("WARC-Payload-Digest"):
        name, _, said = digest.partition(":")
        if name.lower() == "sha1" and said.upper() not in {sha1(raw), sha1(body)}:
            yield "its bytes are not those that its WARC-Payload-Digest was made of."


def sha1(data: bytes) -> str:
    """Write a SHA-1 digest as WARC files do."""
    return base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def shown(text: str) -> str:
    """Show a header's text on one line, cut where it is very long."""
    return " ".join(text.split())[:200] or "an address that is not given"

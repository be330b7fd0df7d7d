"""The body of an HTTP answer as it was sent → the bytes of the page: chunks joined, compression undone, with a limit."""

from __future__ import annotations

import io
import zlib
from typing import Any

from tawatur.capture.formats.file import Refused


def plain(raw: bytes, headers: Any, largest: int) -> bytes:
    """Undo what the headers say was done to a body. A body that was not so packed stays as it is.

    Crawlers undo the packing and leave the headers. Raises Refused for more than `largest` bytes.
    """
    if headers is None:
        return raw
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        raw = joined(raw)
    for coding in reversed((headers.get("Content-Encoding") or "").lower().split(",")):
        raw = unpacked(raw, coding.strip(), largest)
        if len(raw) > largest:
            raise Refused(f"the answer unpacks to more than {largest >> 20} MB: no page does. Leave it out.")
    return raw


def joined(raw: bytes) -> bytes:
    """Join the chunks of a body; return it unchanged where it is not in chunks, and what there is where it is cut."""
    out = bytearray()
    at = 0
    while (end := raw.find(b"\r\n", at, at + 1000)) >= 0:
        try:
            size = int(raw[at:end].partition(b";")[0].strip(), 16)
        except ValueError:
            return raw if not out else bytes(out)
        if size <= 0:
            return bytes(out)
        out += raw[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
    return bytes(out) or raw


def unpacked(raw: bytes, coding: str, largest: int) -> bytes:
    """Undo one compression, or return the bytes as they are where they are not compressed so."""
    if coding in ("gzip", "x-gzip", "deflate"):
        for bits in (47, -15):  # with a head of gzip or zlib, or bare as some servers send it
            try:
                return zlib.decompressobj(bits).decompress(raw, largest + 1)
            except zlib.error:
                continue
    if coding == "br":
        from fastwarc.stream_io import BrotliReader

        try:
            return bytes(BrotliReader(io.BytesIO(raw)).read(largest + 1))
        except OSError:
            return raw
    return raw

"""A packed body → its bytes, in small steps, so that a bomb is seen before it has gone off."""

from __future__ import annotations

import zlib

STEP = 1 << 16
RATIO = 100  # Arabic HTML packs to a tenth, menus and all to a thirtieth
SMALL = 1 << 20  # bytes up to which any ratio is harmless
PACKED = {"gzip", "x-gzip", "deflate"}


class PackingError(ValueError):
    """A body that is not unpacked: says what was seen."""


def unpacked(body: bytes, coding: str, most: int) -> bytes:
    """Unpack a body that was sent with this Content-Encoding."""
    codings = [c for c in (part.strip().lower() for part in coding.split(",")) if c and c != "identity"]
    if not codings:
        return body
    if len(codings) > 1 or codings[0] not in PACKED:
        raise PackingError(f"it is packed as {coding!r}; only gzip and deflate were asked for")
    try:
        return inflated(body, most, raw=codings[0] == "deflate" and not zlib_header(body))
    except zlib.error as wrong:
        raise PackingError(f"it says that it is packed as {coding!r}, and is not ({wrong})") from wrong


def gunzipped(body: bytes, most: int) -> bytes:
    """Unpack a body that is itself a gzip file (sitemap.xml.gz); any other is returned as it is."""
    return unpacked(body, "gzip", most) if body.startswith(b"\x1f\x8b") else body


def zlib_header(body: bytes) -> bool:
    """Say whether a body begins as a zlib stream; many servers send a bare one and call both deflate."""
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def inflated(body: bytes, most: int, *, raw: bool) -> bytes:
    """Inflate step by step, member by member; refuse what grows past the limit, or out of all proportion."""
    out = bytearray()
    rest = body
    while rest:
        machine = zlib.decompressobj(-15 if raw else 47)
        while not machine.eof:
            piece = machine.decompress(rest, STEP)
            rest = machine.unconsumed_tail
            out += piece
            check(len(out), len(body), most)
            if not piece and not rest and not machine.eof:
                raise PackingError("its packing breaks off before the end")
        rest = machine.unused_data
        if raw or not rest.startswith(b"\x1f\x8b"):
            break
    return bytes(out)


def check(size: int, packed: int, most: int) -> None:
    """Refuse a size that no page has."""
    if size > most:
        raise PackingError(f"its {packed:,} bytes unpack to more than {most:,}")
    if size > SMALL and size > RATIO * packed:
        raise PackingError(f"its {packed:,} bytes unpack to more than {RATIO} times as many: a bomb, not a page")

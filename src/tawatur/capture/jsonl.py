"""Lines of JSON → pages: fields `text`, and if known `title`, `outlet`, `url`, `published`, `id`."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tawatur.base.document import Page, Unread

FIELDS = ("title", "outlet", "url", "published")


def read(path: Path, source: str, largest: int) -> Iterator[Page | Unread]:
    """Yield a page for every line; a faulty line is reported by its number and the others are read."""
    opened = gzip.open if source.endswith(".gz") else open
    with opened(path, "rb") as file:
        number = 0
        while line := file.readline(largest + 1):
            number += 1
            if len(line) > largest:
                yield Unread(source=f"{source}/{number:06}", why=too_long(number, largest))
                while line and not line.endswith(b"\n"):
                    line = file.readline(1 << 20)
            elif line.strip():
                yield read_line(line.removeprefix(b"\xef\xbb\xbf"), source, number)


def too_long(number: int, largest: int) -> str:
    """Say that a line is no news page."""
    return f"line {number} is longer than {largest:,} bytes: no news page is. Give each page a line of its own."


def read_line(line: bytes, source: str, number: int) -> Page | Unread:
    """Read one line."""
    where = f"{source}/{number:06}"
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        return Unread(source=where, why=f"line {number} is not JSON ({wrong}). Write one object a line, in UTF-8.")
    if not isinstance(fields, dict):
        return Unread(
            source=where, why=f"line {number} holds {type(fields).__name__}, not an object with a field «text»."
        )
    if isinstance(fields.get("id"), str | int) and str(fields["id"]).strip():
        where = f"{source}/{fields['id']}"
    text, title = fields.get("text"), fields.get("title")
    if not isinstance(text, str):
        seen = ", ".join(map(str, list(fields)[:8])) or "none"
        return Unread(source=where, why=f"line {number} has no field «text» with words in it; its fields are: {seen}.")
    sidecar = {k: str(fields[k]) for k in FIELDS if isinstance(fields.get(k), str | int) and str(fields[k]).strip()}
    whole = f"{title}\n\n{text}" if isinstance(title, str) and title.strip() else text
    digest = hashlib.sha256(line.rstrip(b"\r\n")).hexdigest()
    return Page(source=where, sha256=digest, media="jsonl", content=whole, sidecar=sidecar)

"""Lines of JSON → pages, one a line."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.formats.file import Budget, Counted, File, Refused
from tawatur.capture.formats.records import Records, object_of

LARGEST = 4 << 20  # bytes of one line
BLOCK = 1 << 16  # bytes that are unpacked at once


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Yield a page for every line; a faulty line is reported by its number and the others are read."""
    records = Records(file, columns)
    with file.open() as packed:
        opened = unpacked(packed, file) if file.name.endswith(".gz") else packed
        number = held = 0
        while line := opened.readline(LARGEST + 1):
            number += 1
            held += bool(line.strip())
            if len(line) > LARGEST:
                yield Unread(source=f"{file.source}/{number:06}", why=too_long(number))
                while line and not line.endswith(b"\n"):
                    line = opened.readline(1 << 20)
            elif line.strip():
                yield read_line(line.removeprefix(b"\xef\xbb\xbf"), records, number)
    if not held:
        raise Refused("the file is empty. Write one object a line, in UTF-8.")
    yield from records.unseen()


def unpacked(packed: IO[bytes], file: File) -> IO[bytes]:
    """Undo the compression of a file, its bytes counted."""
    counted = Counted(gzip.GzipFile(fileobj=packed), file.budget or Budget(file.size))
    return io.BufferedReader(counted, BLOCK)  # an unbuffered stream looks for a line's end byte by byte


def too_long(number: int) -> str:
    """Say that a line is no news page."""
    return f"line {number} is longer than {LARGEST:,} bytes: no news page is. Give each page a line of its own."


def read_line(line: bytes, records: Records, number: int) -> Page | Unread:
    """Read one line."""
    where = f"{number:06}"
    source = f"{records.file.source}/{where}"
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        return Unread(source=source, why=f"line {number} is not JSON ({wrong}). Write one object a line, in UTF-8.")
    if not isinstance(fields, dict):
        return Unread(source=source, why=f"line {number} holds {object_of(fields)}, not an object with a field «text».")
    return records.page(fields, line.rstrip(b"\r\n"), f"line {number}", where, "/")

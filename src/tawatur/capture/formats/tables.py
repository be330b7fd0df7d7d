"""A table of comma- or tab-separated cells → pages, one a row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.encodings import binary_kind, decode
from tawatur.capture.formats.file import File, Refused
from tawatur.capture.formats.records import LARGEST, Records, canonical

SAMPLE = 1 << 18


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Yield a page for every row below the header; commas, semicolons and tabs all part cells."""
    csv.field_size_limit(LARGEST)
    with file.open() as opened:
        head = opened.read(SAMPLE)
        if not head.strip():
            raise Refused("the file is empty. Save the table again.")
        if what := binary_kind(head):
            raise Refused(f"this is {what}, not a table of text. Save it as CSV in UTF-8.")
        text = lines(head, opened)
        yield from rows(text, file, columns)


def lines(head: bytes, rest: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a stream, decoded by what its beginning shows."""
    cut = head.rfind(b"\n") + 1 or len(head)
    encoding = decode(head[:cut]).encoding
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)("replace")
    begun: list[str] = []
    piece = head
    while piece:
        *whole, last = decoder.decode(piece).replace("\x00", "").split("\n")
        for line in whole:
            yield "".join([*begun, line, "\n"])
            begun = []
        begun.append(last)
        if sum(map(len, begun)) > 2 * LARGEST:  # a line beyond all measure counts as ended
            yield "".join(begun)
            begun = []
        piece = rest.read(1 << 16)
    yield "".join([*begun, decoder.decode(b"", final=True)])


def rows(text: Iterator[str], file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Yield the pages of a table; a faulty row is reported by its line and the others are read."""
    header_line = next(text, "").removeprefix("\ufeff")
    delimiter = max(",;\t|", key=header_line.count)
    header = [name.strip() for name in next(csv.reader(io.StringIO(header_line), delimiter=delimiter), [])]
    columns.choose(header)
    if why := columns.missing(header):
        raise Refused(why)
    records = Records(file, columns)
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        number = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield Unread(source=f"{file.source}#{number}", why=f"line {number} is no row of cells ({wrong}). Mend it.")
            continue
        fields: dict[str, object] = dict(zip(header, row, strict=False))
        if any(row):
            yield records.page(fields, canonical(fields), f"the row at line {number}", str(number))

"""Captures → page files and the rows of `pages.csv` beside them, as `build` reads them."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from pathlib import Path

from tawatur.capture.encodings import decode
from tawatur.capture.fetch.addresses import parse
from tawatur.capture.fetch.logbook import Capture
from tawatur.capture.fetch.warc import DamagedError
from tawatur.capture.sidecar import COLUMNS, NAME

LONGEST_NAME = 100
LONGEST_CELL = 1 << 17  # letters; no cell of a pages.csv is a tenth as long
SUFFIX = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


def file_name(url: str, suffix: str) -> str:
    """Name a page's file after its host and its address's digest: the same address always has the same name."""
    host = parse(url, any_port=True).host.replace(":", "-")
    return f"{host}-{hashlib.sha256(url.encode()).hexdigest()[:12]}{suffix}"


def write(folder: Path, name: str, data: bytes) -> None:
    """Write a page file whole or not at all."""
    part = folder / f".{name}.part"
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / name)


def harmless(name: str) -> str:
    """Write a name from elsewhere as a cell that no spreadsheet takes for a formula."""
    return " ".join(name.split())[:LONGEST_NAME].lstrip("=+-@ ")


class Table:
    """The `pages.csv` of a folder: rows are added, and none that is there is touched, for people fill cells in."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.header, self.files, self.delimiter, self.ended = list(COLUMNS), set[str](), ",", True
        if not self.path.exists():
            self.append(self.header)
            return
        text = self.read()
        self.delimiter = max(",;\t", key=text.partition("\n")[0].count)
        csv.field_size_limit(LONGEST_CELL)  # one setting for the whole process: each reader sets its own
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))
        except csv.Error as wrong:
            raise DamagedError(f"{self.path}: is no table of cells ({wrong}). Mend it, or give another -o.") from wrong
        self.header = [cell.strip().lower() for cell in rows[0]] if rows else self.header
        self.ended = text.endswith("\n")
        at = self.header.index("file") if "file" in self.header else 0
        self.files = {row[at].strip() for row in rows[1:] if len(row) > at}

    def read(self) -> str:
        """Read the table as it stands; rows in UTF-8 put behind others would make it a table that nobody can read."""
        read = decode(self.path.read_bytes())
        if read.encoding != "utf-8" or read.warning:
            raise DamagedError(f"{self.path}: is written in {read.encoding}. Save it as UTF-8; rows are added to it.")
        return read.text

    def add(self, capture: Capture) -> None:
        """Add the row of a page, unless the table has it."""
        if capture.file is None or capture.file in self.files:
            return
        lead = capture.lead
        cells = {"file": capture.file, "url": capture.final, "title": ""}
        cells |= {"outlet": harmless((lead and lead.outlet) or ""), "published": (lead and lead.published) or ""}
        self.append([cells.get(column, "") for column in self.header])
        self.files.add(capture.file)

    def append(self, cells: list[str]) -> None:
        """Add one line in one piece."""
        line = io.StringIO()
        csv.writer(line, delimiter=self.delimiter, lineterminator="\n").writerow(cells)
        with self.path.open("ab", buffering=0) as file:
            file.write((("" if self.ended else "\n") + line.getvalue()).encode("utf-8"))
        self.ended = True

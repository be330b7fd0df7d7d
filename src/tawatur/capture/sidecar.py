"""`pages.csv`: what is known of pages that stand beside it: file, outlet, published, url, title."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tawatur.base.document import Unread
from tawatur.capture.encodings import decode

NAME = "pages.csv"
COLUMNS = ("file", "outlet", "published", "url", "title")
REMARKS = ("domain", "suggested")  # what `outlets missing` writes beside them, for whoever fills the table in
LARGEST = 64 << 20


class Sidecar:
    """The rows of one `pages.csv` by file name, and what is wrong with it."""

    def __init__(self, path: Path, source: str) -> None:
        self.folder = path.parent
        self.source = source
        self.rows: dict[str, dict[str, str]] = {}
        self.lines: dict[str, int] = {}
        self.faults: list[str] = []
        try:
            self.parse(decode(path.read_bytes()[:LARGEST]).text)
        except OSError as wrong:
            self.faults.append(f"could not be opened ({wrong.strerror}); its pages are read without it.")
        except csv.Error as wrong:
            self.faults.append(f"is not a table of comma-separated cells ({wrong}); its pages are read without it.")

    def parse(self, text: str) -> None:
        """Read the table; commas, semicolons and tabs all part cells."""
        header_line = text.partition("\n")[0]
        delimiter = max(",;\t", key=header_line.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header = [h.strip().lower() for h in next(reader, [])]
        unknown = [h for h in header if h and h not in (*COLUMNS, *REMARKS)]
        if unknown:
            self.faults.append(
                f"column{'s' * (len(unknown) > 1)} {', '.join(map(repr, unknown))} unknown and left out; "
                f"the columns read are {', '.join(COLUMNS)}."
            )
        if "file" not in header:
            self.faults.append(
                f"has no column «file», so no row can be told to a page; its columns are {', '.join(header) or 'none'}."
            )
            return
        for row in reader:
            cells = {h: c.strip() for h, c in zip(header, row, strict=False) if h in COLUMNS and c.strip()}
            if name := cells.pop("file", "").replace("\\", "/").removeprefix("./"):
                self.rows[name] = self.rows.get(name, {}) | cells
                self.lines[name] = reader.line_num

    def about(self, path: Path) -> dict[str, str]:
        """Return what is known of one file."""
        try:
            name = path.relative_to(self.folder).as_posix()
        except ValueError:
            return {}
        return self.rows.get(name, {})

    def missing(self) -> list[str]:
        """List the files that rows name and that do not stand beside the table."""
        return [n for n in self.rows if not (self.folder / n).exists()]

    def unread(self) -> list[Unread]:
        """Report the faults of the table and the pages it names that are not there."""
        out = [Unread(source=self.source, why=fault) for fault in self.faults]
        for name in self.missing():
            seen = f"line {self.lines[name]} names {name!r}, and no such file stands beside it"
            out.append(Unread(source=self.source, why=f"{seen}. Mend the name or take the row out."))
        return out

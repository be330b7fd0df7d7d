"""What stands beside pages in a folder or an archive: tables that speak of them, and files that are no pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from tawatur.base.document import Unread
from tawatur.capture import sidecar, zotero
from tawatur.capture.sidecar import Table

LARGEST = 64 << 20  # bytes of one table
HEAD = 4096
TABLES = (".csv", ".rdf", ".json")
PASSED = {
    ".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".avif", ".woff",
    ".woff2", ".ttf", ".eot", ".mp4", ".mp3", ".py", ".pyc", ".md", ".tawatur", ".sqlite", ".db", ".log",
}  # fmt: skip
PARTS_OF = ("_files", ".files", "_fichiers", "-Dateien", "_archivos")  # what browsers call the folder of a saved page
PAGES = (".html", ".htm", ".xhtml", ".mhtml")


def passed_over(path: PurePath, exists: Callable[[str], bool]) -> bool:
    """Say whether a file in a folder is no page: hidden, a style sheet, a picture, a part of a page saved whole."""
    hidden = any(part.startswith((".", "__")) for part in path.parts if part not in (".", ".."))
    return hidden or path.suffix.lower() in PASSED or any(part_of_page(p, exists) for p in path.parents)


def part_of_page(folder: PurePath, exists: Callable[[str], bool]) -> bool:
    """Say whether a folder holds the parts of a page saved whole: `x_files` beside `x.html`."""
    for ending in PARTS_OF:
        if folder.name.endswith(ending) and (stem := folder.name.removesuffix(ending)):
            return any(exists((folder.parent / f"{stem}{suffix}").as_posix()) for suffix in PAGES)
    return False


def is_table(path: PurePath, head: Callable[[], bytes]) -> bool:
    """Say whether a file speaks of the pages beside it: a `pages.csv`, or a library of Zotero's."""
    return path.name == sidecar.NAME or zotero.is_library(path.name, head)


class Beside:
    """The tables that stand beside pages, by the folder they stand in."""

    def __init__(self, exists: Callable[[PurePath], bool], prefix: str = "") -> None:
        self.exists = exists
        self.prefix = prefix
        self.tables: dict[PurePath, list[tuple[PurePath, Table]]] = {}
        self.read: set[PurePath] = set()

    def add(self, path: PurePath, data: bytes) -> None:
        """Read one table."""
        self.read.add(path)
        table = sidecar.read(data) if path.name == sidecar.NAME else zotero.read(data, path.name)
        self.tables.setdefault(path.parent, []).append((path, table))

    def fault(self, path: PurePath, why: str) -> None:
        """Keep what is wrong with a table that could not be opened."""
        self.tables.setdefault(path.parent, []).append((path, Table({}, {}, [why])))

    def about(self, path: PurePath, top: PurePath | None = None) -> dict[str, str]:
        """Return what the tables in a file's folder, and in those above it up to `top`, say of it; the nearest counts."""
        found: dict[str, str] = {}
        for folder in path.parents:
            for _, table in self.tables.get(folder, ()):
                found = {**table.rows.get(path.relative_to(folder).as_posix(), {}), **found}
            if folder == top:
                break
        return found

    def unread(self) -> list[Unread]:
        """Report the faults of the tables and the pages they name that are not there."""
        out: list[Unread] = []
        for folder, tables in self.tables.items():
            for path, table in tables:
                source = self.prefix + path.as_posix()
                out += [Unread(source=source, why=fault) for fault in table.faults]
                for name in [n for n in table.rows if not self.exists(folder / n)]:
                    seen = f"{table.lines[name]} names {name!r}, and no such file stands beside it"
                    out.append(Unread(source=source, why=f"{seen}. Mend the name or take the row out."))
        return out

"""Paths and folders → pages; what cannot be read is reported with the reason and stops nothing."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tawatur.base.document import Page, Unread
from tawatur.capture import html, jsonl
from tawatur.capture.encodings import binary_kind, declared_charset, decode
from tawatur.capture.sidecar import NAME, Sidecar

TEXT = (".txt", ".text", "")
HTML = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson", ".jsonl.gz")
LARGEST_TEXT = 4 << 20  # bytes; a long news page has a hundredth of this
LARGEST_HTML = 24 << 20
BESIDE = {
    ".css", ".js", ".json", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".avif", ".woff",
    ".woff2", ".ttf", ".eot", ".mp4", ".mp3", ".py", ".pyc", ".md", ".tawatur", ".sqlite", ".db", ".csv", ".tsv", ".log",
}  # fmt: skip

OURS = re.compile(r"\.tawatur-work(-\w+|\.damaged)?$")  # a build's work file and what SQLite puts beside it


def read(paths: Sequence[str | Path]) -> Iterator[Page | Unread]:
    """Yield every page of files and folders, each source once, in no particular order."""
    seen: set[str] = set()
    sidecars: dict[Path, Sidecar | None] = {}
    for path in map(Path, paths):
        for file in expand(path):
            if isinstance(file, Unread):
                yield file
            elif file.as_posix() not in seen:
                seen.add(file.as_posix())
                yield from read_file(file, facts(file, path, sidecars))
    for sidecar in sidecars.values():
        yield from sidecar.unread() if sidecar else ()


def expand(path: Path) -> Iterator[Path | Unread]:
    """Yield the files of a folder and its folders, sorted, hidden ones left out; or the file itself."""
    if not path.is_dir():
        yield path
        return
    empty = True
    failed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=failed.append):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__")))
        for name in sorted(names):
            file = Path(folder) / name
            if name.startswith(".") or name == NAME or file.suffix.lower() in BESIDE or OURS.search(name):
                continue
            empty = False
            yield file
    for wrong in failed:
        yield Unread(
            source=Path(wrong.filename).as_posix(),
            why=f"the folder could not be opened ({wrong.strerror}). {MEND_RIGHTS}",
        )
    if empty and not failed:
        yield Unread(
            source=path.as_posix(),
            why="the folder holds no page (.txt, .html, .htm or .jsonl). Give the folder with the pages.",
        )


MEND_RIGHTS = "Check that you may read it."


def facts(file: Path, root: Path, sidecars: dict[Path, Sidecar | None]) -> dict[str, str]:
    """Collect what `pages.csv` beside a file, or in a folder above it up to the one given, says of it."""
    found: dict[str, str] = {}
    top = root if root.is_dir() else file.parent
    folder = file.parent
    while True:
        if folder not in sidecars:
            table = folder / NAME
            sidecars[folder] = Sidecar(table, table.as_posix()) if table.is_file() else None
        sidecar = sidecars[folder]
        found = (sidecar.about(file) if sidecar else {}) | found
        if folder == top or folder == folder.parent:
            return found
        folder = folder.parent


def read_file(path: Path, sidecar: dict[str, str]) -> Iterator[Page | Unread]:
    """Read one file: one page, or for JSON lines one a line."""
    source, name = path.as_posix(), path.name.lower()
    try:
        if name.endswith(LINES):
            yield from jsonl.read(path, source, LARGEST_TEXT)
            return
        yield read_page(path, source, sidecar)
    except FileNotFoundError:
        yield Unread(source=source, why="there is no such file. Check the path.")
    except (OSError, EOFError) as wrong:
        yield Unread(
            source=source,
            why=f"the file could not be opened ({getattr(wrong, 'strerror', None) or wrong}). {MEND_RIGHTS}",
        )


def read_page(path: Path, source: str, sidecar: dict[str, str]) -> Page | Unread:
    """Read one page file."""
    suffix = path.suffix.lower()
    largest = LARGEST_HTML if suffix in HTML else LARGEST_TEXT
    size = path.stat().st_size
    if size > largest and not path.is_dir():
        return Unread(source=source, why=too_large(path, size, largest))
    data = path.read_bytes()
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Unread(source=source, why="the file is empty. Save the page again.")
    if what := binary_kind(data):
        return Unread(source=source, why=f"this is {what}. Save the page as text or HTML and give that file.")
    read = decode(data, declared_charset(data))
    is_html = suffix in HTML or (suffix not in (".txt", ".text") and html.looks_like_html(read.text))
    return Page(
        source=source, sha256=hashlib.sha256(data).hexdigest(), media="html" if is_html else "text", content=read.text,
        sidecar=sidecar, warnings=[read.warning] if read.warning else [],
    )  # fmt: skip


def too_large(path: Path, size: int, largest: int) -> str:
    """Say that a file is no news page, and how it begins."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    what = binary_kind(head)
    lines = "in one line" if not what and head.count(b"\n") == 0 else ""
    seen = what or f"{size / (1 << 20):.0f} MB of text {lines}".strip()
    most = f"a page of text has at most {largest >> 20} MB"
    return f"this is {seen}; {most}. Give each article a file or a JSON line of its own."


def ordered(read: Iterable[Page | Unread]) -> tuple[list[Page], list[Unread]]:
    """Part pages from what was not read, and put both in an order that does not hang on the order of the paths."""
    pages: list[Page] = []
    unread: list[Unread] = []
    for item in read:
        if isinstance(item, Page):
            pages.append(item)
        else:
            unread.append(item)
    pages.sort(key=lambda p: (p.source, p.sha256))
    unread.sort(key=lambda u: (u.source, u.why))
    return pages, unread

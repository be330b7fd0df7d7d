"""Paths and folders → pages; what cannot be read is reported with the reason and stops nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from tawatur.base.document import Page, Unread
from tawatur.capture import beside, formats
from tawatur.capture.beside import Beside
from tawatur.capture.columns import Columns
from tawatur.capture.formats.file import File

OURS = re.compile(r"\.tawatur-work(-\w+|\.damaged)?$")  # a build's work file and what SQLite puts beside it


def read(paths: Sequence[str | Path], columns: Columns) -> Iterator[Page | Unread]:
    """Yield every page of files and folders, each source once, in no particular order."""
    seen: set[str] = set()
    tables = Beside(lambda path: Path(path).exists())
    looked: set[Path] = set()
    for path in map(Path, paths):
        for file in expand(path, tables):
            if isinstance(file, Unread):
                yield file
            elif file.as_posix() not in seen:
                seen.add(file.as_posix())
                yield from read_file(file, facts(file, path, tables, looked), columns)
    yield from tables.unread()


def read_file(path: Path, said: dict[str, str], columns: Columns) -> Iterator[Page | Unread]:
    """Read one file on disk."""
    size = path.stat().st_size if path.exists() else 0
    yield from formats.read(File(path.as_posix(), size, lambda: path.open("rb"), said), columns)


def expand(path: Path, tables: Beside) -> Iterator[Path | Unread]:
    """Yield the files of a folder and its folders, sorted, what is no page left out; or the file itself."""
    if not path.is_dir():
        yield from [path] if not beside.is_table(path, lambda: head(path)) else named_by(path, tables)
        return
    empty = True
    failed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=failed.append):
        here = Path(folder)
        folders[:] = sorted(
            f for f in folders if not f.startswith((".", "__")) and not beside.part_of_page(here / f, os.path.exists)
        )
        for name in sorted(names):
            if is_page(here / name):
                empty = False
                yield here / name
    for wrong in failed:
        yield Unread(
            source=Path(wrong.filename).as_posix(),
            why=f"the folder could not be opened ({wrong.strerror}). {formats.MEND_RIGHTS}",
        )
    if empty and not failed:
        yield Unread(
            source=path.as_posix(),
            why="the folder holds no page (.txt, .html, .jsonl, .zip, .warc…). Give the folder with the pages.",
        )


def is_page(file: Path) -> bool:
    """Say whether a file in a folder may be a page."""
    if OURS.search(file.name) or beside.passed_over(PurePath(file.name), os.path.exists):
        return False
    return not beside.is_table(file, lambda: head(file))


def head(file: Path) -> bytes:
    """Read the beginning of a file; one that cannot be opened is reported where it is read."""
    try:
        with file.open("rb") as opened:
            return opened.read(beside.HEAD)
    except OSError:
        return b""


def named_by(table: Path, tables: Beside) -> Iterator[Path | Unread]:
    """Yield the files that a table given by itself names; those outside its folder are not read."""
    look(table, tables)
    top = table.parent.resolve()
    for name in [n for path, known in tables.tables.get(table.parent, []) if path == table for n in known.rows]:
        file = table.parent / name
        if not file.resolve().is_relative_to(top):
            yield Unread(
                source=table.as_posix(), why=f"it names {name!r}, outside its own folder, and that was not read."
            )
        elif file.is_file():
            yield file


def facts(file: Path, root: Path, tables: Beside, looked: set[Path]) -> dict[str, str]:
    """Collect what tables beside a file, or in a folder above it up to the one given, say of it."""
    top = root if root.is_dir() else root.parent
    for folder in file.parents:
        if folder not in looked:
            looked.add(folder)
            look_around(folder, tables)
        if folder == top:
            break
    return tables.about(file, top)


def look_around(folder: Path, tables: Beside) -> None:
    """Read the tables of a folder."""
    known = {path for path, _ in tables.tables.get(folder, [])}
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        if file not in known and file.is_file() and beside.is_table(file, lambda f=file: head(f)):  # type: ignore[misc]
            look(file, tables)


def look(table: Path, tables: Beside) -> None:
    """Read one table."""
    try:
        with table.open("rb") as opened:
            tables.add(table, opened.read(beside.LARGEST))
    except OSError as wrong:
        tables.fault(table, f"could not be opened ({wrong.strerror}); its pages are read without it.")


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

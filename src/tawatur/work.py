"""Pages that wait to be read, and what was read from each, in one SQLite file that may be deleted at any time.

A page is known by a key that holds all that its reading depends on. Every page is its own transaction, in a write-ahead
log: a killed build loses the page in hand and nothing else. Each reading has a check sum, since SQLite has none: a
reading whose bytes have changed is thrown away and read again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any

VERSION = 1
APPLICATION_ID = 0x7A77414B  # marks the file as our work file to `file` and to ourselves
AROUND = {  # what SQLite says of locks, rights and disks
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOMEM,
}  # fmt: skip
TOGETHER = 500  # pages found that are written in one transaction


class WorkError(Exception):
    """A work file that cannot be used: says which, what was seen, and what to do."""


class WorkFile:
    """What is kept between builds: pages by key, each with its bytes until it is read, then with what was read."""

    def __init__(self, path: Path | None, warn: Callable[[str], object]) -> None:
        """Open the file at `path`, or a private one that ends with the process; `warn` is told of a damaged file."""
        self.path = path
        self.unwritten = 0
        try:
            self.db = opened(path)
        except sqlite3.DatabaseError as wrong:
            if path is None or in_use(path, wrong):
                raise WorkError(told(path, wrong)) from wrong
            try:
                aside = set_aside(path)
            except OSError:
                raise WorkError(told(path, wrong)) from wrong
            warn(f"{path}: damaged ({wrong}); it was put aside as {aside.name}, and all pages are read again.")
            self.db = opened(path)

    def __enter__(self) -> WorkFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, where: TracebackType | None
    ) -> None:
        self.db.close()
        if isinstance(wrong, sqlite3.DatabaseError):
            raise WorkError(told(self.path, wrong)) from wrong

    def empty(self) -> bool:
        """Say whether nothing is kept yet."""
        return self.db.execute("SELECT 1 FROM pages LIMIT 1").fetchone() is None

    def expect(self, key: str, page: bytes) -> bool:
        """Say whether a page has been read before; where it has not, let it wait with its bytes."""
        row = self.db.execute("SELECT page IS NOT NULL, reading, sum FROM pages WHERE key = ?", (key,)).fetchone()
        if row and row[1] is not None and row[2] == check_sum(key, row[1]):
            return True
        if not row or not row[0]:
            self.db.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, NULL, NULL)", (key, page))
            self.unwritten += 1
        if self.unwritten >= TOGETHER:
            self.write()
        return False

    def write(self) -> None:
        """Write the pages found so far."""
        self.db.commit()
        self.unwritten = 0

    def page(self, key: str) -> bytes:
        """Return the bytes of a page that waits."""
        ((page,),) = self.db.execute("SELECT page FROM pages WHERE key = ?", (key,))
        return bytes(page)

    def keep(self, key: str, reading: bytes) -> None:
        """Keep what was read from a page, in place of its bytes, whole or not at all."""
        with self.db:
            row = (reading, check_sum(key, reading), key)
            self.db.execute("UPDATE pages SET page = NULL, reading = ?, sum = ? WHERE key = ?", row)

    def reading(self, key: str) -> bytes:
        """Return what was read from a page."""
        ((reading,),) = self.db.execute("SELECT reading FROM pages WHERE key = ?", (key,))
        return bytes(reading)

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Forget pages that are no longer in the story, and readings by other tables, models or versions."""
        with self.db:
            self.db.execute("CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY)")
            self.db.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((k,) for k in keys))
            self.db.execute("DELETE FROM pages WHERE key NOT IN (SELECT key FROM wanted)")
            self.db.execute("DROP TABLE wanted")


def opened(path: Path | None) -> sqlite3.Connection:
    """Open or begin a work file, for one build alone; raises sqlite3.DatabaseError for one that is not whole."""
    db = sqlite3.connect(path or "", timeout=0.5)  # "" is a private file that SQLite keeps off the heap
    try:
        prepare(db)
    except sqlite3.DatabaseError:
        db.close()
        raise
    db.text_factory = bytes  # a damaged cell may call its bytes text: their sum tells, not a decoder
    return db


def prepare(db: sqlite3.Connection) -> None:
    """Take a work file for oneself, look whether it is ours and whole, and make its table where it is new."""
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    db.commit()
    new = value(db, "schema_version") == 0
    mark, version, whole = (value(db, name) for name in ("application_id", "user_version", "integrity_check(1)"))
    if not new and (mark, version, whole) != (APPLICATION_ID, VERSION, "ok"):
        raise sqlite3.DatabaseError(f"application id {mark:#x}, version {version}, check: {whole}")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    with db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, page BLOB, reading BLOB, sum BLOB)")
    db.execute("SELECT key, page, reading, sum FROM pages LIMIT 0")  # a damaged name of a column is found here


def value(db: sqlite3.Connection, pragma: str) -> Any:
    """Return what SQLite says of a file."""
    return db.execute(f"PRAGMA {pragma}").fetchone()[0]


def check_sum(key: str, reading: bytes) -> bytes:
    """Return eight bytes that stand for a page's key and reading together."""
    return blake2b(reading, digest_size=8, key=key[:64].encode()).digest()


def in_use(path: Path, wrong: sqlite3.DatabaseError) -> bool:
    """Say whether a file was refused for what stands around it, and not for what is in it.

    A damaged byte of the header makes a file "read-only" that anybody may write.
    """
    code = getattr(wrong, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF  # the rest says more of the same
    return code in AROUND or (code == sqlite3.SQLITE_READONLY and not os.access(path, os.W_OK))


def set_aside(path: Path) -> Path:
    """Rename a damaged file so that somebody can look at it; its write-ahead log belongs to it and goes."""
    aside = path.with_name(f"{path.name}.damaged")
    path.replace(aside)
    for log in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + log).unlink()
    return aside


def told(path: Path | None, wrong: sqlite3.DatabaseError) -> str:
    """Say why a work file cannot be used and what to do."""
    if "locked" in str(wrong):
        return f"{path}: another build is at work on this story. Wait until it ends, or choose another -o."
    return (
        f"{path or 'the work file'}: cannot be used ({wrong}). What was read until now is kept; make room, delete the file "
        "or choose another -o, and build again."
    )

"""A crawl's folder ⇄ the files that count in it: each with its size and digest, in a manifest that one file points at.

`crawl.json` names the manifest. It is replaced in one step, once all that it leads to is on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import msgspec

FORMAT = "tawatur.crawl/2"
POINTER = "crawl.json"
AGAIN = "Give `tawatur discover` again with the same pages: only those of this file are read."


class CrawlError(Exception):
    """A crawl that cannot be used: says which file, what was seen, and what to do."""


class DamagedError(CrawlError):
    """A file of a crawl whose bytes are not those that were written."""


class File(msgspec.Struct, frozen=True):
    """A file of a crawl: its path in the folder, its rows, its bytes and their digest."""

    path: str
    rows: int
    bytes: int
    digest: str


class Index(msgspec.Struct, frozen=True):
    """The generation of the search index that counts: its folder in the crawl's, and the files of pages that it was made from."""

    folder: str
    files: list[str]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Which files count: those of the pages, several a day; one for each table that is worked out from all of them; the index."""

    format: str = FORMAT
    number: int = 0
    pages: list[File] = []
    tables: dict[str, File] = {}
    index: Index | None = None
    log: int = 0  # bytes of the crawl's log that count

    def files(self) -> list[File]:
        """List all files."""
        return [*self.pages, *self.tables.values()]


class Pointer(msgspec.Struct, frozen=True):
    """What `crawl.json` holds: the manifest that counts."""

    format: str
    manifest: str
    digest: str


def manifest_of(folder: Path) -> Manifest:
    """Read the manifest that counts; an empty one of a new folder. Raises DamagedError, CrawlError."""
    pointed = folder / POINTER
    try:
        if not pointed.exists() and not any(folder.glob("manifest-*.json")):
            return Manifest()
        pointer = msgspec.json.decode(pointed.read_bytes(), type=Pointer)
        refuse_other_format(pointed, pointer.format)
        pointed = folder / Path(pointer.manifest).name
        return pointed_at(pointer, pointed.read_bytes())
    except (OSError, ValueError) as wrong:
        raise DamagedError(
            f"{pointed}: cannot be read ({wrong}). Give `tawatur discover` again with the same pages: it goes on from "
            "the manifest before this one."
        ) from wrong


def refuse_other_format(path: Path, seen: str) -> None:
    """Raise CrawlError for a crawl of another format: it is whole, and another version's to read and write."""
    if seen != FORMAT:
        raise CrawlError(
            f"{path}: is of format {seen!r}, and this version reads {FORMAT}. Use the version that wrote it."
        )


def pointed_at(pointer: Pointer, data: bytes) -> Manifest:
    """Read the manifest that is pointed at. Raises ValueError where it is not what was written."""
    if digest(data) != pointer.digest:
        raise ValueError("its bytes have changed since it was written")
    return msgspec.json.decode(data, type=Manifest)


def mended(folder: Path, warn: Callable[[str], object]) -> Manifest:
    """Read the manifest that counts, or the one before it where that is damaged, and tell of it. Raises CrawlError."""
    try:
        return manifest_of(folder)
    except DamagedError as wrong:
        for manifest in sorted(filter(None, map(readable, folder.glob("manifest-*.json"))), key=lambda m: -m.number):
            warn(f"{wrong} Manifest {manifest.number} was taken in its place.")
            return manifest
        raise CrawlError(
            f"{folder}: neither {POINTER} nor a manifest can be read, and no file was touched. Put the folder aside, and "
            "give `tawatur discover` again."
        ) from wrong


def readable(path: Path) -> Manifest | None:
    """Read a manifest, if it can be."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, ValueError):
        return None


def put(path: Path, data: bytes) -> None:
    """Write a file whole, to the disk, and only then under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def whole(folder: Path, file: File) -> bytes:
    """Read a file's bytes. Raises DamagedError where they are not those that were written."""
    path = folder / file.path
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise DamagedError(f"{path}: cannot be read ({wrong.strerror}). {AGAIN}") from wrong
    if len(data) != file.bytes:
        raise DamagedError(f"{path}: has {len(data):,} bytes where {file.bytes:,} were written. {AGAIN}")
    if digest(data) != file.digest:
        raise DamagedError(f"{path}: its bytes have changed since it was written. {AGAIN}")
    return data


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes: 32 hexadecimal digits of BLAKE2b."""
    return blake2b(data, digest_size=16).hexdigest()

"""The files of an evidence pack → the list that names each with its digest, and the same list as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

FORMAT = "tawatur.pack/1"
MANIFEST, SUMS, README = "manifest.json", "SHA256SUMS", "README.md"
STORY, SCHEMA, JUDGEMENTS, PAGES = "story.json", "story.schema.json", "judgements.jsonl", "pages.csv"
TEXTS, ORIGINALS = "texts", "originals"
CHUNK = 1 << 20


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a pack: its name in it, its SHA-256 in hexadecimal, its bytes; the page it belongs to, if to one."""

    name: str
    sha256: str
    bytes: int
    document: str | None = None


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose saved original is not in the pack, and why."""

    document: str
    source: str
    why: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a pack: its files, the originals that are not, and the versions that made the story and the pack."""

    format: str = FORMAT
    tawatur: str
    story_format: str
    built_with: str
    files: list[Packed]
    missing: list[Missing] = []

    def as_json(self) -> bytes:
        """Write the manifest, the same bytes for the same pack."""
        return msgspec.json.format(msgspec.json.encode(self, order="deterministic"), indent=1) + b"\n"


def sums(manifest: bytes, files: Iterable[Packed]) -> bytes:
    """Write the digests as GNU `sha256sum -c` reads them: the manifest's own with the others."""
    lines = [(hashlib.sha256(manifest).hexdigest(), MANIFEST), *((f.sha256, f.name) for f in files)]
    return "".join(f"{digest}  {name}\n" for digest, name in lines).encode()


def digest_of(file: BinaryIO) -> tuple[str, int]:
    """Read a file through and return its SHA-256 and how many bytes it has."""
    sha, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        sha.update(chunk)
        size += len(chunk)
    return sha.hexdigest(), size

"""An evidence pack → what in it is not as it says: digests, texts, originals, judgements, and every span of its story.

A pack comes from elsewhere. Nothing of it is written to the disk; names that lead out, links, encrypted members, second
members of one name and what unpacks to far more than its size are refused before anything is read.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tawatur import verify
from tawatur.base.story import Story
from tawatur.evidence import PackError
from tawatur.evidence.manifest import (
    FORMAT,
    JUDGEMENTS,
    MANIFEST,
    ORIGINALS,
    STORY,
    SUMS,
    TEXTS,
    Manifest,
    digest_of,
    sums,
)
from tawatur.view import json_export

MOST_MEMBERS = 200_000
MOST_BYTES = 8_000_000_000  # unpacked, all members together
MOST_IN_MEMORY = 1_000_000_000  # of the story or the manifest
MOST_TIMES = 200  # how often its packed size a member may be, as for archives of pages
SMALL = 1_000_000  # bytes that any member may have
BROKEN = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)  # and zlib's, below


def differences(path: Path) -> Iterator[str]:
    """Check a pack and yield what differs, a line each. Raises PackError for one that is refused as a whole."""
    with opened(path) as archive:
        refuse(path, archive)
        manifest, raw = manifest_of(path, archive)
        yield from of_files(archive, manifest, raw)
        yield from of_story(archive, manifest)


def digest(path: Path) -> str:
    """Return the digest of a pack's manifest: what its maker can tell by another way. Raises PackError."""
    with opened(path) as archive:
        refuse(path, archive)
        return hashlib.sha256(manifest_of(path, archive)[1]).hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a pack; whatever is broken in the archive itself is told as one refusal."""
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (*BROKEN, zlib.error) as wrong:
        raise PackError(f"{path}: not a whole ZIP ({wrong}). Ask for it again.") from wrong


def refuse(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a pack that could harm whoever unpacks it. Raises PackError."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise PackError(f"{path}: {len(members)} members; the most is {MOST_MEMBERS}. Refused.")
    names: set[str] = set()
    for member in members:
        if why := harm(member) or (member.filename.casefold() in names and "a second member of that name"):
            raise PackError(f"{path}: {member.filename!r}: {why}. Refused; unpack it nowhere.")
        names.add(member.filename.casefold())
    total = sum(m.file_size for m in members)
    if total > MOST_BYTES:
        raise PackError(f"{path}: unpacks to {total / 1e9:.1f} GB; the most is {MOST_BYTES / 1e9:.0f}. Refused.")


def harm(member: zipfile.ZipInfo) -> str:
    """Say what is wrong with a member; empty where nothing is."""
    name = member.filename
    parts = name.replace("\\", "/").split("/")
    if (
        name.startswith("/")
        or "\\" in name
        or ".." in parts
        or ":" in parts[0]
        or "" in parts
        or "\0" in member.orig_filename
    ):
        return "its name leads out of the pack, or names no file"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        return "a link or a device, not a file"
    if member.flag_bits & 1:
        return "encrypted"
    if member.file_size > SMALL and member.file_size > MOST_TIMES * max(1, member.compress_size):
        return f"unpacks to more than {MOST_TIMES} times its size"
    return ""


def manifest_of(path: Path, archive: zipfile.ZipFile) -> tuple[Manifest, bytes]:
    """Read the manifest, and its bytes. Raises PackError."""
    raw = in_memory(archive, MANIFEST)
    if raw is None:
        raise PackError(f"{path}: has no {MANIFEST} that can be read. Was it made by `tawatur pack`?")
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except msgspec.MsgspecError as wrong:
        raise PackError(f"{path}: its {MANIFEST} is not one ({wrong}). Was it made by `tawatur pack`?") from wrong
    if manifest.format != FORMAT:
        raise PackError(f"{path}: format {manifest.format!r}; this tawatur checks {FORMAT!r}.")
    return manifest, raw


def in_memory(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Read one member as a whole; null where it is not there or is larger than any could be."""
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    return archive.read(member) if member.file_size <= MOST_IN_MEMORY else None


def of_files(archive: zipfile.ZipFile, manifest: Manifest, raw: bytes) -> Iterator[str]:
    """Compare every file with the manifest, and the manifest with every file."""
    there = set(archive.namelist())
    for file in manifest.files:
        if file.name not in there:
            yield f"{file.name}: is named in the manifest and is not in the pack"
            continue
        with archive.open(file.name) as member:
            sha256, size = digest_of(member)  # type: ignore[arg-type]
        if (sha256, size) != (file.sha256, file.bytes):
            yield f"{file.name}: has {size} bytes of digest {sha256}; the manifest says {file.bytes} of {file.sha256}"
    for name in sorted(there - {f.name for f in manifest.files} - {MANIFEST, SUMS}):
        yield f"{name}: is in the pack and not in the manifest"
    if in_memory(archive, SUMS) != sums(raw, manifest.files):
        yield f"{SUMS}: does not say what the manifest says"


def of_story(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    """Compare the story with the texts, originals and judgements beside it, and every span with its text."""
    raw = in_memory(archive, STORY)
    try:
        story = msgspec.json.decode(raw or b"", type=Story)
    except msgspec.MsgspecError as wrong:
        yield f"{STORY}: not a story that can be read ({wrong})"
        return
    if in_memory(archive, JUDGEMENTS) != json_export.to_judgements(story):
        yield f"{JUDGEMENTS}: not the judgements of the story"
    yield from of_pages(archive, manifest, story)
    yield from verify.differences(story)


def of_pages(archive: zipfile.ZipFile, manifest: Manifest, story: Story) -> Iterator[str]:
    """Compare each page's text and original with what the story says of them."""
    there = set(archive.namelist())
    by_kind = {(f.document, f.name.partition("/")[0]): f.name for f in manifest.files if f.document and f.name in there}
    excused = {m.document for m in manifest.missing}
    for document in story.documents:
        text = by_kind.get((document.id, TEXTS))
        if text is None or in_memory(archive, text) != document.text.encode():
            yield f"{document.id}: {text or 'no file of texts/'} is not the text that the story points at"
        original = by_kind.get((document.id, ORIGINALS))
        if original is None and document.id not in excused:
            yield f"{document.id}: its original is neither in the pack nor named as missing"
        elif original is not None:
            with archive.open(original) as member:
                if digest_of(member)[0] != document.sha256:  # type: ignore[arg-type]
                    yield f"{document.id}: {original} is not the file that was read: its digest is not {document.sha256}"

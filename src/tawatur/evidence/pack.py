"""A story and the files that its pages were read from → one ZIP: story, schema, texts, originals, judgements, digests, a README."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from tawatur.base.document import Document
from tawatur.base.story import Story
from tawatur.evidence import PackError
from tawatur.evidence.manifest import (
    JUDGEMENTS,
    MANIFEST,
    ORIGINALS,
    PAGES,
    README,
    SCHEMA,
    STORY,
    SUMS,
    TEXTS,
    Manifest,
    Missing,
    Packed,
    sums,
)
from tawatur.version import __version__
from tawatur.view import json_export
from tawatur.view.exports.registry import EPOCH
from tawatur.view.web.originals import original_of

GONE = "no file of its source is there with the digest that was read"
INSIDE = "it was read from inside another file (an archive, a table), which is not packed"


def pack(story: Story, to: IO[bytes], story_file: Path) -> str:
    """Write a pack, the same bytes for the same story and files, and return the digest of its manifest.

    ``story_file``: where the story is, or would be: originals are looked for by their source, then beside it.
    """
    files: list[Packed] = []
    missing: list[Missing] = []
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, data: bytes, document: str | None = None) -> None:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
            files.append(Packed(name=name, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), document=document))

        for name, data in whole_story(story):
            put(name, data)
        for number, document in enumerate(story.documents, 1):
            put(f"{TEXTS}/{number:04}.txt", document.text.encode(), document.id)
            original = original_of(story_file, document)
            if original:
                put(f"{ORIGINALS}/{number:04}{suffix(original)}", original.read_bytes(), document.id)
            else:
                missing.append(Missing(document=document.id, source=document.source, why=why_missing(document)))
        manifest = Manifest(
            tawatur=__version__, story_format=story.format, built_with=story.built_with.tawatur, files=files, missing=missing,
        ).as_json()  # fmt: skip
        for name, data in ((MANIFEST, manifest), (SUMS, sums(manifest, files))):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return hashlib.sha256(manifest).hexdigest()


def why_missing(document: Document) -> str:
    """Say why a page's original is not packed."""
    return INSIDE if "!/" in document.source or "#" in document.source else GONE


def whole_story(story: Story) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are about the story as a whole. Raises PackError for words that no file can hold."""
    yield README, Path(__file__).with_name("readme.md").read_bytes()
    try:
        yield STORY, json_export.to_json(story)
    except UnicodeEncodeError as wrong:
        raise PackError(
            "the story holds half a surrogate pair, which no JSON can. Build it again from its pages."
        ) from wrong
    yield SCHEMA, json_export.schema_text().encode()
    yield JUDGEMENTS, json_export.to_judgements(story)
    yield PAGES, table(story.documents)


def table(documents: list[Document]) -> bytes:
    """List the pages with what whoever checks them looks for, as a table in UTF-8 with its mark, for spreadsheets."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(["number", "id", "outlet", "published", "title", "url", "source", "sha256"])
    for number, d in enumerate(documents, 1):
        outlet, title = d.outlet.name if d.outlet else "", d.title.text if d.title else ""
        cells = [outlet, d.published.value or "", title, d.url or "", d.source, d.sha256]
        rows.writerow([f"{number:04}", d.id, *map(as_text, cells)])
    return text.getvalue().encode("utf-8-sig")


def as_text(cell: str) -> str:
    """Keep a cell from being run as a formula by a spreadsheet: an apostrophe before what would begin one."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def suffix(path: Path) -> str:
    """Return a file's suffix if it is a plain one."""
    end = PurePosixPath(path.name).suffix.lower()
    return end if end[1:].isascii() and end[1:].isalnum() and len(end) <= 8 else ""


def pack_to(story: Story, path: Path, story_file: Path) -> str:
    """Write a pack to a file, whole or not at all, and return the digest of its manifest. Raises PackError."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            digest = pack(story, out, story_file)
        part.replace(path)
    except OSError as wrong:
        raise PackError(f"{path}: not written ({wrong.strerror}). What was there before is untouched.") from wrong
    finally:
        part.unlink(missing_ok=True)
    return digest

"""One file, on disk or in an archive → the pages in it. Every format has a module; each yields pages and what was not read."""

from __future__ import annotations

import csv
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns, ColumnsError
from tawatur.capture.formats import archives, docx, jsonl, jsons, mhtml, pages, parquet, pdf, tables, warc
from tawatur.capture.formats.file import File, Refused, Spent

Reader = Callable[[File, Columns], Iterator[Page | Unread]]

PLAIN: dict[Reader, tuple[str, ...]] = {
    jsonl.read: (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    jsons.read: (".json",),
    tables.read: (".csv", ".tsv"),
    parquet.read: (".parquet",),
    warc.read: (".warc", ".warc.gz"),
    mhtml.read: (".mht", ".mhtml"),
    docx.read: (".docx",),
    pdf.read: (".pdf",),
}
BROKEN = (
    EOFError, ValueError, LookupError, RuntimeError, ArithmeticError, OSError, struct.error, zlib.error, csv.Error, lzma.LZMAError,
    zipfile.BadZipFile, tarfile.TarError, msgspec.MsgspecError,
)  # fmt: skip
NAMED = (*(suffix for suffixes in PLAIN.values() for suffix in suffixes), *archives.SUFFIXES)
MEND_RIGHTS = "Check that you may read it."


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Read one file; whatever is wrong with it is reported with its source and stops nothing."""
    try:
        yield from reader_of(file)(file, columns)
    except Spent as refused:
        if file.inside:
            raise
        yield Unread(source=file.source, why=str(refused))
    except (Refused, ColumnsError) as refused:
        yield Unread(source=file.source, why=str(refused))
    except FileNotFoundError:
        yield Unread(source=file.source, why="there is no such file. Check the path.")
    except PermissionError as wrong:
        yield Unread(source=file.source, why=f"the file could not be opened ({wrong.strerror or wrong}). {MEND_RIGHTS}")
    except (RecursionError, MemoryError):
        yield Unread(
            source=file.source, why="the file is nested or packed beyond all measure: no page is. Leave it out."
        )
    except BROKEN as wrong:
        yield Unread(source=file.source, why=broken(wrong))


def reader_of(file: File) -> Reader:
    """Choose the reader by the file's name, and by its first bytes where the name says nothing."""
    if file.name.endswith(archives.SUFFIXES):
        return lambda given, columns: archives.read(given, columns, read)
    for reader, suffixes in PLAIN.items():
        if file.name.endswith(suffixes):
            return reader
    return pages.read


def broken(wrong: BaseException) -> str:
    """Say what a library said of a file that it could not read."""
    said = getattr(wrong, "strerror", None) or str(wrong) or type(wrong).__name__
    return (
        f"the file could not be read ({' '.join(said.split())[:200]}): it may be cut or damaged. Copy or save it again."
    )

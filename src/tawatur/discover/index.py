"""Pages of a crawl → one generation of its search index: a folder of tantivy's files that is written once and never changed.

The index holds stems, days and outlets; of a page only its id is kept: the text is in the crawl's tables. A new generation
begins as hard links to the files of the one before, which tantivy never changes, so that adding pages costs what they cost,
and whoever reads the old one is not disturbed. The crawl's manifest names the generation that counts.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import tantivy

from tawatur.discover.stemmed import stems

HEAP = 64 << 20  # bytes that the one writing thread holds before it writes a segment
DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
OWN = re.compile(r"\.tantivy.*\.lock")  # a generation's locks are its own


class UnusableIndexError(ValueError):
    """An index that cannot be used: says what was seen, where, and what to do."""


def schema() -> tantivy.Schema:
    """Name the fields of the index."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("page", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("headline", tokenizer_name="whitespace")
    fields.add_text_field("words", tokenizer_name="whitespace")
    fields.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    fields.add_integer_field("day", indexed=True, fast=True)  # 20130214; 0 where it is not known
    return fields.build()


def write(
    folder: Path, batches: Iterable[pa.RecordBatch], earlier: Path | None = None, gone: Iterable[str] = ()
) -> int:
    """Write a generation: the pages of `earlier` and those of some batches of PAGES; return how many it holds.

    A page that `earlier` holds is replaced, and one whose id is `gone` left out. What a killed run left in `folder` is
    thrown away. Raises UnusableIndexError where `earlier` cannot be read, and OSError where the disk is full.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = continued(folder, earlier) if earlier else tantivy.Index(schema(), path=str(folder))
    writer = index.writer(HEAP, 1)
    try:
        for page in gone:
            writer.delete_documents_by_term("page", page)
        for batch in batches:
            add(writer, batch, replacing=earlier is not None)
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as wrong:  # tantivy's word for everything, a full disk too
        raise OSError(
            f"{folder}: the search index was not written ({wrong}). The one before it still counts."
        ) from wrong
    index.reload()
    return int(index.searcher().num_docs)


def held(folder: Path) -> set[str]:
    """List the ids of the pages that a generation holds. Raises UnusableIndexError."""
    searcher = opened(folder).searcher()
    every = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs))
    return {searcher.doc(place)["page"][0] for _, place in every.hits}


def continued(folder: Path, earlier: Path) -> tantivy.Index:
    """Begin a generation with the files of another."""
    for file in sorted(earlier.iterdir()) if earlier.is_dir() else ():
        if not OWN.fullmatch(file.name):
            linked(file, folder / file.name)
    return opened(folder, earlier)


def linked(file: Path, there: Path) -> None:
    """Link a file that never changes; copy one that does, or where the disk knows no links."""
    if file.suffix != ".json":
        try:
            os.link(file, there)
        except OSError:
            pass
        else:
            return
    shutil.copy2(file, there)


def opened(folder: Path, called: Path | None = None) -> tantivy.Index:
    """Open a generation. Raises UnusableIndexError."""
    try:
        return tantivy.Index.open(str(folder))
    except ValueError as wrong:
        raise UnusableIndexError(
            f"{called or folder}: this search index cannot be read ({wrong}). `tawatur discover` on the crawl writes it anew."
        ) from wrong


def add(writer: tantivy.IndexWriter, batch: pa.RecordBatch, *, replacing: bool) -> None:
    """Add the pages of one batch."""
    columns = (batch.column(name).to_pylist() for name in ("page", "title", "text", "outlet", "day"))
    for page, title, text, outlet, day in zip(*columns, strict=True):
        if replacing:
            writer.delete_documents_by_term("page", page)
        writer.add_document(document(page, title or "", text or "", outlet or "", day or ""))


def document(page: str, title: str, text: str, outlet: str, day: str) -> tantivy.Document:
    """Make what is indexed of one page."""
    made = tantivy.Document()
    made.add_text("page", page)
    made.add_text("headline", " ".join(stems(title)))
    made.add_text("words", " ".join(stems(text)))
    made.add_text("outlet", outlet)
    made.add_integer("day", day_number(day))
    return made


def day_number(day: str) -> int:
    """Write an ISO day as a number that sorts: «2013-02-14» is 20130214; what is no day is 0."""
    found = DAY.fullmatch(day)
    return int("".join(found.groups())) if found else 0

"""Pages → rows of a crawl: each page is read once, alone, and kept.

A page is known by a key that holds all that its reading depends on, as in a build's work file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from tawatur import capture, lexicons, pipeline
from tawatur.alone import FAULT, code_digest, key_of
from tawatur.base.document import Page, Unread
from tawatur.base.lexicon import Lexicons
from tawatur.base.progress import Progress, Step, StoppedError
from tawatur.crawls.folder import Crawl, Writer
from tawatur.crawls.rows import RAW, Raw, TermsOf, died, read_batch, unread_row, writable
from tawatur.discover.engine import Engine
from tawatur.discover.guarded import Guarded
from tawatur.discover.local import Local
from tawatur.discover.schemas import PAGES, READ, UNREAD
from tawatur.discover.terms import terms_of
from tawatur.version import __version__

CODE = ("base", "capture", "discover/shingles.py", "discover/terms.py", "lexicons.py", "crawls/rows.py")
PARSERS = ("fastwarc", "lxml", "numpy", "resiliparse", "trafilatura")
TOGETHER = 5_000  # pages that are committed together: what a killed run reads again
IN_HAND = 128 << 20  # bytes of pages that are committed together
KEY = 32  # hexadecimal digits of a key that are kept
BATCH = 100  # pages that go to a process together


class Gathered(NamedTuple):
    """What reading did: pages read now, pages that were there before, and those that could not be read."""

    read: int
    kept: int
    unread: list[Unread]


def read(
    paths: Sequence[str | Path],
    crawl: Writer,
    engine: Engine,
    tell: Progress,
    stopped: Callable[[], bool] = lambda: False,
    columns: Mapping[str, str] | None = None,
    terms_of: TermsOf = terms_of,
) -> Gathered:
    """Read the pages that the crawl does not hold yet and commit them, many at a time.

    Raises StoppedError, once what was read is committed, where somebody asked; CrawlError; ColumnsError.
    """
    language = pipeline.tables()
    held = Held(crawl, paths)
    coming = held.new(capture.pages(paths, language, columns), stamp(language), tell)
    done = 0
    while raw := together(coming, stopped):
        function = partial(read_batch, terms_of=terms_of)
        rows = pa.Table.from_batches(read_rows(engine, batches(raw, stopped), function), READ)
        done += rows.num_rows
        commit(crawl, rows, held)
    if stopped():
        raise StoppedError(done, len(held.keys))
    if held.unread or held.tried:
        commit(crawl, READ.empty_table(), held)
    return Gathered(done, held.kept, unread_of(crawl))


class Held:
    """What a crawl holds: keys of pages and of those that could not be read; pages that were given and not read."""

    def __init__(self, crawl: Crawl, paths: Sequence[str | Path]) -> None:
        """Read the crawl's keys; what could not be opened under these paths is tried again. Raises DamagedError."""
        table = pa.Table.from_batches(crawl.pages(["page", "key"]), PAGES_KEYS)
        self.ids = set(table.column("page").to_pylist())
        unread = crawl.table("unread", UNREAD).to_pylist()
        self.keys = {*table.column("key").to_pylist(), *(row["key"] for row in unread)} - {""}
        given = tuple(Path(path).as_posix() for path in paths)
        self.tried = {row["source"] for row in unread if not row["key"] and row["source"].startswith(given)}
        self.unread: list[Unread] = []
        self.kept = 0

    def new(self, found: Iterable[Page | Unread], stamped: bytes, tell: Progress) -> Iterator[Raw]:
        """Yield the pages that are not there yet, each once."""
        for n, page in enumerate(found, 1):
            tell(Step(stage="reading", page=page.source, done=n, kept=self.kept))
            if isinstance(page, Unread):
                self.unread.append(page)
                continue
            data = msgspec.msgpack.encode(page, order="deterministic")
            key = key_of(data, stamped)[:KEY]
            if key in self.keys:
                self.kept += 1
                continue
            self.keys.add(key)
            yield Raw(writable(page.source), key, data)


PAGES_KEYS = pa.schema([PAGES.field("page"), PAGES.field("key")])


def together(coming: Iterator[Raw], stopped: Callable[[], bool]) -> list[Raw]:
    """Draw the pages that are committed together; none once somebody asked to stop."""
    drawn: list[Raw] = []
    size = 0
    for raw in coming if not stopped() else ():
        drawn.append(raw)
        size += len(raw.page)
        if len(drawn) == TOGETHER or size > IN_HAND or stopped():
            break
    return drawn


def batches(raw: Iterable[Raw], stopped: Callable[[], bool]) -> Iterator[pa.RecordBatch]:
    """Put pages that are to be read into batches; no more of them once somebody asked to stop."""
    coming = iter(raw)
    while not stopped() and (some := list(islice(coming, BATCH))):
        columns = [pa.array(column, f.type) for column, f in zip(zip(*some, strict=True), RAW, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, schema=RAW)


def read_rows(
    engine: Engine, raw: Iterator[pa.RecordBatch], function: Callable[[pa.RecordBatch], pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Read batches of pages with an engine; on this machine a page over which a process dies is told, and no other lost."""
    if isinstance(engine, Local):
        yield from engine.streamed(raw, function, died)
    else:
        guarded = Guarded(function, unread_rows)
        yield from engine.map(engine.table(raw, RAW), guarded, READ).collected().to_batches()


def unread_rows(batch: pa.RecordBatch, why: str) -> pa.RecordBatch:
    """Stand in for pages that brought their reading down."""
    return pa.RecordBatch.from_pylist(
        [unread_row(r["source"], "", f"{why}. {FAULT}") for r in batch.to_pylist()], schema=READ
    )


def commit(crawl: Writer, rows: pa.Table, held: Held) -> None:
    """Add what was read to the crawl; a page that is there, read by another version, is taken out for it."""
    import pyarrow.compute as pc

    good = rows.filter(pc.equal(rows.column("why"), "")).select(PAGES.names)
    bad = rows.filter(pc.not_equal(rows.column("why"), "")).select(UNREAD.names)
    told = pa.Table.from_pylist([{"source": u.source, "why": u.why, "key": ""} for u in held.unread], schema=UNREAD)
    before = crawl.table("unread", UNREAD)
    again = {*told.column("source").to_pylist(), *rows.column("source").to_pylist(), *held.tried}
    before = before.filter(pa.array([s not in again for s in before.column("source").to_pylist()], pa.bool_()))
    gone = [page for page in good.column("page").to_pylist() if page in held.ids]
    crawl.commit(good, gone, unread=pa.concat_tables([before, bad, told]))
    held.ids.update(good.column("page").to_pylist())
    held.unread.clear()
    held.tried.clear()


def unread_of(crawl: Crawl) -> list[Unread]:
    """List the pages that could not be read, by source."""
    rows = crawl.table("unread", UNREAD).to_pylist()
    return sorted((Unread(source=r["source"], why=r["why"]) for r in rows), key=lambda u: (u.source, u.why))


def stamp(language: Lexicons) -> bytes:
    """Note what else a page's reading depends on: program, tables, and the libraries that parse."""
    tables = {name: language.digests[name] for name in capture.TABLES}
    outlets = lexicons.digest(lexicons.HERE / "outlets" / "outlets.tsv")
    parsers = {name: metadata.version(name) for name in PARSERS}
    return msgspec.msgpack.encode(
        (__version__, code_digest(CODE), language.language, tables, outlets, parsers), order="sorted"
    )

"""Tables of pages ⇄ a crawl's folder: Parquet files, and a manifest that names those which count.

A file is written whole, to the disk, and then named in a new manifest, which takes the place of the old one in one step;
what no manifest names does not count. The files and the manifest of the commit before stay until the next succeeds. Each
file has a digest: one that was cut or changed is told by name and its pages are read again.
"""

from __future__ import annotations

import errno
import io
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from tawatur.crawls.manifests import (
    FORMAT,
    POINTER,
    CrawlError,
    DamagedError,
    File,
    Index,
    Manifest,
    Pointer,
    digest,
    manifest_of,
    mended,
    put,
    whole,
)

if TYPE_CHECKING:
    import pyarrow as pa

LOCK = "lock.sqlite"
UNDATED = "unknown"
NEEDS = "A crawl needs pyarrow. Install it with: pip install 'tawatur[crawl]'"


class Crawl:
    """A crawl's folder, as its manifest says; `writing` takes it for one writer alone."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @property
    def rows(self) -> int:
        """Count its pages."""
        return sum(f.rows for f in self.manifest.pages)

    def paths(self, table: str = "pages") -> list[str]:
        """List the Parquet files of a table, for any program that reads them: DuckDB, Spark, pandas."""
        files = self.manifest.pages if table == "pages" else [f for n, f in self.manifest.tables.items() if n == table]
        return [(self.folder / f.path).as_posix() for f in files]

    def pages(self, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield the pages, file by file. Raises DamagedError."""
        for file in self.manifest.pages:
            yield from self.read(file, columns).to_batches(max_chunksize=1_000)

    def table(self, name: str, schema: pa.Schema) -> pa.Table:
        """Read a table that is worked out from all pages; without rows where it was not yet. Raises DamagedError."""
        file = self.manifest.tables.get(name)
        return self.read(file).cast(schema) if file else schema.empty_table()

    def read(self, file: File, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a file, or some columns of it. Raises DamagedError where its bytes are not those that were written."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        data = pa.BufferReader(whole(self.folder, file))
        with pq.ParquetFile(data) as opened:  # `read_table` aborts at exit one time in three (Arrow's issue 50482)
            return opened.read(columns=list(columns) if columns else None, use_threads=False)

    def damaged(self) -> Iterator[tuple[File, str]]:
        """Yield the files that are not what was written, each with what is wrong."""
        for file in self.manifest.files():
            try:
                whole(self.folder, file)
            except DamagedError as wrong:
                yield file, str(wrong)


class Writer(Crawl):
    """A crawl that one process adds to: what it commits is there, whole, whatever comes after."""

    def __init__(self, folder: Path, warn: Callable[[str], object]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / LOCK).exists():  # a writer deletes tables that it does not know
            raise CrawlError(f"{folder}: is not empty, and no crawl. Choose another folder (-o).")
        self.lock = locked(folder)
        self.held_back = False
        try:
            super().__init__(folder, mended(folder, warn))
            self.drop_damaged(warn)
        except (CrawlError, OSError):
            self.lock.close()
            raise
        self.number = self.manifest.number

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, where: TracebackType | None
    ) -> None:
        self.lock.close()

    @contextmanager
    def one_commit(self) -> Iterator[None]:
        """Let all that is committed inside count together, or not at all; one inside another counts with it."""
        if self.held_back:
            yield
            return
        before, self.held_back = self.manifest, True
        try:
            yield
            self.held_back = False
            self.let_count(before, self.manifest)
        except OSError as wrong:
            self.manifest = before
            raise CrawlError(unwritten(self.folder, wrong)) from wrong
        except BaseException:
            self.manifest = before
            raise
        finally:
            self.held_back = False

    def drop_damaged(self, warn: Callable[[str], object]) -> None:
        """Leave the files that are damaged out of what counts, and tell of each; their pages are then read again."""
        bad = dict(self.damaged())
        for why in bad.values():
            warn(why)
        if bad:
            good = {name: f for name, f in self.manifest.tables.items() if f not in bad}
            self.name([f for f in self.manifest.pages if f not in bad], good)

    def commit(
        self, pages: pa.Table | None = None, gone: Sequence[str] = (), index: Index | None = None,
        log: int | None = None, **tables: pa.Table,
    ) -> None:  # fmt: skip
        """Add pages, in files by day; take those whose ids are `gone` out; put whole tables in place of their old ones; name
        the index and the bytes of the log that count from now on.

        All of it or nothing: raises CrawlError where there is no room, and what was committed before stays.
        """
        self.number = self.manifest.number + 1
        made: list[File] = []
        try:
            left = self.without(set(gone), made) if gone else self.manifest.pages
            new = [self.write(f"pages/day={day}/{self.number}.parquet", part, made) for day, part in by_day(pages)]
            whole_tables = {n: self.write(f"{n}/{self.number}.parquet", t, made) for n, t in tables.items()}
            self.name([*left, *new], {**self.manifest.tables, **whole_tables}, index, log)
        except OSError as wrong:
            for file in made:
                (self.folder / file.path).unlink(missing_ok=True)
            raise CrawlError(unwritten(self.folder, wrong)) from wrong

    def without(self, gone: set[str], made: list[File]) -> list[File]:
        """Write the files that hold pages which are gone anew, without them."""
        left = []
        for file in self.manifest.pages:
            ids = self.read(file, ["page"]).column("page").to_pylist()
            if gone.isdisjoint(ids):
                left.append(file)
            elif rest := [n for n, page in enumerate(ids) if page not in gone]:
                path = Path(file.path)
                name = path.with_name(f"{self.number}-{path.stem}.parquet").as_posix()
                left.append(self.write(name, self.read(file).take(rest), made))
        return left

    def write(self, name: str, table: pa.Table, made: list[File]) -> File:
        """Write one Parquet file, to the disk."""
        import pyarrow.parquet as pq

        sink = io.BytesIO()
        pq.write_table(table, sink, compression="zstd")
        data = sink.getvalue()
        file = File(name, table.num_rows, len(data), digest(data))
        made.append(file)
        put(self.folder / name, data)
        return file

    def name(
        self, pages: list[File], tables: dict[str, File], index: Index | None = None, log: int | None = None
    ) -> None:
        """Make a new manifest, and let it count unless it is held back."""
        before = self.manifest
        manifest = Manifest(
            number=before.number + 1, pages=pages, tables=tables,
            index=index or before.index, log=before.log if log is None else log,
        )  # fmt: skip
        if not self.held_back:
            self.let_count(before, manifest)
        self.manifest = manifest

    def let_count(self, before: Manifest, manifest: Manifest) -> None:
        """Write a manifest, let it count, and delete what neither it nor the one before names."""
        data = msgspec.json.format(msgspec.json.encode(manifest))
        name = f"manifest-{manifest.number}.json"
        put(self.folder / name, data)
        put(self.folder / POINTER, msgspec.json.encode(Pointer(FORMAT, name, digest(data))))
        keep = {self.folder / f.path for m in (before, manifest) for f in m.files()}
        keep |= {self.folder / f"manifest-{m.number}.json" for m in (before, manifest)}
        for path in self.ours():
            if path not in keep:
                path.unlink()
        named = {m.index.folder for m in (before, manifest) if m.index}
        for path in self.folder.glob("index/*"):
            if path.relative_to(self.folder).as_posix() not in named:
                shutil.rmtree(path, ignore_errors=True)

    def ours(self) -> list[Path]:
        """List the files that a writer may have left here: manifests and tables, named or not."""
        found = [*self.folder.glob("manifest-*.json"), *self.folder.glob("*/*.parquet"), *self.folder.rglob(".*.part")]
        return [*found, *self.folder.glob("pages/*/*.parquet")]


def load(folder: Path) -> Crawl:
    """Open a crawl to read it. Raises CrawlError."""
    require()
    if not (folder / POINTER).exists():
        raise CrawlError(
            f"{folder}: is no crawl (it holds no {POINTER}). Make one with `tawatur discover PAGES -o {folder}`."
        )
    return Crawl(folder, manifest_of(folder))


def writing(folder: Path, warn: Callable[[str], object]) -> Writer:
    """Open a crawl, or begin one, to add to it; `warn` is told of damaged files, whose pages are to be read again.

    Raises CrawlError, also where another command is adding to it.
    """
    require()
    try:
        return Writer(folder, warn)
    except OSError as wrong:
        raise CrawlError(unwritten(folder, wrong)) from wrong


def require() -> None:
    """Stop where pyarrow is not installed, and say what to install."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as wrong:
        raise CrawlError(NEEDS) from wrong


def locked(folder: Path) -> sqlite3.Connection:
    """Take a crawl for one writer, until it ends, however it ends. Raises CrawlError where another has it."""
    lock = sqlite3.connect(folder / LOCK, timeout=0.5, check_same_thread=False)
    try:
        lock.execute("PRAGMA locking_mode = EXCLUSIVE")
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as wrong:
        lock.close()
        said = "another command is adding to this crawl. Wait until it ends" if "locked" in str(wrong) else f"{wrong}"
        raise CrawlError(f"{folder / LOCK}: {said}, or choose another folder (-o).") from wrong
    return lock


def by_day(pages: pa.Table | None) -> Iterator[tuple[str, pa.Table]]:
    """Part pages by their day; those of one day ordered by when they came out, then by id."""
    if pages is None:
        return
    import pyarrow.compute as pc

    for day in sorted(pages.column("day").unique().to_pylist()):
        part = pages.filter(pc.equal(pages.column("day"), day))
        yield quote(day, safe="") or UNDATED, part.sort_by([("moment", "ascending"), ("page", "ascending")])


def unwritten(folder: Path, wrong: OSError) -> str:
    """Say why a crawl could not be written, and what to do."""
    what = "the disk is full" if wrong.errno == errno.ENOSPC else wrong.strerror or str(wrong)
    return f"{folder}: not written ({what}). What was committed before is whole. Make room, and give the command again to go on."

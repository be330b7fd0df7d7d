"""Pages → a crawl: each page is read once, alone, and kept; then what pages share is worked out from all of them.

A page is known by a key that holds all that its reading depends on, as in a build's work file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from tawatur import capture, copied, lexicons, pipeline
from tawatur.alone import DIED, FAULT, code_digest, key_of, maker
from tawatur.base.document import Document, Page, Published, Unread
from tawatur.base.fold import fold, fold_unkept
from tawatur.base.lexicon import Lexicons
from tawatur.base.progress import Progress, Step, StoppedError
from tawatur.capture import published
from tawatur.crawls import Crawl, Writer
from tawatur.discover import copies, sharing
from tawatur.discover.engine import Engine
from tawatur.discover.guarded import Guarded
from tawatur.discover.local import Local
from tawatur.discover.schemas import MEMBERS, PAGES, READ, REUSE, STORIES, UNREAD
from tawatur.discover.shingles import Words, shingles, zones_of
from tawatur.discover.terms import terms_of
from tawatur.version import __version__

CODE = ("base", "capture", "discover/shingles.py", "discover/terms.py", "lexicons.py", "crawl.py")
PARSERS = ("fastwarc", "lxml", "numpy", "resiliparse", "trafilatura")
TOGETHER = 20_000  # pages that are committed together: what a killed run reads again
IN_HAND = 128 << 20  # bytes of pages that are committed together
KEY = 32  # hexadecimal digits of a key that are kept
BATCH = 100  # pages that go to a process together
TIME = re.compile(r"[T ](\d\d:\d\d(?::\d\d)?)")
RAW = pa.schema([("source", pa.string()), ("key", pa.string()), ("page", pa.binary())])
TOLD = ("page", "source", "sha256", "outlet", "url", "title", "text", "moment", "warnings", "headline")
COPYING = ("page", "outlet", "text", "headline", "body", "moment", "hashes", "places")

TermsOf = Callable[
    [str, str], Mapping[int, int]
]  # headline and body → the hash of each term, and how often it stands there


class Raw(NamedTuple):
    """A page that is to be read: where from, its key, its bytes."""

    source: str
    key: str
    page: bytes


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
NAMED = pa.schema([PAGES.field(name) for name in ("page", "source", "outlet")])


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


def read_batch(batch: pa.RecordBatch, terms_of: TermsOf) -> pa.RecordBatch:
    """Read pages alone: RAW in, READ out. What goes wrong that no reader foresaw is told as the page's reason."""
    return pa.RecordBatch.from_pylist([row_of(Raw(**row), terms_of) for row in batch.to_pylist()], schema=READ)


def row_of(raw: Raw, terms_of: TermsOf) -> dict[str, Any]:
    """Read one page."""
    try:
        page = msgspec.msgpack.decode(raw.page, type=Page)
        document = maker()(page)
        if isinstance(document, Unread):
            return unread_row(raw.source, raw.key, document.why)
        return page_row(document, raw.key, terms_of)
    except Exception as wrong:
        return unread_row(raw.source, "", f"reading it failed ({type(wrong).__name__}: {wrong}). {FAULT}")


def page_row(document: Document, key: str, terms_of: TermsOf) -> dict[str, Any]:
    """Write what a page says alone as a row of READ; lone surrogates, which UTF-8 has not, become «�»."""
    dated = published.decide(document, []).published
    title, body = document.title, [n for span in document.body for n in span]
    headline = list(title.span) if title and title.span else []
    words = Words(document.text, zones_of(headline, body))
    hashes, places = shingles(words.forms)
    terms = terms_of(title.text if title else "", "\n".join(span.of(document.text) for span in document.body))
    outlet = document.outlet
    row: dict[str, Any] = {
        "page": page_id(document.source, document.sha256), "source": document.source, "sha256": document.sha256,
        "outlet": (outlet.id or outlet.name) if outlet else "", "url": document.url or "",
        "title": title.text if title else "", "text": document.text, "day": day_of(dated), "moment": moment_of(dated),
        "language": document.language, "warnings": "\n".join(document.warnings), "key": key, "why": "",
    }  # fmt: skip
    lists = {
        "body": body,
        "headline": headline,
        "hashes": hashes,
        "places": places,
        "terms": [*terms],
        "counts": [*terms.values()],
    }
    return {name: writable(value) for name, value in row.items()} | lists


def writable(text: str) -> str:
    """Return the text with its lone surrogates replaced: as many code points, so that spans stay."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


SURROGATE = re.compile("[\ud800-\udfff]")


def unread_row(source: str, key: str, why: str) -> dict[str, Any]:
    """Write a page that was not read as a row of READ; without a key it is tried again."""
    texts = {f.name: "" for f in READ if f.type == pa.string()}
    lists: dict[str, list[int]] = {f.name: [] for f in READ if f.type != pa.string()}
    return texts | lists | {"source": writable(source), "key": key, "why": writable(why)}


def unread_rows(batch: pa.RecordBatch, why: str) -> pa.RecordBatch:
    """Stand in for pages that brought their reading down."""
    return pa.RecordBatch.from_pylist(
        [unread_row(r["source"], "", f"{why}. {FAULT}") for r in batch.to_pylist()], schema=READ
    )


def died(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Stand in for a page over which processes died."""
    return pa.RecordBatch.from_pylist([unread_row(r["source"], "", DIED) for r in batch.to_pylist()], schema=READ)


def page_id(source: str, sha256: str) -> str:
    """Return 16 hexadecimal digits of the digest of a page's source and bytes."""
    return blake2b(f"{source}\0{sha256}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def day_of(dated: Published) -> str:
    """Return the first day that a page may have come out; where only the last is known, that; «» where none is."""
    return (dated.day or dated.earliest or dated.latest or "")[:10]


def moment_of(dated: Published) -> str:
    """Return that day with the time of day that its evidence gives, as it stands there: a feed's zone is not trusted."""
    day = day_of(dated)
    times = (TIME.search(e.text) for e in dated.evidence if day and e.value[:10] == day and e.text.startswith(day))
    return next((f"{day}T{found.group(1)}" for found in times if found), day)


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


def copying(crawl: Writer, engine: Engine, tell: Progress) -> pa.Table:
    """Find what pages share, commit it and return it: REUSE. Pages that were aligned before are not aligned again."""
    tell(Step(stage="copies", of=crawl.rows))
    pages = engine.table(crawl.pages(COPYING), pa.schema([PAGES.field(name) for name in COPYING]))
    found = copies.find(engine, pages, copied.compare, crawl.table("reuse", REUSE))
    crawl.commit(reuse=found)
    return found


def pages_of(crawl: Crawl, story: str) -> Iterator[Page]:
    """Yield the pages of one story as a build reads them: the text as it was taken from the page, and what was known of it."""
    members = crawl.table("members", MEMBERS)
    wanted = {r["page"] for r in members.to_pylist() if r["story"] == story}
    for batch in crawl.pages(TOLD):
        yield from (page_of(row) for row in batch.to_pylist() if row["page"] in wanted)


def stories_of(
    crawl: Crawl, since: str = "", until: str = "", about: str = "", outlets: int = 0
) -> list[dict[str, Any]]:
    """List the stories, those of most pages first, as rows of STORIES.

    `since`, `until`: ISO days that they reach; `about`: words that all stand in the headline or the names, whatever their
    spelling; `outlets`: how many must tell it.
    """
    words = fold(about).split()
    found = [
        row
        for row in crawl.table("stories", STORIES).to_pylist()
        if (not since or row["last"] >= since)
        and (not until or row["first"] <= until)
        and row["outlets"] >= outlets
        and all(word in fold_unkept(f"{row['headline']} {row['names']}") for word in words)
    ]
    return sorted(found, key=lambda row: (-row["pages"], row["first"], row["story"]))


def sharing_of(crawl: Crawl) -> list[sharing.Sharing]:
    """Count by pair of outlets what pages share with earlier ones."""
    table = pa.Table.from_batches(crawl.pages(["page", "source", "outlet"]), NAMED).to_pylist()
    pages = {row["page"]: (row["source"], row["outlet"]) for row in table}
    rows = (r for r in crawl.table("reuse", REUSE).to_pylist() if r["a"] in pages and r["b"] in pages)
    return sharing.by_outlets(rows, pages)


def page_of(row: dict[str, Any]) -> Page:
    """Make a page of a row of PAGES: a record where the headline stands on top of the text, else plain text."""
    facts = {"title": row["title"], "outlet": row["outlet"], "published": row["moment"], "url": row["url"]}
    on_top = row["headline"][:1] == [0]
    return Page(
        source=row["source"], sha256=row["sha256"], media="record" if on_top else "text", content=row["text"],
        sidecar={name: value for name, value in facts.items() if value}, ground="metadata",
        warnings=[w for w in row["warnings"].split("\n") if w],
    )  # fmt: skip


def stamp(language: Lexicons) -> bytes:
    """Note what else a page's reading depends on: program, tables, and the libraries that parse."""
    tables = {name: language.digests[name] for name in capture.TABLES}
    outlets = lexicons.digest(lexicons.HERE / "outlets" / "outlets.tsv")
    parsers = {name: metadata.version(name) for name in PARSERS}
    return msgspec.msgpack.encode(
        (__version__, code_digest(CODE), language.language, tables, outlets, parsers), order="sorted"
    )

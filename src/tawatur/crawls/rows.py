"""Pages that wait → rows of a crawl: each page read alone, by the same function in a process here or on a cluster."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as pa

from tawatur.alone import DIED, FAULT, maker
from tawatur.base.document import Document, Page, Published, Unread
from tawatur.capture import published
from tawatur.discover.schemas import READ
from tawatur.discover.shingles import Words, numbers, zones_of

TIME = re.compile(r"[T ](\d\d:\d\d(?::\d\d)?)")
SURROGATE = re.compile("[\ud800-\udfff]")
RAW = pa.schema([("source", pa.string()), ("key", pa.string()), ("page", pa.binary())])

TermsOf = Callable[[str, str], Mapping[int, int]]  # headline and body → each term's hash and how often it is there


class Raw(NamedTuple):
    """A page that is to be read: where from, its key, its bytes."""

    source: str
    key: str
    page: bytes


def read_batch(batch: pa.RecordBatch, terms_of: TermsOf) -> pa.RecordBatch:
    """Read pages alone: RAW in, READ out. What goes wrong that no reader foresaw is told as the page's reason."""
    return batch_of([row_of(Raw(**row), terms_of) for row in batch.to_pylist()])


def batch_of(rows: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """Write rows as a batch of READ; lists of numbers are joined first, for Arrow takes a list item by item."""
    columns = [column([row[f.name] for row in rows], f.type) for f in READ]
    return pa.RecordBatch.from_arrays(columns, schema=READ)


def column(values: list[Any], kind: pa.DataType) -> pa.Array:
    """Write one column."""
    if not pa.types.is_list(kind):
        return pa.array(values, kind)
    numbers = kind.value_type.to_pandas_dtype()
    offsets = np.cumsum([0, *map(len, values)], dtype=np.int32)
    joined = np.concatenate([np.empty(0, numbers), *(np.asarray(v, numbers) for v in values)])
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(joined, kind.value_type), type=kind)


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
        "numbers": numbers(words.forms),
        "terms": [*terms],
        "counts": [*terms.values()],
    }
    return {name: writable(value) for name, value in row.items()} | lists


def writable(text: str) -> str:
    """Return the text with its lone surrogates replaced: as many code points, so that spans stay."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def unread_row(source: str, key: str, why: str) -> dict[str, Any]:
    """Write a page that was not read as a row of READ; without a key it is tried again."""
    texts = {f.name: "" for f in READ if f.type == pa.string()}
    lists: dict[str, list[int]] = {f.name: [] for f in READ if f.type != pa.string()}
    return texts | lists | {"source": writable(source), "key": key, "why": writable(why)}


def died(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Stand in for a page over which processes died."""
    return batch_of([unread_row(r["source"], "", DIED) for r in batch.to_pylist()])


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

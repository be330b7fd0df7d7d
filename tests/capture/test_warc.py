"""WARC files: one page an answer of HTML or text, with its address, its day and what is missing of it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.base.document import Document, Page, Unread
from tawatur.base.lexicon import Lexicons
from tawatur.capture import files
from tawatur.capture.columns import Columns
from tests.capture.conftest import tables
from tests.capture.formats import ARTICLE, PARAGRAPHS, gzipped, html, record, zip_of

Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]
HERE = "https://a.example/2022/07/19/road"


@pytest.mark.parametrize("gz", [False, True])
def test_answers(gz: bool, tmp_path: Path, read: Read) -> None:
    """Answers of HTML and text are pages with the record's address; pictures and redirects are passed over, errors counted."""
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n"
    records = [
        info,
        record(HERE, html("cp1256", declared=False), "text/html; charset=windows-1256"),
        record("https://a.example/b.txt", ARTICLE.encode(), "text/plain; charset=utf-8"),
        record("https://a.example/logo.png", b"\x89PNG", "image/png"),
        record("https://a.example/old", html(), status="301 Moved"),
        record("https://a.example/gone", html(), status="404 Not Found"),
    ]
    name = "crawl.warc.gz" if gz else "crawl.warc"
    (tmp_path / name).write_bytes(gzipped(*records) if gz else b"".join(records))
    documents, unread = read([tmp_path])
    assert {d.url for d in documents} == {HERE, "https://a.example/b.txt"}
    page = next(d for d in documents if d.url == HERE)
    assert PARAGRAPHS[2] in page.text
    assert page.source.startswith(f"{tmp_path.as_posix()}/{name}#")
    assert [(e.kind, e.value) for e in page.published.evidence] == [("url", "2022-07-19"), ("captured", "2022-07-20")]
    assert ["1 × 404" in u.why for u in unread] == [True]


@pytest.mark.parametrize("more", ["Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"])
def test_packed_bodies(more: str, tmp_path: Path, read: Read) -> None:
    """A body that was sent packed is unpacked; one that the crawler has unpacked already is read as it is."""
    body = html()
    sent = gzip.compress(body) if "gzip" in more else b"%x;x=1\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    data = record(HERE, sent, more=more) + record(HERE + "/2", body, more=more)
    (tmp_path / "a.warc").write_bytes(data)
    documents, unread = read([tmp_path])
    assert not unread
    assert [PARAGRAPHS[0] in d.text for d in documents] == [True, True]


def test_brotli(tmp_path: Path, read: Read) -> None:
    """A body that was sent as Brotli is unpacked."""
    brotli = pytest.importorskip("brotli")
    (tmp_path / "a.warc").write_bytes(record(HERE, brotli.compress(html()), more="Content-Encoding: br\r\n"))
    documents, unread = read([tmp_path])
    assert not unread
    assert PARAGRAPHS[0] in documents[0].text


def test_what_is_missing_is_told(tmp_path: Path, read: Read) -> None:
    """A page cut when it was fetched, a record cut in the file and a wrong digest each leave a warning."""
    body = html()
    good = base64.b32encode(hashlib.sha1(body).digest()).decode()
    data = b"".join(
        [
            record(HERE + "/1", body, warc=f"WARC-Payload-Digest: sha1:{good}\r\n"),
            record(HERE + "/2", body, warc=f"WARC-Payload-Digest: sha1:{'A' * 32}\r\n"),
            record(HERE + "/3", body, warc="WARC-Truncated: length\r\n"),
            record(HERE + "/4", body)[:-60],
        ]
    )
    (tmp_path / "a.warc").write_bytes(data)
    documents, unread = read([tmp_path])
    assert not unread
    told = {(d.url or "")[-1]: " ".join(d.warnings) for d in documents}
    assert "same text" in told["4"] or "same text" in told["2"]
    assert "Digest" not in told["1"]
    assert "WARC-Payload-Digest" in told["2"]
    assert "WARC-Truncated: length" in told["3"]
    assert "the record is cut" in told["4"]


def test_cut_and_damaged_files(tmp_path: Path, read: Read) -> None:
    """The pages before the damage are read, and the damage is told."""
    one, other = record(HERE, html()), record(HERE + "/2", html())
    (tmp_path / "cut.warc.gz").write_bytes(gzipped(one, other)[:-200])
    (tmp_path / "junk.warc").write_bytes(one + b"junk" * 50 + other)
    documents, unread = read([tmp_path / "cut.warc.gz"])
    assert "the record is cut" in " ".join([*[w for d in documents for w in d.warnings], *[u.why for u in unread]])
    documents, unread = read([tmp_path / "junk.warc"])
    assert [d.url for d in documents] == [HERE]
    assert "cut or damaged" in unread[0].why


def test_hostile_records(tmp_path: Path, read: Read) -> None:
    """A body that unpacks without end is left; an address of a script is none."""
    bomb = gzip.compress(bytes(100 << 20))
    data = record(HERE, bomb, more="Content-Encoding: gzip\r\n") + record("javascript:alert(1)", html())
    (tmp_path / "a.warc").write_bytes(data)
    documents, unread = read([tmp_path])
    assert [d.url for d in documents] == [None]
    assert ["unpacks to more than" in u.why for u in unread] == [True]


def test_in_an_archive(tmp_path: Path, read: Read) -> None:
    """A WARC file in a ZIP archive is read where it is."""
    (tmp_path / "pile.zip").write_bytes(zip_of({"in/a.warc.gz": gzipped(record(HERE, html()))}))
    documents, unread = read([tmp_path])
    assert not unread
    assert "pile.zip!/in/a.warc.gz#" in documents[0].source


def test_flat_memory(tmp_path: Path) -> None:
    """Memory is that of one page, however many a file holds."""
    lexicons: Lexicons = tables()[0]
    columns = Columns(lexicons)
    peaks = []
    for count in (20, 2000):
        path = tmp_path / f"{count}.warc"
        path.write_bytes(record(HERE, html()) * count)
        tracemalloc.start()
        assert sum(isinstance(item, Page) for item in files.read([path], columns)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + (1 << 20)

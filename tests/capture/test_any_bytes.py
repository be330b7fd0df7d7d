"""Whatever the bytes and whatever the name: every file ends as pages or as unread with a reason, and nothing breaks."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.base.document import Page, Unread
from tawatur.capture import files, formats
from tawatur.capture.columns import Columns
from tests.capture.conftest import tables
from tests.capture.formats import ARTICLE, PARAGRAPHS, docx, gzipped, html, record, tar_of, zip_of
from tests.capture.test_exports import CHANNEL, CSL, RDF
from tests.capture.test_saved_pages import mhtml, pdf

SUFFIXES = sorted({*formats.NAMED, ".html", ".txt", ".rdf", "", ".unknown"})
SLOWEST = 10  # seconds
GOOD: dict[str, bytes] = {
    ".html": html(),
    ".zip": zip_of(
        {"a.html": html(), "b.zip": zip_of({"c.txt": ARTICLE.encode()}), "pages.csv": b"file,url\na.html,x\n"}
    ),
    ".tar": tar_of({"a.html": html(), "b.txt": ARTICLE.encode()}),
    ".tgz": tar_of({"a.html": html()}, "w:gz"),
    ".tar.bz2": tar_of({"a.html": html()}, "w:bz2"),
    ".tar.xz": tar_of({"a.html": html()}, "w:xz"),
    ".warc": record("http://a.example/1", html())
    + record("http://a.example/2", html(), more="Content-Encoding: gzip\r\n"),
    ".warc.gz": gzipped(
        record("http://a.example/1", html()), record("http://a.example/2", ARTICLE.encode(), "text/plain")
    ),
    ".mhtml": mhtml("utf-8", "quoted-printable"),
    ".json": json.dumps(CHANNEL).encode(),
    ".jsonl": json.dumps({"text": ARTICLE, "title": "x"}).encode(),
    ".csv": f"id,text,date\n1,{ARTICLE.strip()},2019-03-05\n".encode(),
    ".docx": docx(f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r></w:p>"),
    ".pdf": pdf(list(PARAGRAPHS)),
    ".rdf": RDF.encode(),
    "library.json": json.dumps(CSL).encode(),
}


def survived(path: Path) -> None:
    """Read a file and its folder; each thing that comes out is a page or a reason, in time."""
    began = time.perf_counter()
    for given_path in (path, path.parent):
        for item in files.read([given_path], Columns(tables()[0])):
            assert isinstance(item, Page | Unread)
            assert item.source
            assert not isinstance(item, Unread) or item.why
    assert time.perf_counter() - began < SLOWEST


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_random_bytes(data: bytes, suffix: str, tmp_path: Path) -> None:
    """Random bytes under every suffix never break the reading."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    survived(path)
    path.unlink()


def worn(data: bytes, rng: random.Random) -> bytes:
    """Damage a file as disks and hostile hands do: bytes changed, pieces lost, doubled, put in."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(out) or 1)
        match rng.randrange(4):
            case 0:
                out[at : at + 1] = bytes([rng.choice((0, 10, 32, 34, 91, 123, 255, rng.randrange(256)))])
            case 1:
                del out[at : at + rng.randint(1, 64)]
            case 2:
                out[at:at] = out[at : at + rng.randint(1, 200)]
            case _:
                out[at:at] = rng.randbytes(rng.randint(1, 16))
    return bytes(out)


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_damaged_files(name: str, seed: int, tmp_path: Path) -> None:
    """A good file of every format, damaged in any way, never breaks the reading."""
    path = tmp_path / (name if not name.startswith(".") else f"a{name}")
    path.write_bytes(worn(GOOD[name], random.Random(seed)))
    survived(path)


@pytest.mark.parametrize("name", [n for n in GOOD if n not in (".rdf", "library.json")])
def test_the_good_files_are_read(name: str, tmp_path: Path) -> None:
    """Undamaged, each of those files holds a page."""
    if name == ".pdf":
        pytest.importorskip("pypdf")
    path = tmp_path / f"a{name}"
    path.write_bytes(GOOD[name])
    assert any(isinstance(item, Page) for item in files.read([path], Columns(tables()[0])))

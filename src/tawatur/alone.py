"""One page by itself → what it says alone, and the key under which that is kept.

What a page says alone is its text, its residue and what the tagger proposes; it hangs on the page, the program, the
tables and the models, and the key holds all of these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from traceback import extract_tb

import msgspec

from tawatur import capture, lexicons, pipeline
from tawatur.base.document import Document, Page, Unread
from tawatur.base.lexicon import Lexicons
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.extract import sentences
from tawatur.extract.tagger import Tagger
from tawatur.extract.tagger.word_tables import READS
from tawatur.version import __version__

CODE = ("base", "capture", "extract/tagger", "extract/sentences.py", "lexicons.py", "alone.py")
PARSERS = ("fastwarc", "lxml", "numpy", "onnxruntime", "python-crfsuite", "resiliparse", "trafilatura")
FAULT = "This is a fault of tawatur: please send the page in. The other pages were read."
DIED = f"the process that read it ended over it: it may need more memory than there is. {FAULT}"


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """What one page says alone: its document, still without id and source, or why there is none; what the tagger proposes.

    ``lasts`` is false where another try may end otherwise: it is not kept.
    """

    document: Document | None = None
    why: str | None = None
    proposals: list[Proposal] = []
    lasts: bool = True


def packed(page: Page) -> bytes:
    """Write a page as the bytes that are read alone: without its source, so that no reading can hang on where it lies."""
    return msgspec.msgpack.encode(msgspec.structs.replace(page, source=""), order="deterministic")


def key_of(data: bytes, stamped: bytes) -> str:
    """Return the digest of all that a page's reading depends on."""
    return hashlib.sha256(stamped + data).hexdigest()


def stamp(language: Lexicons, tagger: str) -> bytes:
    """Note what else a page's reading depends on: program, tables, models, and the libraries that parse and tag."""
    tables = {name: language.digests[name] for name in (*capture.TABLES, *READS)}
    outlets = lexicons.digest(lexicons.HERE / "outlets" / "outlets.tsv")
    models = pipeline.built_with(language, tagger).models
    parsers = {name: metadata.version(name) for name in PARSERS}
    facts = (__version__, code_digest(CODE), language.language, tagger, tables, outlets, models, parsers)
    return msgspec.msgpack.encode(facts, order="sorted")


@cache
def code_digest(parts: tuple[str, ...]) -> bytes:
    """Return the digest of the program's own parts that something hangs on: between two versions, they change too."""
    digest = hashlib.sha256()
    for part in parts:
        path = lexicons.HERE / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.digest()


def read_alone(data: bytes, tagger: str, threads: int) -> bytes:
    """Read one page by itself: bytes in, bytes out, so that any process can do it.

    What goes wrong in it that no reader foresaw is told as the page's reason, with its place in the program.
    """
    try:
        alone = alone_of(msgspec.msgpack.decode(data, type=Page), tagger, threads)
    except Exception as wrong:
        at = extract_tb(wrong.__traceback__)[-1]
        why = (
            f"reading it failed ({type(wrong).__name__}: {wrong}; {Path(at.filename).name}, line {at.lineno}). {FAULT}"
        )
        alone = Alone(why=why, lasts=False)
    return msgspec.msgpack.encode(alone)


@cache
def maker() -> Callable[[Page], Document | Unread]:
    """Return what makes documents of pages, once a process."""
    return capture.maker(pipeline.tables(), lexicons.load_outlets())


def alone_of(page: Page, name: str, threads: int) -> Alone:
    """Make the document of a page and let the tagger propose."""
    language = pipeline.tables()
    document = maker()(page)
    if isinstance(document, Unread):
        return Alone(why=document.why)
    reading = pipeline.annotate(Reading.of(document), sentences, language)
    tagger = pipeline.load_tagger(name)
    if isinstance(tagger, Tagger):
        tagger.threads = threads
    (proposals,) = tagger.propose([(reading.text, [s.span for s in reading.sentences])])
    return Alone(document=document, proposals=proposals)

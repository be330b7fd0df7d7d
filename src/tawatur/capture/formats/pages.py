"""A file of HTML or plain text, or the same as bytes from another format → one page."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping

from tawatur.base.document import Page, Unread
from tawatur.capture import html
from tawatur.capture.columns import Columns
from tawatur.capture.encodings import binary_kind, declared_charset, decode
from tawatur.capture.formats.file import File, Refused

HTML = (".html", ".htm", ".xhtml", ".shtml")
TEXT = (".txt", ".text")
LARGEST_TEXT = 4 << 20  # bytes; a long news page has a hundredth of this
LARGEST_HTML = 24 << 20  # without the pictures in it
LARGEST_SAVED = 96 << 20  # a page saved whole carries its pictures in its addresses
PICTURE = re.compile(
    rb"data:(?:image|font|video|audio|application|text)/[\w.+-]{1,80}(?:;[\w=.-]{1,80}){0,4},"
    rb"[A-Za-z0-9+/=%_.~!*'();:@&$,-]{512,}"
)
ADDRESS = re.compile(r"\s*https?://\S+\s*", re.I)


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:  # noqa: ARG001  (every reader is called alike)
    """Read one file of HTML or text."""
    largest = LARGEST_SAVED if file.suffix in HTML else LARGEST_TEXT
    if file.size > largest:
        raise Refused(too_large(file, largest))
    data = file.bytes(largest)
    kind = "html" if file.suffix in HTML else "text" if file.suffix in TEXT else None
    yield page(file.source, data, file.facts, kind)


def page(
    source: str, data: bytes, facts: Mapping[str, str], kind: str | None, charset: str | None = None, captured: str | None = None
) -> Page | Unread:  # fmt: skip
    """Make a page of bytes. `kind`: html, text, or null where the bytes must tell; `charset`: what came with them."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Unread(source=source, why="the file is empty. Save the page again.")
    if what := binary_kind(data):
        return Unread(source=source, why=f"this is {what}. Save the page as text or HTML and give that file.")
    digest = hashlib.sha256(data).hexdigest()
    if kind != "text":
        data = without_pictures(data)
    if len(data) > LARGEST_HTML:
        return Unread(
            source=source, why=f"this is {len(data) >> 20} MB of HTML besides its pictures: no page is. Save it again."
        )
    read = decode(data, known_charset(charset) or declared_charset(data))
    is_html = kind == "html" or (kind is None and html.looks_like_html(read.text))
    if not is_html and (why := addresses(read.text)):
        return Unread(source=source, why=why)
    return Page(
        source=source, sha256=digest, media="html" if is_html else "text", content=read.text, sidecar=dict(facts),
        warnings=[read.warning] if read.warning else [], captured=captured, encoding=read.encoding,
    )  # fmt: skip


def without_pictures(data: bytes) -> bytes:
    """Leave pictures, fonts and styles out that a saved page carries in its addresses."""
    return PICTURE.sub(b"data:,", data) if b"data:" in data else data


def known_charset(name: str | None) -> str | None:
    """Return Python's name for a charset, or null where it has none."""
    try:
        return codecs.lookup(name.strip("\"' ")).name if name else None
    except (LookupError, ValueError):
        return None


def addresses(text: str) -> str | None:
    """Say that a text is a list of addresses, if it holds nothing else: they are fetched by another command."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines or not all(ADDRESS.fullmatch(line) for line in lines):
        return None
    return f"this is a list of addresses ({len(lines)}), and building reaches no network. Fetch them first: tawatur fetch LIST -o pages"


def too_large(file: File, largest: int) -> str:
    """Say that a file is no news page, and how it begins."""
    with file.open() as opened:
        head = opened.read(1 << 16)
    what = binary_kind(head)
    lines = "in one line" if not what and head.count(b"\n") == 0 else ""
    seen = what or f"{file.size / (1 << 20):.0f} MB of text {lines}".strip()
    most = f"a page of text has at most {largest >> 20} MB"
    return f"this is {seen}; {most}. Give each article a file or a JSON line of its own."

"""A page saved as MHTML → one page: its root part, decoded by its own charset."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.dates import iso_day
from tawatur.capture.formats import pages
from tawatur.capture.formats.file import File, Refused

LARGEST = 48 << 20  # bytes; the mail parser takes a second for every six millions
MOST_PARTS = 20_000


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:  # noqa: ARG001
    """Read the root part of a saved page; its pictures, styles and frames are left out."""
    data = file.bytes(LARGEST)
    if not data.strip():
        raise Refused("the file is empty. Save the page again.")
    if data.count(b"\n--") > MOST_PARTS:
        raise Refused(f"the file has more than {MOST_PARTS:,} parts: no saved page has. Save it again.")
    whole = email.message_from_bytes(data, policy=email.policy.compat32)
    part = root(whole)
    if part is None:
        raise Refused("the file holds no part of HTML or text. Save the page again, as «Web page, single file».")
    body = part.get_payload(decode=True)
    facts = dict(file.facts)
    if address := web_address(whole, part):
        facts.setdefault("url", address)
    kind = "html" if part.get_content_type() in HTML else "text"
    day = iso_day(str(whole.get("Date", "")))
    sent = body if isinstance(body, bytes) else b""
    yield pages.page(file.source, sent, facts, kind, part.get_content_charset(), day)


HTML = ("text/html", "application/xhtml+xml")


def root(whole: Message) -> Message | None:
    """Return the part that is the page: the one that `start` names, else the first of HTML, else the first of text."""
    parts = [p for p in whole.walk() if not p.is_multipart()]
    start = whole.get_param("start")
    named = [p for p in parts if start and str(p.get("Content-ID", "")).strip() == str(start).strip()]
    of_html = [p for p in parts if p.get_content_type() in HTML]
    of_text = [p for p in parts if p.get_content_type() == "text/plain" and p.get("Content-Type")]
    return next(iter([p for p in named if p in of_html] + of_html + of_text), None)


def web_address(whole: Message, part: Message) -> str | None:
    """Return the address that the page was saved from, if it is one of the web."""
    for said in (whole.get("Snapshot-Content-Location"), part.get("Content-Location")):
        if said and str(said).strip().startswith(("http://", "https://")):
            return "".join(str(said).split())
    return None

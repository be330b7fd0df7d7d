"""An answer → what became of the address: a list that was opened, a page's bytes, or why there is none."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from tawatur.capture.fetch import feeds, pages
from tawatur.capture.fetch.addresses import RefusedError, joined
from tawatur.capture.fetch.feeds import Lead
from tawatur.capture.fetch.logbook import Capture
from tawatur.capture.fetch.packing import PackingError, gunzipped, unpacked
from tawatur.capture.fetch.questions import FailedError, Reply
from tawatur.capture.fetch.wire import Answer

WARC = "captures.warc.gz"
DEEPEST = 3  # sitemaps in sitemaps
HEAD = 1 << 18
LINK_TAG = re.compile(r"<link\b[^<>]{1,2000}>", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)


def media(headers: Mapping[str, str]) -> str:
    """Read the media type of an answer; one that says none is taken for HTML, as browsers do."""
    return headers.get("content-type", "text/html").partition(";")[0].strip().lower() or "text/html"


def unlike_page(status: int, headers: Mapping[str, str]) -> str | None:
    """Say why a body is not to be read: it is a picture, a film, an archive."""
    kind = media(headers)
    if not 200 <= status < 300 or kind in pages.SUFFIX or "xml" in kind or kind.endswith("gzip"):
        return None
    return f"it is {kind}, which is no page"


def content(answer: Answer, most: int) -> bytes:
    """Take the page's bytes out of a whole answer. Raises FailedError."""
    if answer.cut:
        raise FailedError(answer.why or answer.cut, answer)
    if answer.status != 200:
        raise FailedError(f"the server answered with status {answer.status}", answer)
    try:
        data = unpacked(answer.body, answer.headers.get("content-encoding", ""), most)
        return gunzipped(data, most) if media(answer.headers) not in pages.SUFFIX else data
    except PackingError as wrong:
        raise FailedError(str(wrong), answer) from wrong


def opened(lead: Lead, reply: Reply, data: bytes) -> Capture | None:
    """Open a feed or sitemap; nothing if it is a page."""
    if not feeds.looks_like_one(data):
        if lead.expands and lead.depth:
            raise FailedError("a sitemap names this address as another sitemap, and it is none")
        if media(reply.answer.headers) not in pages.SUFFIX:
            raise FailedError(f"it is {media(reply.answer.headers)}, and neither a page nor a feed")
        return None
    if not lead.expands or lead.depth > DEEPEST:
        raise FailedError("it is a feed or sitemap, not a page. Give its address itself, and it is opened")
    try:
        return basis(lead, reply, "list", found=feeds.leads(data, reply.answer.url, lead.depth))
    except feeds.FeedError as wrong:
        raise FailedError(f"the feed is not opened: {wrong}", reply.answer) from wrong


def basis(lead: Lead, reply: Reply, outcome: str, **also: object) -> Capture:
    """Begin a capture with what every answer has."""
    headers = reply.answer.headers
    made = Capture(
        url=lead.url, when=now(), outcome=outcome, status=reply.answer.status, steps=reply.steps, lead=lead, warc=WARC,
        offset=reply.offset, etag=headers.get("etag"), modified=headers.get("last-modified"),
    )  # fmt: skip
    return msgspec.structs.replace(made, **also)


def not_fetched(lead: Lead, wrong: RefusedError | FailedError) -> Capture:
    """Make the capture of an address that was not asked, or that no page came of."""
    answer = wrong.answer if isinstance(wrong, FailedError) else None
    outcome = "failed" if isinstance(wrong, FailedError) else "refused"
    return Capture(
        url=lead.url, when=now(), outcome=outcome, why=str(wrong), status=answer.status if answer else 0, lead=lead
    )


def canonical(data: bytes, url: str) -> str | None:
    """Read the address that a page gives as its own: <link rel="canonical">."""
    for tag in LINK_TAG.findall(data[:HEAD].decode("utf-8", "replace")):
        if CANONICAL.search(tag) and (found := HREF.search(tag)):
            return joined(url, html.unescape(found[1]))
    return None


def now() -> str:
    """Read the clock: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""A document → the address that a reader can follow: its page on the web, or else the file that was read."""

from __future__ import annotations

import re
from urllib.parse import quote

from tawatur.base.document import Document
from tawatur.view.exports.characters import utf8_text

WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
# RFC 3987: what may stand in an address as it is; the rest, quotes and angle brackets among it, is percent-encoded.
KEPT = ":/?#[]@!$&'()*+,;=%~"


def web(document: Document) -> str | None:
    """Return the page's web address, percent-encoded; null where there is none, or it is no http address."""
    for given in (document.url, document.source):
        if given and WEB.fullmatch(given):
            return quote(utf8_text(given), safe=KEPT)
    return None


def of_page(document: Document) -> str:
    """Return the page's web address, or else its file's path as a relative reference (RFC 3986)."""
    return web(document) or quote(utf8_text(document.source or document.id or "page"), safe="/!~")


def segment(words: str) -> str:
    """Percent-encode words so that they are one part of an address (RFC 3986)."""
    return quote(utf8_text(words), safe="")

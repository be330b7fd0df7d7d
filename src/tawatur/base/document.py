"""Pages, the documents read from them, and what is known of their publication."""

from __future__ import annotations

import msgspec

from tawatur.base.reason import Reason
from tawatur.base.span import Span


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Who published a document: never called "source" here."""

    id: str | None
    name: str


class OutletRow(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet or agency of the outlet table: names, domains, country, kind; no political label, ever.

    ``names`` holds its Arabic name forms, ``latin`` the Latin ones, ``handles`` its official accounts. ``plain`` lists the
    name forms that are also plain words, a section's title, a place or a number («العالم»، «مباشر»، «218»): standing alone
    they name nobody.
    """

    id: str
    names: list[str]
    latin: list[str]
    kind: str
    country: str
    domains: list[str]
    handles: list[str]
    source: str
    plain: list[str] = []


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """The headline; ``span`` is null where it stands only in the page's metadata."""

    text: str
    span: Span | None


class Residue(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the page that is not the article: counter, share prompt, comment form, poll, embed, credit…"""

    span: Span
    kind: str
    because: list[Reason] = []


class DateEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """One ground for the publication date: kind (metadata, url, dateline, today, embed, sidecar…), words, value."""

    kind: str
    span: Span | None
    text: str
    value: str


class RejectedDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date that might be taken for the publication date and is not, with why."""

    span: Span | None
    text: str
    why: str


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When the document was published, as far as evidence goes.

    ``value`` is an ISO day, an ISO interval «a/b», or null; ``earliest`` and ``latest`` are ISO days or null. A day is
    never invented.
    """

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    evidence: list[DateEvidence] = []
    rejected: list[RejectedDate] = []

    @property
    def day(self) -> str | None:
        """Return the ISO day if the evidence gives exactly one."""
        return self.value[:10] if self.value and "/" not in self.value and len(self.value) >= 10 else None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: where from, its bytes' digest, and what stood beside it (`pages.csv`, fields of a record).

    ``media``: html, text, or record (a row whose title, if any, was put on top of its text). ``ground``: what kind of
    evidence that is: sidecar (a person wrote it) or metadata. ``captured``: the day it was fetched or saved, if known.
    """

    source: str
    sha256: str
    media: str
    content: str
    sidecar: dict[str, str] = {}
    warnings: list[str] = []
    ground: str = "sidecar"
    captured: str | None = None
    encoding: str = "utf-8"


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was not read, and why: what was seen, where, and what to do."""

    source: str
    why: str


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """Where a paragraph of a document's text stands in the page that it was taken from.

    ``span`` is in the document's text, ``source`` in the page's decoded bytes, both in code points.
    """

    span: Span
    source: Span


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """How a document's text was taken from its page's bytes: by which encoding and which means, and what came from where.

    ``by`` is null where nothing was taken out: the decoded bytes, or a field of a JSON line, are the text. Nothing is placed then.
    """

    encoding: str
    by: str | None = None
    placements: list[Placement] = []


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's frozen text. ``text`` never changes; everything said of it is a span of it.

    ``body`` lists the spans of the article's paragraphs in reading order, ``residue`` what is not the article.
    """

    id: str
    source: str
    sha256: str
    outlet: Outlet | None
    language: str
    title: Title | None
    text: str
    body: list[Span]
    residue: list[Residue]
    published: Published
    url: str | None = None
    warnings: list[str] = []
    extraction: Extraction | None = None

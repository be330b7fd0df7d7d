"""A story's pages, an event's or a quotation's → citations: the neutral records that BibTeX, RIS and CSL-JSON are written from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import Attribution, Quotation
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.exports import addresses, dates, quotes
from tawatur.view.exports.characters import one_line, within
from tawatur.view.index import Index, address, page_name
from tawatur.view.why import UnknownId

FIRST_WORDS = 80  # code points of a page's text that stand for a headline that it lacks


class Excerpt(NamedTuple):
    """Words that are cited, and where they stand: «d2:120-180», in code points of the page's text."""

    words: str
    place: str


class Citation(NamedTuple):
    """One page as it is cited.

    ``published``: an ISO date or interval, no more precise than known, or null; ``accessed``: the day on which the page was
    saved, or null. ``url``: its web address; null for a page known as a file only (``source``).
    """

    key: str
    document: str
    outlet: str | None
    title: str
    published: str | None
    earliest: str | None
    latest: str | None
    accessed: str | None
    url: str | None
    source: str
    language: str
    sha256: str
    excerpts: tuple[Excerpt, ...] = ()

    @property
    def notes(self) -> list[str]:
        """List what a reference manager has no field of its own for: digest, file, and a date that no field can hold."""
        made = [f"sha256 {self.sha256}"] if self.sha256 else []
        if self.url is None:
            made.append(f"file {one_line(self.source)}")
        return [*made, *self.doubts()]

    def doubts(self) -> Iterator[str]:
        """Yield what is known of a publication date that is not one date."""
        if self.published is not None:
            if "/" in self.published or not dates.ends(self.published):
                yield f"published {one_line(self.published)}"
        elif self.earliest and self.latest:
            yield f"published between {one_line(self.earliest)} and {one_line(self.latest)}"
        elif self.earliest or self.latest:
            yield f"published {one_line(self.earliest or self.latest or '')} or {'later' if self.earliest else 'earlier'}"

    @property
    def quoted(self) -> list[str]:
        """List the cited words with their places."""
        return [f"«{one_line(p.words)}» ({p.place})" for p in self.excerpts]


def of_story(story: Story) -> list[Citation]:
    """Cite every page of a story, in its order."""
    named = keys(story.documents)
    return [cited(d, key) for d, key in zip(story.documents, named, strict=True)]


def of_document(story: Story, document: str, *spans: Span) -> list[Citation]:
    """Cite a page, and words of it where spans are given. Raises UnknownId for no such page."""
    index = Index(story)
    if document not in index.documents:
        raise UnknownId(document, index)
    return gathered(index, [(document, span) for span in spans] or [(document, None)])


def of_event(story: Story, event: str) -> list[Citation]:
    """Cite an event: the pages that tell of it, each with the sentences that do. Raises UnknownId for no such event."""
    index = Index(story)
    if event not in index.events:
        raise UnknownId(event, index)
    found = index.events[event]
    told = [(q.document, q.span) for q in quotes.of_event(index, found)]
    return gathered(index, [*told, *((d, None) for d in quotes.pages(index, found))])


def of_quotation(story: Story, name: str) -> list[Citation]:
    """Cite a quotation or an attribution: its page with its words, then the pages with a copy of the very same words.

    Raises UnknownId for an id that is neither's.
    """
    index = Index(story)
    found = index.by_id.get(name)
    if not isinstance(found, Quotation | Attribution):
        raise UnknownId(name, index)
    span = Span(*(found.span if isinstance(found, Quotation) else found.content.span))
    return gathered(index, [(found.document, span), *copies(index, found.document, span)])


def copies(index: Index, document: str, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield where the words of a span stand, unchanged, in passages that other pages share with its page."""
    words = index.words(document, span)
    for reuse in index.story.reuse:
        for here, there in ((reuse.a, reuse.b), (reuse.b, reuse.a)):
            if here.document == document and Span(*here.span).holds(span):
                at = index.text(there.document).find(words, *there.span)
                if at >= 0:
                    yield there.document, Span(at, at + len(words))


def gathered(index: Index, places: Iterable[tuple[str, Span | None]]) -> list[Citation]:
    """Cite pages, each once, in the order given, with the words at their spans."""
    documents = index.story.documents
    named = dict(zip((d.id for d in documents), keys(documents), strict=True))
    spans: dict[str, list[Span]] = {}
    for document, span in places:
        found = spans.setdefault(document, [])
        if span is not None and span not in found:
            found.append(span)
    return [cited(index.documents[d], named[d], found) for d, found in spans.items() if d in index.documents]


def cited(document: Document, key: str, spans: Iterable[Span] = ()) -> Citation:
    """Make the citation of a page."""
    published = document.published
    here = [s for s in spans if within(s, len(document.text))]
    return Citation(
        key=key,
        document=document.id,
        outlet=document.outlet.name if document.outlet else None,
        title=headline(document),
        published=published.value,
        earliest=published.earliest,
        latest=published.latest,
        accessed=next((e.value for e in published.evidence if e.kind == "captured" and dates.days(e.value)), None),
        url=addresses.web(document),
        source=document.source,
        language=document.language,
        sha256=re.sub(r"[^0-9a-fA-F]", "", document.sha256),
        excerpts=tuple(Excerpt(document.text[s.start : s.end], address(document.id, s)) for s in here),
    )


def headline(document: Document) -> str:
    """Return a page's headline, or its first words where it has none."""
    if document.title and one_line(document.title.text):
        return one_line(document.title.text)
    body = one_line(document.text[document.body[0][0] :] if document.body else document.text)
    return body if len(body) <= FIRST_WORDS else body[:FIRST_WORDS].rstrip() + "…"


def keys(documents: Sequence[Document]) -> list[str]:
    """Make each page's key: its host or file, its year, and eight digits of its digest: «was2019-b2049c8c».

    ASCII, and the same however many pages are cited; pages of the same bytes and host are told apart by a number.
    """
    made: list[str] = []
    before: Counter[str] = Counter()
    for name in map(key, documents):
        made.append(f"{name}-{before[name] + 1}" if before[name] else name)
        before[name] += 1
    return made


def key(document: Document) -> str:
    """Make a page's key, not yet told apart from another's."""
    host = (
        page_name(msgspec.structs.replace(document, url=addresses.web(document)))
        .lower()
        .removeprefix("www.")
        .split(".")[0]
    )
    slug = re.sub(r"[^a-z0-9]", "", host)[:24] or "page"
    year = dates.shared(document.published.value)[:1]
    digest = re.sub(r"[^0-9a-f]", "", document.sha256.lower())[:8]
    return f"{slug}{f'{year[0]:04}' if year else 'nd'}-{digest or '0'}"

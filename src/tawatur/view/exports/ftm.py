"""A story → FollowTheMoney entities (followthemoney.tech, schema 4), one JSON object a line, as Aleph and OpenSanctions read.

What is reported stays reported: every event, tie and note names the pages that say so, in `proof`, and their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.base.story import Entity, Story
from tawatur.view.exports import ftm_events
from tawatur.view.exports.ftm_entity import Record, day, nameable, publisher, record
from tawatur.view.exports.identity import Identity
from tawatur.view.held import web_address
from tawatur.view.index import Index, address

SCHEMATA = {  # what a kind is in FollowTheMoney; whether a body is public, or a dam an asset, no page's words decide
    "person": "Person", "organisation": "Organization", "agency": "Organization", "outlet": "Organization",
    "group": "Organization", "company": "Company", "place": "Address", "facility": "Address",
    "event": "Event", "conference": "Event", "exercise": "Event",
}  # fmt: skip
REST = "Note"  # an agreement, a law, a product: FollowTheMoney has no schema for it
LEGAL = ("Person", "Organization", "Company")
LANGUAGES = {"ar": "ara", "en": "eng", "fr": "fra", "he": "heb", "es": "spa", "fa": "fas", "tr": "tur"}


def to_ftm(story: Story) -> bytes:
    """Write a story's entities: pages, outlets, who is named, offices, events, what is said of them, and copies."""
    index, identity = Index(story), Identity(story)
    records: dict[str, Record] = {}
    for made in (*pages(index, identity), *named(index, identity), *ftm_events.records(index, identity)):
        records.setdefault(made["id"], made)
    return b"".join(json.dumps(made, ensure_ascii=False, sort_keys=True).encode() + b"\n" for made in records.values())


def pages(index: Index, identity: Identity) -> Iterator[Record]:
    """Yield every page, and its outlet with the tie between them."""
    for document in index.story.documents:
        yield article(index, identity, document)
        if document.outlet:
            outlet = identity.of("outlet", fold(document.outlet.name))
            page = identity.page(document.id)
            yield record(outlet, "Organization", name=nameable(document.outlet.name, document.id))
            tie = identity.of("published", document.id)
            yield record(
                tie, "Documentation", document=page, entity=outlet, role="publisher", date=document.published.day
            )


def article(index: Index, identity: Identity, document: Document) -> Record:
    """Make a page. A publication date that is an interval stands in its notes: a FollowTheMoney date has one value."""
    title = document.title.text if document.title else None
    when = document.published
    open_date = (
        None if day(when.value) else f"published between {when.earliest or 'unknown'} and {when.latest or 'unknown'}"
    )
    return record(
        identity.page(document.id), "Article", title=title, name=title, fileName=document.source,
        publisher=publisher(index, document.id), sourceUrl=web_address(document.url or document.source),
        publishedAt=day(when.value), language=LANGUAGES.get(document.language), contentHash=document.sha256,
        bodyText=document.text, notes=open_date, generator=f"Tawatur {index.story.built_with.tawatur}",
    )  # fmt: skip


def named(index: Index, identity: Identity) -> Iterator[Record]:
    """Yield every entity, a mention for each page and name of a person or body, a documentation for each page, its offices."""
    for entity in index.story.entities:
        schema, id_ = SCHEMATA.get(entity.kind, REST), identity.of("entity", entity.id)
        names = [n.text for n in entity.names if n.text != entity.name]
        full = {"full": entity.name} if schema == "Address" else {}
        yield record(id_, schema, name=nameable(entity.name, entity.id), alias=names, keywords=entity.kind, **full)
        yield from documented(index, identity, entity)
        if schema in LEGAL:
            yield from mentions(index, identity, entity)
        if schema == "Person":
            yield from offices(index, identity, entity)


def documented(index: Index, identity: Identity, entity: Entity) -> Iterator[Record]:
    """Yield, for every page that names an entity, the tie between them, with where its names stand."""
    spans: dict[str, list[Span]] = {}
    for mention in (m for m in entity.mentions if m.document in index.documents):
        spans.setdefault(mention.document, []).append(mention.span)
    for document, here in spans.items():
        yield record(
            identity.of("documentation", entity.id, document), "Documentation", document=identity.page(document),
            entity=identity.of("entity", entity.id), role="mentions", recordId=address(document, *here),
            publisher=publisher(index, document), summary=sorted({index.words(document, span) for span in here}),
        )  # fmt: skip


def mentions(index: Index, identity: Identity, entity: Entity) -> Iterator[Record]:
    """Yield a mention for every page and name form of a person or body."""
    schema = SCHEMATA[entity.kind]
    forms = dict.fromkeys((m.document, m.text) for m in entity.mentions if m.document in index.documents)
    for document, name in forms:
        yield record(
            identity.of("mention", entity.id, document, name), "Mention", document=identity.page(document), name=name,
            resolved=identity.of("entity", entity.id), detectedSchema=schema,
        )  # fmt: skip


def offices(index: Index, identity: Identity, entity: Entity) -> Iterator[Record]:
    """Yield every post that a page says a person holds, and the holding, with the words and the page that say so."""
    for office in entity.offices:
        here = office.document if office.document in index.documents else None
        post = identity.of("position", fold(office.title), fold(office.organisation or ""))
        yield record(post, "Position", name=nameable(office.title, office.id), description=office.organisation)
        yield record(
            identity.of("occupancy", office.id), "Occupancy", holder=identity.of("entity", entity.id), post=post,
            proof=identity.page(here) if here else None, status=office.qualifier, date=day(office.date),
            publisher=publisher(index, office.document), recordId=address(office.document, office.span),
            summary=index.words(office.document, office.span),
        )  # fmt: skip

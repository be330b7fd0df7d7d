"""A story → schema.org JSON-LD: a NewsArticle for each page, and the entities that it names."""

from __future__ import annotations

from typing import Any

from tawatur.base.document import Document
from tawatur.base.story import Entity, Story
from tawatur.view.exports import addresses, citations, dates, json_text
from tawatur.view.exports.bibtex import iso
from tawatur.view.exports.characters import one_line
from tawatur.view.exports.layers import by_document

CONTEXT = "https://schema.org"
KINDS = {
    "person": "Person", "organisation": "Organization", "agency": "NewsMediaOrganization", "outlet": "NewsMediaOrganization",
    "company": "Corporation", "place": "Place", "facility": "Place", "product": "Product", "event": "Event",
    "conference": "Event", "exercise": "Event", "law": "Legislation",
}  # fmt: skip


def to_schema_org(story: Story) -> bytes:
    """Write a graph of the pages and of the entities that they name."""
    layers = by_document(story)
    pages = [article(d, [entity for _, entity in layers[d.id].mentions]) for d in story.documents]
    return json_text.to_bytes({"@context": CONTEXT, "@graph": [*pages, *map(thing, story.entities)]})


def article(document: Document, named: list[Entity]) -> dict[str, Any]:
    """Make a page's node. A date is given where it is one day, month or year; an interval has no property and is left out."""
    made = {
        **appearance(document),
        "inLanguage": document.language,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": document.sha256},
        "mentions": [{"@id": name} for name in dict.fromkeys(map(name_of, named))],
    }
    return {name: value for name, value in made.items() if value}


def appearance(document: Document) -> dict[str, Any]:
    """Make the node of a page as a place where something is said: address, headline, outlet, date."""
    url = addresses.web(document)
    made = {
        "@type": "NewsArticle",
        "@id": url or addresses.of_page(document),
        "url": url,
        "headline": citations.headline(document),
        "publisher": {"@type": "Organization", "name": one_line(document.outlet.name)} if document.outlet else None,
        "datePublished": published(document),
    }
    return {name: value for name, value in made.items() if value}


def published(document: Document) -> str | None:
    """Return a page's date if it is one date; ISO 8601 as schema.org's Date has it."""
    ends = dates.ends(document.published.value)
    return iso(ends[0]) if len(ends) == 1 else None


def thing(entity: Entity) -> dict[str, Any]:
    """Make an entity's node, with its other spellings; a kind that schema.org lacks is a Thing."""
    others = list(dict.fromkeys(one_line(n.text) for n in entity.names if n.text != entity.name))
    made = {"@type": KINDS.get(entity.kind, "Thing"), "@id": name_of(entity), "name": one_line(entity.name)}
    return {**made, "alternateName": others} if others else dict(made)


def name_of(entity: Entity) -> str:
    """Name an entity's node within its file."""
    return f"#{addresses.segment(entity.id)}"

"""A story → PROV-JSON (W3C member submission, 24 April 2013): what each quoted passage came from, through whom, teller by teller.

A page has its passages as members. A passage that a page quotes was derived from what the first teller told, that from what
the next one told; direct speech is a quotation (`prov:Quotation`), which PROV-O calls `wasQuotedFrom`. Nobody has read what a
teller told: it has no words, and where the text leaves a teller out, no agent either.
"""

from __future__ import annotations

import json
from typing import Any

from tawatur.base.annotation import Attribution, Link
from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.base.story import Reuse, Story
from tawatur.view.accounts import chain
from tawatur.view.exports.characters import utf8_text
from tawatur.view.exports.identity import TERMS, Identity, fragment
from tawatur.view.index import Index

PREFIXES = {"story": "urn:tawatur:", "tawatur": TERMS, "xsd": "http://www.w3.org/2001/XMLSchema#"}
ORGANISATIONS = ("outlet", "agency", "organisation", "company")
DIRECT = ("direct", "mixed")


def to_prov(story: Story) -> bytes:
    """Write a story's provenance, the same bytes for the same story."""
    return Provenance(story).written()


class Provenance:
    """Gathers PROV's records by kind and name."""

    def __init__(self, story: Story) -> None:
        self.index, self.identity = Index(story), Identity(story)
        self.records: dict[str, dict[str, Any]] = {}

    def written(self) -> bytes:
        """Add pages, the chronology made of them, chains and copies, and write them."""
        story = self.index.story
        for document in story.documents:
            self.add_page(document)
        self.add_chronology(story)
        for attribution in story.attributions:
            self.add_chain(attribution)
        for reuse in story.reuse:
            self.add_copy(reuse)
        whole = {"prefix": PREFIXES, **self.records}
        return utf8_text(json.dumps(whole, ensure_ascii=False, indent=1)).encode() + b"\n"

    def entity(self, name: str, kind: str, **attributes: object) -> str:
        """Add an entity of one of our types, if it is not there, and return its name."""
        given = {f"tawatur:{key}": value for key, value in attributes.items() if value is not None}
        self.records.setdefault("entity", {}).setdefault(name, {"prov:type": typed(f"tawatur:{kind}"), **given})
        return name

    def agent(self, name: str, label: str, kind: str) -> str:
        """Add an agent, if it is not there, and return its name. ``kind``: a link's, or software."""
        types = {
            "person": "prov:Person",
            "software": "prov:SoftwareAgent",
            **dict.fromkeys(ORGANISATIONS, "prov:Organization"),
        }
        about = {"prov:label": label, "tawatur:kind": kind} | (
            {"prov:type": typed(types[kind])} if kind in types else {}
        )
        self.records.setdefault("agent", {}).setdefault(name, about)
        return name

    def relate(self, relation: str, *ends: str, **attributes: object) -> None:
        """Add a relation; ends are PROV-JSON's, in its order for that relation."""
        rows = self.records.setdefault(relation, {})
        given = {key.replace("_", ":"): value for key, value in attributes.items()}
        rows[f"_:{relation}{len(rows) + 1}"] = dict(zip(ENDS[relation], ends, strict=True)) | given

    def add_page(self, document: Document) -> None:
        """Add a page, its words' digest and publication, and its outlet."""
        page, when = self.page(document.id), document.published
        self.records["entity"][page] |= {
            f"tawatur:{key}": value
            for key, value in {
                "sha256": document.sha256, "source": document.source, "title": document.title.text if document.title else None,
                "published": when.value, "publishedEarliest": when.earliest, "publishedLatest": when.latest,
            }.items()
            if value is not None
        }  # fmt: skip
        if document.outlet:
            self.relate("wasAttributedTo", page, self.outlet(document.outlet.name))

    def page(self, id_: str) -> str:
        """Name a page, a collection of passages."""
        name = self.entity(f"story:{self.identity.page(id_)}", "Page", document=id_)
        self.records["entity"][name]["prov:type"] = [typed("tawatur:Page"), typed("prov:Collection")]
        return name

    def outlet(self, name: str) -> str:
        """Name an outlet that publishes a page."""
        return self.agent(f"story:{self.identity.of('outlet', fold(name))}", name, "outlet")

    def add_chronology(self, story: Story) -> None:
        """Add the story itself, derived from its pages by this program's version."""
        made = self.entity(f"story:story-{self.identity.story}", "Story", events=len(story.chronology))
        maker = self.agent("tawatur:software", f"Tawatur {story.built_with.tawatur}", "software")
        self.relate("wasAttributedTo", made, maker)
        for document in story.documents:
            self.relate("wasDerivedFrom", made, self.page(document.id))

    def passage(self, document: str, span: Span) -> str:
        """Add some words of a page, with where they stand, as a member of it."""
        name = f"story:{self.identity.of('passage', document, str(span[0]), str(span[1]))}"
        if name not in self.records.get("entity", {}):
            where = fragment(self.index.documents.get(document), span)
            self.entity(name, "Passage", start=span[0], end=span[1], fragment=where)
            self.records["entity"][name]["prov:value"] = self.index.words(document, span)
            self.relate("hadMember", self.page(document), name)
        return name

    def add_chain(self, attribution: Attribution) -> None:
        """Add a quoted passage and the tellings that it came through, from the page inwards."""
        told, direct = self.passage(attribution.document, attribution.content.span), attribution.manner in DIRECT
        for at, link in enumerate(chain(attribution)):
            kind = "MissingLink" if link.kind == "missing" else "Telling"
            name = f"story:{self.identity.of('telling', attribution.id, str(at))}"
            before = self.entity(name, kind, attribution=attribution.id, cue=link.cue)
            quoted: dict[str, object] = {"prov_type": typed("prov:Quotation")} if direct and at == 0 else {}
            self.relate("wasDerivedFrom", told, before, **quoted)
            if link.kind != "missing":
                self.relate("wasAttributedTo", before, self.teller(attribution, at, link))
            told = before

    def teller(self, attribution: Attribution, at: int, link: Link) -> str:
        """Name a teller: by its entity; else by its words, within its attribution alone."""
        parts = (link.entity,) if link.entity else (attribution.id, str(at))
        name = self.identity.of("entity" if link.entity else "teller", *parts)
        return self.agent(f"story:{name}", self.index.name(link.entity) or link.name, link.kind)

    def add_copy(self, reuse: Reuse) -> None:
        """Add a shared passage: derived from the page copied; where that is not known, two forms of one passage."""
        a, b = (self.passage(side.document, side.span) for side in (reuse.a, reuse.b))
        about = {"tawatur_reuse": reuse.id, "tawatur_words": reuse.words, "tawatur_credited": reuse.credited}
        if reuse.direction.from_ == reuse.a.document:
            self.relate("wasDerivedFrom", b, a, **about)
        elif reuse.direction.from_ == reuse.b.document:
            self.relate("wasDerivedFrom", a, b, **about)
        else:
            self.relate("alternateOf", a, b, **about)


ENDS = {
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "hadMember": ("prov:collection", "prov:entity"),
    "alternateOf": ("prov:alternate1", "prov:alternate2"),
}


def typed(name: str) -> dict[str, str]:
    """Write a qualified name as a value, as the submission does."""
    return {"$": name, "type": "xsd:QName"}

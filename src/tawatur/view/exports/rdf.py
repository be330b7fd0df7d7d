"""A story → RDF in Turtle: reported events in the Simple Event Model, chains in PROV-O, and anchors that are both NIF and Web Annotation.

Names are URNs that are this program's own («urn:tawatur:…», not registered with anybody) or begin with a base that is given:
they say that this story speaks of a thing, never which thing of the world it is.
"""

from __future__ import annotations

import re

from tawatur.base.annotation import Attribution, Link
from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.story import Disagreement, Entity, Event, Reuse, Statement, Story
from tawatur.view.accounts import chain
from tawatur.view.exports.anchors import Anchors
from tawatur.view.exports.identity import TERMS, Identity
from tawatur.view.exports.registry import ExportError
from tawatur.view.exports.turtle import XSD, Iri, Literal, Subject, Term, Turtle, integer
from tawatur.view.held import web_address
from tawatur.view.index import Index

BASE = "urn:tawatur:"
PREFIXES = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "gaf": "http://groundedannotationframework.org/gaf#",
    "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "dcterms": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": XSD, "tw": TERMS,
}  # fmt: skip
PLACES = ("place", "facility")
ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|^`\\]*[/#:]")
LANGUAGE = re.compile("[a-zA-Z]{2,8}")


def to_rdf(story: Story, base: str = BASE) -> bytes:
    """Write a story as Turtle. Raises ExportError for a base that is no absolute IRI ending in «/», «#» or «:»."""
    if not ABSOLUTE.fullmatch(base):
        raise ExportError(
            f"export to rdf: the base {base!r} is no absolute IRI that ends in «/», «#» or «:». Give one, as https://host/path/"
        )
    return Linked(story, base).written()


class Linked:
    """Tells the triples of a story, noun by noun."""

    def __init__(self, story: Story, base: str) -> None:
        self.index, self.identity, self.base = Index(story), Identity(story), base
        self.turtle = Turtle(PREFIXES)
        self.anchors = Anchors(self.turtle, self.index, self.page)

    def written(self) -> bytes:
        """Tell everything and write it."""
        story = self.index.story
        for document in story.documents:
            self.tell_page(document)
        for entity in story.entities:
            self.tell_entity(entity)
        for event in story.chronology:
            self.tell_event(event)
        for attribution in story.attributions:
            self.tell_chain(attribution)
        for reuse in story.reuse:
            self.tell_copy(reuse)
        for disagreement in story.disagreements:
            self.tell_disagreement(disagreement)
        return self.turtle.written()

    def iri(self, kind: str, *parts: str) -> Iri:
        """Name a noun of the story."""
        return Iri(self.base + self.identity.of(kind, *parts))

    def page(self, document: str) -> Iri:
        """Name a page."""
        return Iri(self.base + self.identity.page(document))

    def term(self, name: str) -> Iri:
        """Name a thing by «prefix:name»."""
        return self.turtle.term(*name.split(":", 1))

    def tell_page(self, document: Document) -> None:
        """Tell a page: its text, which anchors point into, its title, its outlet and its date, as far as it is known."""
        when, language = document.published, document.language if LANGUAGE.fullmatch(document.language) else None
        url = web_address(document.url or document.source)
        self.turtle.tell(
            self.page(document.id), a=[self.term("prov:Entity"), self.term("nif:Context"), self.term("nif:RFC5147String")],
            dcterms_title=Literal(document.title.text, language) if document.title else None,
            dcterms_publisher=self.outlet(document), dcterms_issued=date(when.value), tw_publishedEarliest=date(when.earliest),
            tw_publishedLatest=date(when.latest), dcterms_source=Iri(url) if url else None, tw_sha256=Literal(document.sha256),
            dcterms_identifier=Literal(document.id), nif_isString=Literal(document.text, language),
        )  # fmt: skip

    def outlet(self, document: Document | None) -> Term | None:
        """Tell the outlet of a page; null where nobody knows it."""
        if not document or not document.outlet:
            return None
        name = document.outlet.name
        outlet = self.iri("outlet", fold(name))
        return self.turtle.tell(outlet, a=self.term("prov:Organization"), rdfs_label=Literal(name))

    def tell_entity(self, entity: Entity) -> None:
        """Tell an entity: its kind, its names, and where they stand."""
        self.turtle.tell(
            self.iri("entity", entity.id), a=self.term("sem:Place" if entity.kind in PLACES else "sem:Actor"),
            rdfs_label=Literal(entity.name), tw_kind=Literal(entity.kind), dcterms_identifier=Literal(entity.id),
            tw_name=[Literal(n.text) for n in entity.names],
            gaf_denotedBy=[self.anchors.at(m.document, m.span) for m in entity.mentions],
        )  # fmt: skip

    def tell_event(self, event: Event) -> None:
        """Tell an event as reported: when at the earliest and the latest, who, where, which words, how many chains."""
        mentions = [m for m in map(self.index.event_mentions.get, event.event_mentions) if m]
        roles = {
            role: [self.iri("entity", i) for i in ids] for role, ids in (("a", event.actors), ("r", event.recipients))
        }
        here = self.turtle.tell(
            self.iri("event", event.id), a=self.term("sem:Event"), rdfs_label=Literal(event.title),
            sem_eventType=Iri(f"{TERMS}type:{event.type}"), tw_mode=Literal(event.mode), tw_modality=Literal(event.modality),
            sem_hasActor=[*roles["a"], *roles["r"]], tw_actor=[*roles["a"]], tw_recipient=[*roles["r"]],
            sem_hasPlace=self.iri("entity", event.place) if event.place else None, sem_hasTimeStamp=date(event.date),
            sem_hasEarliestBeginTimeStamp=date(event.earliest), sem_hasLatestEndTimeStamp=date(event.latest),
            sem_subEventOf=self.iri("event", event.part_of) if event.part_of else None, dcterms_identifier=Literal(event.id),
            tw_chainsLower=integer(event.independence.lower), tw_chainsUpper=integer(event.independence.upper),
            gaf_denotedBy=[self.anchors.at(m.document, m.trigger.span) for m in mentions],
        )  # fmt: skip
        for n, statement in enumerate(event.statements):
            self.tell_statement(here, statement, f"{event.id}:{n}")

    def tell_statement(self, event: Subject, statement: Statement, at: str) -> None:
        """Tell one value of one property, and who gives it where: an annotation whose target is the very words."""
        said = self.index.attributions.get(statement.attribution or "")
        passage: Term | None = self.anchors.at(said.document, said.content.span) if said else None
        self.turtle.tell(
            self.iri("statement", at), a=[self.term("oa:Annotation"), self.term("sem:View")],
            oa_motivatedBy=self.term("oa:describing"), oa_hasBody=event, tw_property=Literal(statement.property),
            rdf_value=Literal(self.index.name(statement.value)), oa_hasTarget=self.anchors.at(statement.document, statement.span),
            sem_accordingTo=self.outlet(self.index.documents.get(statement.document)), prov_wasDerivedFrom=passage,
        )  # fmt: skip

    def tell_chain(self, attribution: Attribution) -> None:
        """Tell what a passage came from, teller by teller, from the page inwards."""
        told: Subject = self.anchors.at(attribution.document, attribution.content.span)
        for at, link in enumerate(chain(attribution)):
            direct = at == 0 and attribution.manner in ("direct", "mixed")
            before = self.telling(attribution, at, link)
            self.turtle.tell(told, **{"prov_wasQuotedFrom" if direct else "prov_wasDerivedFrom": before})
            told = before

    def telling(self, attribution: Attribution, at: int, link: Link) -> Subject:
        """Tell of what one teller told: nobody has read it. A missing link is attributed to nobody."""
        missing = link.kind == "missing"
        return self.turtle.tell(
            self.iri("telling", attribution.id, str(at)), a=self.term("tw:MissingLink" if missing else "tw:Telling"),
            tw_cue=Literal(link.cue) if link.cue else None, prov_wasAttributedTo=None if missing else self.teller(attribution, at, link),
        )  # fmt: skip

    def teller(self, attribution: Attribution, at: int, link: Link) -> Subject:
        """Tell of a teller: an entity, or words within one attribution."""
        named = self.iri("entity", link.entity) if link.entity else self.iri("teller", attribution.id, str(at))
        label = Literal(self.index.name(link.entity) or link.name)
        return self.turtle.tell(named, a=self.term("prov:Agent"), rdfs_label=label, tw_kind=Literal(link.kind))

    def tell_copy(self, reuse: Reuse) -> None:
        """Tell a shared passage: derived from the page copied; where that is not known, two forms of one passage."""
        a, b = (self.anchors.at(side.document, side.span) for side in (reuse.a, reuse.b))
        first, then = (b, a) if reuse.direction.from_ == reuse.b.document else (a, b)
        known = reuse.direction.from_ in (reuse.a.document, reuse.b.document)
        self.turtle.tell(then, **{"prov_wasDerivedFrom" if known else "prov_alternateOf": first})
        self.turtle.tell(
            self.iri("reuse", reuse.id), a=self.term("oa:Annotation"), oa_motivatedBy=self.term("oa:linking"), oa_hasTarget=[a, b],
            tw_words=integer(reuse.words), tw_similarity=Literal(f"{reuse.similarity:.4f}", type="decimal"),
            tw_credited=Literal(str(reuse.credited).lower(), type="boolean"),
        )  # fmt: skip

    def tell_disagreement(self, disagreement: Disagreement) -> None:
        """Tell values that differ, each with who gives it and where; nothing of who is right."""
        kind = "event" if disagreement.about in self.index.events else "entity"
        versions: list[Term] = []
        for version in disagreement.values:
            by = [outlet for d in version.documents if (outlet := self.outlet(self.index.documents.get(d)))]
            places: list[Term] = [self.anchors.at(d, span) for d, span in self.index.placed(disagreement, version)]
            value = Literal(self.index.name(version.value))
            versions.append(
                self.turtle.blank(a=self.term("sem:View"), rdf_value=value, sem_accordingTo=by, oa_hasTarget=places)
            )
        self.turtle.tell(
            self.iri("disagreement", disagreement.id), a=self.term("tw:Disagreement"), tw_about=self.iri(kind, disagreement.about),
            tw_field=Literal(disagreement.field), tw_kind=Literal(disagreement.kind), tw_version=versions,
        )  # fmt: skip


def date(value: str | None) -> Literal | None:
    """Write a day, a month or a year with its type; null for an interval, a week, a season, or no date."""
    if exact := re.match(r"\d{4}-\d\d-\d\d(?=T|$)", value or ""):
        return Literal(exact[0], type="date")
    kinds = {len("2024"): "gYear", len("2024-03"): "gYearMonth"}
    whole = re.fullmatch(r"\d{4}(-\d\d)?", value or "")
    return Literal(whole[0], type=kinds[len(whole[0])]) if whole else None

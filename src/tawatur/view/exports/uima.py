"""A story → UIMA CAS XMI, one file a document, and the TypeSystem.xml that they need: for INCEpTION and UIMA pipelines.

Offsets are UTF-16 units, as in Java. A character that XML 1.0 forbids becomes U+FFFD, one unit for one, so that they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from tawatur.base.annotation import Attribution, EventMention, Participant
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.base.tokens import Tokens
from tawatur.view.exports import uima_types as types
from tawatur.view.exports.characters import utf16_offsets, within, xml_text
from tawatur.view.exports.file_names import stems
from tawatur.view.exports.layers import Layers, by_document
from tawatur.view.exports.uima_sentences import covering
from tawatur.view.index import Index

XMI, CAS, TCAS = "http://www.omg.org/XMI", "http:///uima/cas.ecore", "http:///uima/tcas.ecore"
BY_NAME = {"name", "short", "acronym"}  # forms of mention that name their entity: the others refer without naming
SOFA = "1"


def to_uima(story: Story) -> Mapping[str, bytes]:
    """Write TypeSystem.xml and one XMI file for each document."""
    index = Index(story)
    layers = by_document(story)
    files = {"TypeSystem.xml": types.type_system()}
    for stem, document in zip(stems(story.documents), story.documents, strict=True):
        files[f"{stem}.xmi"] = Cas(document).filled(index, layers[document.id]).as_xml()
    return files


def namespaces() -> dict[str, str]:
    """Give every package of types a prefix: UIMA makes the namespace «http:///a/b.ecore» of the package «a.b»."""
    packages = dict.fromkeys(t.name.rpartition(".")[0] for t in types.TYPES)
    return {package.rsplit(".", 2)[-2 if "." in package else -1]: space(package) for package in packages}


def space(package: str) -> str:
    """Return the namespace of a package."""
    return f"http:///{package.replace('.', '/')}.ecore"


class Cas:
    """One document's annotations as they are written: elements with ids, and the view that lists them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.units = utf16_offsets(document.text)
        self.members: list[str] = []
        self.count = 1  # the Sofa's id
        self.root = etree.Element(f"{{{XMI}}}XMI", nsmap={"xmi": XMI, "cas": CAS, "tcas": TCAS, **namespaces()})
        self.root.set(f"{{{XMI}}}version", "2.0")
        etree.SubElement(self.root, f"{{{CAS}}}NULL").set(f"{{{XMI}}}id", "0")
        whole = self.element(f"{{{TCAS}}}DocumentAnnotation", {"language": document.language})
        self.place(whole, Span(0, len(self.text)))

    def element(self, tag: str, features: Mapping[str, str | None]) -> etree._Element:
        """Add an element with the next id and those features that have a value."""
        self.count += 1
        made = etree.SubElement(self.root, tag)
        made.set(f"{{{XMI}}}id", str(self.count))
        for name, value in features.items():
            if value is not None:
                made.set(name, xml_text(value))
        return made

    def place(self, element: etree._Element, span: Span) -> None:
        """Give an element its place, in UTF-16 units, and list it in the view."""
        element.set("sofa", SOFA)
        element.set("begin", str(self.units[span[0]]))
        element.set("end", str(self.units[span[1]]))
        self.members.append(identifier(element))

    def mark(self, name: str, span: Span, /, **features: str | None) -> str | None:
        """Add an annotation of a type and return its id; null for a span that marks no words of this text."""
        if not within(span, len(self.text)):
            return None
        element = self.element(tag(name), features)
        self.place(element, span)
        return identifier(element)

    def filled(self, index: Index, layers: Layers) -> Cas:
        """Add all that the story says of the document."""
        self.segment(layers.sentences)
        self.entities(layers)
        self.plain(layers)
        for said in layers.attributions:
            self.attribution(said)
        for mention in layers.event_mentions:
            self.event_mention(index, mention, " ".join(layers.rows.get(mention.id, ())))
        return self

    def segment(self, told: list[Span]) -> None:
        """Add sentences, and the tokens within each: INCEpTION needs every token to lie in one sentence."""
        for span in covering(self.text, told):
            self.mark(types.SENTENCE, span)
            tokens = Tokens(span.of(self.text))
            for start, end in zip(tokens.starts, tokens.ends, strict=True):
                self.mark(types.TOKEN, Span(start, end).shift(span.start))

    def entities(self, layers: Layers) -> None:
        """Add mentions, those by name as NamedEntity too, and offices."""
        for m, entity in layers.mentions:
            about = {"entity": entity.id, "entityName": entity.name}
            self.mark(types.MENTION, m.span, id=m.id, kind=m.kind, form=m.form, name=m.name, **about)
            if m.form in BY_NAME:
                self.mark(types.NAMED_ENTITY, m.span, value=m.kind)
        for o, entity in layers.offices:
            held = {"title": o.title, "organisation": o.organisation, "qualifier": o.qualifier, "date": o.date}
            self.mark(types.OFFICE, o.span, id=o.id, entity=entity.id, entityName=entity.name, **held)

    def plain(self, layers: Layers) -> None:
        """Add times, figures and wordings."""
        for t in layers.times:
            when = {"value": t.value, "earliest": t.earliest, "latest": t.latest, "resolvedAgainst": t.resolved_against}
            self.mark(types.TIME, t.span, id=t.id, timexType=t.type, **when)
        for f in layers.figures:
            counted = {"value": f.value, "counted": f.counted, "bound": f.bound, "scope": f.scope, "event": f.event}
            self.mark(types.FIGURE, f.span, id=f.id, **counted)
        for w, group in layers.wordings:
            used = {"voice": w.voice, "quotedBy": w.quoted_by, "register": w.register}
            self.mark(types.WORDING, w.span, id=w.id, referent=group.name, **used)

    def attribution(self, said: Attribution) -> None:
        """Add an attribution's parts, and relations from its content to its source and its cue."""
        chain = " ← ".join(link.name or "(missing)" for link in said.chain) or None
        whole = {"attribution": said.id, "manner": said.manner, "stance": said.stance, "chain": chain}
        content = self.mark(types.PART, said.content.span, part="content", **whole)
        parts = []
        if source := said.source:
            named = {"kind": source.kind, "entity": source.entity}
            parts.append(("source", source.span, self.mark(types.PART, source.span, part="source", **whole, **named)))
        if said.cue:
            parts.append(("cue", said.cue.span, self.mark(types.PART, said.cue.span, part="cue", **whole)))
        for role, span, made in parts:
            if content and made:  # a relation lies where its Dependent does
                self.mark(types.SAYS, span, Governor=content, Dependent=made, role=role)

    def event_mention(self, index: Index, v: EventMention, event: str) -> None:
        """Add an event mention at its trigger, with a link to each participant."""
        links = [self.link(index, role, p) for role, p in taking_part(v)]
        told = {"eventType": v.type, "mode": v.mode, "modality": v.modality, "polarity": v.polarity}
        more = {"date": v.time.value if v.time else None, "attribution": v.attribution, "event": event or None}
        participants = " ".join(filter(None, links)) or None
        self.mark(types.EVENT_MENTION, v.trigger.span, id=v.id, participants=participants, **told, **more)

    def link(self, index: Index, role: str, p: Participant) -> str | None:
        """Add a participant's words and a link to them, and return the link's id."""
        name = index.entities[p.entity].name if p.entity in index.entities else None
        words = self.mark(types.PARTICIPANT, p.span, entity=p.entity, entityName=name)
        return identifier(self.element(tag(types.LINK), {"role": role, "target": words})) if words else None

    def as_xml(self) -> bytes:
        """Write the file: the annotations, the text, and the view that lists them."""
        sofa = {"sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text/plain", "sofaString": xml_text(self.text)}
        etree.SubElement(self.root, f"{{{CAS}}}Sofa", {f"{{{XMI}}}id": SOFA, **sofa})
        etree.SubElement(self.root, f"{{{CAS}}}View", {"sofa": SOFA, "members": " ".join(self.members)})
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"))


def taking_part(v: EventMention) -> Iterator[tuple[str, Participant]]:
    """Yield who takes part in an event mention, its place and its time, each with its role."""
    yield from (("actor", p) for p in v.actors)
    yield from (("recipient", p) for p in v.recipients)
    if v.place:
        yield "place", v.place
    if v.time and v.time.span:
        yield "time", Participant(span=v.time.span, text="")


def tag(name: str) -> str:
    """Return the element name of a type."""
    package, _, short = name.rpartition(".")
    return f"{{{space(package)}}}{short}"


def identifier(element: etree._Element) -> str:
    """Return an element's id."""
    return str(element.get(f"{{{XMI}}}id"))

"""A story → one W3C Web Annotation collection (JSON-LD): every annotation with its place in its page.

Follows the Web Annotation Data Model (W3C Recommendation, 23 February 2017). Its TextPositionSelector counts Unicode code
points (section 4.2.4, which 4.2.5 refers to), as a story does: offsets go over as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tawatur.base.anchor import Anchor
from tawatur.base.annotation import Annotation, Attribution, EventMention, Participant
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.exports import json_text
from tawatur.view.exports.addresses import of_page, segment
from tawatur.view.exports.characters import one_line, within
from tawatur.view.exports.layers import Layers, by_document
from tawatur.view.index import Index

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"tawatur": "urn:tawatur.story:1#"}]
UNIT = "Unicode code points of the page's text as Tawatur read it (for an HTML page: the text taken out of it)"


class Marked(NamedTuple):
    """Some words of a page, what they are, and what is known of them by field."""

    id: str
    document: str
    span: Span
    noun: str
    motivation: str
    fields: Mapping[str, str | None]


def to_web_annotation(story: Story) -> bytes:
    """Write an AnnotationCollection with one AnnotationPage, in the order of documents and of their text."""
    index = Index(story)
    items = list(in_order(index))
    name = "urn:tawatur:annotations"
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    return json_text.to_bytes(
        {
            "@context": CONTEXT,
            "id": name,
            "type": "AnnotationCollection",
            "label": "Tawatur",
            "generator": {"type": "Software", "name": f"Tawatur {story.built_with.tawatur}"},
            "tawatur:offsetUnit": UNIT,
            "total": len(items),
            "first": page,
        }
    )


def in_order(index: Index) -> Iterator[dict[str, Any]]:
    """Yield every annotation of a page that the story holds; words of no page, or of none of its text, are left out."""
    layers = by_document(index.story)
    for document in index.documents.values():
        marks = [m for m in marked(index, layers[document.id]) if within(m.span, len(document.text))]
        for mark in sorted(marks, key=lambda m: (m.span, m.noun, m.id)):
            yield annotation(document, mark)


def annotation(document: Document, mark: Marked) -> dict[str, Any]:
    """Write one annotation: what it is (a tag), its fields a line each, and where it stands."""
    fields = "\n".join(f"{name}: {one_line(value)}" for name, value in mark.fields.items() if value)
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": mark.noun}]
    if fields:
        bodies.append({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": fields})
    return {
        "id": f"urn:tawatur:{document.sha256[:16] or 'page'}:{segment(mark.id)}",
        "type": "Annotation",
        "motivation": mark.motivation,
        "body": bodies,
        "target": target(document, mark.span),
    }


def target(document: Document, span: Span) -> dict[str, Any]:
    """Say where words stand: the page, its digest, the place by position and by quotation."""
    anchor = Anchor.at(document, span)
    quoted = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    return {
        "source": of_page(document),
        "tawatur:document": document.id,
        "tawatur:sha256": document.sha256,
        "selector": [
            {"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end},
            {"type": "TextQuoteSelector", **quoted},
        ],
    }


def marked(index: Index, layers: Layers) -> Iterator[Marked]:
    """Yield all that a story marks in one page."""
    yield from entities(layers)
    for t in layers.times:
        fields = {"type": t.type, "value": t.value, "earliest": t.earliest, "latest": t.latest}
        yield plain(t, "time", {**fields, "resolved against": t.resolved_against})
    for f in layers.figures:
        fields = {"value": f.value, "counted": f.counted, "bound": f.bound, "scope": f.scope}
        yield plain(f, "figure", {**fields, "event": index.name(f.event)})
    for a in layers.attributions:
        yield from attribution(index, a)
    for v in layers.event_mentions:
        yield event_mention(index, v)
    for term, group in layers.wordings:
        fields = {"referent": group.name, "voice": term.voice, "quoted by": term.quoted_by, "register": term.register}
        yield Marked(term.id, term.document, term.span, "wording", "classifying", fields)


def plain(noun: Annotation, name: str, fields: Mapping[str, str | None], motivation: str = "classifying") -> Marked:
    """Mark an annotation at its own span."""
    return Marked(noun.id, noun.document, noun.span, name, motivation, fields)


def entities(layers: Layers) -> Iterator[Marked]:
    """Yield mentions, with the entity that each refers to, and offices, with who is said to hold them."""
    for m, entity in layers.mentions:
        named = {"kind": m.kind, "form": m.form, "name": m.name, "entity": f"{entity.id} {entity.name}"}
        yield plain(m, "mention", named, "identifying")
    for o, entity in layers.offices:
        held = {"title": o.title, "organisation": o.organisation, "qualifier": o.qualifier, "date": o.date}
        yield plain(o, "office", {**held, "holder": f"{entity.id} {entity.name}"})


def attribution(index: Index, said: Attribution) -> Iterator[Marked]:
    """Yield an attribution's content, source and cue, each at its own words and naming the attribution."""
    chain = " ← ".join(link.name or "(missing)" for link in said.chain) or None
    fields = {"attribution": said.id, "manner": said.manner, "stance": said.stance, "chain": chain}
    at = [("content", said.content.span, fields)]
    if source := said.source:
        at.append(("source", source.span, {**fields, "kind": source.kind, "entity": index.name(source.entity)}))
    if said.cue:
        at.append(("cue", said.cue.span, fields))
    for part, span, known in at:
        yield Marked(f"{said.id}-{part}", said.document, span, f"attribution {part}", "classifying", known)


def event_mention(index: Index, v: EventMention) -> Marked:
    """Mark an event mention at its trigger, with who, where and when in the page's words."""
    fields = {
        "type": v.type, "mode": v.mode, "modality": v.modality, "polarity": v.polarity,
        "actors": parts(index, v.actors), "recipients": parts(index, v.recipients),
        "place": parts(index, [v.place] if v.place else []), "time": v.time.value if v.time else None,
        "attribution": v.attribution,
    }  # fmt: skip
    return Marked(v.id, v.document, v.trigger.span, "event mention", "classifying", fields)


def parts(index: Index, participants: list[Participant]) -> str | None:
    """Name participants by their words, and by their entity where it is known."""
    return "; ".join(f"{p.text} [{p.entity}]" if p.entity in index.entities else p.text for p in participants) or None

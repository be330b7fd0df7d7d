"""A story's events, statements, sources, copies and disagreements → FollowTheMoney entities."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.annotation import Attribution
from tawatur.base.story import Disagreement, Event, Reuse, Statement
from tawatur.view.accounts import chain
from tawatur.view.exports.ftm_entity import Record, day, nameable, publisher, record
from tawatur.view.exports.identity import Identity
from tawatur.view.index import Index, address
from tawatur.view.labels import label
from tawatur.view.language import _

LEGAL_KINDS = ("person", "organisation", "agency", "outlet", "group", "company")
PLACE_KINDS = ("place", "facility")


def records(index: Index, identity: Identity) -> Iterator[Record]:
    """Yield events, each with what is said of it, then who is quoted where, copies and disagreements."""
    for event in index.story.chronology:
        yield event_record(index, identity, event)
        for n, statement in enumerate(event.statements):
            yield stated(index, identity, statement, f"{event.id}:{n}")
    for attribution in index.story.attributions:
        yield from sourced(index, identity, attribution)
    held = [r for r in index.story.reuse if {r.a.document, r.b.document} <= index.documents.keys()]
    yield from (copied(index, identity, reuse) for reuse in held)
    yield from (differing(index, identity, disagreement) for disagreement in index.story.disagreements)


def event_record(index: Index, identity: Identity, event: Event) -> Record:
    """Make an event. Its date is a day, month or year; an interval is a first and a last day."""
    first, _, last = (event.date or "").partition("/")
    place = index.entities.get(event.place or "")
    taking = [i for i in (*event.actors, *event.recipients) if i in index.entities]
    involved = [identity.of("entity", i) for i in taking if index.entities[i].kind in LEGAL_KINDS]
    mode = f"{event.type}: {event.mode}" if event.mode else event.type
    return record(
        identity.of("event", event.id), "Event", name=nameable(event.title, event.id), date=day(event.date),
        startDate=day(first) if last else None, endDate=day(last), location=place.name if place else None,
        addressEntity=identity.of("entity", place.id) if place and place.kind in PLACE_KINDS else None, involved=involved,
        proof=[identity.page(d) for d in event.documents if d in index.documents], keywords=[mode, event.modality],
        publisher=[p for d in event.documents if (p := publisher(index, d))], recordId=event.id, summary=event.independence.sentence,
    )  # fmt: skip


def stated(index: Index, identity: Identity, statement: Statement, at: str) -> Record:
    """Make a note of one value of one property: its words, the page, and through whom it is said."""
    said = index.attributions.get(statement.attribution or "")
    return record(
        identity.of("statement", at), "Note", entity=identity.of("event", statement.about),
        name=f"{statement.property}: {index.name(statement.value)}", keywords=statement.property,
        description=index.words(statement.document, statement.span), proof=shown(index, identity, statement.document),
        publisher=publisher(index, statement.document), notes=[address(statement.document, statement.span), *through(index, said)],
    )  # fmt: skip


def shown(index: Index, identity: Identity, document: str) -> str | None:
    """Name a page that the story holds; null for another, which nothing could be read of."""
    return identity.page(document) if document in index.documents else None


def through(index: Index, attribution: Attribution | None) -> list[str]:
    """Write a chain of tellers on one line, outermost first; a missing link stays visible."""
    if attribution is None:
        return []
    links = [link.name or index.name(link.entity) or label("link", link.kind) for link in chain(attribution)]
    return [" ← ".join([index.outlet(attribution.document), *links])]


def sourced(index: Index, identity: Identity, attribution: Attribution) -> Iterator[Record]:
    """Yield the tie of a page to each entity that its words are said to come from."""
    for at, link in enumerate(chain(attribution)):
        if link.entity in index.entities and attribution.document in index.documents:
            yield record(
                identity.of("source", attribution.id, str(at)), "Documentation", document=identity.page(attribution.document),
                entity=identity.of("entity", link.entity or ""), role=f"source ({attribution.manner}, {attribution.stance})",
                recordId=address(attribution.document, attribution.content.span), publisher=publisher(index, attribution.document),
                description=through(index, attribution), summary=index.words(attribution.document, attribution.content.span),
            )  # fmt: skip


def copied(index: Index, identity: Identity, reuse: Reuse) -> Record:
    """Make the tie between two pages that share a passage: from the copier, where it is known, to the page copied."""
    a, b = reuse.a.document, reuse.b.document
    known = reuse.direction.from_ in (a, b)
    copier, copied_from = (b, a) if reuse.direction.from_ == a else (a, b)
    role = ("copies from" if known else "shares words with, direction unknown") + (
        ", credited" if reuse.credited else ""
    )
    return record(
        identity.of("reuse", reuse.id), "UnknownLink", subject=identity.page(copier), object=identity.page(copied_from),
        role=role, recordId=[address(p.document, p.span) for p in (reuse.a, reuse.b)],
        proof=[identity.page(a), identity.page(b)],
        description=f"{reuse.words} words shared, similarity {reuse.similarity:.2f}",
        summary=index.words(reuse.b.document, reuse.b.span),
    )  # fmt: skip


def differing(index: Index, identity: Identity, disagreement: Disagreement) -> Record:
    """Make a note of values that differ, side by side, with who gives each; it says nothing of who is right."""
    about = "event" if disagreement.about in index.events else "entity"
    held = about == "event" or disagreement.about in index.entities
    comma = _(", ")
    values = [f"{index.name(v.value)}: {comma.join(index.outlets(v.documents))}" for v in disagreement.values]
    pages = dict.fromkeys(d for v in disagreement.values for d in v.documents if d in index.documents)
    return record(
        identity.of("disagreement", disagreement.id), "Note",
        entity=identity.of(about, disagreement.about) if held else None, keywords=["disagreement", disagreement.kind],
        name=f"disagreement ({disagreement.kind}): {disagreement.field}", description=values, notes=disagreement.why,
        proof=[identity.page(d) for d in pages],
    )  # fmt: skip

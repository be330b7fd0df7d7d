"""A story → the graph of who took part in what, as reported: events, and the people, bodies and places of each."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.story import Event, Story
from tawatur.view.exports.graph import Edge, Graph, Node, exact_day
from tawatur.view.exports.identity import Identity
from tawatur.view.index import Index

SAYS = "Who is reported to have taken part in what; an arrow leads from a participant to the event."


def participation(story: Story) -> Graph:
    """Make the graph of a story's events and participants; an event without participants stands alone."""
    index, identity = Index(story), Identity(story)
    edges = [edge for event in story.chronology for edge in ties(identity, event)]
    used = {edge.source for edge in edges}
    nodes = [event_node(identity, event) for event in story.chronology]
    nodes += [
        Node(id_, entity.name, entity.kind, {"id": entity.id, "mentions": len(entity.mentions)})
        for entity in story.entities
        if (id_ := identity.of("entity", entity.id)) in used
    ]
    known = {node.id for node in nodes}
    return Graph(SAYS, [*nodes, *unnamed(index, identity, known)], edges)


def event_node(identity: Identity, event: Event) -> Node:
    """Make an event's node, with how many chains carry it and how far its date is known."""
    told = event.independence
    about = {
        "id": event.id, "type": event.type, "mode": event.mode, "modality": event.modality, "date": event.date,
        "earliest": event.earliest, "latest": event.latest, "pages": len(event.documents), "outlets": told.outlets,
        "chains_lower": told.lower, "chains_upper": told.upper, "disagreements": len(event.disagreements),
    }  # fmt: skip
    day = exact_day(event)
    return Node(identity.of("event", event.id), event.title, "event", about, day, day)


def ties(identity: Identity, event: Event) -> Iterator[Edge]:
    """Yield an edge for every participant, named or not, for the place, and for the whole that an event is a part of."""
    day, here = exact_day(event), identity.of("event", event.id)
    roles = [("actor", event.actors), ("recipient", event.recipients), ("place", [event.place] if event.place else [])]
    for role, ids in roles:
        yield from (Edge(identity.of("entity", id_), here, role, {}, day, day) for id_ in dict.fromkeys(ids))
    words = dict.fromkeys(participant.text for participant in event.unnamed)
    yield from (Edge(identity.of("unnamed", event.id, text), here, "participant", {}, day, day) for text in words)
    if event.part_of:
        yield Edge(here, identity.of("event", event.part_of), "part-of", {}, day, day)


def unnamed(index: Index, identity: Identity, known: set[str]) -> Iterator[Node]:
    """Yield the nodes of participants that are words and no entity, one an event, and of ids that the story does not hold."""
    for event in index.story.chronology:
        ids = dict.fromkeys([*event.actors, *event.recipients, *filter(None, [event.place])])
        absent = {identity.of("entity", id_): (id_, "absent") for id_ in ids if id_ not in index.entities}
        if event.part_of and event.part_of not in index.events:
            absent[identity.of("event", event.part_of)] = (event.part_of, "absent")
        words = {identity.of("unnamed", event.id, p.text): (p.text, "unnamed") for p in event.unnamed}
        for id_, (shown, kind) in {**absent, **words}.items():
            if id_ not in known:
                known.add(id_)
                yield Node(id_, shown, kind)

"""Who reports what → rows of event_reports, report_participants, attributions and chain_links."""

from __future__ import annotations

from tawatur.base.annotation import Attribution, EventMention, EventTime, Participant
from tawatur.view.exports.rows.cells import Cell, Rows, ends, place
from tawatur.view.index import Index


def events_of(index: Index) -> dict[str, str]:
    """Say which event each event mention reports, by their ids."""
    return {mention: event.id for event in index.story.chronology for mention in event.event_mentions}


def event_reports(index: Index) -> Rows:
    """Yield a row an event mention, those of no row of the chronology too."""
    reported = events_of(index)
    for m in index.story.event_mentions:
        page = index.documents.get(m.document)
        yield {
            "id": m.id, "event": reported.get(m.id), **place(index, m.document, m.span),
            "published": page.published.value if page else None, "trigger": m.trigger.text,
            **ends(m.trigger.span, "trigger"), "type": m.type, "mode": m.mode or None, "polarity": m.polarity,
            "modality": m.modality, "background": m.background, **when(m.time), **teller(index, m),
            **ends(m.sentence, "sentence"), "score": m.score,
        }  # fmt: skip


def when(time: EventTime | None) -> dict[str, Cell]:
    """Say when one mention puts its event."""
    told = time or EventTime(value=None)
    return {"date": told.value, **ends(told.span, "date"), "earliest": told.earliest, "latest": told.latest}


def teller(index: Index, mention: EventMention) -> dict[str, Cell]:
    """Say whose words a mention stands in."""
    said = index.attributions.get(mention.attribution or "")
    source = said.source if said else None
    return {
        "attribution": mention.attribution,
        "said_by": source.text if source else None,
        "said_by_entity": source.entity if source else None,
    }


def taking_part(mention: EventMention) -> list[tuple[str, Participant]]:
    """List a mention's takers-part with their roles."""
    told = [("actor", p) for p in mention.actors] + [("recipient", p) for p in mention.recipients]
    return told + ([("place", mention.place)] if mention.place else [])


def report_participants(index: Index) -> Rows:
    """Yield a row for each taker-part of each event mention."""
    reported = events_of(index)
    for m in index.story.event_mentions:
        for role, who in taking_part(m):
            head = {"event_mention": m.id, "event": reported.get(m.id), "role": role, "entity": who.entity}
            yield head | place(index, m.document, who.span)


def attributions(index: Index) -> Rows:
    """Yield a row an attribution."""
    for a in index.story.attributions:
        yield {
            "id": a.id, **place(index, a.document, a.span), **source(a), "cue": a.cue.text if a.cue else None,
            **ends(a.cue.span if a.cue else None, "cue"), "content": index.words(a.document, a.content.span),
            **ends(a.content.span, "content"), "manner": a.manner, "stance": a.stance, "links": len(a.chain),
        }  # fmt: skip


def source(said: Attribution) -> dict[str, Cell]:
    """Say who says it."""
    who = said.source
    if who is None:
        return {**dict.fromkeys(("source", "source_kind", "source_entity", "source_implicit")), **ends(None, "source")}
    return {
        "source": who.text, "source_kind": who.kind, "source_entity": who.entity, **ends(who.span, "source"),
        "source_implicit": who.implicit,
    }  # fmt: skip


def chain_links(index: Index) -> Rows:
    """Yield a row for each link of each chain, outermost first; one that the text does not give is a row too."""
    for a in index.story.attributions:
        for position, link in enumerate(a.chain, 1):
            yield {
                "attribution": a.id, "position": position, "name": link.name or None, "kind": link.kind,
                "entity": link.entity, "cue": link.cue,
                **place(index, a.document, link.span),
            }  # fmt: skip

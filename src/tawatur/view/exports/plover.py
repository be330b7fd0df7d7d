"""A story → event records in POLECAT's columns: one record for each event and each page that reports it.

POLECAT keeps one record a story and event type and merges none across stories; so the chronology's happening is the column
«event», and our own columns say through how many independent chains it came. After «PLOVER and POLECAT» (Halterman et al.,
2023) and the PLOVER manual. Contexts stand in the manual's words; what the story does not know is left empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tawatur.base.annotation import EventMention, Participant
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Event, Story
from tawatur.view.exports.csvs import delimited
from tawatur.view.exports.quads import quad
from tawatur.view.exports.records import COLUMNS, empty, one_line, reporting
from tawatur.view.exports.rows.cells import Cell, Rows, ids, outlet
from tawatur.view.exports.tables import Table, filled
from tawatur.view.index import Index

# The mode words that PLOVER's manual has and this package uses in the same sense; its «strike» is a limited one, ours any.
MODES = {
    "CONSULT": {"visit"}, "RETREAT": {"release", "ceasefire"}, "PROTEST": {"riot"},
    "COERCE": {"arrest", "curfew"}, "ASSAULT": {"torture", "massacre"},
}  # fmt: skip
CONTEXTS = {"planned": "future", "hypothetical": "hypothetical"}
KINDS = {
    "person": "Story People", "organisation": "Story Organizations", "company": "Story Organizations",
    "agency": "Story Organizations", "place": "Story Locations", "facility": "Story Locations",
}  # fmt: skip


def to_plover(story: Story) -> bytes:
    """Write the records as tab-separated text with a header line; a cell never holds a line break or a tab."""
    made = table(story)
    return delimited([made.header, *one_line(made)], delimiter="\t")


def table(story: Story) -> Table:
    """Make the records of a story, event by event."""
    index = Index(story)
    return filled("plover", records(index), COLUMNS)


def records(index: Index) -> Rows:
    """Yield a record for each page of each event."""
    mentioned = mentioned_on(index)
    for event in index.story.chronology:
        for page, told in reporting(index, event).items():
            theirs = coded(event, told) | taking_part(index, page, told) | published(index, page)
            story = {column: listed(words) for column, words in mentioned.get(page, {}).items()}
            yield empty("plover") | theirs | story | ours(index, event, page, told)


def coded(event: Event, told: Sequence[EventMention]) -> dict[str, Cell]:
    """Code what happened and when; a day is given only where the event has exactly one."""
    said = [CONTEXTS.get(m.modality, "") for m in told] + ["negation" for m in told if m.polarity == "-"]
    day = event.date if event.date and len(event.date) == 10 else None
    return {
        "Event Date": day, "Event Type": event.type if quad(event.type) else None,
        "Event Mode": event.mode if event.mode in MODES.get(event.type, ()) else None,
        "Quad Code": quad(event.type), "Contexts": listed(said),
    }  # fmt: skip


def taking_part(index: Index, page: str, told: Sequence[EventMention]) -> dict[str, Cell]:
    """Say who took part and where, as one page tells it: names, offices, and the page's words."""
    actors = [p for m in told for p in m.actors]
    recipients = [p for m in told for p in m.recipients]
    places = [m.place for m in told if m.place]
    return {
        **party(index, "Actor", page, actors), **party(index, "Recipient", page, recipients),
        "Placename": named(index, places), "Raw Placename": listed(p.text for p in places),
    }  # fmt: skip


def party(index: Index, role: str, page: str, people: Sequence[Participant]) -> dict[str, Cell]:
    """Fill the three cells of one side that the story knows."""
    held = [
        o.title
        for e in entities_of(people)
        if e in index.entities
        for o in index.entities[e].offices
        if o.document == page
    ]
    return {
        f"{role} Name": named(index, people), f"{role} Title": listed(held),
        f"{role} Name Raw": listed(p.text for p in people),
    }  # fmt: skip


def entities_of(people: Iterable[Participant]) -> list[str]:
    """List the entities of some takers-part, each once."""
    return list(dict.fromkeys(p.entity for p in people if p.entity))


def named(index: Index, people: Iterable[Participant]) -> str | None:
    """Name the entities of some takers-part."""
    return listed(index.name(e) for e in entities_of(people))


def listed(words: Iterable[str]) -> str | None:
    """Join words, each once, as POLECAT joins several: «; »."""
    return "; ".join(dict.fromkeys(filter(None, words))) or None


def published(index: Index, page: str) -> dict[str, Cell]:
    """Say where and when the page came out."""
    found = index.documents.get(page)
    return {
        "Source": outlet(index, page), "Publication Date": found.published.day if found else None,
        "Language": found.language if found else None, "Version": f"tawatur {index.story.built_with.tawatur}",
    }  # fmt: skip


def mentioned_on(index: Index) -> dict[str, dict[str, list[str]]]:
    """List whom each page mentions: page → column → names."""
    found: dict[str, dict[str, list[str]]] = {}
    for entity in index.story.entities:
        for page in {m.document for m in entity.mentions} if entity.kind in KINDS else ():
            found.setdefault(page, {}).setdefault(KINDS[entity.kind], []).append(entity.name)
    return found


def ours(index: Index, event: Event, page: str, told: Sequence[EventMention]) -> dict[str, Cell]:
    """Add what POLECAT has no column for: the event, its independent chains, the spans."""
    chains = event.independence
    return {
        "Event ID": f"{page}_{event.id}", "event": event.id, "document": page, "type": event.type, "mode": event.mode or None,
        "modality": ids(dict.fromkeys(m.modality for m in told)), "earliest": event.earliest, "latest": event.latest,
        "report_date": ids(dict.fromkeys(m.time.value for m in told if m.time and m.time.value)),
        "reports": len(event.event_mentions), "outlets": chains.outlets, "independent_lower": chains.lower,
        "independent_upper": chains.upper, "disputed": bool(event.disagreements),
        "event_mentions": ids(m.id for m in told), "spans": ids(ends(m.trigger.span) for m in told),
        **where(index.documents.get(page)),
    }  # fmt: skip


def where(page: Document | None) -> dict[str, Cell]:
    """Give a page's headline and address."""
    headline = page.title.text if page and page.title else None
    return {"headline": headline, "url": (page.url or page.source) if page else None}


def ends(span: Span) -> str:
    """Write a span as «120-126»."""
    return f"{span[0]}-{span[1]}"

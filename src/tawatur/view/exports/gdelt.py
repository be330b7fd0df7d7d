"""A story → two tab-separated files with the columns of GDELT 2.0's events and mentions, ours after them.

After «The GDELT Event Database Data Format Codebook V2.0» (2015). No CAMEO code, Goldstein score or tone is made up: what
the story does not know is left empty. Unlike GDELT's own files, these have a header line.
"""

from __future__ import annotations

from bisect import bisect_right
from urllib.parse import urlsplit

from tawatur.base.annotation import EventMention, Participant
from tawatur.base.document import Document
from tawatur.base.story import Event, Story
from tawatur.view.exports.csvs import delimited
from tawatur.view.exports.quads import quad_class
from tawatur.view.exports.records import COLUMNS, empty, one_line, reporting
from tawatur.view.exports.rows.cells import Cell, Rows, outlet
from tawatur.view.exports.tables import Table, filled
from tawatur.view.index import Index

WEB, CITATION = 1, 2  # MentionType
PARTS = ("Year", "MonthYear", "Day")


def to_gdelt(story: Story) -> dict[str, bytes]:
    """Write `events.tsv` and `mentions.tsv`."""
    index = Index(story)
    made = (filled("events", events(index), COLUMNS), filled("mentions", mentions(index), COLUMNS))
    return {f"{t.name}.tsv": written(t) for t in made}


def written(table: Table) -> bytes:
    """Write one file."""
    return delimited([table.header, *one_line(table)], delimiter="\t")


def events(index: Index) -> Rows:
    """Yield a row an event."""
    for number, event in enumerate(index.story.chronology, 1):
        yield empty("events") | {"GlobalEventID": number} | day(event.date) | coded(index, event) | ours(event)


def day(date: str | None) -> dict[str, Cell]:
    """Write a date as GDELT does, as far as it goes: «2019-06» has a MonthYear and a Year, and no Day."""
    parts = date.split("-") if date and "/" not in date else []
    if not all(part.isdecimal() for part in parts):
        return {}
    made: dict[str, Cell] = {name: int("".join(parts[:n])) for n, name in enumerate(PARTS[: len(parts)], 1)}
    if len(parts) == len(PARTS):
        year, month, of_month = map(int, parts)
        made["FractionDate"] = round(year + (month * 30 + of_month) / 365, 4)
    return made


def coded(index: Index, event: Event) -> dict[str, Cell]:
    """Fill GDELT's own columns that the story knows."""
    first = index.documents.get(event.documents[0]) if event.documents else None
    return {
        "Actor1Name": "; ".join(map(index.name, event.actors)) or None,
        "Actor2Name": "; ".join(map(index.name, event.recipients)) or None, "QuadClass": quad_class(event.type),
        "NumMentions": len(event.event_mentions), "NumSources": event.independence.outlets,
        "NumArticles": len(event.documents), "ActionGeo_Fullname": index.name(event.place) or None,
        "SOURCEURL": (first.url or first.source) if first else None,
    }  # fmt: skip


def ours(event: Event) -> dict[str, Cell]:
    """Add what GDELT has no column for."""
    return {
        "event": event.id, "type": event.type, "mode": event.mode or None, "title": event.title,
        "modality": event.modality, "date": event.date, "earliest": event.earliest, "latest": event.latest,
        "independent_lower": event.independence.lower, "independent_upper": event.independence.upper,
        "disputed": bool(event.disagreements),
    }  # fmt: skip


def mentions(index: Index) -> Rows:
    """Yield a row for each mention of each event, page by page."""
    starts = sentence_starts(index)
    for number, event in enumerate(index.story.chronology, 1):
        for page, told in reporting(index, event).items():
            for mention in told:
                sentence = bisect_right(starts.get(page, []), mention.trigger.span[0]) or None
                head = empty("mentions") | {"GlobalEventID": number, "event": event.id, "SentenceID": sentence}
                yield head | source(index, page) | offsets(index, mention) | said(index, mention)


def sentence_starts(index: Index) -> dict[str, list[int]]:
    """List where the sentences of each page start, in order."""
    starts: dict[str, list[int]] = {}
    for sentence in sorted(index.story.sentences, key=lambda s: s.span):
        starts.setdefault(sentence.document, []).append(sentence.span[0])
    return starts


def source(index: Index, page: str) -> dict[str, Cell]:
    """Say which page it is."""
    found = index.documents.get(page)
    name = outlet(index, page)
    host = host_of(found)
    return {
        "MentionType": WEB if host else CITATION, "MentionSourceName": host or name,
        "MentionIdentifier": (found.url or found.source) if found else None,
        "MentionDocLen": len(found.text) if found else None, "InRawText": 1, "document": page, "outlet": name,
        "published": found.published.value if found else None,
    }  # fmt: skip


def host_of(page: Document | None) -> str | None:
    """Return the host of a page's web address, null where it has none."""
    address = (page.url or page.source) if page else ""
    try:
        parts = urlsplit(address)
    except ValueError:  # «http://[»: no address
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def offsets(index: Index, mention: EventMention) -> dict[str, Cell]:
    """Say where the actors and the trigger start."""
    start, end = mention.trigger.span
    return {
        "Actor1CharOffset": first(mention.actors),
        "Actor2CharOffset": first(mention.recipients), "ActionCharOffset": start, "start": start, "end": end,
        "text": index.words(mention.document, mention.trigger.span),
    }  # fmt: skip


def first(people: list[Participant]) -> int | None:
    """Return where the first taker-part starts."""
    return people[0].span[0] if people else None


def said(index: Index, mention: EventMention) -> dict[str, Cell]:
    """Say how the mention tells it, and in whose words."""
    found = index.attributions.get(mention.attribution or "")
    return {
        "event_mention": mention.id, "modality": mention.modality, "attribution": mention.attribution,
        "said_by": found.source.text if found and found.source else None, "score": mention.score,
    }  # fmt: skip

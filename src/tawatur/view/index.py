"""A story made ready for reading: everything by its id, the words of a span, the evidence of a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from tawatur.base.annotation import Annotation, Attribution, EventMention, Figure, Sentence
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event, Statement, Story, Version
from tawatur.view.language import _


class Index:
    """The lookups that every view of a story shares. Reads the story, changes nothing."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.documents: dict[str, Document] = {d.id: d for d in story.documents}
        self.entities: dict[str, Entity] = {e.id: e for e in story.entities}
        self.events: dict[str, Event] = {e.id: e for e in story.chronology}
        self.event_mentions: dict[str, EventMention] = {m.id: m for m in story.event_mentions}
        self.attributions: dict[str, Attribution] = {a.id: a for a in story.attributions}
        self.disagreements: dict[str, Disagreement] = {d.id: d for d in story.disagreements}
        self.figures: dict[str, Figure] = {f.id: f for f in story.figures}

    @cached_property
    def by_id(self) -> dict[str, Any]:
        """Map every id of the story to its noun; when two nouns claim one id the first told keeps it."""
        found: dict[str, Any] = {}
        for noun in self.nouns():
            found.setdefault(noun.id, noun)
        found.pop("", None)
        return found

    def nouns(self) -> Iterator[Any]:
        """Yield everything of the story that has an id."""
        story = self.story
        yield from story.documents
        yield from story.entities
        yield from story.chronology
        yield from (rung for event in story.chronology for rung in event.ladder)
        yield from story.reuse
        yield from story.disagreements
        for group in story.wordings:
            yield group
            yield from group.terms
        yield from story.judgements
        yield from self.annotations()

    def annotations(self) -> Iterator[Annotation]:
        """Yield every annotation, wherever the story keeps it."""
        story = self.story
        for layer in (story.sentences, story.times, story.figures, story.attributions, story.event_mentions):
            yield from layer
        for entity in story.entities:
            yield from entity.mentions
            yield from entity.offices
        yield from story.quotations
        yield from story.ranks
        yield from story.superlatives

    def outlet(self, document: str) -> str:
        """Name the outlet of a document; where it is not known, say so, and which page it is."""
        found = self.documents.get(document)
        if found and found.outlet:
            return found.outlet.name
        unknown = _("unknown outlet")
        return f"{unknown} ({page_name(found)})" if found else unknown

    def outlets(self, documents: Iterable[str]) -> list[str]:
        """Name the outlets of some documents, each once, in order."""
        return list(dict.fromkeys(map(self.outlet, documents)))

    def text(self, document: str) -> str:
        """Return a document's frozen text, empty where the document is not in the story."""
        found = self.documents.get(document)
        return found.text if found else ""

    def words(self, document: str, span: Span) -> str:
        """Return the words that a span points at."""
        return self.text(document)[span[0] : span[1]]

    def name(self, id_: str | None) -> str:
        """Name an entity or an event by its id; an id that the story does not hold stays as it is."""
        if id_ is None:
            return ""
        entity, event = self.entities.get(id_), self.events.get(id_)
        return entity.name if entity else event.title if event else id_

    @cached_property
    def disputed(self) -> dict[str, list[str]]:
        """List the ids of the disagreements about each entity or event."""
        about: dict[str, list[str]] = {}
        for disagreement in self.story.disagreements:
            about.setdefault(disagreement.about, []).append(disagreement.id)
        return about

    @cached_property
    def row_of(self) -> dict[str, Event]:
        """Map every event mention that has one to its event; of two events that claim it the first keeps it."""
        return {m: e for e in reversed(self.story.chronology) for m in e.event_mentions}

    @cached_property
    def _sentences(self) -> dict[str, tuple[list[int], list[Sentence]]]:
        by_document: dict[str, list[Sentence]] = {}
        for sentence in self.story.sentences:
            by_document.setdefault(sentence.document, []).append(sentence)
        ordered = {d: sorted(rows, key=lambda s: s.span) for d, rows in by_document.items()}
        return {d: ([s.span[0] for s in rows], rows) for d, rows in ordered.items()}

    def sentence_starts(self, document: str) -> list[int]:
        """List where the sentences of a document start, in order."""
        return self._sentences.get(document, ([], []))[0]

    def sentence(self, document: str, span: Span) -> Span:
        """Return the sentence around a span, or the span itself where no sentence holds it."""
        starts, rows = self._sentences.get(document, ([], []))
        at = bisect_right(starts, span[0]) - 1
        if at >= 0 and span[0] < rows[at].span[1]:
            return Span(rows[at].span[0], max(rows[at].span[1], span[1]))
        return Span(*span)

    def placed(self, disagreement: Disagreement, version: Version) -> list[tuple[str, Span]]:
        """Say on which page each span of a version stands.

        A version lists pages and spans apart. Where there is one of each for every place they pair up; else a statement
        of the same thing tells, and a span that nothing tells of is left out.
        """
        if len(version.documents) == len(version.spans):
            return list(zip(version.documents, version.spans, strict=True))
        if len(version.documents) == 1:
            return [(version.documents[0], span) for span in version.spans]
        about = self.events.get(disagreement.about)
        stated = where_stated(about.statements) if about else self._stated
        told = ((span, last_of(stated.get(span, {}), version.documents)) for span in version.spans)
        return [(document, span) for span, document in told if document is not None]

    @cached_property
    def _stated(self) -> dict[Span, dict[str, int]]:
        return where_stated(s for e in self.story.chronology for s in e.statements)


def where_stated(statements: Iterable[Statement]) -> dict[Span, dict[str, int]]:
    """Map every span that statements point at to the documents it stands in, with the number of the last that says so."""
    made: dict[Span, dict[str, int]] = {}
    for n, statement in enumerate(statements):
        made.setdefault(statement.span, {})[statement.document] = n
    return made


def last_of(stated: dict[str, int], documents: Iterable[str]) -> str | None:
    """Return which of some documents was stated last, null where none was."""
    return max((d for d in documents if d in stated), key=stated.__getitem__, default=None)


def page_name(document: Document) -> str:
    """Name a page shortly: its host on the web, else its file's name: «pages/page0.txt» gives «page0»."""
    address = document.url or document.source
    host = re.match(r"https?://([^/?#]+)", address)
    return host[1] if host else PurePosixPath(address).stem or document.id


def address(document: str, *spans: Span) -> str:
    """Write where words stand, as a permalink's fragment: «d2:120-180», further spans after commas."""
    return f"{document}:" + ",".join(f"{start}-{end}" for start, end in spans)

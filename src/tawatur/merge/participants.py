"""Words that take part in an event or say something → the entities they stand for."""

from __future__ import annotations

import re

from tawatur.base.annotation import Attribution, EventMention, Link, Participant, Source, with_
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons
from tawatur.base.reading import Reading
from tawatur.base.span import Span, outermost
from tawatur.base.story import Entity

ENDINGS = ("", "ه", "ين", "ون", "ان", "ات", "تين", "تان", "ا")


class Resolver:
    """Finds the entity that words stand for.

    A mention in them, their office's holder, or their country by its adjective.
    """

    def __init__(self, entities: list[Entity], lexicons: Lexicons) -> None:
        self.at: dict[str, list[tuple[Span, str, str]]] = {}
        self.country: dict[str, str] = {}
        self.by_form: dict[str, str] = {}
        by_name: dict[str, str] = {}
        for entity in entities:
            for m in entity.mentions:
                self.at.setdefault(m.document, []).append((m.span, entity.id, entity.kind))
            for o in entity.offices:
                self.at.setdefault(o.document, []).append((o.span, entity.id, "person"))
            for name in entity.names:
                by_name.setdefault(fold(name.text), entity.id)
                self.by_form.setdefault(fold(name.text), entity.id)
        for row in lexicons.rows("countries", CountryRow):
            found = next((by_name[fold(n)] for n in (row.form, *row.aliases) if fold(n) in by_name), None)
            if found:
                for nisba in row.nisba:
                    for ending in ENDINGS:
                        self.country.setdefault(fold(nisba) + ending, found)

    def entity_of(self, document: str, span: Span) -> str | None:
        """Resolve words: the person in them first, then what begins first and is longest, then a country by
        adjective."""
        near = [(s, e, kind) for s, e, kind in self.at.get(document, ()) if span.holds(s) or s.holds(span)]
        widest = set(outermost([s for s, _, _ in near]))  # the king in «ضريح الملك …» is not who was visited
        inside = [(kind != "person", s.start, -s.length, e) for s, e, kind in near if s in widest]
        return min(inside)[3] if inside else None

    def resolve(self, reading: Reading, participant: Participant) -> Participant:
        """Give a participant its entity."""
        found = self.entity_of(reading.document.id, participant.span)
        if found is None:
            for word in reversed(re.findall(r"[^\W_]+", fold(participant.text))):
                found = self.country.get(word) or self.country.get(word.removeprefix("ال"))
                if found:
                    break
        return with_(participant, entity=found)  # type: ignore[no-any-return]


def resolve_events(reading: Reading, resolver: Resolver) -> list[EventMention]:
    """Give the participants and places of a reading's event mentions their entities."""
    out = []
    for mention in reading.event_mentions:
        place = resolver.resolve(reading, mention.place) if mention.place else None
        actors = [resolver.resolve(reading, p) for p in mention.actors]
        recipients = [resolver.resolve(reading, p) for p in mention.recipients]
        out.append(with_(mention, actors=actors, recipients=recipients, place=place))
    return out


def resolve_attributions(reading: Reading, resolver: Resolver) -> list[Attribution]:
    """Give the sources and links of a reading's attributions their entities."""
    document = reading.document.id

    def resolved(part: Source | Link) -> Source | Link:
        found = resolver.entity_of(document, part.span) if part.span else None
        if found is None and isinstance(part, Link):
            found = resolver.by_form.get(fold(part.name))
        return with_(part, entity=found)  # type: ignore[no-any-return]

    return [
        with_(a, source=resolved(a.source) if a.source else None, chain=[resolved(link) for link in a.chain])
        for a in reading.attributions
    ]

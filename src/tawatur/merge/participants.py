"""Words that take part in an event or say something → the entities they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left

from tawatur.base.annotation import Attribution, EventMention, Link, Participant, Source, with_
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, Row
from tawatur.base.reading import Reading
from tawatur.base.span import Span, outermost
from tawatur.base.span_index import SpanIndex
from tawatur.base.story import Entity

ENDINGS = ("", "ه", "ين", "ون", "ان", "ات", "تين", "تان", "ا")
TABLES: dict[str, type[Row]] = {"pair_words": Row}


class Resolver:
    """Finds the entity that words stand for: a mention in them, their office's holder, or their country by its adjective.

    As a taker-part a capital stands for its country's government («واشنطن»), and a dual («البلدان») for the two countries
    that its page named last.
    """

    def __init__(self, entities: list[Entity], lexicons: Lexicons) -> None:
        self.at: dict[str, SpanIndex[tuple[Span, str, str]]] = {}
        self.by_form: dict[str, str] = {}
        for entity in entities:
            for m in entity.mentions:
                self.at.setdefault(m.document, SpanIndex()).add(m.span, (m.span, entity.id, entity.kind))
            for o in entity.offices:
                self.at.setdefault(o.document, SpanIndex()).add(o.span, (o.span, entity.id, "person"))
            for name in entity.names:
                self.by_form.setdefault(fold(name.text), entity.id)
        self.country: dict[str, str] = {}
        self.governed_from: dict[str, str] = {}
        self.pairs = frozenset(fold(row.form) for row in lexicons.rows("pair_words", Row))
        for row in lexicons.rows("countries", CountryRow):
            found = next((self.by_form[n] for n in map(fold, (row.form, *row.aliases)) if n in self.by_form), None)
            if found:
                self.know_country(row, found)
        self.named: dict[str, list[tuple[Span, str]]] = {}  # the countries of a page, in reading order
        countries = set(self.country.values())
        for entity in entities:
            for m in entity.mentions if entity.id in countries else ():
                self.named.setdefault(m.document, []).append((m.span, entity.id))
        for places in self.named.values():
            places.sort()

    def know_country(self, row: CountryRow, entity: str) -> None:
        """Note how a country of the story is called by adjective and by capital."""
        for nisba in row.nisba:
            for ending in ENDINGS:
                self.country.setdefault(fold(nisba) + ending, entity)
        for capital in row.capital:
            seat = self.by_form.get(fold(capital))
            if seat and seat != entity:
                self.governed_from.setdefault(seat, entity)

    def entity_of(self, document: str, span: Span) -> str | None:
        """Resolve words: the person in them first, then what begins first and is longest, then a country by
        adjective."""
        if document not in self.at:
            return None
        near = [(s, e, kind) for s, e, kind in self.at[document].meeting(span) if span.holds(s) or s.holds(span)]
        widest = set(outermost([s for s, _, _ in near]))  # the king in «ضريح الملك …» is not who was visited
        inside = [(kind != "person", s.start, -s.length, e) for s, e, kind in near if s in widest]
        return min(inside)[3] if inside else None

    def resolve(self, reading: Reading, participant: Participant) -> Participant:
        """Give a participant its entity."""
        found = self.entity_of(reading.document.id, participant.span)
        words = re.findall(r"[^\W_]+", fold(participant.text)) if found is None else []
        adjectives = (self.country.get(w) or self.country.get(w.removeprefix("ال")) for w in reversed(words))
        return with_(participant, entity=found or next(filter(None, adjectives), None))  # type: ignore[no-any-return]

    def taker_part(self, reading: Reading, participant: Participant) -> list[Participant]:
        """Resolve one who takes part: capitals to their countries, a dual to two of them."""
        if self.pairs & set(re.findall(r"[^\W_]+", fold(participant.text))):
            two = self.last_two(reading.document.id, participant.span)
            return [with_(participant, entity=e) for e in two] or [participant]
        found = self.resolve(reading, participant)
        return [with_(found, entity=self.governed_from.get(found.entity or "", found.entity))]

    def last_two(self, document: str, span: Span) -> list[str]:
        """Find the two countries named last before `span` on its page; none unless there are two."""
        named = self.named.get(document, [])
        last: list[str] = []
        for at in range(bisect_left(named, (Span(span.start, 0), "")) - 1, -1, -1):
            place, entity = named[at]
            if place.end <= span.start and entity not in last:
                last.append(entity)
            if len(last) == 2:
                return last
        return []


def resolve_events(reading: Reading, resolver: Resolver) -> list[EventMention]:
    """Give the participants and places of a reading's event mentions their entities."""
    out = []
    for mention in reading.event_mentions:
        place = resolver.resolve(reading, mention.place) if mention.place else None
        actors = [found for p in mention.actors for found in resolver.taker_part(reading, p)]
        recipients = [found for p in mention.recipients for found in resolver.taker_part(reading, p)]
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

"""Claims to be the first («أول زيارة») → where two reach differently, or an earlier event stands against one.

Two claims about one event disagree where one is bounded («منذ عشرين عاما», «رسمية») and the other is not: the bounded
one allows that it happened before. Claims about different visitors, directions or kinds of event never meet.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tawatur.base.annotation import EventMention, Superlative
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, Row
from tawatur.base.phrases import Phrases
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event
from tawatur.base.tokens import Tokens
from tawatur.merge.disagreements.said import Said, disagreement, natural, pages

AFTER = 160  # code points after the words of a claim that still belong to it
BOUNDING = ("since", "official")
HOSTING = ("استضاف", "استضافت", "استقبل", "استقبلت", "استضافة", "استقبال")


class ReachLimitRow(Row, frozen=True, kw_only=True):
    """Words that bound a claim to be first. ``kind``: since, official, rank, area."""

    kind: str


class AgentClassRow(Row, frozen=True, kw_only=True):
    """A word that tells what kind of person a claim is about. ``agent``: military, diplomatic, ministerial…"""

    agent: str


class Claim(NamedTuple):
    """A claim to be first: its words with what bounds them, who and where it is about, and the rows it belongs to."""

    superlative: Superlative
    span: Span
    limits: frozenset[str]
    agents: frozenset[str]  # countries by adjective
    classes: frozenset[str]
    places: frozenset[str]  # countries by name or capital
    people: frozenset[str]  # entities named in the claim
    rows: tuple[Event, ...]


class Vocabulary(NamedTuple):
    """The tables made ready."""

    limits: Phrases[str]
    classes: Phrases[str]
    nisba: Phrases[str]
    countries: Phrases[str]


@cache
def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Make the tables ready to be found in tokens."""
    countries = [r for r in lexicons.tables.get("countries", []) if isinstance(r, CountryRow)]
    return Vocabulary(
        Phrases((r.form, r.kind) for r in lexicons.rows("reach_limits", ReachLimitRow)),
        Phrases(
            (form, r.agent) for r in lexicons.rows("agent_classes", AgentClassRow) for form in (r.form, "ال" + r.form)
        ),
        Phrases((form, r.code) for r in countries for n in r.nisba for form in nisba_forms(n)),
        Phrases((n, r.code) for r in countries for n in (r.form, *r.aliases, *r.capital)),
    )


def nisba_forms(nisba: str) -> list[str]:
    """List a country's adjective with and without article and endings."""
    return [article + nisba + ending for article in ("", "ال") for ending in ("", "ة", "ا", "ين", "ون", "ان")]


def found_in(phrases: Phrases[str], tokens: Tokens, span: Span) -> frozenset[str]:
    """Return what the forms found in a span stand for."""
    return frozenset(hit.payload for hit in phrases.find(tokens, tokens.within(span)))


class Claims:
    """Reads the claims of all pages, with the rows and people they are about."""

    def __init__(
        self, events: list[Event], entities: list[Entity], readings: dict[str, Reading], lexicons: Lexicons
    ) -> None:
        self.readings = readings
        self.words = vocabulary(lexicons)
        self.people: dict[str, list[tuple[Span, str]]] = {}
        for entity in entities:
            for mention in entity.mentions if entity.kind == "person" else ():
                self.people.setdefault(mention.document, []).append((mention.span, entity.id))
        self.rows: dict[tuple[str, Span], list[Event]] = {}
        for event in events:
            for s in event.statements:
                if s.property == "first-ever":
                    self.rows.setdefault((s.document, Span(*s.span)), []).append(event)

    def all(self) -> list[Claim]:
        """List the claims in page order."""
        return [
            self.claim(superlative, reading)
            for _, reading in sorted(self.readings.items(), key=lambda item: natural(item[0]))
            for superlative in reading.superlatives
        ]

    def claim(self, superlative: Superlative, reading: Reading) -> Claim:
        """Read one claim with the words after it, to the end of its sentence at most."""
        span = claim_span(superlative, reading)
        named = frozenset(e for s, e in self.people.get(reading.document.id, ()) if span.holds(s))
        return Claim(
            superlative, span,
            found_in(self.words.limits, reading.tokens, span), self.agents(reading, span),
            found_in(self.words.classes, reading.tokens, span), found_in(self.words.countries, reading.tokens, span),
            named or self.visitors(superlative, reading),
            tuple(self.rows.get((reading.document.id, superlative.span), ())),
        )  # fmt: skip

    def agents(self, reading: Reading, span: Span) -> frozenset[str]:
        """Return the countries whose adjectives stand in a claim, not inside its name («المملكة المغربية»)."""
        within = reading.tokens.within(span)
        named = [hit.span for hit in self.words.countries.find(reading.tokens, within)]
        hits = self.words.nisba.find(reading.tokens, within)
        return frozenset(hit.payload for hit in hits if not any(hit.span.meets(n) for n in named))

    def visitors(self, superlative: Superlative, reading: Reading) -> frozenset[str]:
        """Return the people who act in the claim's rows, else those whom its sentence names."""
        rows = self.rows.get((reading.document.id, superlative.span), ())
        everyone = {e for places in self.people.values() for _, e in places}
        acting = frozenset(a for row in rows for a in row.actors if a in everyone)
        sentence = reading.sentence_at(superlative.span.start)
        if acting or sentence is None:
            return acting
        return frozenset(e for s, e in self.people.get(reading.document.id, ()) if sentence.span.holds(s))


def claim_span(superlative: Superlative, reading: Reading) -> Span:
    """Return the words of a claim and what follows in its clause: what bounds it stands there."""
    start, end = superlative.span
    sentence = reading.sentence_at(start)
    last = min(sentence.span.end if sentence else len(reading.text), end + AFTER)
    cuts = [at for mark in "،؛:" if (at := reading.text.find(mark, end, last)) >= 0]
    return Span(start, min(cuts, default=last))


def one_event(a: Claim, b: Claim) -> bool:
    """Say whether two claims are about one event: the same row, or the same noun and people, and no other country."""
    if (a.agents and b.agents and not a.agents & b.agents) or (a.places and b.places and not a.places & b.places):
        return False
    if {row.id for row in a.rows} & {row.id for row in b.rows}:
        return True
    if not (a.people & b.people) or fold(a.superlative.about or "") != fold(b.superlative.about or ""):
        return False
    return all(days_meet(x, y) for x in a.rows for y in b.rows)


def days_meet(a: Event, b: Event) -> bool:
    """Say whether two rows may share a day."""
    return not (
        (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
    )


def first_disagreements(
    events: list[Event], entities: list[Entity], readings: dict[str, Reading], lexicons: Lexicons
) -> list[Disagreement]:
    """Find the claims to be first that do not go together."""
    claims = Claims(events, entities, readings, lexicons).all()
    found = []
    for group in gathered(claims):
        against = earlier_events(group, events, readings, lexicons)
        made = differing_reach(group) if not against else contradicted(group, against)
        if made:
            found.append(made)
    return found


def gathered(claims: list[Claim]) -> list[list[Claim]]:
    """Gather the claims about one event; a claim joins the first group all of whose members may be the same event."""
    groups: list[list[Claim]] = []
    for claim in claims:
        home = next(
            (g for g in groups if any(one_event(claim, c) for c in g) and all(agree(claim, c) for c in g)), None
        )
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return groups


def agree(a: Claim, b: Claim) -> bool:
    """Say whether nothing sets two claims apart."""
    return not (
        (a.agents and b.agents and not a.agents & b.agents)
        or (a.places and b.places and not a.places & b.places)
        or any(not days_meet(x, y) for x in a.rows for y in b.rows)
    )


def said_of(claim: Claim, readings_text: str | None = None) -> Said:
    """Return a claim as a value: its reach is what makes two claims differ."""
    reach = tuple(sorted(claim.limits & set(BOUNDING)))
    return Said(reach, readings_text or claim.superlative.text, claim.superlative.document, claim.superlative.span)


def about(group: list[Claim]) -> str:
    """Name the row that most claims of a group belong to, or the first page's claim where there is none."""
    rows = [row.id for claim in group for row in claim.rows]
    return min(rows, key=lambda r: (-rows.count(r), natural(r))) if rows else group[0].superlative.id


def differing_reach(group: list[Claim]) -> Disagreement | None:
    """Make the disagreement of claims about one event, on two pages, of which one is bounded as the other is not."""
    for n, a in enumerate(group):
        for b in group[n + 1 :]:
            bounds = (a.limits ^ b.limits) & set(BOUNDING)
            if a.superlative.document != b.superlative.document and bounds:
                said = [said_of(c) for c in group]
                why = (
                    "Claims to be the first reach differently: one is bounded "
                    f"({', '.join(sorted(bounds))}), another is not."
                )
                return disagreement(about(group), "first-ever", "contradiction", said, why)
    return None


def earlier_events(
    group: list[Claim], events: list[Event], readings: dict[str, Reading], lexicons: Lexicons
) -> list[EventMention]:
    """List mentions of earlier visits of the same kind of people to the same country, against an unbounded claim."""
    wide = [c for c in group if "since" not in c.limits and c.agents and c.places and c.classes]
    starts = [row.earliest for c in group for row in c.rows if row.earliest]
    if not wide or not starts:
        return []
    words = vocabulary(lexicons)
    found: dict[str, EventMention] = {}
    for event in events:
        if not event.latest or event.latest >= min(starts) or event.modality != "happened":
            continue
        for document in event.documents:
            reading = readings.get(document)
            for m in reading.event_mentions if reading else ():
                if m.id in event.event_mentions and any(hosted(m, reading, c, words) for c in wide):
                    found[m.id] = m
    return sorted(found.values(), key=lambda m: (natural(m.document), m.trigger.span))


def hosted(mention: EventMention, reading: Reading | None, claim: Claim, words: Vocabulary) -> bool:
    """Say whether a mention tells that people of the claim's kind and country were received in the claim's country."""
    if reading is None:
        return False
    start = mention.trigger.span.start
    before = reading.text[max(0, start - 1) : mention.trigger.span.end]
    clause = Span(start, min(mention.trigger.span.end + 60, max(mention.span.end, mention.trigger.span.end)))
    head = reading.tokens.words[max(0, reading.tokens.at(start) - 2) : reading.tokens.at(mention.trigger.span.end)]
    if not any(fold(h) in (w.lstrip("و") for w in head) or h in before for h in HOSTING):
        return False
    sentence = mention.sentence or mention.span
    return bool(
        found_in(words.nisba, reading.tokens, clause) & claim.agents
        and found_in(words.classes, reading.tokens, clause) & claim.classes
        and (found_in(words.nisba, reading.tokens, sentence) | found_in(words.countries, reading.tokens, sentence))
        & claim.places
    )


def contradicted(group: list[Claim], against: list[EventMention]) -> Disagreement | None:
    """Make the disagreement of a claim to be first with what pages tell of earlier."""
    said = [said_of(c) for c in group]
    said += [Said(("earlier", m.id), m.trigger.text, m.document, m.trigger.span) for m in against]
    if len(pages(said)) < 2:
        return None
    extra = [Reason(rule="disagreements.told-earlier", document=m.document, span=m.span) for m in against]
    why = "A claim to be the first stands against events of the same kind that a page dates earlier."
    return disagreement(about(group), "first-ever", "contradiction", said, why, extra)

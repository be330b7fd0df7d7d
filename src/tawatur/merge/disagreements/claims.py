"""Claims to be the first, read: what bounds them, whom and where they speak of, which are about one event."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from tawatur.base.annotation import Superlative
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, Row
from tawatur.base.phrases import Phrases
from tawatur.base.phrases import readings as without_proclitics
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Entity, Event
from tawatur.base.tokens import Tokens
from tawatur.merge.disagreements.said import natural
from tawatur.merge.disagreements.words import event_words

SLACK = 7  # days: a claim stands beside the meeting, the arrival or the whole visit
BOUNDING = frozenset(["since", "official"])  # limits that leave room for an earlier one
AFTER = 160  # code points after the words of a claim that still belong to it


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

    @property
    def counted(self) -> Counted:
        """Return what the claim says, as it is compared."""
        return Counted(self.superlative.kind, self.limits & BOUNDING)


class Counted(NamedTuple):
    """What a claim says of its place in a row of its like: its kind, and what bounds it in time or form."""

    kind: str
    limits: frozenset[str]

    def denies(self, other: Counted) -> bool:
        """Say whether two claims about one event cannot both be right.

        One is bounded where the other is not, or an unbounded first stands beside a second.
        """
        if self.kind != other.kind:
            return {self.kind, other.kind} == {"first", "second"} and not self.limits | other.limits
        return self.limits < other.limits or other.limits < self.limits


class Vocabulary(NamedTuple):
    """The tables made ready."""

    limits: Phrases[str]
    classes: Phrases[str]
    nisba: Phrases[str]
    countries: Phrases[str]
    hosts: Phrases[str]


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
        event_words(lexicons, "host"),
    )


def nisba_forms(nisba: str) -> list[str]:
    """List a country's adjective with and without article, and the endings that the table leaves out."""
    endings = ("", "ا", "ين") if nisba.endswith("ي") else ("",)
    return [article + nisba + ending for article in ("", "ال") for ending in endings]


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
        self.persons = {e.id for e in entities if e.kind == "person"}
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
        acting = frozenset(a for row in rows for a in row.actors if a in self.persons)
        sentence = reading.sentence_at(superlative.span.start)
        if acting or sentence is None:
            return acting
        return frozenset(e for s, e in self.people.get(reading.document.id, ()) if sentence.span.holds(s))


def counted_of(superlative: Superlative, reading: Reading, words: Vocabulary) -> Counted:
    """Read what one claim says, as it is compared."""
    limits = found_in(words.limits, reading.tokens, claim_span(superlative, reading))
    return Counted(superlative.kind, limits & BOUNDING)


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
    if any(of_row(a, row) and of_row(b, row) for row in a.rows if row in b.rows):
        return True
    if not (a.people & b.people) or not same_noun(a.superlative.about, b.superlative.about):
        return False
    return all(days_meet(x, y) for x in a.rows for y in b.rows)


def of_row(claim: Claim, row: Event) -> bool:
    """Say whether a claim is said of what a row tells, not of something else in its clause: «زيارة», not «إقبال»."""
    told = [s.value for s in row.statements if s.property == "what"]
    about = claim.superlative.about
    return not about or not told or any(same_noun(about, word) for word in told)


def same_noun(one: str | None, other: str | None) -> bool:
    """Say whether two claims are about one noun: «زيارة», «الزيارة», «زيارته»."""
    stems = [{rest for _, rest in without_proclitics(fold(word or ""))} for word in (one, other)]
    bare = [{s.removeprefix("ال").removesuffix("ه").removesuffix("ت") for s in group} for group in stems]
    return bool(one and other and bare[0] & bare[1])


def days_meet(a: Event, b: Event) -> bool:
    """Say whether two rows may be days of one visit: they meet, or lie within a few days of each other."""
    return not (far_before(a.latest, b.earliest) or far_before(b.latest, a.earliest))


def far_before(end: str | None, start: str | None) -> bool:
    """Say whether one row ended more than `SLACK` days before the other began."""
    return bool(end and start) and (date.fromisoformat(start) - date.fromisoformat(end)).days > SLACK  # type: ignore[arg-type]


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


def family(claim: Claim) -> str:
    """Name the claims that one is compared with: the first and the second of its kind count one row."""
    return "first" if claim.superlative.kind == "second" else claim.superlative.kind


def agree(a: Claim, b: Claim) -> bool:
    """Say whether nothing sets two claims apart: a claim to be the greatest never meets one to be the first."""
    return family(a) == family(b) and not (
        (a.agents and b.agents and not a.agents & b.agents)
        or (a.places and b.places and not a.places & b.places)
        or any(not days_meet(x, y) for x in a.rows for y in b.rows)
    )

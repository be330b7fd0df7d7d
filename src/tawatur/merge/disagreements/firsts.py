"""Claims to be the first («أول زيارة») → where two reach differently, or an earlier event stands against one.

Two claims about one event disagree where one is bounded («منذ عشرين عاما», «رسمية») and the other is not: the bounded
one allows that it happened before. Claims about different visitors, directions or kinds of event never meet.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.annotation import EventMention, Superlative, with_
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event
from tawatur.merge.disagreements.claims import (
    Claim,
    Claims,
    Counted,
    Vocabulary,
    counted_of,
    found_in,
    gathered,
    vocabulary,
)
from tawatur.merge.disagreements.said import Said, disagreement, natural, pages


def first_disagreements(
    events: list[Event], entities: list[Entity], readings: dict[str, Reading], lexicons: Lexicons
) -> list[Disagreement]:
    """Find the claims to be first that do not go together."""
    if not any(reading.superlatives for reading in readings.values()):
        return []
    claims = Claims(events, entities, readings, lexicons).all()
    found = []
    for group in gathered(claims):
        against = earlier_events(group, events, readings, lexicons)
        made = differing_reach(group) if not against else contradicted(group, against)
        if made:
            found.append(made)
    return found


def said_of(claim: Claim, readings_text: str | None = None) -> Said:
    """Return a claim as a value: its reach is what makes two claims differ."""
    kind, limits = claim.counted
    return Said(
        (kind, *sorted(limits)),
        readings_text or claim.superlative.text,
        claim.superlative.document,
        claim.superlative.span,
    )


def about(group: list[Claim]) -> str:
    """Name the row that most claims of a group belong to, or the first page's claim where there is none."""
    rows = [row.id for claim in group for row in claim.rows]
    return min(rows, key=lambda r: (-rows.count(r), natural(r))) if rows else group[0].superlative.id


def differing_reach(group: list[Claim]) -> Disagreement | None:
    """Make the disagreement of claims about one event, on two pages, that deny each other."""
    for n, a in enumerate(group):
        for b in group[n + 1 :]:
            if a.superlative.document != b.superlative.document and a.counted.denies(b.counted):
                why = why_denied(a.counted, b.counted)
                return disagreement(about(group), "first-ever", "contradiction", [said_of(c) for c in group], why)
    return None


def why_denied(a: Counted, b: Counted) -> str:
    """Say how two claims deny each other."""
    if a.kind != b.kind:
        return "One page has the first of its kind, another the second."
    bounds = ", ".join(sorted(a.limits ^ b.limits))
    return f"Claims to be the first reach differently: one is bounded ({bounds}), another is not."


def earlier_events(
    group: list[Claim], events: list[Event], readings: dict[str, Reading], lexicons: Lexicons
) -> list[EventMention]:
    """List mentions of earlier visits of the same kind of people to the same country, against an unbounded claim."""
    wide = [c for c in group if open_to_earlier(c.counted) and c.agents and c.places and c.classes]
    starts = [row.earliest for c in group for row in c.rows if row.earliest]
    if not wide or not starts:
        return []
    words = vocabulary(lexicons)
    found: dict[str, EventMention] = {}
    first = min(starts)
    for event in events:
        if not event.latest or event.latest >= first or event.modality != "happened":
            continue
        for document in event.documents:
            reading = readings.get(document)
            for m in reading.event_mentions if reading else ():
                if m.id in event.event_mentions and any(hosted(m, reading, c, words) for c in wide):
                    found[m.id] = m
    return sorted(found.values(), key=lambda m: (natural(m.document), m.trigger.span))


def open_to_earlier(claim: Counted) -> bool:
    """Say whether an earlier event of the kind denies a claim: it is to be the first, with no bound in time."""
    return claim.kind == "first" and "since" not in claim.limits


def hosted(mention: EventMention, reading: Reading | None, claim: Claim, words: Vocabulary) -> bool:
    """Say whether a mention tells that people of the claim's kind and country were received in the claim's country."""
    if reading is None:
        return False
    start = mention.trigger.span.start
    clause = Span(start, min(mention.trigger.span.end + 60, max(mention.span.end, mention.trigger.span.end)))
    at = reading.tokens.at(start)
    head = range(max(0, at - 2), max(at + 1, reading.tokens.at(mention.trigger.span.end)))
    if not any(words.hosts.find(reading.tokens, head)):
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


def ledger(disputes: list[Disagreement], readings: dict[str, Reading], lexicons: Lexicons) -> list[Superlative]:
    """List the claims of all pages, each with the ids of what other pages say against it, and where."""
    against: dict[str, list[Superlative | EventMention]] = {}
    for dispute in disputes:
        if dispute.field == "first-ever" and dispute.kind == "contradiction":
            for claim, other in opposed(dispute, readings, lexicons):
                against.setdefault(claim.id, []).append(other)
    told = (s for _, r in sorted(readings.items(), key=lambda item: natural(item[0])) for s in r.superlatives)
    return [entry(s, against[s.id]) if s.id in against else s for s in told]


def opposed(
    dispute: Disagreement, readings: dict[str, Reading], lexicons: Lexicons
) -> Iterator[tuple[Superlative, Superlative | EventMention]]:
    """Pair the claims of one disagreement with what denies each on another page."""
    claims, earlier = standing(dispute, readings)
    words = vocabulary(lexicons)
    said = {s.id: counted_of(s, readings[s.document], words) for s in claims}
    for claim in claims:
        for other in claims:
            if other.document != claim.document and said[claim.id].denies(said[other.id]):
                yield claim, other
        if open_to_earlier(said[claim.id]):
            yield from ((claim, m) for m in earlier if m.document != claim.document)


def standing(dispute: Disagreement, readings: dict[str, Reading]) -> tuple[list[Superlative], list[EventMention]]:
    """Return the claims, and the mentions of earlier events, that stand at a disagreement's places."""
    places = {(d, Span(*s)) for v in dispute.values for d, s in zip(v.documents, v.spans, strict=True)}
    pages_of = sorted({d for d, _ in places if d in readings}, key=natural)
    claims = [s for d in pages_of for s in readings[d].superlatives if (d, s.span) in places]
    mentions = [m for d in pages_of for m in readings[d].event_mentions if (d, m.trigger.span) in places]
    return claims, mentions


def entry(claim: Superlative, against: list[Superlative | EventMention]) -> Superlative:
    """Write what stands against a claim into it."""
    because = [
        Reason(
            rule="disagreements.reach" if isinstance(other, Superlative) else "disagreements.told-earlier",
            document=other.document, span=other.span if isinstance(other, Superlative) else other.trigger.span, detail=other.id,
        )
        for other in against
    ]  # fmt: skip
    return with_(claim, contradicted_by=[o.id for o in against], because=[*claim.because, *because])  # type: ignore[no-any-return]

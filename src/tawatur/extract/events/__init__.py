"""A document's sentences → the words in them that report events, each with type, participants, place, time and modality.

Words are proposed by the table of triggers and by the trained tagger, weighed together, and read in their clause: «أجرى الوزير
أمس مباحثات مع نظيره في العاصمة» gives one CONSULT of the minister with his counterpart, yesterday, in the capital.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

import msgspec

from tawatur.base.annotation import (
    Attribution,
    EventMention,
    EventTime,
    Participant,
    Sentence,
    Trigger,
    numbered,
    with_,
)
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.events.candidates import Candidate, candidates
from tawatur.extract.events.clauses import Place, lay_out
from tawatur.extract.events.crowds import is_crowd
from tawatur.extract.events.foreground import called_to_mind
from tawatur.extract.events.harm import CauseRow, by_accident, counts_the_dead, harms
from tawatur.extract.events.protests import fill_in
from tawatur.extract.events.reality import judge
from tawatur.extract.events.roles import ARMED, assign
from tawatur.extract.events.rows import FrameRow, LightVerbRow, ModalityRow, TriggerRow
from tawatur.extract.events.slots import Roles
from tawatur.extract.events.topics import arrives, no_event
from tawatur.extract.events.weighing import accepted, probability, weigh
from tawatur.extract.events.when import when

NEEDS = ("sentences", "proposals", "times", "mentions", "attributions")
MAKES = ("event_mentions",)
LOOK_BACK = 12  # events of one sentence that later ones are compared with
TABLES: dict[str, type[Row]] = {
    "event_triggers": TriggerRow,
    "event_frames": FrameRow,
    "light_verbs": LightVerbRow,
    "modality": ModalityRow,
    "harm_causes": CauseRow,
}


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[EventMention]]:
    """Find the events that a document reports."""
    return {"event_mentions": numbered("v", mentions(reading, lexicons))}


def mentions(reading: Reading, lexicons: Lexicons) -> Iterator[EventMention]:
    """Yield the event mentions sentence by sentence; the last actor of a paragraph is kept for verbs without a subject."""
    before: list[Participant] = []
    paragraph = -1
    for sentence in reading.sentences:
        if sentence.paragraph != paragraph:
            before, paragraph = [], sentence.paragraph
        told = list(read_sentence(reading, sentence, lexicons, before))
        counts = Counter(m.type for m in told)
        for mention in told:
            before = mention.actors or before
            yield set_back(mention, counts[mention.type], reading, lexicons)


def set_back(mention: EventMention, beside: int, reading: Reading, lexicons: Lexicons) -> EventMention:
    """Mark an attack or protest that is only called to mind as background."""
    score = called_to_mind(mention, beside, reading, lexicons)
    if score is None:
        return mention
    reason = Reason(rule="events.called-to-mind", score=round(score, 2))
    return with_(mention, background=True, because=[*mention.because, reason])  # type: ignore[no-any-return]


def read_sentence(
    reading: Reading, sentence: Sentence, lexicons: Lexicons, before: list[Participant]
) -> Iterator[EventMention]:
    """Yield the events of one sentence."""
    chosen = choose(reading, sentence, lexicons)
    if not chosen:
        return
    place = lay_out(
        reading, sentence, (c.light_token if c.light_token is not None else c.token for c in chosen if finite(c))
    )
    place.themes.update(c.theme for c in chosen if c.theme is not None and not is_crowd(place.word(c.theme)))
    place.themes.update(
        c.token
        for c in chosen
        if not c.is_verb and c.kind != "participle" and place.word(c.token).rstrip("ا") not in ARMED
    )
    seen: list[tuple[Candidate, Roles]] = []
    told: EventTime | None = None
    for n, candidate in enumerate(chosen):
        roles = assign(candidate, place, lexicons)
        if seen and takes_over(candidate, place, roles):
            roles.recipient, roles.actor, roles.omitted = roles.actor, [], True
        if roles.omitted and not roles.actor and (before or seen):
            last = next((r.actor for _, r in reversed(seen[-LOOK_BACK:]) if r.actor), [])
            last = last or [p for p in before if named(p, reading)]
            roles.add("actor", [p for p in last if p not in roles.recipient])
            roles.found = "the subject of the event before"
        if not roles.actor and not roles.recipient and during(candidate, place):
            take_part_too(roles, seen)
        fill_in(candidate, place, roles)
        if repeats(candidate, roles, seen):
            continue
        seen.append((candidate, roles))
        mention = mention_of(candidate, roles, place, sentence, chosen[max(0, n - LOOK_BACK) : n + LOOK_BACK], lexicons)
        if mention.time is None and told is not None and goes_on_telling(candidate, place):
            mention = with_(mention, time=msgspec.structs.replace(told, span=None))
        told = mention.time or told
        yield mention


def takes_over(candidate: Candidate, place: Place, roles: Roles) -> bool:
    """Say whether a lone phrase is whom somebody met, not who met: «زار الوزير الميناء والتقى محافظ المدينة»."""
    lone = len(roles.actor) == 1 and not roles.recipient and roles.actor[0].span.start > candidate.span.end
    first = fold(roles.actor[0].text).split()[0] if lone else ""
    dual = first.startswith("ال") and first.endswith(("ان", "ون"))
    meets = bool(candidate.rows) and candidate.rows[0].frame in ("meet", "visit")
    return candidate.is_verb and lone and meets and not dual and place.word(candidate.token)[:1] == "و"


DURING = frozenset(fold("خلال هامش أثناء بمناسبة عقب بعد في ختام").split())


def during(candidate: Candidate, place: Place) -> bool:
    """Say whether a noun tells when the main event was: «خلال اجتماع», «على هامش مؤتمر»: who did that took part in this."""
    return not finite(candidate) and candidate.type == "CONSULT" and place.word(candidate.token - 1) in DURING


def take_part_too(roles: Roles, seen: list[tuple[Candidate, Roles]]) -> None:
    """Give an event the participants of the one it frames."""
    last = next((r for _, r in reversed(seen[-LOOK_BACK:]) if r.actor), None)
    if last is not None:
        roles.add("actor", last.actor)
        roles.add("recipient", last.recipient)
        roles.found = "the participants of the event beside it"


def named(participant: Participant, reading: Reading) -> bool:
    """Say whether a participant is a name: unnamed ones are not carried from clause to clause."""
    at = bisect_left(reading.mentions, participant.span.start, key=lambda m: m.span.start)
    return any(m.span.meets(participant.span) for m in reading.mentions[max(0, at - 1) : at + 2])


def goes_on_telling(candidate: Candidate, place: Place) -> bool:
    """Say whether a verb is joined to the one before by و: «زار المدينة أمس ووقع اتفاقية»."""
    at = candidate.light_token if candidate.light_token is not None else candidate.token
    verb = candidate.is_verb or candidate.light_kind in ("past", "present")
    return verb and place.word(at)[:1] == "و" and place.word(at) not in ("وقع", "وصل", "وقعت", "وصلت", "وافق", "وجه")


def choose(reading: Reading, sentence: Sentence, lexicons: Lexicons) -> list[Candidate]:
    """Weigh the candidates of a sentence and keep those that pass."""
    kept = []
    for candidate in candidates(reading, reading.token_range(sentence.span), lexicons):
        weigh(candidate, reading, lexicons)
        likely = accepted(candidate, reading, lexicons) or arrives(candidate, reading)
        if likely and not no_event(candidate, reading):
            kept.append(candidate)
    return kept


def finite(candidate: Candidate) -> bool:
    """Say whether a candidate's clause has a finite verb of its own."""
    return candidate.is_verb or candidate.light_token is not None


def repeats(candidate: Candidate, roles: Roles, seen: list[tuple[Candidate, Roles]]) -> bool:
    """Say whether the sentence has told this event already: the same word again, definite or with a pronoun, with nobody new."""
    if candidate.kind not in ("definite", "bound"):
        return False
    known = {p.span for _, r in seen[-LOOK_BACK:] for p in (*r.actor, *r.recipient)}
    new = [p for p in (*roles.actor, *roles.recipient) if p.span not in known]
    lemma = candidate.lemma.partition("|")[0]
    return not new and any(lemma == other.lemma.partition("|")[0] for other, _ in seen[-LOOK_BACK:])


def mention_of(
    candidate: Candidate, roles: Roles, place: Place, sentence: Sentence, chosen: list[Candidate], lexicons: Lexicons
) -> EventMention:
    """Make the event mention of one chosen candidate."""
    reading = place.reading
    reality = judge(candidate, place, lexicons)
    attribution = innermost(reading, candidate.span)
    row = next((r for r in candidate.rows if r.type == candidate.type), None)
    because = [*grounds(candidate, row.cited if row else None), *reality.because]
    mode, accident, counted = row.mode if row else "", by_accident(candidate, place, lexicons), False
    if accident is not None:
        candidate.type, mode = "OTHER", harms(candidate)
        because.append(accident)
    if counts_the_dead(candidate, place):
        counted = True
        because.append(Reason(rule="events.toll", detail="a count of the dead; its day is not theirs"))
    if roles.found:
        because.append(Reason(rule="events.omitted-subject", detail=roles.found))
    return EventMention(
        id="", document=reading.document.id, span=sentence.span, text=sentence.text, type=candidate.type,
        mode=mode, trigger=Trigger(span=candidate.span, text=candidate.span.of(reading.text)),
        actors=roles.actor, recipients=roles.recipient, place=roles.place,
        time=None if counted else when(candidate, place, chosen, attribution, reality.modality == "announced"),
        polarity=reality.polarity, modality=reality.modality, attribution=attribution.id if attribution else None,
        sentence=sentence.span, background=reality.background, score=round(probability(candidate.logit), 3), because=because,
    )  # fmt: skip


def grounds(candidate: Candidate, row: str | None) -> list[Reason]:
    """Tell why the candidate is an event of this type: row, tagger, the types that lost."""
    made = [Reason(rule="events.trigger", row=row, score=round(candidate.logit, 2), detail=candidate.lemma)]
    if candidate.light is not None:
        made.append(Reason(rule="events.light-verb", row=candidate.light.cited))
    for label, score in sorted(candidate.proposals.items()):
        made.append(Reason(rule="tagger", detail=label, score=round(score, 3), span=candidate.span))
    lost = sorted((n for n in candidate.types if n != candidate.type), key=lambda n: -candidate.types[n])
    if lost:
        made.append(
            Reason(rule="events.type", detail="refused: " + " ".join(f"{n} {candidate.types[n]:.2f}" for n in lost[:3]))
        )
    return made


def innermost(reading: Reading, span: Span) -> Attribution | None:
    """Return the attribution with the shortest content that holds a span."""
    holding = reading.attributed(span)
    return min(holding, key=lambda a: (a.content.span.length, a.id)) if holding else None

"""Headlines against the bodies below them → a disagreement on what happened.

A deal above, where the body and the other pages have talks, is a contradiction. What is asserted above and only alleged,
planned or left to nobody's name below reaches differently: it is noted, and no alarm.
"""

from __future__ import annotations

from tawatur.base.annotation import EventMention, Sentence
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Event
from tawatur.merge.disagreements.said import Said, disagreement, natural, pages
from tawatur.merge.disagreements.words import event_words

TALKS = ("CONSULT",)
DEALS = ("AGREE", "SUPPORT")
DEAL_MODES = frozenset(
    ["signing", "agreement", "memorandum", "deal", "treaty", "ceasefire", "truce", "ratification", "agreement-signing"]
)


def headline_disagreements(events: list[Event], readings: dict[str, Reading], lexicons: Lexicons) -> list[Disagreement]:
    """Find the headlines that assert a deal about talks in which nothing was agreed."""
    found = []
    for document in sorted(readings, key=natural):
        headline = headline_of(readings[document])
        if headline and (made := headline_against_body(headline, readings[document], events, readings, lexicons)):
            found.append(made)
    return found


def overstated(events: list[Event], readings: dict[str, Reading], lexicons: Lexicons) -> list[Disagreement]:
    """Note the headlines that assert in the outlet's own voice what their own bodies give weakly."""
    found = []
    for event in events:
        for document in event.documents:
            reading = readings.get(document)
            title = reading.document.title if reading else None
            if reading and title and title.span and (made := asserted_above(event, reading, title.span, lexicons)):
                found.append(made)
    return found


def asserted_above(event: Event, reading: Reading, title: Span, lexicons: Lexicons) -> Disagreement | None:
    """Compare one row's mentions in a headline with those in its body; null unless every one below is weak alike."""
    told = [m for m in reading.event_mentions if m.id in event.event_mentions]
    above = [m for m in told if title.holds(m.trigger.span) and plainly_told(m, reading, title, lexicons)]
    below = [m for m in told if not title.meets(m.trigger.span)]
    grounds = {weakness(m, reading) for m in below}
    if not above or len(grounds) != 1 or None in grounds:
        return None
    said = [Said("asserted", m.trigger.text, m.document, m.trigger.span) for m in above]
    said += [Said("weaker", m.trigger.text, m.document, m.trigger.span) for m in below]
    why = f"The headline asserts what its own body gives as {grounds.pop()}."
    return disagreement(event.id, "what", "scope", said, why)


def plainly_told(mention: EventMention, reading: Reading, title: Span, lexicons: Lexicons) -> bool:
    """Say whether a headline has an event as done, in the outlet's own voice: a past verb, no teller, no doubt."""
    past = any(r.rule == "events.trigger" and r.detail.rpartition("|")[2] == "past" for r in mention.because)
    told_by = any(
        title.holds(a.content.span) and a.content.span.holds(mention.trigger.span) for a in reading.attributions
    )
    if not past or told_by or mention.attribution or mention.modality != "happened" or mention.polarity != "+":
        return False
    at = reading.tokens.at(mention.trigger.span.start)
    before = range(max(reading.tokens.within(title).start, at - 2), at)
    doubted = any(event_words(lexicons, "doubt").find(reading.tokens, before)) or "؟" in title.of(reading.text)
    return not doubted and not any(q.inner.holds(mention.trigger.span) for q in reading.quotations)


def weakness(mention: EventMention, reading: Reading) -> str | None:
    """Name what makes a telling weaker than an assertion; null where nothing does."""
    if mention.modality in ("alleged", "planned"):
        return mention.modality
    teller = next((a for a in reading.attributions if a.id == mention.attribution), None)
    if teller and teller.source and teller.source.kind == "anonymous":
        return "told by an unnamed source"
    return None


def headline_of(reading: Reading) -> Sentence | None:
    """Return the headline's first sentence that holds words."""
    title = reading.document.title
    inside = [
        s for s in reading.sentences if s.zone == "headline" or (title and title.span and title.span.holds(s.span))
    ]
    return inside[0] if inside else None


def headline_against_body(
    headline: Sentence, reading: Reading, events: list[Event], readings: dict[str, Reading], lexicons: Lexicons
) -> Disagreement | None:
    """Compare one headline with the talks that its page and others tell of."""
    title = reading.document.title.span if reading.document.title and reading.document.title.span else headline.span
    deal = definite_deal(reading, title, lexicons)
    if deal is None:
        return None
    rows = [e for e in events if e.type in TALKS and reading.document.id in e.documents and recent(e, reading)]
    told = [m for e in rows for m in talk_mentions(e, readings, lexicons)]
    talks = [m for m in told if m.document != reading.document.id or not title.holds(m.trigger.span)]
    rows = [e for e in rows if {m.id for m in talks} & set(e.event_mentions)]
    if not any(m.document == reading.document.id for m in talks) or struck_in_body(reading, title, rows):
        return None
    said = [Said("deal", deal.of(reading.text), reading.document.id, deal)]
    said += [Said("talks", m.trigger.text, m.document, m.trigger.span) for m in talks]
    if len(pages(said)) < 2:
        return None
    why = "A headline speaks of an agreement; its own body and other pages have only talks about openings."
    return disagreement(rows[0].id, "what", "contradiction", said, why)


def definite_deal(reading: Reading, title: Span, lexicons: Lexicons) -> Span | None:
    """Return the words in which a headline asserts a deal in the outlet's own voice: no teller, no mark of doubt."""
    hits = list(event_words(lexicons, "deal").find(reading.tokens, reading.tokens.within(title)))
    if not hits or "؟" in title.of(reading.text):
        return None
    hit = hits[0]
    if any(a.cue and title.holds(a.content.span) and a.content.span.holds(hit.span) for a in reading.attributions):
        return None
    before = range(max(reading.tokens.within(title).start, hit.first - 2), hit.first)
    doubted = any(event_words(lexicons, "doubt").find(reading.tokens, before))
    if doubted or any(q.inner.holds(hit.span) for q in reading.quotations):
        return None
    return hit.span


def recent(event: Event, reading: Reading) -> bool:
    """Say whether a row may lie within a week of the page's publication: what the headline is about."""
    published = reading.document.published
    day = published.earliest or published.day
    if not (day and event.latest):
        return True
    from datetime import date

    return abs((date.fromisoformat(day[:10]) - date.fromisoformat(event.latest[:10])).days) <= 7


def talk_mentions(event: Event, readings: dict[str, Reading], lexicons: Lexicons) -> list[EventMention]:
    """List the mentions of a row whose clause speaks of talking something over."""
    wanted = set(event.event_mentions)
    phrases = event_words(lexicons, "talk")
    found = []
    for document in event.documents:
        reading = readings.get(document)
        for m in reading.event_mentions if reading else ():
            if m.id in wanted and reading and any(phrases.find(reading.tokens, reading.tokens.within(m.span))):
                found.append(m)
    return found


def struck_in_body(reading: Reading, title: Span, rows: list[Event]) -> bool:
    """Say whether the body tells that something was agreed or signed at the time of the talks."""
    first = min((e.earliest for e in rows if e.earliest), default=None)
    for m in reading.event_mentions:
        if title.holds(m.trigger.span) or m.modality != "happened" or m.type not in DEALS:
            continue
        if m.mode in DEAL_MODES and may_be_now(m, first, reading):
            return True
    return False


def may_be_now(mention: EventMention, first: str | None, reading: Reading) -> bool:
    """Say whether a deal may belong to the talks: not told of earlier days, nor under a time of its own («في آذار»)."""
    if mention.time and mention.time.latest and first:
        return mention.time.latest >= first
    sentence = mention.sentence or mention.span
    times = [t for t in reading.times if Span(*sentence).holds(t.span) and t.type in ("DATE", "TIME")]
    return not times or any(t.weekday or t.offset_days in (-1, 0) for t in times)

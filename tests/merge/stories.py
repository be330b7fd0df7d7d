"""Small invented stories for the mergers' tests: readings built by hand from the nouns."""

from __future__ import annotations

from functools import cache

from tawatur.base.annotation import (
    Attribution,
    Content,
    Cue,
    EventMention,
    EventTime,
    Figure,
    Link,
    Participant,
    Sentence,
    Source,
    Superlative,
    Trigger,
    Wording,
)
from tawatur.base.document import Document, Outlet, Published, Residue, Title
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.lexicons import load
from tawatur.merge import disagreements, placing, reuse


@cache
def lexicons() -> Lexicons:
    """Load the tables that the mergers read."""
    return load("ar", tuple(sorted((reuse.TABLES | placing.TABLES | disagreements.TABLES).items())))


def page(
    name: str, text: str, outlet: str | None = None, day: str | None = None, title: str | None = None, credit: str = ""
) -> Reading:
    """Make a reading of one page: its headline, its body, a credit line, sentences by the line."""
    head = f"{title}\n\n" if title else ""
    whole = head + text + (f"\n{credit}" if credit else "")
    body = Span(len(head), len(head) + len(text))
    document = Document(
        id=name, source=f"{name}.txt", sha256="0", language="ar", text=whole, body=[body],
        outlet=Outlet(id=outlet, name=outlet) if outlet else None,
        title=Title(text=title, span=Span(0, len(title))) if title else None,
        residue=[Residue(span=Span(body.end + 1, len(whole)), kind="credit")] if credit else [],
        published=Published(value=day, earliest=day, latest=day),
    )  # fmt: skip
    reading = Reading.of(document)
    return reading.adding(sentences=sentences(reading))


def sentences(reading: Reading) -> list[Sentence]:
    """Split a page at its line ends and full stops."""
    made, start = [], 0
    text = reading.text
    for at, letter in enumerate(text + "\n"):
        if letter in ".\n":
            span = Span(start, min(at + (letter == "."), len(text))).trim(text)
            start = at + 1
            if span.length:
                zone = "headline" if reading.document.title and span.start == 0 else "body"
                name = f"{reading.document.id}s{len(made) + 1}"
                made.append(Sentence(id=name, document=reading.document.id, span=span, text=span.of(text), zone=zone))
    return made


def place(reading: Reading, words: str, nth: int = 0) -> Span:
    """Find the `nth` place of some words on a page."""
    at = -1
    for _ in range(nth + 1):
        at = reading.text.index(words, at + 1)
    return Span(at, at + len(words))


def saying(
    reading: Reading, source: str, content: str, kind: str = "organisation", cue: str | None = "قال",
    chain: list[tuple[str, str]] | None = None,
) -> Reading:  # fmt: skip
    """Add an attribution; `chain` lists (name, kind), outermost first, when it is longer than the source."""
    span = place(reading, content)
    links = [Link(name=n, kind=k) for n, k in chain or [(source, kind)]]
    at = place(reading, source) if source in reading.text else span
    made = Attribution(
        id=f"{reading.document.id}a{len(reading.attributions) + 1}", document=reading.document.id, span=span,
        text=content, source=Source(span=at, text=source, kind=kind), cue=Cue(span=span, text=cue) if cue else None,
        content=Content(span=span), manner="indirect", stance="neutral", chain=links,
    )  # fmt: skip
    return reading.adding(attributions=[*reading.attributions, made])


def telling(
    reading: Reading, trigger: str, type_: str = "CONSULT", mode: str = "visit", modality: str = "happened",
    time: tuple[str, str] | None = None, place_: str | None = None, nth: int = 0, form: str = "",
) -> Reading:  # fmt: skip
    """Add an event mention at its trigger; `time` is (words, value), `form` the trigger's (past, masdar…)."""
    span = place(reading, trigger, nth)
    sentence = reading.sentence_at(span.start)
    assert sentence is not None
    when = None
    if time:
        words, value = time
        first, _, last = value.partition("/")
        when = EventTime(value=value, span=place(reading, words), earliest=first, latest=last or first)
    made = EventMention(
        id=f"{reading.document.id}v{len(reading.event_mentions) + 1}", document=reading.document.id,
        span=sentence.span, text=sentence.text, type=type_, mode=mode, trigger=Trigger(span=span, text=trigger),
        sentence=sentence.span, modality=modality, time=when,
        place=Participant(span=place(reading, place_), text=place_) if place_ else None,
        attribution=next((a.id for a in reading.attributions if a.content.span.holds(span)), None),
        because=[Reason(rule="events.trigger", detail=f"{trigger}|{form}")] if form else [],
    )  # fmt: skip
    return reading.adding(event_mentions=[*reading.event_mentions, made])


def counting(
    reading: Reading, words: str, value: str, counted: str, bound: str = "exactly", scope: str | None = None
) -> Reading:
    """Add a figure."""
    made = Figure(
        id=f"{reading.document.id}f{len(reading.figures) + 1}", document=reading.document.id,
        span=place(reading, words), text=words, value=value, counted=counted, bound=bound, scope=scope,
    )  # fmt: skip
    return reading.adding(figures=[*reading.figures, made])


def first_ever(
    reading: Reading, words: str, about: str | None, scope: str | None = None, nth: int = 0, kind: str = "first"
) -> Reading:
    """Add a superlative."""
    made = Superlative(
        id=f"{reading.document.id}x{len(reading.superlatives) + 1}", document=reading.document.id,
        span=place(reading, words, nth), text=words, about=about, scope=scope, kind=kind,
    )  # fmt: skip
    return reading.adding(superlatives=[*reading.superlatives, made])


def calling(reading: Reading, words: str, referent: str, nth: int = 0) -> Reading:
    """Add a wording in the outlet's own voice."""
    made = Wording(
        id=f"{reading.document.id}w{len(reading.wordings) + 1}", document=reading.document.id,
        span=place(reading, words, nth), text=words, referent=referent, voice="outlet",
    )  # fmt: skip
    return reading.adding(wordings=[*reading.wordings, made])

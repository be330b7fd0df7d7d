"""What is said of one document's text: each noun a span with its value and its reasons.

Ids are made of the document's id, a letter and a number in reading order: ``d2t5`` is the fifth time expression of
document ``d2``. Letters: s sentence, t time, m mention, o office, f figure, a attribution, v event mention, w wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

import msgspec

from tawatur.base.reason import Reason
from tawatur.base.span import Span


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """What every annotation has: an id, its document, its span, the exact words, and why it is there."""

    id: str
    document: str
    span: Span
    text: str
    because: list[Reason] = []


class Sentence(Annotation, frozen=True, kw_only=True):
    """A sentence; ``zone`` says where it stands: headline, body, or the kind of residue (embed, credit…).

    ``paragraph`` counts the document's paragraphs (lines) from 0.
    """

    zone: str = "body"
    paragraph: int = 0


class Timex(Annotation, frozen=True, kw_only=True):
    """A time expression after ISO-TimeML.

    ``type``: DATE, TIME, DURATION, SET. ``value``: TIMEX3 value or null. ``earliest``/``latest``: ISO days that bound
    it, null where open or unknown. ``mod``: START, MID, END, APPROX, BEFORE, AFTER, MORE_THAN, LESS_THAN or null.
    ``resolved_against``: what it was resolved against, in words and value («published 2022-07-19»), «absolute», or
    null with a reason in ``because``. ``offset_days``: days from the writer's today where the words fix it (اليوم 0،
    أمس -1، غدا 1). ``weekday``: ISO weekday 1–7 said in the words. ``calendar``: gregorian, or hijri where the value
    was converted.
    """

    type: str
    value: str | None
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None
    resolved_against: str | None = None
    offset_days: int | None = None
    weekday: int | None = None
    calendar: str = "gregorian"


class Mention(Annotation, frozen=True, kw_only=True):
    """Words that refer to an entity.

    ``kind``: person organisation place facility outlet agency company agreement exercise conference event product law.
    ``form``: name, short, epithet, descriptive, hashtag, handle, acronym. ``name`` is the full form where the span
    leaves letters out («لقوات المسلحة» → «القوات المسلحة»). ``score``: how sure, 0…1.
    """

    kind: str
    form: str
    name: str
    score: float = 1.0
    entity: str | None = None


class Office(Annotation, frozen=True, kw_only=True):
    """A post that the text says somebody holds; the span is the title's.

    ``holder``: span of the holder's mention, null where the holder is not named. ``ranks`` are not offices: see
    ``Rank``.
    """

    title: str
    holder: Span | None
    organisation: str | None = None
    qualifier: str | None = None
    date: str | None = None


class Rank(Annotation, frozen=True, kw_only=True):
    """A rank, honorific or form of address standing with a person («الجنرال», «الدكتور»): kept apart from offices."""

    kind: str  # rank, honorific, address
    holder: Span | None


class Figure(Annotation, frozen=True, kw_only=True):
    """A number in the news sense: ``value`` as decimal text, ``counted`` in English (killed, USD, countries…),
    ``bound``: exactly, at_least, at_most, about. ``scope``: the words that say of what it is a part, or null."""

    value: str
    bound: str
    counted: str
    scope: str | None = None
    event: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it. ``kind``: person organisation outlet agency document social anonymous group.

    ``implicit``: the source is not written beside the cue; the span is its last naming.
    """

    span: Span
    text: str
    kind: str
    entity: str | None = None
    implicit: bool = False


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """The reporting words: «قالت», «بحسب», «نقلا عن»."""

    span: Span
    text: str


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What is said."""

    span: Span


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain of tellers. A link that the text does not give has kind «missing» and stays visible."""

    name: str
    kind: str
    entity: str | None = None
    cue: str | None = None
    span: Span | None = None


class Attribution(Annotation, frozen=True, kw_only=True):
    """Who says what, after PARC3: source, cue, content; ``span`` covers all three.

    ``manner``: direct indirect mixed impersonal. ``stance`` of the cue: neutral assertive distancing revealing denying
    demanding threatening praising condemning asking warning. ``chain``: outermost teller first, origin last; the page
    itself is not in it.
    """

    source: Source | None
    cue: Cue | None
    content: Content
    manner: str
    stance: str
    chain: list[Link] = []


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """A taker-part of an event mention: its words, and its entity once entities are known."""

    span: Span
    text: str
    entity: str | None = None


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """The words that report the event."""

    span: Span
    text: str


class EventTime(msgspec.Struct, frozen=True, kw_only=True):
    """When, as this mention says: a TIMEX3 value or interval, its bounds, and the span of the expression, if any."""

    value: str | None
    span: Span | None = None
    earliest: str | None = None
    latest: str | None = None


class EventMention(Annotation, frozen=True, kw_only=True):
    """Words that report an event; ``span`` is its clause or sentence.

    ``type``: PLOVER's sixteen, or OTHER. ``polarity``: + or -. ``modality``: happened announced planned hypothetical
    alleged denied. ``attribution``: id of the innermost attribution it stands in. ``background``: told as background.
    """

    type: str
    mode: str
    trigger: Trigger
    actors: list[Participant] = []
    recipients: list[Participant] = []
    place: Participant | None = None
    time: EventTime | None = None
    polarity: str = "+"
    modality: str = "happened"
    attribution: str | None = None
    sentence: Span | None = None
    background: bool = False
    score: float = 1.0


class Wording(Annotation, frozen=True, kw_only=True):
    """What a referent is called here. ``voice``: outlet or quoted. ``register`` and ``pair`` come from the table row:
    the row describes, it does not judge. ``referent``: the words of the referent's plain name, or its entity once
    known."""

    referent: str | None
    voice: str
    quoted_by: str | None = None
    register: str = "neutral"
    lexicon_row: str | None = None


class Quotation(Annotation, frozen=True, kw_only=True):
    """A pair of quotation marks: ``span`` covers the marks, ``inner`` what stands between them.

    ``use``: quotation (somebody's words), scare (the outlet keeps its distance from a word), name (a title or name).
    ``closed``: false where the closing mark is missing and the end was taken from the paragraph's.
    """

    inner: Span
    use: str
    closed: bool = True
    depth: int = 0


class Superlative(Annotation, frozen=True, kw_only=True):
    """«لأول مرة», «الأولى من نوعها»: ``about`` the head noun it is said of, ``scope`` the words that bound it.

    ``kind``: first second last only unprecedented greatest. ``contradicted_by``: ids of what other pages say against it:
    superlatives that reach otherwise, event mentions told of earlier.
    """

    about: str | None
    scope: str | None
    kind: str = "first"
    contradicted_by: list[str] = []


class EventCluster(NamedTuple):
    """Event mentions taken for one event, in no order yet, and the sums that joined them."""

    mentions: list[EventMention]
    because: list[Reason]


AnnotationType = TypeVar("AnnotationType", bound=Annotation)


def numbered(letter: str, annotations: Iterable[AnnotationType]) -> list[AnnotationType]:
    """Put annotations in reading order and give them ids: «d2» + letter + number from 1."""
    ordered = sorted(annotations, key=lambda a: (a.document, a.span, a.text))
    made: list[AnnotationType] = []
    counts: dict[str, int] = {}
    for annotation in ordered:
        counts[annotation.document] = n = counts.get(annotation.document, 0) + 1
        made.append(msgspec.structs.replace(annotation, id=f"{annotation.document}{letter}{n}"))
    return made


def title_mention(office: Office) -> str:
    """Name the mention that stands for an office's unnamed holder: office «d2o3» gives «d2mo3»."""
    return office.id.replace("o", "mo")


def with_(annotation: Any, **changes: Any) -> Any:
    """Return the annotation with some fields changed: nouns are frozen."""
    return msgspec.structs.replace(annotation, **changes)

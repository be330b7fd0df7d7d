"""The story: documents, entities, events and all that connects them, as the JSON contract writes it."""

from __future__ import annotations

import msgspec

from tawatur.base.annotation import (
    Attribution,
    EventMention,
    Figure,
    Mention,
    Office,
    Participant,
    Quotation,
    Rank,
    Sentence,
    Superlative,
    Timex,
)
from tawatur.base.document import Document, Unread
from tawatur.base.judgement import Judgement
from tawatur.base.reason import Reason, Unplaced
from tawatur.base.span import Span

FORMAT = "tawatur.story/1"
OFFSET_UNIT = "unicode-code-point"


class NameCount(msgspec.Struct, frozen=True, kw_only=True):
    """A name form and how often the story's pages use it."""

    text: str
    count: int


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """The person, body, place, agreement… that many mentions refer to; ``because`` holds every merge with its sum."""

    id: str
    kind: str
    name: str
    names: list[NameCount]
    mentions: list[Mention]
    offices: list[Office] = []
    because: list[Reason] = []


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one property of an event or entity, said by whom, where.

    ``about``: the event's or entity's id; ``property``: date place who whom office figure first-ever name what.
    """

    about: str
    property: str
    value: str
    document: str
    span: Span
    attribution: str | None = None


class IndependenceGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Documents that count as one chain, and every reason why."""

    documents: list[str]
    because: list[Reason] = []
    origin: str | None = None


class Independence(msgspec.Struct, frozen=True, kw_only=True):
    """How many chains carry a report that do not depend on one another.

    Bounds, groups, and one sentence that explains.
    """

    outlets: int
    lower: int
    upper: int
    groups: list[IndependenceGroup] = []
    sentence: str = ""


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of an event on the ladder of its figures: by what is counted and its scope, in order of publication.

    ``published``: when its page came out, an ISO day, an interval «a/b», or null. ``supplier``: who gave the figure,
    null for the page itself. ``flag``: lower-later (a later page counts fewer, and no update explains it), higher-later
    (a plain update), or null; ``because`` names the figure that it was compared with.
    """

    id: str
    figure: str
    document: str
    span: Span
    text: str
    value: str
    counted: str
    bound: str
    scope: str | None = None
    published: str | None = None
    supplier: str | None = None
    flag: str | None = None
    because: list[Reason] = []


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The happening itself: a cluster of event mentions, one row of the chronology.

    ``title`` is assembled from the pages' own words. ``date``: ISO day, month, year, interval «a/b», or null.
    ``actors``, ``recipients``, ``place``: entity ids. ``unnamed``: participants that have words and no entity.
    ``after``, ``before``: of a row without a date, the rows that a page says it follows or precedes. ``ladder``: its
    figures over time.
    """

    id: str
    type: str
    mode: str
    title: str
    date: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    actors: list[str]
    recipients: list[str]
    part_of: str | None
    event_mentions: list[str]
    documents: list[str]
    independence: Independence
    figures: list[str] = []
    disagreements: list[str] = []
    statements: list[Statement] = []
    unnamed: list[Participant] = []
    modality: str = "happened"
    because: list[Reason] = []
    after: list[str] = []
    before: list[str] = []
    ladder: list[Rung] = []


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a reuse."""

    document: str
    span: Span


class Direction(msgspec.Struct, frozen=True, kw_only=True):
    """Which side copied: ``from_`` is the document copied from (JSON «from»), null where evidence is lacking."""

    from_: str | None = msgspec.field(default=None, name="from")
    because: list[Reason] = []


class Change(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One difference between two aligned passages, as words of both sides.

    ``kind``: attribution source cue hedge term figure time; moved; spelling replaced only-in-a only-in-b. ``effect`` says how
    the copier changed it: dropped added replaced strengthened weakened named unnamed reworded moved; where the direction
    is unknown: only-in-a only-in-b differs. ``a`` and ``b``: where the words stand, null on a side that has none. ``beside``:
    they stand before or after the passage that they govern, not in it.
    """

    kind: str
    effect: str
    a: Span | None
    b: Span | None
    text_a: str = ""
    text_b: str = ""
    beside: bool = False
    because: list[Reason] = []


class Reuse(msgspec.Struct, frozen=True, kw_only=True):
    """Two aligned passages of two pages.

    ``words`` shared, ``own_words`` of them that are no formula, name, office, day or figure, ``similarity`` 0…1, whether
    the copier credits its source; ``changes`` in the order of page a.
    """

    id: str
    a: Passage
    b: Passage
    words: int
    own_words: int
    similarity: float
    credited: bool
    direction: Direction
    changes: list[Change] = []
    because: list[Reason] = []


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One value in a disagreement, with the pages and spans that carry it."""

    value: str
    documents: list[str]
    spans: list[Span]


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Statements about one field that differ. ``kind``: contradiction update granularity scope spelling."""

    id: str
    about: str
    field: str
    kind: str
    values: list[Version]
    why: str
    because: list[Reason] = []


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One use of a term for a referent; ``referent`` is the plain name that the table row gives it, null where none does."""

    id: str = ""
    document: str
    span: Span
    text: str
    voice: str
    quoted_by: str | None = None
    register: str = "neutral"
    lexicon_row: str | None = None
    referent: str | None = None
    because: list[Reason] = []


class WordingGroup(msgspec.Struct, frozen=True, kw_only=True):
    """All terms that the pages use for one referent (an entity or event id, or null where it is not placed)."""

    id: str
    referent: str | None
    name: str
    terms: list[Term]


class BuiltWith(msgspec.Struct, frozen=True, kw_only=True):
    """The versions that made a story: the package, each annotator's table digests, each model's digest.

    ``merged_with`` is the version and the tables' digest that merged the pages again, where others had read them.
    """

    tawatur: str
    annotators: dict[str, str]
    models: dict[str, str]
    merged_with: str | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Documents, entities, events and everything between them, in order. In topic detection a "story" is one article;
    here it is all of them together."""

    format: str = FORMAT
    offset_unit: str = OFFSET_UNIT
    built_with: BuiltWith
    documents: list[Document]
    unread: list[Unread]
    sentences: list[Sentence]
    quotations: list[Quotation]
    entities: list[Entity]
    ranks: list[Rank]
    times: list[Timex]
    figures: list[Figure]
    attributions: list[Attribution]
    event_mentions: list[EventMention]
    chronology: list[Event]
    reuse: list[Reuse]
    disagreements: list[Disagreement]
    wordings: list[WordingGroup]
    superlatives: list[Superlative]
    judgements: list[Judgement]
    unplaced: list[Unplaced]


class PageState(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one page that a build was given: read, read with warnings, or not read, and why.

    ``document`` is null where no document was made of it.
    """

    source: str
    state: str
    document: str | None = None
    why: list[str] = []

"""The one place where stages meet: documents in, one story out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from threading import Lock

import msgspec

from tawatur import capture, lexicons
from tawatur.base.document import Document, Published, Unread
from tawatur.base.judgement import Judgement, Ruling
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.reading import Reading
from tawatur.base.reason import Unplaced
from tawatur.base.restored import readings_of
from tawatur.base.story import BuiltWith, Disagreement, Entity, Event, Reuse, Rung, Story
from tawatur.capture import published
from tawatur.extract import (
    attributions,
    events,
    figures,
    mentions,
    offices,
    quotations,
    sentences,
    superlatives,
    times,
    wordings,
)
from tawatur.extract.tagger import Tagger
from tawatur.extract.tagger.light import LightTagger
from tawatur.merge import (
    chronology,
    dating,
    disagreements,
    entities,
    independence,
    judgements,
    participants,
    placing,
    reuse,
    wording_groups,
)
from tawatur.merge import events as event_clusters
from tawatur.merge.participants import Resolver, resolve_attributions, resolve_events
from tawatur.version import __version__

BEFORE_NAMES = (quotations, times, figures, mentions)
AFTER_NAMES = (offices, attributions, events, superlatives, wordings)
ANNOTATORS = (sentences, *BEFORE_NAMES, *AFTER_NAMES)
TAGGERS = {  # and the files that each reads
    "reader": {"reader.onnx", "segmenter.crfsuite", "light.npz"},
    "light": {"segmenter.crfsuite", "light.npz"},
}
Told = Callable[[str, str, int], None]  # the stage, the page in hand, how many are done


READING_TABLES = Lock()  # who asks while they are being read waits, and does not read them again


def tables(language: str = "ar") -> Lexicons:
    """Load every table that a stage declares, once."""
    with READING_TABLES:
        return read_tables(language)


@cache
def read_tables(language: str) -> Lexicons:
    """Read the tables from their files."""
    wanted: dict[str, type[Row]] = {}
    for stage in (capture, *ANNOTATORS, participants, reuse, placing, disagreements):
        wanted |= stage.TABLES
    return lexicons.load(language, tuple(sorted(wanted.items(), key=lambda t: t[0])))


@cache
def load_tagger(name: str = "reader", language: str = "ar") -> Tagger | LightTagger:
    """Load one of the taggers that ship: the trained reader with the light network beside it, or that alone."""
    if name not in TAGGERS:
        raise ValueError(f"tagger {name!r} is unknown: choose one of {', '.join(TAGGERS)}")
    files = lexicons.model_files(language)
    counts, vocabulary = (json.loads(Path(files[f]).read_bytes()) for f in ("word_counts.json", "vocabulary.json"))
    reader = Tagger(files["reader.onnx"], vocabulary)
    if name == "reader":
        reader.load()  # as long as the tables are being read
    light = LightTagger.of(tables(language), counts, vocabulary)
    if name == "light":
        return light
    reader.beside = light
    return reader


def judged(story: Story, rows: Sequence[Judgement]) -> Story:
    """Merge a story's pages again under these judgements, without reading them again."""
    language = tables()
    now, then = built_with(language), story.built_with
    if (now.tawatur, now.annotators) != (then.tawatur, then.annotators):
        digest = hashlib.sha256(msgspec.json.encode(now.annotators, order="sorted")).hexdigest()[:12]
        then = msgspec.structs.replace(then, merged_with=f"{now.tawatur} {digest}")
    return merge(readings_of(story), story.unread, language, then, rows)


def annotate(reading: Reading, annotator: object, language: Lexicons) -> Reading:
    """Run one annotator and put what it makes in place; what could not be placed is added to, never replaced."""
    made = annotator.annotate(reading, language)  # type: ignore[attr-defined]
    made["unplaced"] = [*reading.unplaced, *made.get("unplaced", [])]
    return reading.adding(**made)


def read(documents: list[Document], language: Lexicons, tagger: str = "reader") -> list[Reading]:
    """Annotate documents all at once."""
    readings = [annotate(Reading.of(d), sentences, language) for d in documents]
    pages = [(r.text, [s.span for s in r.sentences]) for r in readings]
    with ThreadPoolExecutor(1) as beside:
        proposed = beside.submit(lambda: load_tagger(tagger).propose(pages))
        compile_tables(language)
    return annotated([r.adding(proposals=p) for r, p in zip(readings, proposed.result(), strict=True)], language)


def annotated(readings: list[Reading], language: Lexicons, progress: Told | None = None) -> list[Reading]:
    """Date and annotate pages that the tagger has read; names found on one page are then looked for on all."""
    told = progress or untold
    readings = annotate_all(date_pages(readings, language), BEFORE_NAMES, language, partial(told, "naming"))
    known = mentions.searchable(mentions.strong_names(readings))
    readings = [r.adding(mentions=mentions.propagate(r, known, language)) for r in readings]
    return annotate_all(readings, AFTER_NAMES, language, partial(told, "annotating"))


def untold(stage: str, page: str, done: int) -> None:
    """Tell nobody how far it is."""


def annotate_all(
    readings: list[Reading], annotators: tuple[object, ...], language: Lexicons, progress: Callable[[str, int], None]
) -> list[Reading]:
    """Run some annotators over every page, and tell which page is in hand and how many are done."""
    out = []
    for n, reading in enumerate(readings):
        progress(reading.document.source, n)
        for annotator in annotators:
            reading = annotate(reading, annotator, language)
        out.append(reading)
    return out


@cache
def compile_tables(language: Lexicons) -> None:
    """Let every annotator compile its tables, on a page with nothing on it: it takes as long as the tagger's first pages."""
    nothing = Document(
        id="d0", source="", sha256="", outlet=None, language="", title=None, text="", body=[], residue=[], published=Published(),
    )  # fmt: skip
    for annotator in ANNOTATORS:
        annotate(Reading.of(nothing), annotator, language)


def date_pages(readings: list[Reading], language: Lexicons) -> list[Reading]:
    """Decide when each page was published, by its own words first, then by what the other pages add."""
    found = [times.find(r, language) for r in readings]
    documents = [published.decide(r.document, f) for r, f in zip(readings, found, strict=True)]
    times_of = {d.id: f for d, f in zip(documents, found, strict=True)}
    documents = dating.narrow(documents, times_of, {r.document.id: r.proposals for r in readings})
    return [r.adding(document=d) for r, d in zip(readings, documents, strict=True)]


def merge(
    readings: list[Reading], unread: list[Unread], language: Lexicons, built: BuiltWith | None = None,
    rows: Sequence[Judgement] = (),
) -> Story:  # fmt: skip
    """Join the readings of many pages into one story; `rows` are what people have judged, and outrank every score."""
    weighed = judgements.weigh(rows, readings)
    linked = entities.link(readings, language, weighed.rulings)
    resolver = Resolver(linked.entities, language)
    readings = [
        r.adding(event_mentions=resolve_events(r, resolver), attributions=resolve_attributions(r, resolver))
        for r in readings
    ]
    copied = reuse.find(readings, language)
    by_document = {r.document.id: r for r in readings}
    told, left_out = tell(readings, linked.entities, copied, language, weighed.rulings)
    disputes = disagreements.find(told, linked.entities, by_document, language)
    figure_event = {f: row.id for row in told for f in row.figures}
    documents, times_said = [r.document for r in readings], [t for r in readings for t in r.times]
    slipped = dating.relative_dates_that_no_longer_fit(documents, times_said, copied)
    standing = judgements.told(weighed.judgements, linked.entities, told)
    return Story(
        built_with=built or built_with(language),
        documents=documents,
        unread=unread,
        sentences=[s for r in readings for s in r.sentences],
        quotations=[q for r in readings for q in r.quotations],
        entities=linked.entities,
        ranks=[k for r in readings for k in r.ranks],
        times=times_said,
        figures=[msgspec.structs.replace(f, event=figure_event.get(f.id)) for r in readings for f in r.figures],
        attributions=[a for r in readings for a in r.attributions],
        event_mentions=[m for r in readings for m in r.event_mentions],
        chronology=[disputed(e, disputes, disagreements.figure_ladder(e, by_document, language)) for e in told],
        reuse=copied,
        disagreements=disputes,
        wordings=wording_groups.group(readings, linked.entities, resolver.entity_of),
        superlatives=disagreements.ledger(disputes, by_document, language),
        judgements=standing,
        unplaced=all_unplaced(readings, [*left_out, *slipped, *judgements.unplaced(standing, readings)]),
    )


def disputed(event: Event, disputes: list[Disagreement], ladder: list[Rung]) -> Event:
    """Give a row the disagreements about it, and its figures in the order of publication."""
    about = [d.id for d in disputes if d.about == event.id]
    return msgspec.structs.replace(event, disagreements=about, ladder=ladder)


def all_unplaced(readings: list[Reading], merged: list[Unplaced]) -> list[Unplaced]:
    """List what could not be placed: on each page while it was read, then where the pages were merged."""
    seen = [u for r in readings for u in r.unplaced]
    return seen + [msgspec.structs.replace(u, seen_in="story") for u in merged]


def tell(
    readings: list[Reading],
    known: list[Entity],
    copied: list[Reuse],
    language: Lexicons,
    rulings: Sequence[Ruling] = (),
) -> tuple[list[Event], list[Unplaced]]:
    """Gather event mentions into the chronology's rows, each with the chains that carry it; list what makes no row."""
    by_document = {r.document.id: r for r in readings}
    titles = {e.id for e in known if entities.only_a_title(e)}
    mentions_told = event_clusters.taken_up([m for r in readings for m in r.event_mentions], titles)
    told = event_clusters.promoted(event_clusters.worth_a_row(mentions_told), rulings)
    headlines = {d.id: d.title.span for d in (r.document for r in readings) if d.title and d.title.span}
    clusters = event_clusters.cluster(told.rows, {e.id: e.kind for e in known}, headlines, rulings)
    clusters, homeless = event_clusters.join_strays(clusters, told.strays, rulings)
    mention_of = {m.id: m for m in (*told.rows, *told.strays)}
    passages = independence.by_first_page(copied)
    rows = []
    for row in placing.place(chronology.rows(clusters, by_document), by_document, language):
        carried_by = [mention_of[i] for i in row.event_mentions]
        chains = independence.of_event(row.documents, carried_by, by_document, passages)
        rows.append(msgspec.structs.replace(row, independence=chains))
    return rows, told.left_out + homeless


@cache
def built_with(language: Lexicons, tagger: str = "reader") -> BuiltWith:
    """Note the versions and digests that make this story; of the taggers' files, those of the one that read them."""
    idle = set().union(*TAGGERS.values()) - TAGGERS[tagger]
    used = {name: path for name, path in sorted(language.files.items()) if name not in idle}
    models = {name: hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12] for name, path in used.items()}
    return BuiltWith(tawatur=__version__, annotators=dict(sorted(language.digests.items())), models=models)

"""Any number of pages in, one story out: each page is read once, alone, and kept; then all are read together.

What a page says alone takes nearly all the time, and is kept in a work file. Dates, names known from other pages, and
what follows from them are worked out anew each time.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from tawatur import capture, pipeline, processes
from tawatur.alone import DIED, Alone, key_of, packed, read_alone, stamp
from tawatur.base.document import Document, Page, Unread
from tawatur.base.lexicon import Lexicons
from tawatur.base.progress import Pace, Progress, Step, StoppedError, nowhere
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.story import Story
from tawatur.extract import sentences
from tawatur.work import WorkFile


class Found(NamedTuple):
    """One page of the pile: where from, its digest, the key of its reading."""

    source: str
    sha256: str
    key: str


class Pile(NamedTuple):
    """The pages found, in the order of their sources; what could not be opened; by key, the pages still to be read."""

    pages: list[Found]
    unread: list[Unread]
    waiting: dict[str, list[str]]


def build(
    paths: Sequence[str | Path],
    progress: Progress | None = None,
    tagger: str = "reader",
    work: Path | None = None,
    jobs: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    warn: Callable[[str], object] = warnings.warn,
    columns: Mapping[str, str] | None = None,
    given: Iterable[Page] = (),
) -> Story:
    """Read pages and return their story.

    `paths`: files or folders, and `given`: pages that are at hand beside theirs; their order never changes the result, nor
    do `work` and `jobs`. Raises nothing for a page that cannot be read: it is listed in ``story.unread`` with the reason.
    `stopped` is asked before every page that is read. `columns`: which column of a table is which field. Raises
    StoppedError, WorkError, ProcessError, ColumnsError.
    """
    if tagger not in pipeline.TAGGERS:
        raise ValueError(f"tagger {tagger!r} is unknown: choose one of {', '.join(pipeline.TAGGERS)}")
    tell = progress or nowhere
    with WorkFile(work, warn) as kept, ThreadPoolExecutor(1) as beside:
        opening = beside.submit(pipeline.load_tagger, tagger) if jobs == 1 and kept.empty() else None
        language = pipeline.tables()
        found = chain(given, capture.pages(paths, language, columns))
        pile = gather(found, kept, stamp(language, tagger), tell)
        if opening:
            opening.result()
        beside.submit(pipeline.compile_tables, language)
        lost = read_waiting(pile, kept, partial(read_alone, tagger=tagger, threads=threads(jobs)), jobs, tell, stopped)
        readings, unread = together(pile, kept, lost, language, tell)
    if stopped():  # while the last page was in hand
        raise StoppedError(len(pile.pages), len(pile.pages))
    annotated = pipeline.annotated(readings, language, paced(tell, len(readings)))
    tell(Step(stage="merging", of=len(readings)))
    story = pipeline.merge(annotated, unread, language, pipeline.built_with(language, tagger))
    tell(Step(stage="done", done=len(pile.pages), of=len(pile.pages)))
    return story


def paced(tell: Progress, of: int) -> pipeline.Told:
    """Tell the steps of several stages, each against a clock of its own."""
    paces: dict[str, Pace] = {}

    def told(stage: str, page: str, done: int) -> None:
        if stage not in paces:
            paces[stage] = Pace(stage, of, tell)
        paces[stage].at(page, done)

    return told


def threads(jobs: int) -> int:
    """Share the processors out among the processes that tag."""
    return max(1, min(2, (os.cpu_count() or 1) // jobs))


def gather(drawn: Iterable[Page | Unread], kept: WorkFile, stamped: bytes, tell: Progress) -> Pile:
    """Find every page, and let those that were not read before wait in the work file."""
    pages: list[Found] = []
    unread: list[Unread] = []
    new: set[str] = set()
    for n, page in enumerate(drawn, 1):
        tell(Step(stage="finding", page=page.source, done=n))
        if isinstance(page, Unread):
            unread.append(page)
            continue
        data = packed(page)
        found = Found(page.source, page.sha256, key_of(data, stamped))
        pages.append(found)
        if not kept.expect(found.key, data):
            new.add(found.key)
    kept.write()
    waiting: dict[str, list[str]] = {}
    for found in sorted(pages):
        if found.key in new:
            waiting.setdefault(found.key, []).append(found.source)
    return Pile(sorted(pages), unread, waiting)


def read_waiting(
    pile: Pile, kept: WorkFile, read: Callable[[bytes], bytes], jobs: int, tell: Progress, stopped: Callable[[], bool]
) -> dict[str, Alone]:
    """Read every page that waits and keep each as soon as it is read; return what is not to be kept, by key.

    Raises StoppedError once the pages in hand are read, where somebody asked.
    """
    of = len(pile.pages)
    done = of - sum(map(len, pile.waiting.values()))
    pace = Pace("reading", of, tell, kept=done)
    lost: dict[str, Alone] = {}

    def drawn() -> Iterator[processes.Item]:
        for key, sources in pile.waiting.items():
            if stopped():
                return
            pace.at(sources[0], done)
            yield key, kept.page(key)

    for key, data in processes.each(read, drawn(), jobs):
        alone = msgspec.msgpack.decode(data, type=Alone) if data else Alone(why=DIED, lasts=False)
        if alone.lasts and data:
            kept.keep(key, data)
        else:
            lost[key] = alone
        done += len(pile.waiting[key])
    pace.at("", done)
    if done < of:
        raise StoppedError(done, of)
    kept.forget_all_but(p.key for p in pile.pages)
    return lost


def together(
    pile: Pile, kept: WorkFile, lost: dict[str, Alone], language: Lexicons, tell: Progress
) -> tuple[list[Reading], list[Unread]]:
    """Put the pages side by side in the order of their sources, numbered, each with what the tagger proposed."""
    documents: list[Document] = []
    proposals: list[list[Proposal]] = []
    unread = list(pile.unread)
    pace = Pace("joining", len(pile.pages), tell)
    for n, page in enumerate(pile.pages):
        pace.at(page.source, n)
        alone = lost.get(page.key) or msgspec.msgpack.decode(kept.reading(page.key), type=Alone)
        if alone.document:
            documents.append(msgspec.structs.replace(alone.document, source=page.source))
            proposals.append(alone.proposals)
        else:
            unread.append(Unread(source=page.source, why=alone.why or ""))
    begun = (pipeline.annotate(Reading.of(d), sentences, language) for d in capture.numbered(documents, language))
    readings = [r.adding(proposals=p) for r, p in zip(begun, proposals, strict=True)]
    return readings, sorted(unread, key=lambda u: (u.source, u.why))

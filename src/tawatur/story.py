"""The library's face: the same verbs as the command line, on a story.

>>> import tawatur
>>> story = tawatur.build(["pages/"])                    # doctest: +SKIP
>>> story.why("c1"), story.export("json")                # doctest: +SKIP
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tawatur.base import story as nouns
from tawatur.base.document import Page
from tawatur.base.judgement import Judgement
from tawatur.base.pair import Pair
from tawatur.base.progress import Progress

if TYPE_CHECKING:
    from tawatur.capture.fetch.logbook import Capture
    from tawatur.capture.unnamed import Unnamed
    from tawatur.view.exports.tables import Table


class Story(nouns.Story, frozen=True, kw_only=True):
    """A built story. Its fields are the JSON contract's: ``documents``, ``entities``, ``chronology``…"""

    def why(self, name: str) -> str:
        """Explain any id («c1», «d2t5», «e3»): the rule, rows, values and spans behind it.

        Raises KeyError for no such id.
        """
        from tawatur.view import why

        return why.explain(self, name).as_text()

    def export(self, to: str = "json", language: str = "ar") -> bytes:
        """Write the story in a format of `tawatur.view.exports.registry`; one that is several files comes as one ZIP.

        `language`: that of the words which are ours, «ar» or «en»; a page's stay as they are. Raises ExportError (a
        ValueError) for another format, or one whose library is not installed, and ValueError for another language.
        """
        from tawatur.view.exports import registry
        from tawatur.view.language import speaking

        with speaking(language):
            written = registry.write(self, to)
        return written if isinstance(written, bytes) else registry.packed(written)

    def table(self, name: str) -> Table:
        """Make one of the tables that `docs/formats/tables.md` describes: «documents», «event_reports», «wordings»…

        Raises ExportError (a ValueError) for another name.
        """
        from tawatur.view.exports import tables

        return tables.table(self, name)

    @property
    def events(self) -> Table:
        """The chronology as a table: `story.events.to_pandas()`; short for `story.table("events")`."""
        return self.table("events")

    def report(self, language: str = "ar") -> str:
        """Write the story as one self-contained HTML page, its own words Arabic or English («en»). Raises ValueError for another."""
        from tawatur.view import report

        return report.render(self, language)

    def save(self, path: str | Path) -> None:
        """Write the story file, whole or not at all. Raises StoreError."""
        from tawatur import store

        store.save(self, path)

    def pack(self, path: str | Path, story_file: str | Path = "") -> str:
        """Write an evidence pack, and return the digest of its manifest. Raises PackError.

        `story_file`: where the story is; originals are looked for by their source, then beside it.
        """
        from tawatur.evidence import pack

        return pack.pack_to(self, Path(path), Path(story_file))

    def verify(self) -> list[str]:
        """Re-read every span against the stored text; an empty list says that all read as they should."""
        from tawatur import verify

        return list(verify.differences(self))

    def missing_outlets(self) -> list[Unnamed]:
        """List the pages whose outlet nobody knows, with what they suggest; `tawatur.capture.unnamed.table` writes them."""
        from tawatur import lexicons
        from tawatur.capture import unnamed
        from tawatur.capture.outlets import Register

        return unnamed.missing(self.documents, Register(lexicons.load_outlets()))

    def pages(self) -> list[nouns.PageState]:
        """List every page that the build was given, each once: read, read with warnings, or not read, and why."""
        from tawatur.view import pages

        return pages.states(self)

    def pairs(self) -> list[Pair]:
        """List the pairs of names and of events that were joined or nearly were, those nearest to the border first.

        Pairs that people have judged are among them, without what became of them.
        """
        from tawatur import pairs

        return pairs.found(self)

    def merge(self, a: str, b: str, because: str, by: str, when: str | None = None) -> Story:
        """Judge that two names are one entity, or two event mentions one event, and return the story merged anew.

        `a`, `b`: ids that the story shows. `when`: UTC, «2024-03-14T09:30:00Z»; now without it. Raises JudgementError.
        """
        return self._judged("same", a, b, because, by, when)

    def split(self, a: str, b: str, because: str, by: str, when: str | None = None) -> Story:
        """Judge that two names are two entities, or two event mentions two events; else as `merge`."""
        return self._judged("different", a, b, because, by, when)

    def unsure(self, a: str, b: str, because: str, by: str, when: str | None = None) -> Story:
        """Judge that it is not known whether two are one: no score joins them, and the pair is shown as open."""
        return self._judged("unsure", a, b, because, by, when)

    def undo(self, judgement: str, by: str, because: str = "", when: str | None = None) -> Story:
        """Take a judgement back: a new row says so, and the old one stays to be seen. Raises JudgementError."""
        from tawatur.merge import judgements

        row = judgements.undoing(self, judgement, because=because, by=by, when=when or now())
        return self.judged([*self.judgements, row])

    def judged(self, rows: Sequence[Judgement]) -> Story:
        """Return the story of the same pages under these judgements, in place of those that it has."""
        from tawatur import pipeline

        return faced(pipeline.judged(self, rows))

    def supposed(self, event: str, a: str, b: str) -> nouns.Independence:
        """Count an event's independent chains as though two of its pages were one chain; the story stays as it is.

        Raises KeyError for no such event, or a page that does not tell of it.
        """
        from tawatur.merge.independence import supposing

        row = next((e for e in self.chronology if e.id == event), None)
        if row is None or not {a, b} <= set(row.documents):
            raise KeyError(f"{event}: no such event, or not both {a} and {b} tell of it")
        return supposing.supposed(self, row, (a, b))

    def _judged(self, verdict: str, a: str, b: str, because: str, by: str, when: str | None) -> Story:
        from tawatur.merge import judgements

        row = judgements.made(self, verdict, a, b, because=because, by=by, when=when or now())
        return self.judged([*self.judgements, row])

    def _repr_html_(self) -> str:
        from tawatur.view import notebook

        return notebook.html(self)


def build(
    paths: Sequence[str | Path] | str | Path,
    progress: Progress | None = None,
    tagger: str = "reader",
    judgements: Sequence[Judgement] = (),
    columns: Mapping[str, str] | None = None,
    given: Iterable[Page] = (),
    work: str | Path | None = None,
    jobs: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    warn: Callable[[str], object] = warnings.warn,
) -> Story:
    """Read pages — files, folders and archives of what `docs/inputs.md` lists — and return their story.

    `tagger`: the trained ``reader``, or ``light``: smaller, faster and less sure. Raises ValueError for another.
    `judgements`: what people have judged before, found again in these pages. `work`: a file that keeps what was read
    of each page, so that it is not read again. `jobs`: processes that read pages. `stopped` is asked before each page;
    when it says yes, StoppedError is raised and what was read is kept. `warn` is told of a damaged work file.
    `columns`: which column of a table is which field, as in ``{"text": "body"}``. Raises ColumnsError for another field.
    `given`: pages that are at hand, beside those of the paths.
    """
    # Small products gain nothing from a second thread and lose much on a busy machine; numpy asks when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from tawatur import pile, pipeline

    several = [paths] if isinstance(paths, (str, Path)) else paths
    built = pile.build(several, progress, tagger, Path(work) if work else None, jobs, stopped, warn, columns, given)
    return faced(pipeline.judged(built, judgements) if judgements else built)


def fetch(
    given: Sequence[str],
    folder: str | Path,
    told: Callable[[Capture], None] | None = None,
    *,
    dry_run: bool = False,
    **settings: Any,
) -> list[Capture]:
    """Ask for addresses, feeds, sitemaps and lists of them; keep pages, a `pages.csv` and a WARC in a folder.

    `settings`: those of `tawatur.capture.fetch.Settings`. The only function that reaches the network. What became of each address
    is returned, and `told` hears of it at once. Raises TargetError, DamagedError and BusyError before anything is asked.
    """
    from tawatur import lexicons
    from tawatur.capture import fetch
    from tawatur.capture.outlets import Register
    from tawatur.version import __version__

    chosen = fetch.Settings(version=__version__, **settings)
    if dry_run:
        return fetch.plan(given, chosen, told)
    register = Register(lexicons.load_outlets())
    return fetch.fetch(given, Path(folder), chosen, told, lambda url: register.at(url) is not None)


def load(path: str | Path) -> Story:
    """Read a story file. Raises StoreError, which says what was seen and what to do."""
    from tawatur import store

    return faced(store.load(path))


def load_judgements(path: str | Path) -> list[Judgement]:
    """Read the judgements of a story file, or of the JSON lines that `export("judgements")` writes. Raises StoreError."""
    from tawatur import store

    return store.load_judgements(path)


def taken_over(mine: Sequence[Judgement], theirs: Sequence[Judgement]) -> list[Judgement]:
    """Put another desk's judgements after one's own; what both have stands once. Raises JudgementError."""
    from tawatur.merge import judgements

    return judgements.taken_over(mine, theirs)


def now() -> str:
    """Read the clock: UTC, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def faced(story: nouns.Story) -> Story:
    """Give a story its verbs."""
    return Story(**{f: getattr(story, f) for f in story.__struct_fields__})


def sample_pages() -> Path:
    """Return the folder of the sample story that ships with the package.

    An invented affair, invented people and outlets.
    """
    return Path(__file__).parent / "sample"

"""Story files and folders of them → opened stories by name; a judgement goes back into its file."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol

from tawatur.base.codebook import CodebookRow
from tawatur.base.job import Imported
from tawatur.base.judgement import Judgement
from tawatur.base.pair import Pair
from tawatur.base.story import Independence, Story
from tawatur.view import chronology
from tawatur.view.index import Index
from tawatur.view.sifting import Catalogue

ENDING = ".tawatur"
OPEN_AT_ONCE = 4  # stories held in memory: the one that is read, and those it is compared with


class MissingError(LookupError):
    """Something that is asked for and is not there: says what."""


class ShelfError(Exception):
    """A story file that cannot be read or written: says which, what was seen, and what to do."""


class Verbs(Protocol):
    """What the app asks of the rest of the package; the view itself reads and writes no story file.

    What goes wrong with a file is a ShelfError; a codebook's path is its story's. ``judged`` merges a story anew with one
    more judgement: verb (merge split unsure undo), its ids, the reason, who; it raises JudgementError. ``supposed`` counts an
    event's chains as though two of its pages were one chain, and keeps nothing; it raises KeyError.
    ``decided`` and ``taken_back`` make a row that ``wait`` keeps beside the story file until ``merged`` takes it up with the
    others; ``taken_over`` merges the rows of another desk's file. What is brought in is kept in a folder of pages beside the
    stories (``keep_…``), and ``begin`` builds its story in a process of its own; they raise ShelfError.
    """

    def load(self, path: Path) -> Story: ...
    def save(self, story: Story, path: Path) -> None: ...
    def judged(self, story: Story, verb: str, ids: Sequence[str], because: str, by: str) -> Story: ...
    def judgements(self, path: Path) -> Sequence[Judgement]: ...
    def pairs(self, story: Story) -> Sequence[Pair]: ...
    def decided(self, story: Story, verdict: str, ids: tuple[str, str], because: str, by: str) -> Judgement: ...
    def taken_back(self, story: Story, judgement: str, by: str) -> Judgement: ...
    def waiting(self, path: Path, story: Story) -> Sequence[Judgement]: ...
    def wait(self, path: Path, rows: Sequence[Judgement]) -> None: ...
    def merged(self, story: Story, rows: Sequence[Judgement]) -> Story: ...
    def taken_over(self, story: Story, data: bytes) -> Story: ...
    def imported(self, shelf: Path) -> Sequence[Imported]: ...
    def keep_files(self, shelf: Path, name: str, files: Iterable[tuple[str, BinaryIO]]) -> str: ...
    def keep_text(self, shelf: Path, name: str, text: str, facts: Mapping[str, str]) -> str: ...
    def keep_addresses(self, shelf: Path, name: str, text: str) -> str: ...
    def correct(self, shelf: Path, name: str, facts: Mapping[str, Mapping[str, str]]) -> None: ...
    def begin(self, shelf: Path, name: str, fetching: bool, tagger: str) -> None: ...
    def stop_job(self, shelf: Path, name: str) -> None: ...
    def end_jobs(self) -> None: ...
    def pack(self, story: Story, path: Path, to: IO[bytes]) -> None: ...
    def supposed(self, story: Story, event: str, a: str, b: str) -> Independence: ...
    def codebook(self, path: Path) -> Sequence[CodebookRow]: ...
    def save_codebook(self, rows: Sequence[CodebookRow], path: Path) -> None: ...


class Opened:
    """One story, with everything that screens look up in it made once."""

    def __init__(self, name: str, path: Path, story: Story) -> None:
        self.name = name
        self.path = path
        self.story = story
        self.index = Index(story)
        self.made: dict[str, Any] = {}  # what a screen made once for this story and asks for again

    def once(self, what: str, make: Callable[[], Any]) -> Any:
        """Make something of the story once; a story on the shelf never changes, a new one takes its place."""
        if what not in self.made:
            self.made[what] = make()
        return self.made[what]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Gather what can be asked of every event."""
        return Catalogue(self.index)

    @cached_property
    def depths(self) -> dict[str, int | None]:
        """Say in the order shown how deep each event lies under its wholes; null for one of the undated tray."""
        dated, undated = chronology.rows(self.story)
        return {**{row.event.id: row.depth for row in dated}, **{row.event.id: None for row in undated}}


class Shelf:
    """The stories that are served: files as given, and the story files of each folder as it is at the moment."""

    def __init__(self, places: Sequence[Path], verbs: Verbs) -> None:
        self.places = [p.resolve() for p in places]
        self.verbs = verbs
        self.writing = threading.RLock()
        self._opening = threading.Lock()
        self._open: OrderedDict[Path, tuple[tuple[int, int], Opened]] = OrderedDict()

    @property
    def folder(self) -> Path:
        """Return the folder in which new stories are made: the first one given, else the first file's."""
        return next((p for p in self.places if p.is_dir()), self.places[0].parent)

    def take_in(self, path: Path) -> None:
        """Put a story that was made here on the shelf, where its folder is not served already."""
        path = path.resolve()
        if path.is_file() and path.parent not in self.places and path not in self.places:
            self.places.append(path)

    def names(self) -> dict[str, Path]:
        """Name every story by its file; a second file of one name gets a number."""
        named: dict[str, Path] = {}
        for path in dict.fromkeys(self._files()):
            name, n = path.name.removesuffix(ENDING), 2
            while name in named:
                name, n = f"{path.name.removesuffix(ENDING)}-{n}", n + 1
            named[name] = path
        return named

    def _files(self) -> Iterable[Path]:
        for place in self.places:
            yield from sorted(place.glob(f"*{ENDING}")) if place.is_dir() else [place]

    def open(self, name: str) -> Opened:
        """Open a story by its name, anew where its file has changed. Raises MissingError, ShelfError."""
        path = self.names().get(name)  # a name that is asked for is looked up, never made into a path
        if path is None:
            raise MissingError(f"{name}: no such story here")
        with self._opening:
            stamp = stamp_of(path)
            held = self._open.get(path)
            if held is None or held[0] != stamp or held[1].name != name:
                held = (stamp, Opened(name, path, self.verbs.load(path)))
            self._open[path] = held
            self._open.move_to_end(path)
            while len(self._open) > OPEN_AT_ONCE:
                self._open.popitem(last=False)
            return held[1]

    def warm(self) -> None:
        """Open the only story there is before anybody asks; one of several is opened when it is asked for."""
        names = self.names()
        if len(names) == 1:
            opened = self.open(*names)
            _ = opened.catalogue, opened.depths

    def judge(self, opened: Opened, verb: str, ids: Sequence[str], because: str, by: str) -> Opened:
        """Merge a story anew with one more judgement, and write it. Raises JudgementError, ShelfError."""
        with self.writing:
            judged = self.verbs.judged(self.open(opened.name).story, verb, ids, because, by)
            self.verbs.save(judged, opened.path)
        return self.open(opened.name)

    def codebook(self, opened: Opened) -> Sequence[CodebookRow]:
        """Read the codebook of a story as it is now. Raises ShelfError."""
        return self.verbs.codebook(opened.path)

    def recode(self, opened: Opened, make: Callable[[Sequence[CodebookRow]], Sequence[CodebookRow]]) -> None:
        """Write a story's codebook anew, made of what it is now. Raises ShelfError, and what ``make`` raises."""
        with self.writing:
            self.verbs.save_codebook(make(self.verbs.codebook(opened.path)), opened.path)


def stamp_of(path: Path) -> tuple[int, int]:
    """Return what tells one state of a file from the next; zeros where there is none: loading says what is wrong."""
    try:
        seen = path.stat()
    except OSError:
        return 0, 0
    return seen.st_mtime_ns, seen.st_size

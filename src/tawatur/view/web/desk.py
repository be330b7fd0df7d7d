"""A story on the shelf and what coders say of its pairs → judgements that wait beside it, and all of them merged at once.

Merging two hundred pages anew took from one to five seconds (`docs/method.md`), too long after every key. So
what is decided waits in a file beside the story, and is merged when somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from tawatur.base.judgement import Judgement
from tawatur.base.pair import Pair
from tawatur.view import review
from tawatur.view.agreement import Unit, verdicts
from tawatur.view.web.screen import FormError
from tawatur.view.web.shelf import Opened, Shelf


class Desk:
    """Where the pairs of one story are judged. Everything that writes holds the shelf's lock."""

    def __init__(self, shelf: Shelf, opened: Opened) -> None:
        self.shelf = shelf
        self.opened = opened
        self.verbs = shelf.verbs

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the shelf's lock, with the story as its file is now: somebody may have judged since it was asked for."""
        with self.shelf.writing:
            self.opened = self.shelf.open(self.opened.name)
            yield

    @property
    def pairs(self) -> Sequence[Pair]:
        """Return the story's pairs, those nearest to the border first."""
        found: Sequence[Pair] = self.opened.once("pairs", lambda: self.verbs.pairs(self.opened.story))
        return found

    @property
    def waiting(self) -> list[Judgement]:
        """Return the judgements that wait. Raises ShelfError."""
        return list(self.verbs.waiting(self.opened.path, self.opened.story))

    def said(self) -> Mapping[Unit, Mapping[str, str]]:
        """Gather what everybody said of each pair, merged or waiting."""
        return verdicts([*self.opened.story.judgements, *self.waiting])

    def decide(self, verdict: str, ids: tuple[str, str], because: str, by: str) -> None:
        """Let one more judgement wait. Raises JudgementError, ShelfError."""
        with self.writing():
            row = self.verbs.decided(self.opened.story, verdict, ids, because, by)
            self.verbs.wait(self.opened.path, [*self.waiting, row])

    def undo(self, by: str) -> None:
        """Take the last judgement of a coder back: one that waits goes, one in the story is undone by a new one."""
        with self.writing():
            waiting, kept = self.waiting, self.opened.story.judgements
            last = review.last_of(by, [*kept, *waiting])
            if last is None:
                raise FormError(f"{by} has judged nothing here that could be taken back.")
            if any(w.id == last.id for w in waiting):
                self.verbs.wait(self.opened.path, [w for w in waiting if w.id != last.id])
                return
            row = self.verbs.taken_back(self.opened.story, last.id, by)
            self.verbs.wait(self.opened.path, [*waiting, row])

    def apply(self) -> int:
        """Merge the story anew with all that waits, and return how many rows that were. Raises ShelfError."""
        with self.writing():
            rows = self.waiting
            if rows:
                self.verbs.save(self.verbs.merged(self.opened.story, rows), self.opened.path)
            self.verbs.wait(self.opened.path, [])
            return len(rows)

    def take_over(self, data: bytes) -> int:
        """Merge the story anew with another desk's file, and return how many rows are new. Raises JudgementError, ShelfError."""
        with self.writing():
            before = self.opened.story
            after = self.verbs.taken_over(before, data)
            self.verbs.save(after, self.opened.path)
            return len(after.judgements) - len(before.judgements)

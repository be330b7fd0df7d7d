"""What the screens of the review ask of the library: pairs, judgements that wait beside a story, and merging many at once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tawatur.base.judgement import Judgement
    from tawatur.base.pair import Pair
    from tawatur.base.story import Story


class Reviewing:
    """The verbs of the review; what goes wrong with a file is told in the screens' words."""

    def pairs(self, story: Story) -> list[Pair]:
        """List the pairs that a person may want to judge."""
        from tawatur import pairs

        return pairs.found(story)

    def decided(self, story: Story, verdict: str, ids: tuple[str, str], because: str, by: str) -> Judgement:
        """Make the row of a judgement, and merge nothing. Raises JudgementError."""
        from tawatur.merge import judgements
        from tawatur.story import now

        return judgements.made(story, verdict, *ids, because=because, by=by, when=now())

    def taken_back(self, story: Story, judgement: str, by: str) -> Judgement:
        """Make the row that takes a judgement back, and merge nothing. Raises JudgementError."""
        from tawatur.merge import judgements
        from tawatur.story import now

        return judgements.undoing(story, judgement, because="", by=by, when=now())

    def waiting(self, path: Path, story: Story) -> list[Judgement]:
        """Read the judgements that wait beside a story, numbered after its own, each with its mentions here."""
        from tawatur import waiting
        from tawatur.view.web.shelf import ShelfError

        try:
            rows = waiting.load(path)
        except waiting.WaitingError as wrong:
            raise ShelfError(str(wrong)) from wrong
        kept = len(story.judgements)
        return waiting.placed(waiting.added(story.judgements, rows)[kept:], story)

    def wait(self, path: Path, rows: Sequence[Judgement]) -> None:
        """Write the judgements that wait beside a story."""
        from tawatur import waiting
        from tawatur.view.web.shelf import ShelfError

        try:
            waiting.save(path, rows)
        except waiting.WaitingError as wrong:
            raise ShelfError(str(wrong)) from wrong

    def merged(self, story: Story, rows: Sequence[Judgement]) -> Story:
        """Merge a story anew with more judgements after its own."""
        from tawatur import pipeline, waiting

        return pipeline.judged(story, waiting.added(story.judgements, rows))

    def taken_over(self, story: Story, data: bytes) -> Story:
        """Merge a story anew with the judgements of another desk's file. Raises JudgementError, ShelfError."""
        from tawatur import pipeline, store
        from tawatur.story import taken_over
        from tawatur.view.web.shelf import ShelfError

        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "judgements")
            file.write_bytes(data)
            try:
                theirs = store.load_judgements(file)
            except store.StoreError as wrong:
                raise ShelfError(str(wrong).replace(f"{file}: ", "")) from wrong
        return pipeline.judged(story, taken_over(story.judgements, theirs))

"""`serve`: stories on this machine, looked at in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from tawatur.cli.files import stop
from tawatur.cli.group import main
from tawatur.cli.importing import Importing
from tawatur.cli.reviewing import Reviewing

if TYPE_CHECKING:
    from tawatur.base.codebook import CodebookRow
    from tawatur.base.judgement import Judgement
    from tawatur.base.story import Independence, Story


@main.command()
@click.argument("places", nargs=-1, metavar="STORY|FOLDER...", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; a free one without it.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser at once.")
def serve(places: tuple[Path, ...], port: int, open_it: bool) -> None:
    """Show stories in a browser on this machine: look, argue, take away. Nothing is sent anywhere; Ctrl-C stops it.

    STORY is a story file, FOLDER one that holds some, the folder one is in if none is given.
    """
    for place in places:
        if not place.exists():
            stop(f"{place}: there is no such file or folder. Build a story: tawatur build PAGES -o {place.name}")
    from tawatur.view.web import server
    from tawatur.view.web.shelf import Shelf, ShelfError

    def ready(address: str) -> None:
        click.echo(f"{address}  (only this machine can ask; Ctrl-C stops)")
        if open_it:
            click.launch(address)

    try:
        server.listen(Shelf(places or (Path(),), Verbs()), port, ready)
    except ShelfError as wrong:
        stop(str(wrong))
    except OSError as wrong:
        stop(f"port {port}: cannot listen ({wrong.strerror}). Give another --port, or none.")


class Verbs(Reviewing, Importing):
    """The verbs of the library, as the screens call them; what goes wrong with a file is told in the screens' words."""

    def load(self, path: Path) -> Story:
        """Read a story file."""
        from tawatur import story
        from tawatur.store import StoreError
        from tawatur.view.web.shelf import ShelfError

        try:
            return story.load(path)
        except StoreError as wrong:
            raise ShelfError(str(wrong)) from wrong

    def save(self, story: Story, path: Path) -> None:
        """Write a story file, whole or not at all."""
        from tawatur import store
        from tawatur.view.web.shelf import ShelfError

        try:
            store.save(story, path)
        except store.StoreError as wrong:
            raise ShelfError(str(wrong)) from wrong

    def judged(self, story: Story, verb: str, ids: Sequence[str], because: str, by: str) -> Story:
        """Merge a story anew with one more judgement."""
        from tawatur.story import Story as Faced

        assert isinstance(story, Faced)
        if verb == "undo":
            return story.undo(ids[0], by=by, because=because)
        judge = {"merge": story.merge, "split": story.split, "unsure": story.unsure}[verb]
        return judge(ids[0], ids[1], because, by)

    def judgements(self, path: Path) -> Sequence[Judgement]:
        """Read the judgements of another desk."""
        from tawatur import store
        from tawatur.view.web.shelf import ShelfError

        try:
            return store.load_judgements(path)
        except store.StoreError as wrong:
            raise ShelfError(str(wrong)) from wrong

    def pack(self, story: Story, path: Path, to: IO[bytes]) -> None:
        """Write an evidence pack of a story that lies at a path."""
        from tawatur.evidence import PackError, pack
        from tawatur.view.web.shelf import ShelfError

        try:
            pack.pack(story, to, path)
        except (PackError, OSError) as wrong:
            raise ShelfError(str(wrong)) from wrong

    def supposed(self, story: Story, event: str, a: str, b: str) -> Independence:
        """Count an event's chains as though two of its pages were one chain."""
        from tawatur.story import Story as Faced

        assert isinstance(story, Faced)
        return story.supposed(event, a, b)

    def codebook(self, path: Path) -> Sequence[CodebookRow]:
        """Read the codebook beside a story file."""
        from tawatur import codebooks
        from tawatur.base.codebook import CodebookError
        from tawatur.view.web.shelf import ShelfError

        try:
            return codebooks.load(codebooks.beside(path))
        except CodebookError as wrong:
            raise ShelfError(str(wrong)) from wrong

    def save_codebook(self, rows: Sequence[CodebookRow], path: Path) -> None:
        """Write the codebook beside a story file, whole or not at all."""
        from tawatur import codebooks
        from tawatur.base.codebook import CodebookError
        from tawatur.view.web.shelf import ShelfError

        try:
            codebooks.save(rows, codebooks.beside(path))
        except CodebookError as wrong:
            raise ShelfError(str(wrong)) from wrong

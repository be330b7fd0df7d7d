"""What the screens of the import ask of the library: pages kept in a folder, and the build of their story watched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from tawatur.base.job import Imported
    from tawatur.imports.job import Jobs


class Importing:
    """The verbs of the import; what cannot be imported is told in the screens' words."""

    @cached_property
    def jobs(self) -> Jobs:
        """Return the jobs of this run."""
        from tawatur.imports.job import Jobs

        return Jobs()

    def imported(self, shelf: Path) -> list[Imported]:
        """List the folders of pages that were made from a screen, the newest first."""
        from tawatur.base.job import Imported
        from tawatur.imports import folder

        made = []
        for found in folder.all_in(shelf):
            job = self.jobs.of(found)
            told = job.told() if job else None
            made.append(Imported(name=found.name, folder=found.path, story=found.story, files=found.files(), job=told))
        return made

    def keep_files(self, shelf: Path, name: str, files: Iterable[tuple[str, BinaryIO]]) -> str:
        """Keep uploaded files, and return the story's name."""
        from tawatur.imports.folder import PagesFolder

        with refusals():
            folder = PagesFolder.named(shelf, name)
            for given, file in files:
                folder.keep_file(given, file)
            return folder.name

    def keep_text(self, shelf: Path, name: str, text: str, facts: Mapping[str, str]) -> str:
        """Keep a pasted text, and return the story's name."""
        from tawatur.imports.folder import PagesFolder

        with refusals():
            folder = PagesFolder.named(shelf, name)
            folder.keep_text(text, facts)
            return folder.name

    def keep_addresses(self, shelf: Path, name: str, text: str) -> str:
        """Keep the addresses to be fetched, and return the story's name."""
        from tawatur.imports.folder import PagesFolder

        with refusals():
            folder = PagesFolder.named(shelf, name)
            folder.keep_addresses(text)
            return folder.name

    def correct(self, shelf: Path, name: str, facts: Mapping[str, Mapping[str, str]]) -> None:
        """Write what is known of some pages beside them."""
        from tawatur.imports.folder import PagesFolder

        with refusals():
            PagesFolder.named(shelf, name).correct(facts)

    def begin(self, shelf: Path, name: str, fetching: bool, tagger: str) -> None:
        """Build a story in a process of its own, after fetching its addresses where that is asked for."""
        from tawatur.imports.folder import PagesFolder

        with refusals():
            self.jobs.begin(PagesFolder.named(shelf, name), fetching, tagger)

    def stop_job(self, shelf: Path, name: str) -> None:
        """Stop the job of a story; what was read is kept."""
        from tawatur.imports.folder import PagesFolder

        with refusals():
            job = self.jobs.of(PagesFolder.named(shelf, name))
        if job:
            job.stop()

    def end_jobs(self) -> None:
        """Stop every job: the server is stopped."""
        self.jobs.end()


@contextmanager
def refusals() -> Iterator[None]:
    """Tell what is refused as the screens tell what cannot be done."""
    from tawatur.imports import RefusedImport
    from tawatur.view.web.shelf import ShelfError

    try:
        yield
    except (RefusedImport, OSError) as wrong:
        raise ShelfError(str(wrong)) from wrong

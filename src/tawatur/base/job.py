"""Pages that were brought in from a screen, and where the build of their story stands."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tawatur.base.progress import Step

RUNNING = ("fetching", "building")


class JobState(msgspec.Struct, frozen=True, kw_only=True):
    """One job. ``state``: fetching, building, done, stopped or failed; ``stopping``: somebody asked it to stop.

    ``step``: the last step that the build told, null before the first. ``said``: the last lines that it printed.
    """

    name: str
    state: str
    stopping: bool = False
    step: Step | None = None
    said: list[str] = []

    @property
    def running(self) -> bool:
        """Say whether it is not over yet."""
        return self.state in RUNNING


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """One folder of pages that was made from a screen: its name, where it and its story are, its files, its last job."""

    name: str
    folder: Path
    story: Path
    files: list[str]
    job: JobState | None = None

"""The library's face: the same verbs as the command line, on a story.

>>> import tawatur
>>> story = tawatur.build(["pages/"])                    # doctest: +SKIP
>>> story.why("c1"), story.export("json")                # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tawatur.base import story as nouns

Progress = Callable[[str, int, int], None]


class Story(nouns.Story, frozen=True, kw_only=True):
    """A built story. Its fields are the JSON contract's: ``documents``, ``entities``, ``chronology``…"""

    def why(self, name: str) -> str:
        """Explain any id («c1», «d2t5», «e3»): the rule, rows, values and spans behind it.

        Raises KeyError for no such id.
        """
        from tawatur.view import why

        return why.explain(self, name).as_text()

    def export(self, to: str = "json") -> bytes:
        """Write the story in a format: ``json``. Raises ValueError for another."""
        from tawatur.view import json_export

        if to != "json":
            raise ValueError(f"export to {to!r}: this version writes json only")
        return json_export.to_json(self)

    def report(self) -> str:
        """Write the story as one self-contained HTML page."""
        from tawatur.view import report

        return report.render(self)

    def save(self, path: str | Path) -> None:
        """Write the story file, whole or not at all. Raises StoreError."""
        from tawatur import store

        store.save(self, path)

    def verify(self) -> list[str]:
        """Re-read every span against the stored text; an empty list says that all read as they should."""
        from tawatur import verify

        return list(verify.differences(self))

    def _repr_html_(self) -> str:
        from tawatur.view import notebook

        return notebook.html(self)


def build(
    paths: Sequence[str | Path] | str | Path,
    progress: Progress | None = None,
    tagger: str = "reader",
) -> Story:
    """Read pages — files or folders of .txt, .html, .jsonl, a `pages.csv` beside them used — and return their story.

    `tagger`: the trained ``reader``, or ``light``: smaller, faster and less sure. Raises ValueError for another.
    """
    from tawatur import pipeline

    several = [paths] if isinstance(paths, (str, Path)) else paths
    return faced(pipeline.build(several, progress, tagger))


def load(path: str | Path) -> Story:
    """Read a story file. Raises StoreError, which says what was seen and what to do."""
    from tawatur import store

    return faced(store.load(path))


def faced(story: nouns.Story) -> Story:
    """Give a story its verbs."""
    return Story(**{f: getattr(story, f) for f in story.__struct_fields__})


def sample_pages() -> Path:
    """Return the folder of the sample story that ships with the package.

    An invented affair, invented people and outlets.
    """
    return Path(__file__).parent / "sample"

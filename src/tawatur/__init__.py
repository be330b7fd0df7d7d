"""Tawatur (تواتر) reads Arabic news pages about one story and returns one sourced chronology.

    >>> import tawatur
    >>> story = tawatur.build(["pages/"])        # doctest: +SKIP
    >>> story.chronology[0].title                # doctest: +SKIP

Every item points at exact characters of a page. It never decides who is right and never writes a claim of its own.
"""

from __future__ import annotations

from tawatur.version import __version__

__all__ = ["Story", "__version__", "build", "fetch", "load", "load_judgements", "sample_pages"]


def __getattr__(name: str) -> object:
    """Import the library's face when it is first asked for, so that `tawatur --help` answers at once."""
    if name in __all__:
        from tawatur import story

        return getattr(story, name)
    raise AttributeError(f"module 'tawatur' has no attribute {name!r}")

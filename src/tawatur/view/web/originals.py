"""A document → the bytes that it was read from, where they still lie beside the story and are still the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tawatur.base.document import Document

MOST_BYTES = 50_000_000


def original_of(story: Path, document: Document) -> Path | None:
    """Find the file that a page was read from, by its path as given to the build; null where it is gone or another now.

    The digest decides: a story from elsewhere may name any path of this machine, and gets to show only what it knew.
    """
    for place in (Path(document.source), story.parent / document.source):
        try:
            fits = place.is_file() and place.stat().st_size <= MOST_BYTES
            if fits and hashlib.sha256(place.read_bytes()).hexdigest() == document.sha256:
                return place
        except (OSError, ValueError):  # a name that no file can have, a folder that may not be read
            continue
    return None

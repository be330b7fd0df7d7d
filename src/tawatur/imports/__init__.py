"""Pages that somebody drops, pastes or names by address → a folder beside the stories, and a build of it that can be watched."""

from __future__ import annotations


class RefusedImport(ValueError):  # noqa: N818 - what is refused, and why
    """Something that cannot be imported: says what was seen and what to do."""

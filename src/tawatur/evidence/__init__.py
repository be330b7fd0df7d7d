"""A story with its pages as one ZIP that anybody can check; and such a ZIP read, with whatever in it is not as it says."""

from __future__ import annotations


class PackError(Exception):
    """A pack that cannot be written or that is refused: says which, what was seen, and what to do."""

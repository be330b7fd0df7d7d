"""Two mentions that the program took for one, or nearly did: what a person may want to look at first."""

from __future__ import annotations

import msgspec

from tawatur.base.reason import Reason


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions of entities, or of events, put before a person.

    ``noun``: Mention or EventMention. ``joined``: whether the program took them for one; null where a person has judged
    them, so that a second coder is not told. ``margin``: how far they lie from the border between joined and apart, 0 (on
    it) to 1. ``because``: what spoke for one, with the sum.
    """

    noun: str
    a: str
    b: str
    joined: bool | None
    margin: float
    because: list[Reason]

    @property
    def sides(self) -> frozenset[str]:
        """Return what makes two pairs the same, whichever side is named first."""
        return frozenset((self.a, self.b))

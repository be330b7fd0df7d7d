"""What a person says of a pair of mentions: one thing, two things, or not known. Rows that outrank every score."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from tawatur.base.anchor import Anchor
from tawatur.base.reason import Reason

SIGNS = {"same": "=", "different": "≠", "unsure": "≟"}
RULES = {"Mention": "entities.judgement", "EventMention": "events.judgement"}


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a judgement in this story; made anew at every merging, never part of the row.

    ``state``: holds, overruled (by newer ones, named), undone (by the row named), unplaced (``why``). ``a``, ``b``: the
    mentions it is about, by their ids here. ``about``: the entities or rows that hold them.
    """

    state: str
    a: str | None = None
    b: str | None = None
    about: list[str] = []
    overruled_by: list[str] = []
    undone_by: str | None = None
    why: str = ""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of two mentions, anchored in their pages; a row that is never changed and never deleted.

    ``verdict``: same different unsure, or undone, which names in ``undoes`` the row that no longer counts. ``noun``:
    Mention or EventMention. ``when``: UTC, to the second.
    """

    id: str
    verdict: str
    noun: str | None = None
    a: Anchor | None = None
    b: Anchor | None = None
    by: str
    because: str = ""
    when: str
    undoes: str | None = None
    standing: Standing | None = None

    @property
    def row(self) -> Judgement:
        """Return the row alone, as it was made."""
        return msgspec.structs.replace(self, standing=None)


class Ruling(NamedTuple):
    """A judgement that counts, and the ids of the two mentions that it is about in this story."""

    judgement: Judgement
    a: str
    b: str

    def reason(self, a: str, b: str) -> Reason:
        """Give the reason to show, with both sides' words: «j1, by Salma: «هولمن» ≠ «هولمان»: two brothers»."""
        said = self.judgement
        pair = f"«{a}» {SIGNS[said.verdict]} «{b}»"
        return Reason(rule=RULES[said.noun or ""], detail=f"{said.id}, by {said.by}: {pair}: {said.because}")


class JudgementError(ValueError):
    """A judgement that cannot be made or taken over: says what was seen and what to do."""


def check(row: Judgement) -> None:
    """Refuse a row that came from elsewhere and is not whole, naming the field."""
    undone = row.verdict == "undone"
    whole = {
        "id": re.fullmatch(r"j[1-9]\d*", row.id),
        "verdict": undone or row.verdict in SIGNS,
        "noun": undone or row.noun in RULES,
        "a, b": undone or (row.a and row.b),
        "undoes": bool(row.undoes) is undone,
        "by": row.by,
        "when": re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row.when),
    }
    if wrong := [field for field, good in whole.items() if not good]:
        raise JudgementError(
            f"judgement {row.id!r}: not as `tawatur export --to judgements` writes it: {', '.join(wrong)}"
        )

"""An attribution while it is put together, and the tests of agreement and lead that several parts share."""

from __future__ import annotations

from dataclasses import dataclass, field

from tawatur.base.annotation import Link
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.contents import Complement
from tawatur.extract.attributions.cues import Hit
from tawatur.extract.attributions.tellers import Teller

CERTAIN = 0.6  # a cue or source of the tagger's that scores this needs no more


@dataclass
class Draft:
    """An attribution being put together."""

    hit: Hit
    sentence: int
    teller: Teller | None
    complement: Complement | None
    trailing: bool = False
    implicit: bool = False
    cue: Span | None = None
    content: Span | None = None
    because: list[Reason] = field(default_factory=list)
    chain: list[Link] = field(default_factory=list)
    told_to: Link | None = None
    nobody: bool = False  # impersonal: the text names no teller, the cue stands for one
    relays: Draft | None = None  # the draft of the outlet that this teller told it to: «نقلت … عن …»
    apart: bool = False  # it tells the words of the report around it, and stands outside them
    pronoun: str = ""  # «عنه»: who told it is named above
    lost: bool = False  # the text shows that somebody told it and does not say who
    hidden: bool = False  # it relays, and one bare word stands for it: «تقارير»
    came_from: Draft | None = None  # the draft that the left-out teller was taken from

    @property
    def lead(self) -> str:
        """Name what leads to the content: trailing, an, colon, quote, preposition, object, clause, or nothing."""
        return "trailing" if self.trailing else self.complement.kind if self.complement else ""

    @property
    def token(self) -> int:
        """Return the token at which the content is led in, or one past any text."""
        return self.complement.token if self.complement else 1 << 60


def led(complement: Complement | None) -> bool:
    """Say whether أن, a colon or marks lead to the content."""
    return complement is not None and complement.kind in ("an", "colon", "quote")


def agrees(hit: Hit, teller: Teller, order: str = "") -> bool:
    """Say whether verb and teller agree in gender and number; a name whose gender is unknown agrees with both.

    Before its subject an Arabic verb is singular; after it, and where the subject is left out, number counts.
    """
    form = hit.inflected
    if form.gender and teller.gender and form.gender != teller.gender:
        return False
    if form.number == "p":
        return teller.number in ("p", "")
    if form.number == "s" and teller.number == "p":
        return form.gender == "f" and order == ""
    return True

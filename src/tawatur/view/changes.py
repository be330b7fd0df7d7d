"""What changed on the way, as it is shown: the changes that tell something, each with its words on both pages."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.span import Span
from tawatur.base.story import Change, Reuse
from tawatur.view.index import Index
from tawatur.view.labels import label
from tawatur.view.language import _

PLAIN = frozenset(("spelling", "replaced", "only-in-a", "only-in-b"))
LONGEST = 90  # code points of a change's words in a list


class Place(NamedTuple):
    """Words of one page: where they stand, and what they are, cut where they are long."""

    document: str
    span: Span
    text: str


class Changed(NamedTuple):
    """A change in words: its kind, what was done, and the words on the page that stands first, then on the other."""

    change: Change
    kind: str
    effect: str
    first: Place | None
    second: Place | None


def telling(reuse: Reuse) -> list[Change]:
    """List the changes that tell something: not the plain words, nor their spelling."""
    return [change for change in reuse.changes if change.kind not in PLAIN]


def changed(index: Index, reuse: Reuse, change: Change, order: list[str]) -> Changed:
    """Make a change ready to be shown; `order` lists the documents as they stand on the page."""
    at = places(index, reuse, change)
    return Changed(change, label("change", change.kind), done(index, reuse, change), at.get(order[0]), at.get(order[1]))


def places(index: Index, reuse: Reuse, change: Change) -> dict[str, Place]:
    """Say where the words stand on either page; a passage that moved has them in its reasons alone."""
    spans = [(reuse.a.document, change.a), (reuse.b.document, change.b)]
    if change.kind == "moved":
        spans = [(reason.document or "", reason.span) for reason in (change.because[0], change.because[-1])]
    return {document: Place(document, span, cut(index.words(document, span))) for document, span in spans if span}


def cut(text: str) -> str:
    """Cut long words, and put them on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def done(index: Index, reuse: Reuse, change: Change) -> str:
    """Say what was done; where nobody is known to have copied, on which page alone the words stand."""
    if change.effect in ("only-in-a", "only-in-b"):
        side = reuse.a if change.effect == "only-in-a" else reuse.b
        return _("on the page of {outlet} alone", outlet=index.outlet(side.document))
    return label("effect", change.effect)

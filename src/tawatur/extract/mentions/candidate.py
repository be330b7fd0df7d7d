"""One possible mention, before it is settled which ones stand."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.reason import Reason
from tawatur.base.span import Span

LABELS = {
    "PER": "person", "ORG": "organisation", "LOC": "place", "FAC": "facility",
    "OUT": "outlet", "LAW": "law", "EVT": "event", "PROD": "product",
}  # fmt: skip
COARSE = {
    "person": "person", "organisation": "body", "company": "body", "outlet": "body", "agency": "body",
    "place": "place", "facility": "place",
}  # fmt: skip


class Candidate(NamedTuple):
    """A span that may be a mention. ``name`` is set where the span leaves letters out; ``tagged``: the tagger said it."""

    span: Span
    kind: str
    score: float
    because: tuple[Reason, ...]
    form: str = "name"
    name: str | None = None
    tagged: bool = False


def coarse(kind: str) -> str:
    """Return the coarse kind: people, bodies and places are told apart, the rest is other."""
    return COARSE.get(kind, "other")

"""The table of words that tell deals from talks, and hosts from guests."""

from __future__ import annotations

from functools import cache

from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Phrases


class EventWordRow(Row, frozen=True, kw_only=True):
    """A word that tells what kind of event it is. ``kind``: deal, talk, host, doubt (before a deal: not yet one)."""

    kind: str


@cache
def event_words(lexicons: Lexicons, kind: str) -> Phrases[str]:
    """Make the table's words of one kind ready, with and without article."""
    rows = [r for r in lexicons.rows("event_words", EventWordRow) if r.kind == kind]
    return Phrases((form, r.form) for r in rows for form in (r.form, "ال" + r.form))

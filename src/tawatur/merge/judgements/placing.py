"""Where the two sides of each judgement stand on the pages as they are read now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawatur.base.anchor import Anchor
from tawatur.base.annotation import title_mention
from tawatur.base.fold import fold
from tawatur.base.judgement import Judgement
from tawatur.base.reading import Reading
from tawatur.base.span import Span


class Placed(NamedTuple):
    """A judgement and the ids of the mentions at its sides; null with the reason in ``why``."""

    judgement: Judgement
    a: str | None = None
    b: str | None = None
    why: str = ""


def place(judgements: Iterable[Judgement], readings: Sequence[Reading]) -> list[Placed]:
    """Place every judgement."""
    by_document = {r.document.id: r for r in readings}
    return [place_one(j, by_document) for j in judgements]


def place_one(judgement: Judgement, readings: dict[str, Reading]) -> Placed:
    """Place one judgement; where a side is not found, say why."""
    if judgement.a is None or judgement.b is None:
        return Placed(judgement)
    (a, why_a), (b, why_b) = (side(anchor, judgement.noun or "", readings) for anchor in (judgement.a, judgement.b))
    if a and a == b:
        return Placed(judgement, a, b, f"both sides are one mention now: {a}")
    return Placed(judgement, a, b, "; ".join(filter(None, (why_a, why_b))))


def side(anchor: Anchor, noun: str, readings: dict[str, Reading]) -> tuple[str | None, str]:
    """Find the mention that an anchor's words are now: (id, why there is none)."""
    found = anchor.find([r.document for r in readings.values()])
    if found.document is None or found.span is None:
        return None, found.why
    here = candidates(readings[found.document], noun)
    span = found.span
    best = max(here, key=lambda c: (c[0] == span, c[0].shared(span), -c[0].length), default=None)
    if best and best[0].shared(span):
        return best[1], ""
    what = "name" if noun == "Mention" else "event"
    return None, f"«{anchor.exact}» stands in {found.document}, but no {what} is read there now"


def candidates(reading: Reading, noun: str) -> list[tuple[Span, str]]:
    """List what of a page an anchor may mean, with its id; a title that stands for its holder comes after the names."""
    if noun == "EventMention":
        return [(m.trigger.span, m.id) for m in reading.event_mentions]
    titles = [(o.span, title_mention(o)) for o in reading.offices if o.holder is None]
    return [(m.span, m.id) for m in reading.mentions] + titles


def units(placed: Sequence[Placed], readings: Sequence[Reading]) -> dict[str, str]:
    """Give each side the first mention of the same name on its page, for it speaks for all of them.

    Unless a judgement tells two mentions of one name on one page apart: these speak for themselves.
    """
    sides = {s for p in placed for s in (p.a, p.b) if s}
    name_of = {m.id: (m.document, fold(m.name)) for r in readings for m in r.mentions}
    apart = {
        s for p in placed if p.judgement.verdict != "same" and p.a and p.b
        and name_of.get(p.a, p.a) == name_of.get(p.b, p.b) for s in (p.a, p.b)
    }  # fmt: skip
    first: dict[tuple[str, str], str] = {}
    for mention, name in name_of.items():
        if mention not in apart:
            first.setdefault(name, mention)
    return {s: s if s in apart or s not in name_of else first[name_of[s]] for s in sides}

"""What people have judged and what became of it, made ready for a terminal and for the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.annotation import EventMention
from tawatur.base.judgement import Judgement
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.index import Index


class Side(NamedTuple):
    """One side of a judgement: its words, and where they stand now, null where they are not found."""

    words: str
    document: str | None
    span: Span | None


class Shown(NamedTuple):
    """A judgement with both sides and what is to be said of its standing."""

    judgement: Judgement
    sides: list[Side]
    standing: str
    about: list[str]


def shown(index: Index) -> list[Shown]:
    """List every judgement, in the order made."""
    return [
        Shown(j, sides(index, j), standing(j), j.standing.about if j.standing else []) for j in index.story.judgements
    ]


def in_effect(index: Index) -> list[Shown]:
    """List the judgements that shape this story."""
    return [s for s in shown(index) if s.standing == "holds" and s.judgement.verdict != "undone"]


def sides(index: Index, judgement: Judgement) -> list[Side]:
    """Find both sides of a judgement; an undoing has none."""
    now = judgement.standing
    pairs = ((judgement.a, now.a if now else None), (judgement.b, now.b if now else None))
    return [Side(anchor.exact, *place(index, name)) for anchor, name in pairs if anchor]


def place(index: Index, name: str | None) -> tuple[str | None, Span | None]:
    """Say where a mention or an event's trigger stands."""
    found = index.by_id.get(name or "")
    if found is None:
        return None, None
    return found.document, found.trigger.span if isinstance(found, EventMention) else found.span


def standing(judgement: Judgement) -> str:
    """Say what became of a judgement: «holds», «overruled by j3 j2», «undone by j4», «not placed: …»."""
    now = judgement.standing
    if now is None:
        return "not merged yet"
    if now.state == "overruled":
        return f"overruled by {' '.join(now.overruled_by)}"
    if now.state == "undone":
        return f"undone by {now.undone_by}"
    return f"not placed: {now.why}" if now.state == "unplaced" else now.state


def outcome(before: Story, after: Story) -> Iterator[str]:
    """Say what the newest judgement of a story did: to its pair, and to the judgements before it."""
    new = after.judgements[-1]
    about = " ".join(new.standing.about if new.standing else [])
    yield f"{new.id} {new.verdict}: {new.undoes or about}" + ("" if standing(new) == "holds" else f" ({standing(new)})")
    if new.verdict in ("different", "unsure") and new.standing and len(new.standing.about) == 1:
        yield f"still joined through others: tawatur why STORY {about}"
    for old, now in zip(before.judgements, after.judgements, strict=False):
        if standing(old) != standing(now) and now.id != new.undoes:
            what = "counts again" if standing(now) == "holds" else f"is {standing(now)}"
            yield f"warning: {now.id} ({now.verdict}, by {now.by}) {what}"

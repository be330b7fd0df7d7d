"""Two ids that a story shows, a verdict and its reason → the row of a judgement, anchored in the pages."""

from __future__ import annotations

from tawatur.base.anchor import Anchor
from tawatur.base.annotation import EventMention, Mention
from tawatur.base.judgement import Judgement, JudgementError
from tawatur.base.story import Entity, Story

SORTS = "an entity (e3) or a mention (d1m4), a row (c2) or an event mention (d2v1)"


def made(story: Story, verdict: str, a: str, b: str, *, because: str, by: str, when: str) -> Judgement:
    """Make the row of a judgement about two ids of a story; raises JudgementError where it cannot be one."""
    if not because.strip() or not by.strip():
        raise JudgementError("a judgement needs a reason and somebody who gives it: --because «…» --by NAME")
    one, other = side(story, a, b), side(story, b, a)
    if type(one) is not type(other):
        raise JudgementError(
            f"{a} is {sort_of(one)} and {b} is {sort_of(other)}: judge two names, or two events ({SORTS})"
        )
    if one.id == other.id:
        raise JudgementError(f"{a} and {b} are one mention, {one.id}. Give two. {several(story, one)}".strip())
    page = {d.id: d for d in story.documents}
    spans = [m.trigger.span if isinstance(m, EventMention) else m.span for m in (one, other)]
    anchors = [Anchor.at(page[m.document], s) for m, s in zip((one, other), spans, strict=True)]
    return Judgement(
        id=next_id(story), verdict=verdict, noun=type(one).__name__, a=anchors[0], b=anchors[1],
        by=by.strip(), because=because.strip(), when=when,
    )  # fmt: skip


def undoing(story: Story, name: str, *, because: str, by: str, when: str) -> Judgement:
    """Make the row that undoes a judgement; raises JudgementError where there is none, or it is undone already."""
    found = next((j for j in story.judgements if j.id == name), None)
    if found is None:
        known = ", ".join(j.id for j in story.judgements) or "none"
        raise JudgementError(f"no judgement {name!r} in this story. It has: {known}")
    if found.standing and found.standing.undone_by:
        raise JudgementError(f"{name} is undone already, by {found.standing.undone_by}. Undo that to bring it back.")
    return Judgement(id=next_id(story), verdict="undone", undoes=name, by=by, because=because.strip(), when=when)


def next_id(story: Story) -> str:
    """Give the id after the highest one there is."""
    return f"j{max((int(j.id[1:]) for j in story.judgements), default=0) + 1}"


def side(story: Story, name: str, other: str) -> Mention | EventMention:
    """Find the mention that an id stands for: itself, or the one that speaks best for its entity or row."""
    for e in story.entities:
        if e.id == name:
            return speaker(e, other)
        for m in e.mentions:
            if m.id == name:
                return m
    first = next((row.event_mentions[0] for row in story.chronology if row.id == name), name)
    for v in story.event_mentions:
        if v.id == first:
            return v
    raise JudgementError(f"no {name!r} among this story's names and events: give {SORTS}")


def speaker(entity: Entity, other: str) -> Mention:
    """Choose the first mention with the entity's own name, or its first; never the one it is judged with."""
    left = [m for m in entity.mentions if m.id != other] or entity.mentions
    return next((m for m in left if m.name == entity.name), left[0])


def sort_of(side: Mention | EventMention) -> str:
    """Name the sort of a side."""
    return "an event" if isinstance(side, EventMention) else "a name"


def several(story: Story, one: Mention | EventMention) -> str:
    """List the mentions of the entity or row around a mention, from which to choose two."""
    held = [[m.id for m in e.mentions] for e in story.entities] + [c.event_mentions for c in story.chronology]
    found = next((ids for ids in held if one.id in ids), [])
    return f"Its entity or row has these: {' '.join(found[:12])}" if len(found) > 1 else ""

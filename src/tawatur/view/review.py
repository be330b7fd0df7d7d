"""The pairs of a story and what has been judged → one coder's queue: what they have not judged, nearest to the border first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tawatur.base.annotation import EventMention, Mention
from tawatur.base.judgement import Judgement
from tawatur.base.pair import Pair
from tawatur.base.span import Span
from tawatur.view.agreement import Unit, verdicts
from tawatur.view.index import Index

NOUNS = ("Mention", "EventMention")


class Side(NamedTuple):
    """One side of a card: the mention, the words judged, and the entity or row that holds it, null where none does."""

    mention: Mention | EventMention
    span: Span
    holder: str | None


class Queue(NamedTuple):
    """What one coder has before them, of all nouns or one: the pairs left, how many there are, how many they judged."""

    left: list[Pair]
    whole: int
    judged: int


def queue(pairs: Sequence[Pair], said: Mapping[Unit, Mapping[str, str]], coder: str, noun: str = "") -> Queue:
    """List the pairs that a coder has not judged, whatever others have: those that one other has judged come in too."""
    wanted = [p for p in pairs if noun in ("", p.noun)]
    left = [p for p in wanted if coder not in said.get((p.noun, p.sides), {})]
    return Queue(left, len(wanted), len(wanted) - len(left))


def held(index: Index) -> dict[str, str]:
    """Map every mention to the entity or row that holds it."""
    names = {m.id: e.id for e in index.story.entities for m in e.mentions}
    return names | {m: e.id for e in index.story.chronology for m in e.event_mentions}


def side(index: Index, id_: str, holders: Mapping[str, str]) -> Side | None:
    """Find one side; null where the story does not hold it."""
    found = index.by_id.get(id_)
    if not isinstance(found, (Mention, EventMention)):
        return None
    return Side(found, found.trigger.span if isinstance(found, EventMention) else found.span, holders.get(id_))


def last_of(coder: str, rows: Iterable[Judgement]) -> Judgement | None:
    """Return the newest judgement of a coder that has not been taken back."""
    kept = list(rows)
    undone = {j.undoes for j in kept}
    mine = [j for j in kept if j.by == coder and j.verdict != "undone" and j.id not in undone]
    return max(mine, key=lambda j: (j.when, int(j.id[1:])), default=None)


def contradicted(judgements: Iterable[Judgement]) -> list[Judgement]:
    """List the judgements that newer ones overrule: they stay in the file and no longer shape the story."""
    return [j for j in judgements if j.standing and j.standing.state == "overruled"]


__all__ = ["NOUNS", "Queue", "Side", "contradicted", "held", "last_of", "queue", "side", "verdicts"]

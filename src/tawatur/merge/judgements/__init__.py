"""Rows of judgements and the pages as they are read now → which of them count, about which mentions, and what became of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from tawatur.base.judgement import Judgement, Ruling, Standing
from tawatur.base.reading import Reading
from tawatur.base.reason import Unplaced
from tawatur.base.story import Entity, Event
from tawatur.merge.judgements.conflicts import Accepted, newest_first, undone_by
from tawatur.merge.judgements.making import made, undoing
from tawatur.merge.judgements.placing import Placed, place, units
from tawatur.merge.judgements.sharing import taken_over

__all__ = ["Weighed", "made", "taken_over", "told", "undoing", "unplaced", "weigh"]


class Weighed(NamedTuple):
    """The judgements with their standing, and those that count, the oldest first."""

    judgements: list[Judgement]
    rulings: list[Ruling]


def weigh(judgements: Sequence[Judgement], readings: Sequence[Reading]) -> Weighed:
    """Find the sides of every judgement on the pages and decide which count: of those that contradict, the newest."""
    placed = place([j.row for j in judgements], readings)
    undone = undone_by(judgements)
    standing: dict[str, Standing] = {}
    live = []
    for p in placed:
        if p.judgement.id in undone:
            standing[p.judgement.id] = Standing(state="undone", a=p.a, b=p.b, undone_by=undone[p.judgement.id])
        elif p.judgement.verdict == "undone":
            standing[p.judgement.id] = Standing(state="holds")
        elif p.why:
            standing[p.judgement.id] = Standing(state="unplaced", a=p.a, b=p.b, why=p.why)
        else:
            live.append(p)
    rulings = settle(live, readings, standing)
    return Weighed([msgspec.structs.replace(j, standing=standing[j.id]) for j in judgements], rulings)


def settle(live: list[Placed], readings: Sequence[Reading], standing: dict[str, Standing]) -> list[Ruling]:
    """Accept judgements from the newest to the oldest, unless newer ones stand against it; note each one's standing."""
    node = units(live, readings)
    accepted = Accepted()
    rulings: list[Ruling] = []
    for p in newest_first(live):
        ruling = Ruling(p.judgement, node[p.a or ""], node[p.b or ""])
        against = accepted.against(ruling)
        state = "overruled" if against else "holds"
        standing[p.judgement.id] = Standing(state=state, a=p.a, b=p.b, overruled_by=against)
        if not against:
            accepted.add(ruling)
            rulings.append(ruling)
    return rulings[::-1]


def told(judgements: list[Judgement], entities: list[Entity], rows: list[Event]) -> list[Judgement]:
    """Name the entities or rows that hold each judgement's sides; one on an event that makes no row has no place."""
    holder = {m.id: e.id for e in entities for m in e.mentions} | {
        m: row.id for row in rows for m in row.event_mentions
    }
    return [msgspec.structs.replace(j, standing=about(j, holder)) for j in judgements]


def about(judgement: Judgement, holder: dict[str, str]) -> Standing | None:
    """Fill in one judgement's standing what holds its sides."""
    standing = judgement.standing
    if standing is None:
        return None
    sides = [side for side in (standing.a, standing.b) if side]
    holders = list(dict.fromkeys(holder[side] for side in sides if side in holder))
    homeless = [side for side in sides if side not in holder]
    if homeless and standing.state == "holds" and judgement.verdict == "same":
        why = f"{' and '.join(homeless)}: no row of the chronology is made of it, so there is nothing to join"
        return msgspec.structs.replace(standing, about=holders, state="unplaced", why=why)
    return msgspec.structs.replace(standing, about=holders)


def unplaced(judgements: Iterable[Judgement], readings: Sequence[Reading]) -> list[Unplaced]:
    """List the judgements that have no place in this story, each with why."""
    page_of = {r.document.source: r.document.id for r in readings}
    out = []
    for j in judgements:
        if j.standing and j.standing.state == "unplaced":
            page = next((page_of[side.source] for side in (j.a, j.b) if side and side.source in page_of), "")
            why = f"{j.id} ({j.verdict}, by {j.by}): {j.standing.why}"
            out.append(Unplaced(kind="judgement", document=page, span=None, why=why))
    return out

"""Rows of the chronology → the same rows, those without a date put between the rows that a page says they follow or precede.

The dated rows keep their order. What pages say that goes against it, or in a circle, is dropped with a reason, and no
page is preferred to another. A row of which no page says such a thing stays at the end.
"""

from __future__ import annotations

from tawatur.base.annotation import with_
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Event
from tawatur.merge.placing.order import consistent, placed
from tawatur.merge.placing.relations import OrderWordRow, Relation, relations

TABLES: dict[str, type[Row]] = {"order_words": OrderWordRow}


def place(rows: list[Event], readings: dict[str, Reading], lexicons: Lexicons) -> list[Event]:
    """Put the undated rows where pages say they belong, and number all rows anew in the order that follows."""
    dated = [e.id for e in rows if has_date(e)]
    undated = [e.id for e in rows if not has_date(e)]
    told = [r for r in relations(rows, readings, lexicons) if not {r.first, r.then} <= set(dated)]
    kept = consistent(dated, told)
    order = placed(dated, undated, [(r.first, r.then) for r in kept])
    by_id = {e.id: with_grounds(e, told, kept, set(dated)) for e in rows}
    return numbered([by_id[name] for name in order])


def has_date(event: Event) -> bool:
    """Say whether anything is known of when a row was."""
    return bool(event.earliest or event.latest)


def with_grounds(event: Event, told: list[Relation], kept: list[Relation], dated: set[str]) -> Event:
    """Note on an undated row what it follows and precedes, and what was dropped; a dated row needs no such word.

    Of two undated rows the one that the words are said of carries the note.
    """
    if event.id in dated:
        return event
    own = [r for r in told if r.carrier(dated) == event.id]
    after = [r.first for r in own if r in kept and r.then == event.id]
    before = [r.then for r in own if r in kept and r.first == event.id]
    because = [*event.because, *(reason(r, event.id, r in kept) for r in own)]
    return with_(event, after=unique(after), before=unique(before), because=because)  # type: ignore[no-any-return]


def reason(told: Relation, row: str, kept: bool) -> Reason:
    """Cite the words that put a row before or after another."""
    rule = "placing.after" if told.then == row else "placing.before"
    detail = told.detail if kept else f"{told.detail}: goes in a circle, or against a known date"
    rule = rule if kept else "placing.dropped"
    return Reason(rule=rule, row=told.row, document=told.document, span=told.span, detail=detail)


def unique(names: list[str]) -> list[str]:
    """Keep each name once, in order."""
    return list(dict.fromkeys(names))


def numbered(rows: list[Event]) -> list[Event]:
    """Number rows in their order, and rename them wherever a row names another."""
    new = {e.id: f"c{n}" for n, e in enumerate(rows, 1)}
    return [
        with_(
            e, id=new[e.id], part_of=new.get(e.part_of or ""), after=[new[i] for i in e.after],
            before=[new[i] for i in e.before], statements=[with_(s, about=new[e.id]) for s in e.statements],
        )
        for e in rows
    ]  # fmt: skip

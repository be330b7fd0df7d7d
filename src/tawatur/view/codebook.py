"""A story's wordings and the rows of a codebook → the groups as a person has them; and new rows, to be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from tawatur.base.codebook import CodebookError, CodebookRow, next_id
from tawatur.base.fold import fold
from tawatur.base.story import Term, WordingGroup


class Coded(NamedTuple):
    """A group as it is shown.

    ``key``: the name that the story gives it, by which rows mean it; ``name``: what it is called now; ``moved``: the row
    that brought each term here, by the term's id; ``homes``: the key of the group that the story has each term in.
    """

    id: str
    key: str
    name: str
    referent: str | None
    terms: list[Term]
    notes: list[CodebookRow]
    renamed: CodebookRow | None
    moved: dict[str, CodebookRow]
    homes: dict[str, str]


class Standing(NamedTuple):
    """The rows that count: the newest name of each group, the newest place of each term of it, and all notes."""

    names: dict[str, CodebookRow]
    places: dict[tuple[str, str], CodebookRow]
    notes: dict[str, list[CodebookRow]]


def coded(groups: Sequence[WordingGroup], rows: Sequence[CodebookRow]) -> list[Coded]:
    """Group a story's terms as the codebook has it, the largest groups first; no term is lost, and no group, if empty."""
    now = standing(rows)
    made = {g.id: empty(g.id, g.name, g.referent, now) for g in groups}
    by_key = {g.key: g for g in reversed(made.values())}  # of two groups of one name the first takes what is moved
    for group in groups:
        for term in group.terms:
            move = now.places.get((group.name, term_key(term.text)))
            stays = move is None or move.to == group.name
            place = made[group.id] if stays or move is None else place_of(move, made, by_key, now)
            place.terms.append(term)
            place.homes[term.id] = group.name
            if move is not None and not stays:
                place.moved[term.id] = move
    return sorted(made.values(), key=lambda g: -len(g.terms))


def term_key(text: str) -> str:
    """Return the words by which a term is meant, whatever its vowel marks and spaces: «كَيان  الاحتلال» is «كيان الاحتلال»."""
    return " ".join(fold(text).split())


def place_of(move: CodebookRow, made: dict[str, Coded], by_key: dict[str, Coded], now: Standing) -> Coded:
    """Find the group that a term is moved to; one that the story lacks is made, and called by the row that made it."""
    if move.to not in by_key:
        id_ = move.id
        while id_ in made:  # a story from elsewhere may call its groups anything
            id_ += "-"
        made[id_] = by_key[move.to] = empty(id_, move.to, None, now)
    return by_key[move.to]


def empty(id_: str, key: str, referent: str | None, now: Standing) -> Coded:
    """Make a group without terms, with its name and notes."""
    renamed = now.names.get(key)
    return Coded(id_, key, renamed.to if renamed else key, referent, [], now.notes.get(key, []), renamed, {}, {})


def standing(rows: Sequence[CodebookRow]) -> Standing:
    """Sort out the rows that count, the newest last."""
    made = Standing({}, {}, {})
    for row in counting(rows):
        if row.kind == "rename":
            made.names[row.group] = row
        elif row.kind == "move":
            made.places[row.group, term_key(row.term)] = row
        elif row.kind == "note":
            made.notes.setdefault(row.group, []).append(row)
    return made


def counting(rows: Sequence[CodebookRow]) -> list[CodebookRow]:
    """List the rows that are not undone; an undoing that is itself undone does nothing."""
    undone: set[str] = set()
    for row in reversed(rows):
        if row.kind == "undone" and row.id not in undone:
            undone.add(row.undoes)
    return [r for r in rows if r.id not in undone]


def with_row(rows: Sequence[CodebookRow], row: CodebookRow) -> list[CodebookRow]:
    """Add a row, with the next id. Raises CodebookError where it undoes what is not there, or is undone already."""
    if row.kind == "undone" and row.undoes not in {r.id for r in counting(rows)}:
        known = ", ".join(r.id for r in counting(rows)) or "none"
        raise CodebookError(f"{row.undoes or 'nothing'} is no row of the codebook that counts. These do: {known}")
    return [*rows, msgspec.structs.replace(row, id=next_id(rows))]


def replayed(rows: Sequence[CodebookRow], others: Iterable[CodebookRow]) -> list[CodebookRow]:
    """Add the rows of another codebook that are not in this one yet, in their order, with ids of this one.

    What a row undoes there it undoes here.
    """
    known = {content(r, {}): r.id for r in rows}
    here: dict[str, str] = {}  # an id there → the id here
    made = list(rows)
    for other in others:
        said = content(other, here)
        if said not in known:
            known[said] = next_id(made)
            made.append(msgspec.structs.replace(other, id=known[said], undoes=here.get(other.undoes, other.undoes)))
        here[other.id] = known[said]
    return made


def content(row: CodebookRow, here: dict[str, str]) -> tuple[str, ...]:
    """Return all of a row but its id; ``here`` says what the row that it undoes is called."""
    undoes = here.get(row.undoes, row.undoes)
    return row.kind, row.group, row.term, row.to, row.note, undoes, row.by, row.when

"""A story's shared passages and what was asked of them → those that answer, and for every outlet how often it copied and was copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from tawatur.base.story import Reuse
from tawatur.view.changes import telling
from tawatur.view.index import Index
from tawatur.view.passages import clean

CREDIT = ("credited", "uncredited")
DIRECTION = ("known", "unknown")
ROLES = ("copier", "origin")
MOST_WORDS = 1_000_000
OPENING = 160  # code points of a passage in a list


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: every field that is set must hold.

    ``outlet`` by name, ``role`` its part in a passage whose direction is known: copier, origin. ``credit``: credited,
    uncredited. ``direction``: known, unknown. ``words``: at least so many shared.
    """

    outlet: str = ""
    role: str = ""
    credit: str = ""
    direction: str = ""
    words: int = 0

    @property
    def asks(self) -> bool:
        """Say whether anything is asked at all."""
        return self != Wanted()

    def fields(self) -> list[tuple[str, str]]:
        """List what is asked as an address's query has it."""
        return [(f, str(v)) for f in self.__struct_fields__ if (v := getattr(self, f))]


class Listed(NamedTuple):
    """A shared passage in a list: its direction where known, how it opens, how many changes tell something."""

    reuse: Reuse
    from_: str | None
    to: str | None
    opening: str
    changes: int


class Copier(NamedTuple):
    """How many passages one outlet copied with and without credit, was copied in, and shares without known direction."""

    outlet: str
    credited: int
    uncredited: int
    origin: int
    unknown: int


def wanted(asked: Iterable[tuple[str, str]]) -> Wanted:
    """Read what is asked from an address's query; a value that cannot be asks nothing."""
    one = {field: value.strip() for field, value in asked}
    choice = {"role": ROLES, "credit": CREDIT, "direction": DIRECTION}
    kept = {f: v for f, of in choice.items() if (v := one.get(f, "")) in of}
    words = one.get("words", "")
    least = min(int(words), MOST_WORDS) if words.isascii() and words.isdigit() and len(words) < 10 else 0
    return Wanted(outlet=one.get("outlet", ""), words=least, **kept)


def found(index: Index, asked: Wanted) -> list[Reuse]:
    """List the passages that answer, those of most words first."""
    return sorted((r for r in index.story.reuse if answers(index, r, asked)), key=lambda r: -r.words)


def answers(index: Index, reuse: Reuse, asked: Wanted) -> bool:
    """Say whether a passage answers everything that is asked."""
    from_, to = direction(reuse)
    sides = {"copier": [to], "origin": [from_]}.get(asked.role, [reuse.a.document, reuse.b.document])
    return (
        reuse.words >= asked.words
        and (not asked.credit or reuse.credited == (asked.credit == "credited"))
        and (not asked.direction or (from_ is not None) == (asked.direction == "known"))
        and (not asked.role or from_ is not None)
        and (not asked.outlet or any(index.outlet(d) == asked.outlet for d in sides if d))
    )


def direction(reuse: Reuse) -> tuple[str | None, str | None]:
    """Return the page copied from and the one that copied, nulls where that is not known."""
    a, b = reuse.a.document, reuse.b.document
    if reuse.direction.from_ not in (a, b):
        return None, None
    return (a, b) if reuse.direction.from_ == a else (b, a)


def listed(index: Index, reuse: Reuse) -> Listed:
    """Make a passage ready for a list: nothing is aligned."""
    from_, to = direction(reuse)
    side = reuse.b if from_ == reuse.b.document else reuse.a
    words = clean(index.words(side.document, side.span)[: 2 * OPENING])
    opening = words if len(words) <= OPENING else words[: OPENING - 1] + "…"
    return Listed(reuse, from_, to, opening, len(telling(reuse)))


def by_outlet(index: Index) -> list[Copier]:
    """Count every outlet's passages by its part in them, those that copied most without credit first."""
    counts: dict[str, dict[str, int]] = {}

    def count(document: str, part: str) -> None:
        outlet = counts.setdefault(index.outlet(document), dict.fromkeys(Copier._fields[1:], 0))
        outlet[part] += 1

    for reuse in index.story.reuse:
        from_, to = direction(reuse)
        if from_ is None or to is None:
            for document in {index.outlet(d): d for d in (reuse.a.document, reuse.b.document)}.values():
                count(document, "unknown")
        else:
            count(from_, "origin")
            count(to, "credited" if reuse.credited else "uncredited")
    made = [Copier(outlet, **parts) for outlet, parts in counts.items()]
    return sorted(made, key=lambda c: (-c.uncredited, -c.credited, -c.origin, -c.unknown, c.outlet))

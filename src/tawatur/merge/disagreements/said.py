"""One value said at one place of one page, and how such values become the versions of a disagreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import NamedTuple

from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Version


class Said(NamedTuple):
    """A value, the key under which equal values meet, and where it stands."""

    key: Hashable
    value: str
    document: str
    span: Span


def natural(name: str) -> tuple[int, str]:
    """Order «d2» before «d10»."""
    return len(name), name


def versions(said: Iterable[Said]) -> list[Version]:
    """Gather equal values into versions, each place with its page; in the order of the first page that says it."""
    groups: dict[Hashable, list[Said]] = {}
    for one in sorted(set(said), key=lambda s: (natural(s.document), s.span, s.value)):
        groups.setdefault(one.key, []).append(one)
    return [
        Version(
            value=commonest(s.value for s in group),
            documents=[s.document for s in group],
            spans=[s.span for s in group],
        )
        for group in groups.values()
    ]  # fmt: skip


def commonest(values: Iterable[str]) -> str:
    """Return the commonest value, the shortest and alphabetically first among equals."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], len(v), v))


def disagreement(
    about: str, field: str, kind: str, said: Iterable[Said], why: str, extra: Iterable[Reason] = ()
) -> Disagreement:
    """Make a disagreement with a reason at every place; ids are given when all are known."""
    values = versions(said)
    reasons = [
        Reason(rule=f"disagreements.{field}", document=document, span=span, detail=version.value)
        for version in values
        for document, span in zip(version.documents, version.spans, strict=True)
    ]
    return Disagreement(id="", about=about, field=field, kind=kind, values=values, why=why, because=[*reasons, *extra])


def pages(said: Iterable[Said]) -> set[str]:
    """List the pages that say something."""
    return {s.document for s in said}


def days_of(reading: Reading | None, pick: Callable[[date, date], date] = min) -> date | None:
    """Return the first day (or with `max`, the last) on which the page may have been published."""
    if reading is None:
        return None
    published = reading.document.published
    wanted = published.latest if pick is max else published.earliest
    try:
        return date.fromisoformat((wanted or published.day or "")[:10])
    except ValueError:
        return None


def published_before(one: Reading | None, other: Reading | None) -> bool | None:
    """Say whether one page surely came out on an earlier day; null where the days do not tell."""
    first, last = days_of(one, max), days_of(other, min)
    if first and last and first < last:
        return True
    first, last = days_of(other, max), days_of(one, min)
    if first and last and first < last:
        return False
    return None

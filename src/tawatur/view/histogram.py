"""A story's events → bars over time, as coordinates that a template draws: days, months or years, by how long it lasts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from tawatur.view.labels import in_words
from tawatur.view.sifting import Catalogue, Sieve

MOST_BARS = 92  # more are too thin to be pressed


class Bar(NamedTuple):
    """One day, month or year: how many events may begin in it, of all and of those that answer; its share of the highest."""

    value: str
    words: str
    all: int
    found: int
    height: float
    found_height: float


def bars(catalogue: Catalogue, asked: Sieve) -> list[Bar]:
    """Count the events by the first day they may have been; empty days between them are bars too.

    The bars show what answers all the rest of what is asked: the time that is asked stays to be seen among the others.
    """
    timeless = msgspec.structs.replace(asked, since="", until="")
    days = {id_: known[0] for id_, f in catalogue.facts.items() if (known := getattr(f, asked.by))}
    found = [days[e.id] for e in catalogue.sift(timeless) if e.id in days]
    width, values = steps(sorted(set(days.values())))
    every, answering = Counter(d[:width] for d in days.values()), Counter(d[:width] for d in found)
    highest = max(every.values(), default=1)
    return [
        Bar(v, in_words(v).words, every[v], answering[v], every[v] / highest, answering[v] / highest) for v in values
    ]


def steps(days: list[str]) -> tuple[int, list[str]]:
    """Choose days, months or years, the finest that make few enough bars; years apart from one another stand side by side."""
    for width in (10, 7, 4):
        told = sorted({d[:width] for d in days})
        if values := between(told):
            return width, values
    return 4, told


def between(told: list[str]) -> list[str]:
    """List every day, month or year from the first to the last; none where there are too many, or nothing is told."""
    made = told[:1]
    while made and made[-1] < told[-1]:
        if len(made) == MOST_BARS:
            return []
        made.append(after(made[-1]))
    return made


def after(value: str) -> str:
    """Return the next day, month or year: «2022-12» gives «2023-01»."""
    if len(value) == 10:
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        return f"{year + month // 12:04}-{month % 12 + 1:02}"
    return f"{int(value) + 1:04}"

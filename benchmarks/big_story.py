"""The invented sample story many times over → one story as large as is asked for, to measure screens and exports on.

Copies of pages get ids, outlets and addresses of their own, copies of events a date of their own; texts are made longer by
themselves, for the sample's are short. What is measured on it is size and speed, never how well anything is read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from typing import Any

import msgspec

import tawatur
from tawatur.base.story import Story

LONGER = 4  # a page of the sample has about 500 letters, one of a newspaper about 2,000
NAMED = re.compile(r"([a-z]{1,2})(\d{1,3})((?:[a-z]{1,2}\d+)?)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def many(pages: int, events: int) -> Story:
    """Make a story of at least so many pages and exactly so many events."""
    one = msgspec.json.decode(tawatur.build(tawatur.sample_pages()).export("json"))
    rounds = -(-pages // len(one["documents"]))
    whole = {field: list(value) if isinstance(value, list) else value for field, value in one.items()}
    for n in range(1, rounds):
        for field, value in copied(one, n).items():
            if isinstance(value, list):
                whole[field] += value
    whole["chronology"] = chronology(one, rounds, events)
    for document in whole["documents"]:
        document["text"] = "\n".join([document["text"]] * LONGER)
    return msgspec.convert(whole, Story)


def chronology(one: dict[str, Any], rounds: int, events: int) -> list[dict[str, Any]]:
    """Copy the events, round after round over the copies of their pages, until there are enough."""
    made: list[dict[str, Any]] = []
    n = 0
    while len(made) < events:
        again = copied({"chronology": one["chronology"]}, n % rounds)["chronology"]
        made += [renamed_event(event, n) for event in again]
        n += 1
    return made[:events]


def renamed_event(event: dict[str, Any], n: int) -> dict[str, Any]:
    """Give a copy of an event an id of its own, and days of its own."""
    moved = partial(re.sub, DAY, lambda found: (date.fromisoformat(found[0]) + timedelta(days=n)).isoformat())
    packed = msgspec.json.encode(event).decode().replace(f'"{event["id"]}"', f'"{event["id"]}{n:04}"')
    again = msgspec.json.decode(packed)
    return (
        again
        | {f: moved(again[f]) for f in ("date", "earliest", "latest") if again[f]}
        | {"part_of": None, "after": [], "before": []}
    )


def copied(part: Any, n: int, field: str = "") -> Any:
    """Copy any part of a story under ids of copy n; outlets and addresses get its number too."""
    if isinstance(part, dict):
        return {key: copied(value, n, key) for key, value in part.items()}
    if isinstance(part, list):
        return [copied(value, n, field) for value in part]
    if not isinstance(part, str) or n == 0:
        return part
    if found := NAMED.fullmatch(part):
        return f"{found[1]}{1000 * n + int(found[2])}{found[3]}"
    return f"{part}?{n}" if field in ("source", "url") else part

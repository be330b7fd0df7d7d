"""A story's ladders of figures → one row for each thing that an event's reports count, with the falls that nothing explains."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.story import Event, Story
from tawatur.view.sections import Count, ladder

FALL = "lower-later"


class Ladder(NamedTuple):
    """What one event's reports count: how many of its rungs fall without an update, and how many pages give it."""

    event: Event
    of: Count
    falls: int
    pages: int


def ladders(story: Story) -> list[Ladder]:
    """List every ladder in the story's order; those that fall first, those of one page alone last."""
    made = [row(event, count) for event in story.chronology for count in ladder(event)]
    return sorted(made, key=lambda r: (not r.falls, r.pages < 2))


def row(event: Event, count: Count) -> Ladder:
    """Count one ladder's falls and pages."""
    falls = sum(r.flag == FALL for r in count.rungs)
    return Ladder(event, count, falls, len({r.document for r in count.rungs}))

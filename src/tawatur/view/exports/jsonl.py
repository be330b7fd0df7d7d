"""A story → JSON lines: every row of every table as one object, whose ``noun`` names the table."""

from __future__ import annotations

import msgspec

from tawatur.base.story import OFFSET_UNIT, Story
from tawatur.view.exports.tables import tables


def to_jsonl(story: Story) -> bytes:
    """Write a first line about the story, then a line a row; empty cells are null."""
    head = {"noun": "story", "format": story.format, "offset_unit": OFFSET_UNIT, "tawatur": story.built_with.tawatur}
    rows = ({"noun": table.name, **row} for table in tables(story) for row in table)
    return msgspec.json.Encoder().encode_lines([head, *rows])

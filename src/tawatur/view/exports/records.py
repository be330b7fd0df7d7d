"""Parts that both event-data formats share: which page reports an event in which mentions, empty records, cells on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.annotation import EventMention
from tawatur.base.story import Event
from tawatur.view.exports.csvs import cells
from tawatur.view.exports.rows.cells import Cell
from tawatur.view.exports.tables import Table, described
from tawatur.view.index import Index

COLUMNS = "event_data.tsv"
BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")  # what parts lines or cells in a tab-separated file


def reporting(index: Index, event: Event) -> dict[str, list[EventMention]]:
    """Say which mentions report an event on which page; a page that the event names without a mention is there too."""
    told: dict[str, list[EventMention]] = {page: [] for page in event.documents}
    for mention in filter(None, map(index.event_mentions.get, event.event_mentions)):
        told.setdefault(mention.document, []).append(mention)
    return told


def empty(name: str) -> dict[str, Cell]:
    """Make a record with nothing in it."""
    _, columns = described(COLUMNS)[name]
    return {c.name: None for c in columns}


def one_line(table: Table) -> Iterator[list[Cell]]:
    """Yield a table's rows with a space for each line break, tab and control character: one record, one line."""
    for row in cells(table):
        yield [BREAKS.sub(" ", cell) if isinstance(cell, str) else cell for cell in row]

"""A story → a small table for a notebook cell: its own direction and style, nothing of the notebook's touched."""

from __future__ import annotations

from markupsafe import Markup

from tawatur.base.story import Story
from tawatur.view.chronology import Row, kind_in_words, rows
from tawatur.view.index import Index
from tawatur.view.language import _, direction, language, n_, number
from tawatur.view.sections import chains_in_words, disputes

MOST = 60  # rows of a cell; the report shows them all
CELL = "padding:.35em .8em;text-align:start;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.3)"
FACES = "'IBM Plex Sans Arabic','Noto Naskh Arabic',serif"
WHOLE = f"text-align:start;font-family:{FACES};line-height:1.8;overflow-x:auto"


def html(story: Story) -> str:
    """Write the chronology as a table: date, title, type, who tells it. Every word of a page is escaped."""
    index = Index(story)
    dated, undated = rows(story)
    shown = [*dated, *undated][:MOST]
    made = Markup("").join(table_row(index, row) for row in shown)
    more = left_out(len(dated) + len(undated) - len(shown))
    return Markup(
        '<div dir="{}" lang="{}" style="direction:{};{}"><p style="margin:.4em 0;font-weight:bold">{}</p>'
        '<table style="border-collapse:collapse">{}</table>{}</div>'
    ).format(direction(), language(), direction(), WHOLE, heading(story), made, more)


def heading(story: Story) -> str:
    """Count pages, events and disagreements."""
    return _(", ").join([
        n_("{n} page", "{n} pages", len(story.documents)),
        n_("{n} event", "{n} events", len(story.chronology)),
        n_("{n} disagreement", "{n} disagreements", len(story.disagreements)),
    ])  # fmt: skip


def left_out(rows: int) -> Markup:
    """Say how many rows the cell does not hold; nothing where it holds all."""
    if not rows:
        return Markup("")
    said = _("{n} more: the report shows them all.", n=number(rows))
    return Markup('<p style="margin:.4em 0;opacity:.7">{}</p>').format(said)


def table_row(index: Index, row: Row) -> Markup:
    """Write one event."""
    event = row.event
    disputed = disputes(index, event)
    carried = [n_("{n} outlet", "{n} outlets", event.independence.outlets), chains_in_words(event)]
    carried += [n_("{n} disagreement", "{n} disagreements", len(disputed))] if disputed else []
    title = Markup('<td dir="auto" style="{}"><b>{}</b><br><span style="opacity:.75">{}</span></td>')
    date = Markup('<td style="{};white-space:nowrap">{}</td>').format(CELL, row.date.words)
    return Markup("<tr>{}{}{}</tr>").format(
        date,
        title.format(CELL, "— " * row.depth + event.title, kind_in_words(event)),
        Markup('<td style="{}">{}</td>').format(CELL, " · ".join(carried)),
    )

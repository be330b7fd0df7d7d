"""A story → a small table for a notebook cell: its own direction and style, nothing of the notebook's touched."""

from __future__ import annotations

from markupsafe import Markup

from tawatur.base.story import Story
from tawatur.view.chronology import Row, kind_in_words, rows
from tawatur.view.index import Index
from tawatur.view.labels import counted
from tawatur.view.sections import chains_in_words, disputes

MOST = 60  # rows of a cell; the report shows them all
CELL = "padding:.35em .8em;text-align:right;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.3)"
FACES = "'IBM Plex Sans Arabic','Noto Naskh Arabic',serif"
WHOLE = f"direction:rtl;text-align:right;font-family:{FACES};line-height:1.8;overflow-x:auto"


def html(story: Story) -> str:
    """Write the chronology as a table: date, title, type, who tells it. Every word of a page is escaped."""
    index = Index(story)
    dated, undated = rows(story)
    shown = [*dated, *undated][:MOST]
    heading = "، ".join([
        counted(len(story.documents), "صفحة واحدة", "صفحتان", "صفحات", "صفحة"),
        counted(len(story.chronology), "واقعة واحدة", "واقعتان", "وقائع", "واقعة"),
        counted(len(story.disagreements), "خلاف واحد", "خلافان", "خلافات", "خلافا"),
    ])  # fmt: skip
    left = len(dated) + len(undated) - len(shown)
    more = (
        Markup('<p style="margin:.4em 0;opacity:.7">وبقي {}: التقرير يعرضها كلها.</p>').format(left)
        if left
        else Markup("")
    )
    return Markup(
        '<div dir="rtl" lang="ar" style="{}"><p style="margin:.4em 0;font-weight:bold">{}</p>'
        '<table style="border-collapse:collapse;direction:rtl">{}</table>{}</div>'
    ).format(WHOLE, heading, Markup("").join(table_row(index, row) for row in shown), more)


def table_row(index: Index, row: Row) -> Markup:
    """Write one event."""
    event = row.event
    disputed = disputes(index, event)
    carried = [counted(event.independence.outlets, "منبر واحد", "منبران", "منابر", "منبرا"), chains_in_words(event)]
    carried += [counted(len(disputed), "خلاف واحد", "خلافان", "خلافات", "خلافا")] if disputed else []
    title = Markup('<td dir="auto" style="{}"><b>{}</b><br><span style="opacity:.75">{}</span></td>')
    date = Markup('<td style="{};white-space:nowrap">{}</td>').format(CELL, row.date.words)
    return Markup("<tr>{}{}{}</tr>").format(
        date,
        title.format(CELL, "— " * row.depth + event.title, kind_in_words(event)),
        Markup('<td style="{}">{}</td>').format(CELL, " · ".join(carried)),
    )

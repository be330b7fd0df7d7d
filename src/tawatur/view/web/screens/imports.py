"""The shelf's folder → forms that bring pages in, the build of their story as it goes, and what became of every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.base.document import Document
from tawatur.base.job import Imported
from tawatur.base.story import Story
from tawatur.view import pages
from tawatur.view.web.importing import address, imported, in_words
from tawatur.view.web.screen import Address, Asked, Screen
from tawatur.view.web.shelf import ShelfError

AT_ONCE = 100
INSIDE = re.compile(r"!/|#")  # a page inside an archive, a table, a WARC: what stands beside it is inside, too


class PageRow(NamedTuple):
    """What became of one page: its file from the folder on (null where it stands inside another), state, and facts."""

    source: str
    file: str | None
    state: str
    document: Document | None
    why: list[str]


def show(asked: Asked) -> Mapping[str, Any]:
    """Show the forms, and what was brought in before."""
    return {
        "before": asked.shelf.verbs.imported(asked.shelf.folder),
        "folder": asked.shelf.folder,
        "import_of": address,
        "name": asked.one("name"),
    }


def show_one(asked: Asked) -> Mapping[str, Any]:
    """Show one import: its build while it runs, then its pages. Raises MissingError."""
    found = imported(asked)
    running = bool(found.job and found.job.running)
    named, story, wrong = (None, None, "") if running else opened(asked, found)
    rows = list(page_rows(found, story)) if story else []
    screens = max(1, -(-len(rows) // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "found": found,
        "running": running,
        "told": in_words(found),
        "here_is": address(found.name),
        "story_at": Address(named).screen() if named else None,
        "wrong": wrong,
        "counts": pages.counted(pages.states(story)) if story else None,
        "rows": rows[(at - 1) * AT_ONCE : at * AT_ONCE],
        "first": (at - 1) * AT_ONCE,
        "passed": passed_over(found, rows) if story else [],
        "at": at,
        "screens": screens,
    }


def opened(asked: Asked, found: Imported) -> tuple[str | None, Story | None, str]:
    """Open the story of an import by its name on the shelf; where it cannot be read, say why."""
    at = found.story.resolve()
    asked.shelf.take_in(at)
    name = next((n for n, path in asked.shelf.names().items() if path.resolve() == at), None)
    try:
        return (name, asked.shelf.open(name).story, "") if name else (None, None, "")
    except ShelfError as wrong:
        return name, None, str(wrong)


def page_rows(found: Imported, story: Story) -> Iterable[PageRow]:
    """List every page that the story was built from, with what is known of it; those that were not read first."""
    documents = {d.id: d for d in story.documents}
    order = {state: n for n, state in enumerate(reversed(pages.STATES))}
    for state in sorted(pages.states(story), key=lambda p: order[p.state]):
        document = documents.get(state.document or "")
        yield PageRow(within(found, state.source), file_of(found, state.source), state.state, document, state.why)


def within(found: Imported, source: str) -> str:
    """Say where a page stands, from the folder on."""
    root = found.folder.as_posix() + "/"
    return source.removeprefix(root)


def file_of(found: Imported, source: str) -> str | None:
    """Return the file of a page, from the folder on, where a table beside it may speak of it."""
    place = within(found, source)
    return place if place in found.files and not Path(place).is_absolute() else None


def passed_over(found: Imported, rows: Iterable[PageRow]) -> list[str]:
    """List the files that gave no page and no refusal: pictures, style sheets, the table itself aside."""
    read = {INSIDE.split(r.source)[0] for r in rows} | {r.source for r in rows}
    return [f for f in found.files if f not in read and f.rpartition("/")[2] != "pages.csv"]


SCREENS = (
    Screen("import", "/import", "import.html.j2", show),
    Screen("imported", "/import/{name}", "imported.html.j2", show_one),
)

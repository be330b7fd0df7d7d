"""The codebook of a story: what forms add to it, what it is saved as, and the codebook of another desk replayed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from starlette.responses import Response

from tawatur.base.codebook import KINDS, CodebookError, CodebookRow, check, lines_of, rows_of
from tawatur.view.codebook import coded, replayed, with_row
from tawatur.view.web.attached import attached
from tawatur.view.web.screen import Address, Asked, Delivery, FormError, Write

MOST_BYTES = 5_000_000
Rows = Sequence[CodebookRow]


def add(asked: Asked) -> str:
    """Add one row: rename, move, note, or the undoing of one. Raises FormError, ShelfError."""
    row = filled(asked)
    change(asked, lambda rows: with_row(rows, row))
    return back_to(asked)


def filled(asked: Asked) -> CodebookRow:
    """Make the row of a form. Raises FormError, which says what is missing."""
    form = {f: v.strip() for f, v in asked.form.items()}
    kind = form.get("kind", "")
    fields = {f: form.get(f, "") for f in ("note", *KINDS.get(kind, ()))}
    if kind == "move":
        fields |= meant(asked, form)
    made = CodebookRow(id="k1", kind=kind, by=form.get("coder") or asked.settings.coder, when=now(), **fields)
    try:
        check(made)
    except CodebookError as wrong:
        raise FormError(f"{str(wrong).removeprefix('k1 ')}. Say what is to be changed, and who changes it.") from wrong
    return made


def meant(asked: Asked, form: Mapping[str, str]) -> dict[str, str]:
    """Say by the story's own names what a form means: the group that a term (an id in «which») is of, and the one it goes to."""
    groups = coded(asked.index.story.wordings, asked.shelf.codebook(asked.opened))
    keys = {g.name: g.key for g in groups} | {g.key: g.key for g in groups}
    found = next(((g.homes[t.id], t.text) for g in groups for t in g.terms if t.id == form.get("which")), None)
    if form.get("which") and found is None:
        raise FormError(f"{form['which']}: no such term in this story")
    group, term = found or (form.get("group", ""), form.get("term", ""))
    to = form.get("to", "")
    return {"group": group, "term": term, "to": keys.get(to, to)}


def replay(asked: Asked) -> str:
    """Add the rows of a codebook that is sent. Raises FormError for a file that is none, ShelfError."""
    data = asked.files[0].file.read(MOST_BYTES + 1) if asked.files else b""
    if not data or len(data) > MOST_BYTES:
        raise FormError(
            f"No codebook was sent, or one of more than {MOST_BYTES:,} bytes. Choose a file saved from here."
        )
    try:
        sent = rows_of(data)
    except CodebookError as wrong:
        raise FormError(str(wrong)) from wrong
    change(asked, lambda rows: replayed(rows, sent))
    return back_to(asked)


def change(asked: Asked, make: Callable[[Rows], Rows]) -> None:
    """Write the codebook anew. Raises FormError where it cannot be so changed, ShelfError where it cannot be written."""
    try:
        asked.shelf.recode(asked.opened, make)
    except CodebookError as wrong:
        raise FormError(str(wrong)) from wrong


def save(asked: Asked) -> Response:
    """Give the codebook as a file. Raises ShelfError."""
    data = lines_of(asked.shelf.codebook(asked.opened))
    return attached(data, f"{asked.opened.name}-codebook.jsonl", "application/jsonl")


def now() -> str:
    """Return the time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def back_to(asked: Asked) -> str:
    """Return the screen that the form stood on, if it is one of this story's, else the wordings."""
    to, back = Address(asked.opened.name), asked.form.get("back", "")
    return back if back.startswith(to.story + "/") else to.screen("wording")


DELIVERIES = (Delivery("/codebook", save),)
WRITES = (Write("/codebook", add), Write("/codebook/replay", replay))

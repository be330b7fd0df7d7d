"""Judgements that people have made and that no merging has taken up yet ⇄ a file of JSON lines beside the story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tawatur.base.anchor import Anchor
from tawatur.base.document import Document
from tawatur.base.judgement import Judgement, JudgementError, Standing, check
from tawatur.base.span import Span
from tawatur.base.story import Story

ENDING = "-waiting"


class WaitingError(Exception):
    """A file of waiting judgements that cannot be read or written: says which, what was seen, and what to do."""


def file_of(story: Path) -> Path:
    """Name the file beside a story: «NAME.tawatur-waiting»."""
    return story.with_name(story.name + ENDING)


def load(story: Path) -> list[Judgement]:
    """Read the judgements that wait for a story, in the order made; none where there is no file. Raises WaitingError."""
    path = file_of(story)
    try:
        rows = [msgspec.json.decode(line, type=Judgement) for line in path.read_bytes().splitlines() if line]
        for row in rows:
            check(row)
    except FileNotFoundError:
        return []
    except (OSError, msgspec.MsgspecError, JudgementError) as wrong:
        raise WaitingError(
            f"{path}: judgements that wait cannot be read ({wrong}). Mend the file, or move it away."
        ) from wrong
    return rows


def save(story: Path, rows: Sequence[Judgement]) -> None:
    """Write the judgements that wait, whole or not at all; with none the file goes. Raises WaitingError."""
    path = file_of(story)
    part = path.with_name(f".{path.name}.part")
    try:
        if not rows:
            path.unlink(missing_ok=True)
            return
        part.write_bytes(msgspec.json.Encoder(order="deterministic").encode_lines([r.row for r in rows]))
        part.replace(path)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise WaitingError(f"{path}: not written ({wrong.strerror}). What was there before is untouched.") from wrong


def placed(rows: Iterable[Judgement], story: Story) -> list[Judgement]:
    """Say of each row which mentions of a story it is about; a side whose words are not found stays null."""
    names = {(m.document, m.span): m.id for e in story.entities for m in e.mentions}
    triggers = {(m.document, m.trigger.span): m.id for m in story.event_mentions}
    pages: dict[str, list[Document]] = {}
    for d in story.documents:
        for key in {d.sha256, d.source}:
            pages.setdefault(key, []).append(d)

    def at(noun: str | None, anchor: Anchor | None) -> str | None:
        if anchor is None:
            return None
        near = {d.id: d for key in (anchor.sha256, anchor.source) for d in pages.get(key, [])}
        found = anchor.find(near.values())
        where: dict[tuple[str, Span], str] = names if noun == "Mention" else triggers
        return where.get((found.document, found.span)) if found.document and found.span else None

    return [
        msgspec.structs.replace(r, standing=Standing(state="waiting", a=at(r.noun, r.a), b=at(r.noun, r.b)))
        for r in rows
    ]


def added(judgements: Sequence[Judgement], rows: Iterable[Judgement]) -> list[Judgement]:
    """Put waiting rows after a story's own, the oldest first, with ids that go on from there.

    A row that the story has already is left out: merging may have ended between writing the story and emptying the file.
    """
    highest = max((int(j.id[1:]) for j in judgements), default=0)
    known = {content(j) for j in judgements}
    fresh = sorted((r for r in rows if content(r) not in known), key=lambda r: r.when)
    return [*judgements, *(msgspec.structs.replace(r.row, id=f"j{highest + n}") for n, r in enumerate(fresh, 1))]


def content(row: Judgement) -> bytes:
    """Return everything of a row but its id."""
    return msgspec.json.encode(msgspec.structs.replace(row.row, id=""))

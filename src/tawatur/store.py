"""Story ⇄ one SQLite file, written whole or not at all.

Every noun is a table whose columns are its fields; lists and nested nouns are JSON in a cell, so the file opens in
Datasette and nothing is lost. `page_text` is an FTS5 table over *folded* text (SQLite's own `unicode61` splits
vocalised Arabic), with the folded offsets' breaks beside it so that a hit shows the original characters.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from tawatur.base.fold import fold_with_map
from tawatur.base.judgement import Judgement, JudgementError
from tawatur.base.judgement import check as check_row
from tawatur.base.story import Story

SCHEMA_VERSION = 2
APPLICATION_ID = 0x7A774152  # marks the file as ours to `file` and to ourselves
TABLES = {
    "documents": "documents", "entities": "entities", "events": "chronology", "times": "times", "figures": "figures",
    "attributions": "attributions", "event_mentions": "event_mentions", "reuse": "reuse", "disagreements": "disagreements",
    "wordings": "wordings", "superlatives": "superlatives", "sentences": "sentences", "quotations": "quotations", "ranks": "ranks",
    "judgements": "judgements",
    "unread": "unread", "unplaced": "unplaced",
}  # fmt: skip


class StoreError(Exception):
    """A story file that cannot be read or written: says which, what was seen, and what to do."""


def save(story: Story, path: str | Path) -> None:
    """Write the story to `path`. A killed or failed write leaves the file that was there whole.

    Raises StoreError where the folder cannot be written.
    """
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent or ".")
    except OSError as wrong:
        raise StoreError(
            f"{path}: cannot write in {path.parent.resolve()}: {wrong.strerror}. Choose another -o."
        ) from wrong
    os.close(handle)
    part = Path(name)
    try:
        write(story, part)
        part.chmod(0o644)
        part.replace(path)
    except (OSError, sqlite3.Error) as wrong:
        raise StoreError(f"{path}: not written ({wrong}). What was there before is untouched.") from wrong
    finally:
        part.unlink(missing_ok=True)


def write(story: Story, path: Path) -> None:
    """Write all tables of a new file in one transaction."""
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        with db:
            db.execute("CREATE TABLE story (field TEXT PRIMARY KEY, value TEXT)")
            meta = {
                "format": story.format,
                "offset_unit": story.offset_unit,
                "built_with": cell(msgspec.to_builtins(story.built_with)),
            }
            db.executemany("INSERT INTO story VALUES (?, ?)", meta.items())
            for table, field in TABLES.items():
                rows = (
                    msgspec.to_builtins(row) for row in getattr(story, field)
                )  # one at a time: a story may be large
                write_table(db, table, columns(field), rows)
            write_links(db, story)
            write_text(db, story)


def columns(field: str) -> list[str]:
    """Name the columns of the table that holds a story field."""
    return [f.encode_name for f in msgspec.structs.fields(noun(field))]


def noun(field: str) -> type[msgspec.Struct]:
    """Return the noun that a list field of the story holds."""
    (kind,) = get_args(next(f.type for f in msgspec.structs.fields(Story) if f.name == field))
    return kind  # type: ignore[no-any-return]


def cell(value: Any) -> Any:
    """Write a value as a cell: lists and structs as JSON, the rest as it is."""
    return msgspec.json.encode(value).decode() if isinstance(value, (list, dict, tuple, bool)) else value


def write_table(db: sqlite3.Connection, name: str, names: list[str], rows: Iterable[dict[str, Any]]) -> None:
    """Create and fill one table; `position` keeps the order."""
    quoted = ", ".join(f'"{c}"' for c in names)
    key = '"id" TEXT PRIMARY KEY' if "id" in names else '"position" INTEGER PRIMARY KEY'
    rest = ", ".join(f'"{c}"' for c in names if c != "id")
    extra = ', "position" INTEGER' if "id" in names else ""
    db.execute(f'CREATE TABLE "{name}" ({key}, {rest}{extra})')
    marks = ", ".join("?" * (len(names) + 1))
    values = ([cell(row.get(c)) for c in names] + [n] for n, row in enumerate(rows))
    db.executemany(f'INSERT INTO "{name}" ({quoted}, "position") VALUES ({marks})', values)


def write_links(db: sqlite3.Connection, story: Story) -> None:
    """Write the tables that a reader of the file would otherwise dig out of JSON.

    Mentions, offices, statements, who and where.
    """
    db.execute(
        "CREATE TABLE mentions (id TEXT, entity TEXT, document TEXT, start INT, end INT, text TEXT, kind TEXT, form TEXT)"
    )
    db.execute("CREATE TABLE offices (entity TEXT, document TEXT, start INT, end INT, title TEXT, qualifier TEXT)")
    db.execute(
        "CREATE TABLE statements (event TEXT, property TEXT, value TEXT, document TEXT, start INT, end INT, attribution TEXT)"
    )
    db.execute("CREATE TABLE taking_part (event TEXT, role TEXT, entity TEXT)")
    for e in story.entities:
        db.executemany(
            "INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?)",
            [(m.id, e.id, m.document, *m.span, m.text, m.kind, m.form) for m in e.mentions],
        )
        db.executemany(
            "INSERT INTO offices VALUES (?,?,?,?,?,?)",
            [(e.id, o.document, *o.span, o.title, o.qualifier) for o in e.offices],
        )
    for c in story.chronology:
        db.executemany(
            "INSERT INTO statements VALUES (?,?,?,?,?,?,?)",
            [(c.id, s.property, s.value, s.document, *s.span, s.attribution) for s in c.statements],
        )
        parts = (
            [("actor", e) for e in c.actors]
            + [("recipient", e) for e in c.recipients]
            + ([("place", c.place)] if c.place else [])
        )
        db.executemany("INSERT INTO taking_part VALUES (?,?,?)", [(c.id, role, e) for role, e in parts])


def write_text(db: sqlite3.Connection, story: Story) -> None:
    """Write the folded full-text column and its map."""
    db.execute(
        "CREATE VIRTUAL TABLE page_text USING fts5(document UNINDEXED, folded, breaks UNINDEXED, sources UNINDEXED)"
    )
    for d in story.documents:
        folded = fold_with_map(d.text)
        db.execute(
            "INSERT INTO page_text VALUES (?,?,?,?)", (d.id, folded.text, cell(folded.breaks), cell(folded.sources))
        )


def load(path: str | Path) -> Story:
    """Read a story file back, equal to what was saved.

    Raises StoreError for a file that is missing, cut short, not a story, or of another schema version.
    """
    path = Path(path)
    if not path.exists():
        raise StoreError(f"{path}: there is no such file. Build one: tawatur build PAGES -o {path.name}")
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as db, uncollected():
            check(db, path)
            data = dict(read_meta(db))
            for table, field in TABLES.items():
                data[field] = list(read_table(db, table, columns(field)))
            return msgspec.convert(data, Story)
    except (sqlite3.DatabaseError, msgspec.MsgspecError, KeyError, ValueError) as wrong:
        raise StoreError(f"{path}: not a whole story file ({wrong}). Build it again from its pages.") from wrong


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from looking, again and again, through objects that are being made and none of which is garbage."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def load_judgements(path: str | Path) -> list[Judgement]:
    """Read the judgements of a story file of any schema version, or of JSON lines. Raises StoreError."""
    path = Path(path)
    if path.is_file() and is_story(path):
        return judgements_of(path)
    try:
        return list(map(read_line, enumerate(path.read_text("utf-8").splitlines(), 1)))
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError, JudgementError) as wrong:
        raise StoreError(
            f"{path}: no judgements can be read from it ({wrong}). Give a story file, or what "
            "`tawatur export STORY --to judgements` writes."
        ) from wrong


def kept_judgements(path: str | Path) -> list[Judgement]:
    """Read the judgements that writing a story to `path` would lose; none where no story is there.

    Raises StoreError for a story file whose judgements cannot be read.
    """
    path = Path(path)
    return judgements_of(path) if path.is_file() and is_story(path) else []


def is_story(path: Path) -> bool:
    """Say whether a file begins as our story files do, whole or damaged."""
    with path.open("rb") as file:
        head = file.read(100)
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def judgements_of(path: Path) -> list[Judgement]:
    """Read the judgements of a story file; version 1 had none that a person made."""
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as db:
            if db.execute("PRAGMA user_version").fetchone() == (1,):
                return []
            rows = list(read_table(db, "judgements", columns("judgements")))
        return msgspec.convert(rows, list[Judgement])
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as wrong:
        raise StoreError(
            f"{path}: a story file whose judgements cannot be read ({wrong}). Move it away or choose another -o, so that "
            "they are not lost."
        ) from wrong


def read_line(numbered: tuple[int, str]) -> Judgement:
    """Read one line of an export; raises JudgementError with its number."""
    number, line = numbered
    try:
        row = msgspec.json.decode(line, type=Judgement)
        check_row(row)
    except (msgspec.MsgspecError, JudgementError) as wrong:
        raise JudgementError(f"line {number}: {wrong}") from wrong
    return row


def check(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours or of another version, saying which."""
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID:
        raise StoreError(
            f"{path}: an SQLite file, but not a story (application id {mark:#x}). Was it made by `tawatur build`?"
        )
    if version != SCHEMA_VERSION:
        raise StoreError(
            f"{path}: schema version {version}; this tawatur reads {SCHEMA_VERSION}. Build it again from its pages."
        )
    (whole,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if whole != "ok":
        raise StoreError(f"{path}: damaged ({whole}). Build it again from its pages.")


def read_meta(db: sqlite3.Connection) -> Iterator[tuple[str, Any]]:
    """Yield the story's own fields."""
    for field, value in db.execute("SELECT field, value FROM story"):
        yield field, msgspec.json.decode(value) if value.startswith("{") else value


def read_table(db: sqlite3.Connection, table: str, names: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of one table as the story's JSON has them."""
    quoted = ", ".join(f'"{c}"' for c in names)
    coded = json_columns(TABLES[table])
    for row in db.execute(f'SELECT {quoted} FROM "{table}" ORDER BY "position"'):
        yield {
            c: msgspec.json.decode(v) if c in coded and v is not None else v for c, v in zip(names, row, strict=True)
        }


@cache
def json_columns(field: str) -> frozenset[str]:
    """Name the columns of a field's noun that hold JSON: those whose type is not text, a number or null."""
    plain = {str, int, float, type(None)}
    return frozenset(
        f.encode_name
        for f in msgspec.structs.fields(noun(field))
        if get_origin(f.type) is list or not set(get_args(f.type) or (f.type,)) <= plain
    )

"""A codebook: rows that say how a person groups and names the terms of a story; JSON lines ⇄ rows. The story stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

KINDS = {  # what each kind of row must fill in
    "rename": ("group", "to"),
    "move": ("group", "term", "to"),
    "note": ("group", "note"),
    "undone": ("undoes",),
}
LONGEST = 2000  # code points of one field


class CodebookError(ValueError):
    """A row or a file that is no codebook: says which line, what was seen, and what to do."""


class CodebookRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing a person decided about groups of terms; a row that is never changed and never deleted.

    ``kind``: rename (the group is called ``to``), move (the ``term`` of a group stands in the group ``to``), note, undone
    (the row named in ``undoes`` no longer counts). Groups are meant by the name that the story gives them, terms by their
    words, so that a codebook serves another story too. ``when``: UTC, to the second.
    """

    id: str
    kind: str
    group: str = ""
    term: str = ""
    to: str = ""
    note: str = ""
    undoes: str = ""
    by: str
    when: str


def check(row: CodebookRow) -> None:
    """Refuse a row that is not whole. Raises CodebookError, which names the fields."""
    wanted = KINDS.get(row.kind)
    if wanted is None:
        raise CodebookError(f"{row.id or 'a row'}: kind {row.kind!r}; there are: {', '.join(KINDS)}")
    wrong = [f for f in wanted if not getattr(row, f).strip()]
    wrong += [] if re.fullmatch(r"k[1-9]\d{0,8}", row.id, re.ASCII) else ["id"]
    wrong += [] if row.by.strip() else ["by"]
    wrong += [] if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row.when, re.ASCII) else ["when"]
    wrong += [f for f in ("group", "term", "to", "note", "by") if len(getattr(row, f)) > LONGEST]
    if wrong:
        raise CodebookError(
            f"{row.id or 'a row'} ({row.kind}): empty, too long or not as it is written: {', '.join(wrong)}"
        )


def rows_of(data: bytes) -> list[CodebookRow]:
    """Read JSON lines, a row each; empty lines are nothing. Raises CodebookError with the line's number."""
    rows: list[CodebookRow] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=CodebookRow)
            check(row)
        except (msgspec.MsgspecError, UnicodeDecodeError, CodebookError) as wrong:
            raise CodebookError(
                f"line {number}: {wrong}. A codebook is what the wording screen gives to save."
            ) from wrong
        rows.append(row)
    return rows


def lines_of(rows: Iterable[CodebookRow]) -> bytes:
    """Write rows as JSON lines."""
    return msgspec.json.Encoder(order="deterministic").encode_lines(list(rows))


def next_id(rows: Iterable[CodebookRow]) -> str:
    """Give the id after the highest one there is."""
    return f"k{max((int(r.id[1:]) for r in rows), default=0) + 1}"

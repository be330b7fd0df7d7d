"""Names of columns → the fields of a page: guessed by `column_names.tsv`, or given («text=body,outlet=source»)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row

FIELDS = ("text", "title", "outlet", "published", "url", "id")
HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
SHOWN = 12  # columns that an error lists


class ColumnRow(Row, frozen=True, kw_only=True):
    """A name that tables give to a column. ``field``: text, title, outlet, published, url, id; earlier rows go first."""

    field: str


class ColumnsError(ValueError):
    """Columns that cannot be used: says what was seen and what to give instead."""


class Choice(NamedTuple):
    """Which column of a table is which field, and how that is told where it was guessed or given."""

    columns: dict[str, str]
    note: str | None = None


class Columns:
    """What is known of columns' names, and what was given for these pages."""

    def __init__(self, lexicons: Lexicons, given: Mapping[str, str] | None = None) -> None:
        self.fields: dict[str, str] = {}
        self.rank: dict[str, int] = {}
        for row in lexicons.rows("column_names", ColumnRow):
            self.fields.setdefault(key(row.form), row.field)
            self.rank.setdefault(key(row.form), row.line)
        self.given = checked(given or {})

    def choose(self, names: Sequence[str]) -> Choice:
        """Choose the columns of a table by their names. Raises ColumnsError where none holds text."""
        chosen = {field: name for field, name in self.given.items() if name in names}
        taken = set(chosen.values())
        free = [n for n in names if n not in taken and key(n) in self.fields]
        for name in sorted(free, key=lambda n: (n not in FIELDS, self.rank[key(n)])):
            field = self.fields[key(name)]
            if field not in self.given:
                chosen.setdefault(field, name)
        if "text" not in chosen:
            raise ColumnsError(self.no_text(names))
        plain = all(field == name for field, name in chosen.items())
        return Choice(chosen, None if plain else told(chosen, names))

    def no_text(self, names: Sequence[str]) -> str:
        """Say that no column holds text, and how to name one."""
        wanted = f"no column «{self.given['text']}»" if "text" in self.given else "no column that is known to hold text"
        return f"there is {wanted}; the columns are {listed(names)}. Say which of them is which with --columns, as in text=NAME,title=NAME."

    def missing(self, names: Sequence[str]) -> str | None:
        """Say which of the given columns are not among these, if any."""
        lost = [f"{field}={name}" for field, name in self.given.items() if name not in names]
        if not lost:
            return None
        return f"--columns {','.join(lost)}: there is no such column; the columns are {listed(names)}. Mend the name."


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """Return the given columns. Raises ColumnsError for a field that no page has."""
    for field in given:
        if field not in FIELDS:
            raise ColumnsError(
                f"--columns {field}=…: no page has a field {field!r}; the fields are {', '.join(FIELDS)}."
            )
    return dict(given)


def parse(text: str) -> dict[str, str]:
    """Read «text=body,outlet=source». Raises ColumnsError."""
    given: dict[str, str] = {}
    for part in text.split(","):
        field, mark, name = (p.strip() for p in part.partition("="))
        if not mark or not name or field in given:
            raise ColumnsError(
                f"--columns {part.strip()!r}: write each once as FIELD=NAME, as in text=body,outlet=source."
            )
        given[field] = name
    return checked(given)


def key(name: str) -> str:
    """Fold a column's name into what names are compared by: «articleText», «article_text» → «article text»."""
    return " ".join(fold(HUMPS.sub(" ", name)).lower().split())


def told(chosen: Mapping[str, str], names: Sequence[str]) -> str:
    """Tell in one line how a table was read."""
    read = ", ".join(f"{field}={chosen[field]}" for field in FIELDS if field in chosen)
    left = [n for n in names if n not in chosen.values()]
    rest = f"; left out: {listed(left)}" if left else ""
    return f"the table's columns were read as {read}{rest}. Say otherwise with --columns."


def listed(names: Sequence[str]) -> str:
    """List names of columns, the first ones if they are many."""
    shown = ", ".join(name[:60] for name in names[:SHOWN]) or "none"
    return f"{shown} and {len(names) - SHOWN} more" if len(names) > SHOWN else shown

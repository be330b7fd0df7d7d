"""Rows of one kind → CSV or JSON lines, as a browser or a script saves them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

FORMULA = tuple(
    "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
)  # what a spreadsheet takes for a formula, after OWASP's «CSV Injection»


class Format(NamedTuple):
    """A format of rows: its media type, and who writes rows of a kind."""

    media_type: str
    write: Callable[[type[msgspec.Struct], Iterable[msgspec.Struct]], bytes]


def to_jsonl(kind: type[msgspec.Struct], made: Iterable[msgspec.Struct]) -> bytes:
    """Write rows as JSON lines; a lone surrogate, which no UTF-8 can hold, as U+FFFD."""
    names = kind.__struct_fields__
    return b"".join(msgspec.json.encode({f: sound(getattr(r, f)) for f in names}) + b"\n" for r in made)


def to_csv(kind: type[msgspec.Struct], made: Iterable[msgspec.Struct]) -> bytes:
    """Write rows as CSV (RFC 4180) that spreadsheets open as UTF-8 and take for text: an apostrophe guards what would be a formula."""
    whole = io.StringIO()
    writer = csv.writer(whole, quoting=csv.QUOTE_ALL)
    writer.writerow(kind.__struct_fields__)
    for row in made:
        writer.writerow([guarded(sound(getattr(row, f))) for f in kind.__struct_fields__])
    return b"\xef\xbb\xbf" + whole.getvalue().encode()


def guarded(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def sound(value: Any) -> Any:
    """Replace the lone surrogates of a text."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


FORMATS = {"csv": Format("text/csv; charset=utf-8", to_csv), "jsonl": Format("application/jsonl", to_jsonl)}

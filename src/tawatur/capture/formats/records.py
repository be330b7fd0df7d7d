"""One row of a table, or one object of JSON → one page: a title on top of the text, what its other fields say beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Choice, Columns, ColumnsError, listed
from tawatur.capture.formats.file import File

BESIDE = ("title", "outlet", "url", "published")
MARKUP = re.compile(r"</(?:p|div|article|html|body|span)\s*>|<br\s*/?>", re.I)
WEB = re.compile(r"https?://\S+$", re.I)
LONGEST_ID = 200
LARGEST = 4 << 20  # characters of one page's text


class Records:
    """The rows of one table on their way to pages. The first page carries the note on how the columns were read."""

    def __init__(self, file: File, columns: Columns) -> None:
        self.file = file
        self.columns = columns
        self.choices: dict[tuple[str, ...], Choice] = {}
        self.noted: set[str] = set()
        self.seen: dict[str, None] = {}

    def page(self, fields: Mapping[str, object], raw: bytes, what: str, where: str, mark: str = "#") -> Page | Unread:
        """Make the page of one row. `what`: «line 7», «row 7»; `where`: what names it where it has no id of its own."""
        source = f"{self.file.source}{mark}{where}"
        flat = flattened(fields)
        self.seen |= dict.fromkeys(flat)
        try:
            choice = self.choose(tuple(flat))
        except ColumnsError as wrong:
            return Unread(source=source, why=f"{what}: {wrong}")
        row = {field: said(flat[name]) for field, name in choice.columns.items()}
        if own := row.pop("id", ""):
            source = f"{self.file.source}{mark}{own[:LONGEST_ID]}"
        text = flat[choice.columns["text"]]
        if not isinstance(text, str) or not text.strip():
            return Unread(source=source, why=f"{what} holds no words in its column «{choice.columns['text']}».")
        if len(text) > LARGEST:
            return Unread(source=source, why=f"{what} holds {len(text):,} letters of text: no news page does.")
        return made(source, text, self.beside(row), hashlib.sha256(raw).hexdigest(), self.note(choice))

    def choose(self, names: tuple[str, ...]) -> Choice:
        """Choose the columns of a row, once for all rows with the same ones."""
        if names not in self.choices:
            if len(self.choices) > 1000:
                self.choices.clear()  # rows that all differ would fill the memory
            self.choices[names] = self.columns.choose(names)
        return self.choices[names]

    def beside(self, row: Mapping[str, str]) -> dict[str, str]:
        """Put what the row says over what is known of its file; an address is one of the web or none."""
        own = {field: row[field] for field in BESIDE if row.get(field)}
        if "published" in own:
            own["published"] = moment(own["published"])
        if not WEB.match(own.get("url", "")):
            own.pop("url", None)
        return {**self.file.facts, **own}

    def note(self, choice: Choice) -> list[str]:
        """Return the note on the columns, once for a table."""
        if choice.note is None or self.noted:
            return []
        self.noted.add(choice.note)
        return [choice.note]

    def unseen(self) -> Iterator[Unread]:
        """Report given columns that no row had."""
        if self.seen and (why := self.columns.missing(list(self.seen))):
            yield Unread(source=self.file.source, why=why)


def made(source: str, text: str, facts: dict[str, str], digest: str, warnings: list[str]) -> Page:
    """Make the page; a text full of markup is read as HTML."""
    if MARKUP.search(text):
        whole = text if "<body" in text.lower() else f"<html><body><article>{text}</article></body></html>"
        return Page(
            source=source, sha256=digest, media="html", content=whole, sidecar=facts, warnings=warnings, ground="metadata"
        )  # fmt: skip
    title = facts.get("title", "").strip()
    whole = f"{facts['title']}\n\n{text}" if title else text
    return Page(
        source=source, sha256=digest, media="record", content=whole, sidecar=facts, warnings=warnings, ground="metadata"
    )  # fmt: skip


def flattened(fields: Mapping[str, object]) -> dict[str, object]:
    """Lift the fields of objects in an object: {"source": {"name": …}} gives «source.name»."""
    flat: dict[str, object] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": deep for inner, deep in value.items()}
        else:
            flat[name] = value
    return flat


def said(value: object) -> str:
    """Write a cell as text; seconds since 1970 as the day they mean; what is no single value as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def moment(text: str) -> str:
    """Write seconds or milliseconds since 1970 as a time in UTC; any other text stays as it is."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d+)?", text):
        return text
    seconds = float(text[:10])
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(fields: Mapping[str, object]) -> bytes:
    """Write a row as bytes that its digest is taken of."""
    return msgspec.json.encode({k: v for k, v in fields.items() if v is not None}, enc_hook=str, order="sorted")


def object_of(value: object) -> str:
    """Name what JSON held where an object was looked for: «a list», «a text»."""
    names = {
        list: "a list",
        str: "a text",
        int: "a number",
        float: "a number",
        type(None): "nothing",
        bool: "a truth value",
    }
    return names.get(type(value), listed([type(value).__name__]))

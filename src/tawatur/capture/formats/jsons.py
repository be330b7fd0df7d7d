"""A JSON file → pages: an export of Telegram's or Facebook's, or a list of objects; anything else is reported by what it holds."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns, listed
from tawatur.capture.encodings import decode
from tawatur.capture.formats import facebook, telegram
from tawatur.capture.formats.file import File, Refused
from tawatur.capture.formats.records import Records, object_of

Raw = msgspec.Raw
MOST = 8_000_000  # commas: each may part values that take a hundred times its own byte


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Yield the pages of a JSON file; its objects are looked at one by one, over the file's own bytes."""
    whole = top(file)
    if isinstance(whole, dict) and telegram.is_export(whole):
        yield from telegram.read(whole, file)
        return
    items = whole if isinstance(whole, list) else only_list(whole)
    first = next((fields for fields in map(objects, items[:20]) if fields), {})
    if facebook.is_post(first):
        yield from facebook.read(items, file)
        return
    yield from records(items, file, columns)


GIVE = "Give a list of objects with a field «text», or an export of Telegram's or Facebook's."


def top(file: File) -> dict[str, Raw] | list[Raw]:
    """Read the outermost brackets of a JSON file."""
    data = file.bytes()
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("the file is empty. Export it again.")
    if data.count(b",") > MOST:
        raise Refused(f"this JSON holds more than {MOST:,} values. Give it in smaller parts, or as JSON lines.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode(data).text.encode("utf-8")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Raw] | list[Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise Refused(f"this is not JSON that holds a list or an object ({wrong}). {GIVE}") from None


def only_list(whole: dict[str, Raw]) -> list[Raw]:
    """Return the one list of objects in an object: {"articles": […], "total": 3}. Raises Refused for none or several."""
    found = [items for raw in whole.values() if (items := list_of_objects(raw))]
    if len(found) == 1:
        return found[0]
    seen = f"{len(found)} lists of objects, and which of them are pages cannot be told" if found else "no list of pages"
    raise Refused(f"this JSON holds {seen}; its fields are {listed(list(whole))}. {GIVE}")


def list_of_objects(raw: Raw) -> list[Raw] | None:
    """Return a list whose first element is an object, or null."""
    if bytes(memoryview(raw)[:1]) != b"[":
        return None
    items = msgspec.json.decode(raw, type=list[Raw])
    return items if items and bytes(memoryview(items[0])[:1]) == b"{" else None


def objects(raw: Raw) -> dict[str, object]:
    """Read one object; nothing where it is none."""
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def records(items: list[Raw], file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Yield a page for every object of a list; a faulty one is reported by its number."""
    rows = Records(file, columns)
    for number, raw in enumerate(items, 1):
        try:
            fields = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            yield Unread(
                source=f"{file.source}#{number}", why=f"object {number} is not JSON that can be read ({wrong})."
            )
            continue
        if isinstance(fields, dict):
            yield rows.page(fields, bytes(raw), f"object {number}", str(number))
        else:
            yield Unread(source=f"{file.source}#{number}", why=f"object {number} is {object_of(fields)}. {GIVE}")
    yield from rows.unseen()
    if not items:
        raise Refused("the list in this JSON is empty. Export it again.")

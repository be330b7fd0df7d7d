"""Posts of a Facebook (Meta) export → pages; letters that the export garbled are put right."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.formats.file import File
from tawatur.capture.formats.records import moment

Raw = msgspec.Raw


def is_post(fields: Mapping[str, object]) -> bool:
    """Say whether an object is a post of such an export."""
    return "timestamp" in fields and ("data" in fields or "attachments" in fields)


def read(items: list[Raw], file: File) -> Iterator[Page | Unread]:
    """Yield a page for every post with words of its own."""
    silent = 0
    taken: Counter[str] = Counter()
    for number, raw in enumerate(items, 1):
        try:
            post = repaired(msgspec.json.decode(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            yield Unread(
                source=f"{file.source}#{number}", why=f"post {number} cannot be read ({wrong}). Export it again."
            )
            continue
        if not isinstance(post, dict) or not (words := words_of(post)).strip():
            silent += 1
            continue
        yield page(post, words, bytes(raw), name_of(post, number, taken), file)
    if silent:
        yield Unread(
            source=file.source, why=f"{silent} posts hold no words of their own, only pictures, films or links."
        )


def page(post: Mapping[str, object], words: str, raw: bytes, name: str, file: File) -> Page:
    """Make the page of one post."""
    said = {"published": moment(str(post.get("timestamp", "")))}
    author = post.get("author") or post.get("name")
    if isinstance(author, str):
        said["outlet"] = author
    return Page(
        source=f"{file.source}#{name}", sha256=hashlib.sha256(raw).hexdigest(), media="record", content=words,
        sidecar={**file.facts, **{k: v for k, v in said.items() if v}}, ground="metadata",
    )  # fmt: skip


def name_of(post: Mapping[str, object], number: int, taken: Counter[str]) -> str:
    """Name a post by its own id, or else by its second; the next one of that second gets a number."""
    name = str(post.get("id") or post.get("fbid") or post.get("timestamp") or number)[:100]
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


def words_of(post: Mapping[str, object]) -> str:
    """Join what a post's author wrote, without the sentence that Facebook puts on top («… shared a link»)."""
    data = post.get("data")
    parts = [d.get("post") for d in data if isinstance(d, dict)] if isinstance(data, list) else []
    return "\n".join(p for p in parts if isinstance(p, str))


def repaired(value: object) -> object:
    """Put garbled letters right in all texts of a post: the export writes each byte of UTF-8 as a letter of its own."""
    if isinstance(value, str):
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return value
    if isinstance(value, list):
        return [repaired(v) for v in value]
    if isinstance(value, dict):
        return {str(repaired(k)): repaired(v) for k, v in value.items()}
    return value

"""Telegram's `result.json` → pages, one a message with text, of the channel's name; what is forwarded says from whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from tawatur.base.document import Page, Unread
from tawatur.capture.formats.file import File

Raw = msgspec.Raw


class Message(msgspec.Struct, kw_only=True):
    """What is read of a message."""

    id: int | str
    type: str = "message"
    date: str = ""
    sender: str | None = msgspec.field(name="from", default=None)
    forwarded_from: str | None = None
    text: object = ""
    edited: str = ""


def is_export(whole: Mapping[str, Raw]) -> bool:
    """Say whether an object is an export: of one chat, or of an account."""
    return ("messages" in whole and "type" in whole) or "chats" in whole


def read(whole: Mapping[str, Raw], file: File) -> Iterator[Page | Unread]:
    """Yield the pages of every chat in an export."""
    several = [whole]
    if "messages" not in whole:
        chats = msgspec.json.decode(whole["chats"], type=dict[str, Raw])
        several = msgspec.json.decode(chats.get("list", Raw(b"[]")), type=list[dict[str, Raw]])
    for chat in several:
        yield from of_chat(chat, file, f"{plain(chat.get('id'))}/" if len(several) > 1 else "")


def of_chat(chat: Mapping[str, Raw], file: File, prefix: str) -> Iterator[Page | Unread]:
    """Yield the pages of one chat; its messages are looked at one by one."""
    name, kind = plain(chat.get("name")), plain(chat.get("type"))
    silent = 0
    for number, raw in enumerate(msgspec.json.decode(chat.get("messages", Raw(b"[]")), type=list[Raw]), 1):
        try:
            message = msgspec.json.decode(raw, type=Message)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            why = f"message {number} of «{name}» cannot be read ({wrong}). Export the chat again."
            yield Unread(source=f"{file.source}#{prefix}number-{number}", why=why)
            continue
        if message.type != "message":
            continue  # somebody joined, a picture was changed: no page
        words = text_of(message.text)
        if words.strip():
            outlet = name if "channel" in kind else message.sender or name
            yield page(message, words, outlet, f"{file.source}#{prefix}{message.id}", bytes(raw), file.facts)
        else:
            silent += 1
    if silent:
        yield Unread(
            source=file.source, why=f"{silent} messages of «{name}» hold no words, only pictures, films or files."
        )


def page(message: Message, words: str, outlet: str, source: str, raw: bytes, facts: Mapping[str, str]) -> Page:
    """Make the page of one message; a forwarded one begins as Telegram copies it: «Forwarded from …»."""
    said = {"outlet": outlet, "published": message.date}
    if message.forwarded_from:
        words = f"[Forwarded from {' '.join(message.forwarded_from.split())}]\n{words}"
    warnings = (
        [f"the message was edited on {message.edited}: its words may be later than its date."] if message.edited else []
    )
    return Page(
        source=source, sha256=hashlib.sha256(raw).hexdigest(), media="record", content=words,
        sidecar={**facts, **{k: v for k, v in said.items() if v}}, warnings=warnings, ground="metadata",
    )  # fmt: skip


def text_of(text: object) -> str:
    """Join a message's text: a string, or a list of strings and of entities with their own text."""
    if isinstance(text, list):
        return "".join(text_of(piece.get("text") if isinstance(piece, dict) else piece) for piece in text)
    return text if isinstance(text, str) else ""


def plain(raw: Raw | None) -> str:
    """Read a text or a number; nothing where it is neither."""
    value = msgspec.json.decode(raw) if raw is not None else None
    return str(value) if isinstance(value, str | int) else ""

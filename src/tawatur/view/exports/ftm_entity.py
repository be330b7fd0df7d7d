"""A schema's name and properties → one FollowTheMoney entity: every value a list of words that its reader keeps as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tawatur.view.exports.characters import on_paper
from tawatur.view.index import Index

Record = dict[str, Any]
NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
AS_IT_STANDS = ("bodyText",)  # offsets point into it: no character of it is dropped, nor joined with another


def record(id_: str, schema: str, **properties: str | Iterable[str] | None) -> Record:
    """Make an entity; properties without a value are left out, each value stands once."""
    made: dict[str, list[str]] = {}
    for name, given in properties.items():
        several = [given] if isinstance(given, str) else given or []
        kept = dict.fromkeys(value for one in several if (value := kept_words(name, one)))
        if kept:
            made[name] = list(kept)
    return {"id": id_, "schema": schema, "properties": made}


def kept_words(name: str, value: str) -> str:
    """Write a value so that FollowTheMoney changes nothing of it: on one line, without controls."""
    if not on_paper(value):
        return ""
    plain = NOT_KEPT.sub("\ufffd", value)
    return plain if name in AS_IT_STANDS else " ".join(plain.split())


def day(value: str | None) -> str | None:
    """Return a date that FollowTheMoney keeps whole: a day, a month or a year; of an interval it would keep the first day."""
    found = re.fullmatch(r"(\d{4}(-\d\d){0,2})(T.*)?", value or "")
    return found[1] if found else None


def publisher(index: Index, document: str) -> str | None:
    """Name the outlet of a page; null where nobody knows it."""
    found = index.documents.get(document)
    return found.outlet.name if found and found.outlet else None


def nameable(name: str, id_: str) -> str:
    """Return a name, or the id where nothing of the name can be shown: FollowTheMoney asks for one."""
    return name if on_paper(name) else id_

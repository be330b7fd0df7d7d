"""Names, attributes and words → XML 1.0 text, escaped, the same for the same story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from tawatur.view.exports.characters import xml_text

Xml = NewType("Xml", str)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def words(text: str) -> Xml:
    """Escape words; a carriage return stays one, where a parser would make it a line feed."""
    return Xml(escape(xml_text(text), {"\r": "&#13;"}))


def element(name: str, attributes: Mapping[str, object] | None = None, *children: Xml) -> Xml:
    """Write an element; an attribute that is null is left out."""
    given = (attributes or {}).items()
    head = name + "".join(f" {key}={quoted(value)}" for key, value in given if value is not None)
    return Xml(f"<{head}>{''.join(children)}</{name}>" if children else f"<{head}/>")


def quoted(value: object) -> str:
    """Quote an attribute's value; white space other than a space is written by number, or a parser would make it one."""
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    return quoteattr(xml_text(plain), {"\r": "&#13;"})


def file(root: Xml) -> bytes:
    """Write a root element as a file in UTF-8."""
    return (DECLARATION + root + "\n").encode()

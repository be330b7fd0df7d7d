"""Citations → CSL-JSON, one item a page: for Zotero, pandoc, Quarto and every citation processor of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tawatur.base.story import Story
from tawatur.view.exports import citations, dates, json_text
from tawatur.view.exports.citations import Citation


def to_csl_json(story: Story) -> bytes:
    """Write every page of a story as an item."""
    return of_citations(citations.of_story(story))


def of_citations(cited: Iterable[Citation]) -> bytes:
    """Write citations as items, in the order given."""
    return json_text.to_bytes(list(map(item, cited)))


def item(cited: Citation) -> dict[str, Any]:
    """Make one item: a newspaper article of an outlet, or where none is known a web page."""
    made = {
        "id": cited.key,
        "type": "article-newspaper" if cited.outlet else "webpage",
        "title": cited.title,
        "container-title": cited.outlet,
        "issued": date_of(cited.published),
        "accessed": date_of(cited.accessed),
        "URL": cited.url,
        "language": cited.language,
        "note": "; ".join(cited.notes),
        "annote": "\n".join(cited.quoted),
    }
    return {name: value for name, value in made.items() if value}


def date_of(value: str | None) -> dict[str, list[list[int]]] | None:
    """Write a date or an interval as CSL's date-parts, with the parts that are known."""
    ends = dates.ends(value)
    return {"date-parts": [list(parts) for parts in ends]} if ends else None

"""Shared passages → a list that can be narrowed, who copies with and without credit, and one pair of pages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tawatur.view import copying, sections
from tawatur.view.language import _
from tawatur.view.web.screen import Asked, MissingError, Screen

AT_ONCE = 100  # rows of one screen
MOST_OUTLETS = 100


def show(asked: Asked) -> Mapping[str, Any]:
    """List the passages that answer, and count each outlet's."""
    index, wanted = asked.index, copying.wanted(asked.query)
    found = copying.found(index, wanted)
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    outlets = asked.opened.once("copiers", lambda: copying.by_outlet(index))
    return {
        "wanted": wanted,
        "rows": [copying.listed(index, r) for r in found[(at - 1) * AT_ONCE : at * AT_ONCE]],
        "found": len(found),
        "whole": len(index.story.reuse),
        "at": at,
        "screens": screens,
        "copiers": outlets[:MOST_OUTLETS],
        "every_outlet": sorted(c.outlet for c in outlets),
        "choices": choices(),
    }


def choices() -> dict[str, dict[str, str]]:
    """Name what can be asked of each field, nothing first."""
    return {
        "role": {"": _("either side"), "copier": _("as the copier"), "origin": _("as the one copied from")},
        "credit": {"": _("all"), "credited": _("source credited"), "uncredited": _("source not credited")},
        "direction": {"": _("all"), "known": _("direction known"), "unknown": _("direction unknown")},
    }


def show_pair(asked: Asked) -> Mapping[str, Any]:
    """Lay two pages' shared passage side by side. Raises MissingError."""
    index = asked.index
    order = [r.id for r in copying.found(index, copying.Wanted())]
    if (id_ := asked.path["id"]) not in order:
        raise MissingError(f"{id_}: no such shared passage in {asked.opened.name}")
    at = order.index(id_)
    reuse = next(r for r in index.story.reuse if r.id == id_)
    return {
        "p": sections.pair(index, reuse),
        "before_it": order[at - 1] if at else None,
        "after_it": order[at + 1] if at + 1 < len(order) else None,
    }


SCREENS = (
    Screen("copying", "/copying", "copying.html.j2", show, lambda: _("Copying")),
    Screen("copied", "/copying/{id}", "copied.html.j2", show_pair),
)

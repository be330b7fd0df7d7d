"""Every event's figures → ladders in the order of publication, drawn where they differ, falls first; narrowed by what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tawatur.view import ladder_chart
from tawatur.view.figures import Ladder, ladders
from tawatur.view.labels import label
from tawatur.view.language import _
from tawatur.view.web.screen import Asked, Screen

AT_ONCE = 50  # ladders of one screen
SHOWN = ("", "falling", "several")


def show(asked: Asked) -> Mapping[str, Any]:
    """List the ladders that answer, one screenful with their charts."""
    every: list[Ladder] = asked.opened.once("ladders", lambda: ladders(asked.index.story))
    counted, only = asked.one("counted"), asked.one("only")
    fitting = [r for r in every if fits(r, only)]
    found = [r for r in fitting if counted in ("", r.of.counts)]
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "rows": [(r, ladder_chart.drawn(r.of.rungs)) for r in found[(at - 1) * AT_ONCE : at * AT_ONCE]],
        "found": len(found),
        "whole": len(every),
        "falls": sum(r.falls for r in found),
        "at": at,
        "screens": screens,
        "asks": bool(counted or only in SHOWN[1:]),
        "counted": counted,
        "only": only if only in SHOWN else "",
        "counts": counts(fitting, counted),
        "shown": {"": _("all"), "falling": _("with a fall"), "several": _("given by several pages")},
    }


def fits(row: Ladder, only: str) -> bool:
    """Say whether a ladder is of the sort asked for."""
    return {"falling": row.falls > 0, "several": row.pages > 1}.get(only, True)


def counts(rows: list[Ladder], asked: str) -> list[tuple[str, str, int]]:
    """List what is counted, its words and its ladders, the most frequent first."""
    found = Counter(r.of.counts for r in rows)
    found[asked] += 0
    named = [(v, label("counted", v) or _("a number of what is not known"), n) for v, n in found.items() if v]
    return sorted(named, key=lambda c: (-c[2], c[1]))


SCREENS = (Screen("figures", "/figures", "figures.html.j2", show, lambda: _("Figures")),)

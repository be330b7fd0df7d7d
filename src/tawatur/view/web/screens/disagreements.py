"""Where accounts differ → a list narrowed by kind and field, contradictions first; and what is said to be the first of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tawatur.base.annotation import Superlative
from tawatur.base.story import Disagreement
from tawatur.view import sections
from tawatur.view.labels import kinds, label
from tawatur.view.language import _
from tawatur.view.web.screen import Asked, MissingError, Screen

AT_ONCE = 50  # rows of one screen: each holds every version with its quotations


class Choice(NamedTuple):
    """One value that can be asked of a field: its words, how many things have it, whether it is asked."""

    value: str
    words: str
    n: int
    asked: bool


def show(asked: Asked) -> Mapping[str, Any]:
    """List the disagreements that answer."""
    every = asked.opened.once("disagreements by kind", lambda: sections.by_kind(asked.index.story.disagreements))
    kind, field = asked.one("kind"), asked.one("field")
    found = [d for d in every if kind in ("", d.kind) and field in ("", d.field)]
    return {
        **screenful(asked, found, len(every)),
        "asks": bool(kind or field),
        "by_kind": choices("disagreement", kind, (d.kind for d in every if field in ("", d.field))),
        "by_field": choices("property", field, (d.field for d in every if kind in ("", d.kind))),
        "query": [("status", "contradicted" if kind == "contradiction" else "disputed")],
    }


def screenful(asked: Asked, found: Sequence[Any], whole: int) -> dict[str, Any]:
    """Cut one screen's rows out of what was found."""
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    rows = found[(at - 1) * AT_ONCE : at * AT_ONCE]
    return {"rows": rows, "found": len(found), "whole": whole, "at": at, "screens": screens}


def choices(of: str, asked: str, values: Iterable[str]) -> list[Choice]:
    """Count what each value of a field would leave, in the labels' order."""
    counts = Counter(values)
    order = {key: n for n, key in enumerate(kinds(of))}
    told = sorted({*counts, *([asked] if asked else [])}, key=lambda v: (order.get(v, len(order)), v))
    every = Choice("", _("all"), counts.total(), not asked)
    return [every, *(Choice(v, label(of, v), counts[v], v == asked) for v in told)]


def show_one(asked: Asked) -> Mapping[str, Any]:
    """Show one disagreement. Raises MissingError."""
    found: Disagreement | None = asked.index.disagreements.get(asked.path["id"])
    if found is None:
        raise MissingError(f"{asked.path['id']}: no such disagreement in {asked.opened.name}")
    order = [d.id for d in sections.by_kind(asked.index.story.disagreements)]
    at = order.index(found.id)
    return {
        "d": found,
        "before_it": order[at - 1] if at else None,
        "after_it": order[at + 1] if at + 1 < len(order) else None,
    }


def show_firsts(asked: Asked) -> Mapping[str, Any]:
    """List the claims to be the first, those with something against them before the rest."""
    every: list[Superlative] = asked.opened.once("claims", lambda: sections.claims(asked.index))
    kind, opposed = asked.one("kind"), asked.one("opposed") == "1"
    found = [s for s in every if kind in ("", s.kind) and (s.contradicted_by or not opposed)]
    return {
        **screenful(asked, found, len(every)),
        "asks": bool(kind or opposed),
        "opposed": opposed,
        "opposed_n": sum(bool(s.contradicted_by) for s in every if kind in ("", s.kind)),
        "by_kind": choices("claim", kind, (s.kind for s in every if s.contradicted_by or not opposed)),
    }


SCREENS = (
    Screen("disagreements", "/disagreements", "disagreements.html.j2", show, lambda: _("Disagreements")),
    Screen("disagreement", "/disagreements/{id}", "disagreement.html.j2", show_one),
    Screen("firsts", "/firsts", "firsts.html.j2", show_firsts, lambda: _("Firsts")),
)

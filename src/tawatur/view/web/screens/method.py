"""A story → how it was made: its pages and their evidence, what was not read or placed, rules, judgements, versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tawatur.base.span import Span
from tawatur.view import overview, pages, rules
from tawatur.view.labels import label, why_in_words
from tawatur.view.language import _
from tawatur.view.web.screen import Asked, MissingError, Screen

AT_ONCE = 100


class Refusal(NamedTuple):
    """One thing that was seen and not placed: where, its words, and why in words (empty where only its place says it)."""

    document: str
    span: Span | None
    words: str
    why: str


class Kind(NamedTuple):
    """A kind of what was not placed: its key, its name, how many there are."""

    key: str
    words: str
    many: int


def show(asked: Asked) -> Mapping[str, Any]:
    """Gather how the story was made, a screenful of its pages at a time."""
    index = asked.index
    states = asked.opened.once("page states", lambda: pages.states(index.story))
    screens = max(1, -(-len(index.story.documents) // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "counts": pages.counted(states),
        "shown_pages": index.story.documents[(at - 1) * AT_ONCE : at * AT_ONCE],
        "at": at,
        "screens": screens,
        "kinds": [Kind(key, kind_in_words(key), len(found)) for key, found in refusals(asked).items()],
        "rules": asked.opened.once("rules", lambda: rules.used(index)),
    }


def refusals(asked: Asked) -> dict[str, list[Refusal]]:
    """Gather what could not be placed and what no event took up, by kind."""
    found: dict[str, list[Refusal]] = asked.opened.once("refusals", lambda: gathered(asked))
    return found


def gathered(asked: Asked) -> dict[str, list[Refusal]]:
    """List every refusal with its words; its ground stays as the story has it, to be said in the reader's language."""
    index = asked.index
    made = {
        kind: [Refusal(u.document, u.span, index.words(u.document, u.span) if u.span else "", u.why) for u in found]
        for kind, found in overview.unplaced(index.story).items()
    }
    for kind, loose in overview.loose(index).items():
        made[f"loose-{kind}"] = [Refusal(a.document, a.span, a.text, "") for a in loose]
    return made


def kind_in_words(key: str) -> str:
    """Name a kind of refusal."""
    loose = {
        "loose-figure": _("Figures that belong to no event"),
        "loose-event_mention": _("Event mentions joined to no event"),
    }
    return loose.get(key) or label("unplaced", key)


def show_refusals(asked: Asked) -> Mapping[str, Any]:
    """List what could not be placed of one kind. Raises MissingError."""
    every, kind = refusals(asked), asked.path["kind"]
    if kind not in every:
        raise MissingError(f"{kind}: nothing of that kind was left unplaced. There are: {', '.join(every) or 'none'}")
    screens = max(1, -(-len(every[kind]) // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "kind": Kind(kind, kind_in_words(kind), len(every[kind])),
        "shown": [r._replace(why=why_in_words(r.why)) for r in every[kind][(at - 1) * AT_ONCE : at * AT_ONCE]],
        "at": at,
        "screens": screens,
    }


SCREENS = (
    Screen("method", "/method", "method.html.j2", show, lambda: _("Method")),
    Screen("unplaced", "/method/unplaced/{kind}", "unplaced.html.j2", show_refusals),
)

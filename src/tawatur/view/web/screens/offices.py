"""The offices of a story → each title with who is said to hold it, by which outlet, at what date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tawatur.base.fold import fold
from tawatur.view.offices import Title, titles
from tawatur.view.web.screen import Asked, Screen

AT_ONCE = 50  # titles of one screen, each with its holders


def show(asked: Asked) -> Mapping[str, Any]:
    """List the titles that have the words asked for, those with several holders first."""
    every: list[Title] = asked.opened.once("titles held", lambda: titles(asked.index, asked.index.story.entities))
    words, several = asked.one("words").strip(), asked.one("several") == "1"
    wanted = fold(words).split()
    found = [t for t in every if is_meant(t, wanted) and (len(t.holders) > 1 or not several)]
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "titles": found[(at - 1) * AT_ONCE : at * AT_ONCE],
        "found": len(found),
        "whole": len(every),
        "words": words,
        "several": several,
        "at": at,
        "screens": screens,
    }


def is_meant(title: Title, words: list[str]) -> bool:
    """Say whether folded words all stand in a title or in the name of one of its holders."""
    said = [title.key, *(fold(h.entity.name) for h in title.holders)]
    return all(any(word in one for one in said) for word in words)


SCREENS = (Screen("offices", "/offices", "offices.html.j2", show),)

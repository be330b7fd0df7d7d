"""A story's events and what was asked of them → the fields by which they can be narrowed, each with its choices and their counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.story import Story
from tawatur.view.index import Index
from tawatur.view.labels import label
from tawatur.view.language import _
from tawatur.view.sifting import Catalogue, Sieve

PLACES = ("place", "facility")


class Choice(NamedTuple):
    """One value that can be asked of a field: its words, how many events it would leave, whether it is asked."""

    value: str
    words: str
    events: int
    asked: bool


class Facet(NamedTuple):
    """A field with its choices, the most telling first."""

    field: str
    words: str
    choices: list[Choice]


def facets(index: Index, catalogue: Catalogue, wanted: Sieve, said: Mapping[str, str]) -> list[Facet]:
    """Count what each further choice would leave. ``said``: the offices' `titles`."""
    kinds_of = {e.id: e.kind for e in index.story.entities}

    def of(field: str, words: str, name: Callable[[str], str]) -> Facet:
        counts, chosen = catalogue.choices(wanted, field), getattr(wanted, field)
        values = sorted({*counts, *chosen}, key=lambda v: (v not in chosen, -counts[v], v))
        return Facet(field, words, [Choice(v, name(v), counts[v], v in chosen) for v in values])

    names = [c for c in of("names", "", index.name).choices if c.value in kinds_of]
    people = [c for c in names if kinds_of[c.value] == "person"]
    places = [c for c in names if kinds_of[c.value] in PLACES]
    bodies = [c for c in names if kinds_of[c.value] not in ("person", *PLACES)]
    made = [
        of("types", _("Type"), lambda v: label("type", v)),
        of("outlets", _("Outlet"), str),
        Facet("names", _("Person"), people),
        of("offices", _("Office"), lambda v: said.get(v, v)),
        Facet("names", _("Place"), places),
        Facet("names", _("Body"), bodies),
    ]
    return [f for f in made if f.choices]


def titles(story: Story) -> dict[str, str]:
    """Give every office's folded title the words in which it is first told."""
    return {fold(o.title): o.title for e in reversed(story.entities) for o in reversed(e.offices)}


def status_words() -> dict[str, str]:
    """Name the states that can be asked for."""
    return {
        "disputed": _("Disputed"),
        "contradicted": _("With a contradiction"),
        "reviewed": _("Reviewed"),
        "unreviewed": _("Not reviewed"),
        "dated": _("Dated"),
        "undated": _("Without a date"),
    }

"""What is looked for → the places where it stands on the story's pages, page by page, in the order in which these came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tawatur.view.compared import Sought, ready
from tawatur.view.excerpts import Excerpt, excerpts
from tawatur.view.language import _
from tawatur.view.searching import Hits, Query, of_outlets, query, search, terms
from tawatur.view.web.screen import Asked, Screen

AT_ONCE = 100  # hits of one screen
SHOWN_CHOICES = 12


class Found(NamedTuple):
    """One page's hits of this screenful, and how many it has in all."""

    document: str
    hits: int
    excerpts: list[Excerpt]


class Choice(NamedTuple):
    """An outlet that can be asked for, its hits, and whether it is asked for."""

    outlet: str
    hits: int
    asked: bool


def show(asked: Asked) -> Mapping[str, Any]:
    """Search the pages and show one screenful of hits."""
    wanted = query(asked.query)
    everywhere = searched(asked, wanted)
    found = of_outlets(everywhere, wanted.outlets, asked.index.outlet)
    hits = sum(len(h.places) for h in found)
    screens = max(1, -(-hits // AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "wanted": wanted,
        "terms": terms(wanted.words, wanted.letters),
        "found": list(screenful(asked, found, at)),
        "hits": hits,
        "pages": len(found),
        "at": at,
        "screens": screens,
        "choices": choices(asked, everywhere, wanted),
        "shown_choices": SHOWN_CHOICES,
        "ways": ways(),
        "query": wanted.fields(),
    }


def searched(asked: Asked, wanted: Query) -> list[Hits]:
    """Search the story's pages, which are made ready once for each way of comparing letters."""
    pages: list[Sought] = asked.opened.once(
        f"pages compared {wanted.letters}", lambda: ready(asked.index.story, wanted.letters)
    )
    return search(pages, wanted)


def screenful(asked: Asked, found: Sequence[Hits], at: int) -> Iterator[Found]:
    """Yield the pages that the hits of one screenful stand on."""
    first, before = (at - 1) * AT_ONCE, 0
    for hits in found:
        count = len(hits.places)
        here = hits.spans(max(0, first - before), max(0, first + AT_ONCE - before))
        if here:
            document = hits.page.document.id
            yield Found(document, count, excerpts(asked.index, document, here))
        before += count


def choices(asked: Asked, everywhere: Sequence[Hits], wanted: Query) -> list[Choice]:
    """Count the hits of every outlet, those asked for first."""
    counts: Counter[str] = Counter()
    for hits in everywhere:
        counts[asked.index.outlet(hits.page.document.id)] += len(hits.places)
    names = sorted({*counts, *wanted.outlets}, key=lambda o: (o not in wanted.outlets, -counts[o], o))
    return [Choice(o, counts[o], o in wanted.outlets) for o in names]


def ways() -> dict[str, tuple[str, dict[str, str]]]:
    """Name the choices of how words are compared: field by field, each value's words."""
    return {
        "letters": (
            _("Letters"),
            {
                "alike": _("hamza and vowel marks do not count"),
                "letters": _("vowel marks do not count"),
                "exact": _("exactly as written"),
            },
        ),
        "where": (
            _("The word"),
            {
                "joined": _("a whole word, with proclitics (wa-, bi-, al-…) or without"),
                "alone": _("a whole word, nothing before it"),
                "inside": _("any part of a word"),
            },
        ),
    }


SCREENS = (Screen("search", "/search", "search.html.j2", show, lambda: _("Search")),)

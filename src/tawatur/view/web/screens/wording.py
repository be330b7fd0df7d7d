"""The terms of a story → outlet by referent, in whose voice; and each group's uses as keyword-in-context lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tawatur.base.codebook import CodebookRow
from tawatur.base.fold import fold
from tawatur.base.story import Term
from tawatur.view import wordings
from tawatur.view.codebook import Coded, coded, counting, term_key
from tawatur.view.concordance import Line, lines, ordered
from tawatur.view.language import _
from tawatur.view.web.screen import Asked, MissingError, Screen

GROUPS_AT_ONCE = 50
OUTLETS_AT_ONCE = 6  # columns that a wide screen holds
LINES_AT_ONCE = 100
ASKED_OF_LINES = ("outlet", "voice", "term")


def show(asked: Asked) -> Mapping[str, Any]:
    """Lay the groups of one screenful out by outlet."""
    book = asked.shelf.codebook(asked.opened)
    groups = [g for g in coded(asked.index.story.wordings, book) if g.terms or g.notes]
    words = asked.one("words").strip()
    found = [g for g in groups if is_meant(g, fold(words).split())]
    screens = max(1, -(-len(found) // GROUPS_AT_ONCE))
    at = asked.number("page", 1, screens)
    here = found[(at - 1) * GROUPS_AT_ONCE : at * GROUPS_AT_ONCE]
    outlets = wordings.outlets(asked.index, here)
    across = max(1, -(-len(outlets) // OUTLETS_AT_ONCE))
    column = asked.number("outlets", 1, across)
    return {
        "rows": [wordings.row(asked.index, g) for g in here],
        "found": len(found),
        "whole": len(groups),
        "words": words,
        "columns": outlets[(column - 1) * OUTLETS_AT_ONCE : column * OUTLETS_AT_ONCE],
        "outlets": len(outlets),
        "column": column,
        "across": across,
        "at": at,
        "screens": screens,
        **told(book),
    }


def is_meant(group: Coded, words: Sequence[str]) -> bool:
    """Say whether folded words all stand in a group's name or in one of its terms."""
    said = [fold(group.name), fold(group.key), *(fold(t.text) for t in group.terms)]
    return all(any(word in one for one in said) for word in words)


def told(book: Sequence[CodebookRow]) -> dict[str, Any]:
    """Name what the templates show of a codebook: its rows, the newest first, and which count."""
    return {"book": list(reversed(book)), "counting": {row.id for row in counting(book)}, "kinds": kind_words()}


def kind_words() -> dict[str, str]:
    """Name the kinds of a codebook's rows."""
    return {"rename": _("called"), "move": _("moved"), "note": _("note"), "undone": _("taken back")}


def show_group(asked: Asked) -> Mapping[str, Any]:
    """Show one group's uses in context. Raises MissingError."""
    group = group_of(asked)
    book = asked.shelf.codebook(asked.opened)
    found = lines_of(asked, group)
    terms = wordings.counted(group.terms)
    screens = max(1, -(-len(found) // LINES_AT_ONCE))
    at = asked.number("page", 1, screens)
    return {
        "g": group,
        "others": [g for g in coded(asked.index.story.wordings, book) if g.id != group.id],
        "lines": found[(at - 1) * LINES_AT_ONCE : at * LINES_AT_ONCE],
        "found": len(found),
        "by": asked.one("by", "page"),
        "orders": order_words(),
        "voices": {"own": _("In its own voice"), "quoted": _("In the words of others")},
        "words_of": terms,
        "first_of": {term_key(t.text): t for t in reversed(group.terms)},
        "outlets_of": [(o, o) for o in wordings.outlets(asked.index, [group])],
        "terms_of": [(w.key, w.text) for w in terms],
        "asked_for": {f: asked.one(f) for f in ASKED_OF_LINES},
        "query": [(f, v) for f, v in asked.query if f in (*ASKED_OF_LINES, "by")],
        "at": at,
        "screens": screens,
        **told(book),
    }


def group_of(asked: Asked) -> Coded:
    """Find the group that is asked for, as the codebook has it. Raises MissingError."""
    groups = coded(asked.index.story.wordings, asked.shelf.codebook(asked.opened))
    found = next((g for g in groups if g.id == asked.path["id"]), None)
    if found is None:
        raise MissingError(f"{asked.path['id']}: no such group of terms in {asked.opened.name}")
    return found


def lines_of(asked: Asked, group: Coded) -> list[Line]:
    """List the lines of a group that are asked for, in the order asked for."""
    return ordered(lines(asked.index, [t for t in group.terms if is_asked(asked, t)]), asked.one("by"))


def is_asked(asked: Asked, term: Term) -> bool:
    """Say whether a use is of the outlet, the voice and the words that are asked for."""
    has = {"outlet": asked.index.outlet(term.document), "voice": wordings.voice_of(term), "term": term_key(term.text)}
    return all(asked.one(field) in ("", value) for field, value in has.items())


def order_words() -> dict[str, str]:
    """Name the orders of lines."""
    return {
        "page": _("as the pages stand"),
        "before": _("what stands before"),
        "after": _("what stands after"),
        "keyword": _("the term"),
        "outlet": _("the outlet"),
        "date": _("the date"),
    }


SCREENS = (
    Screen("wording", "/wording", "wording.html.j2", show, lambda: _("Wording")),
    Screen("kwic", "/wording/{id}", "wording_group.html.j2", show_group),
)

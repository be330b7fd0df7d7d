"""A story's pairs → one card at a time for one coder, and how far coders agree once they have judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tawatur.base.judgement import Judgement
from tawatur.base.pair import Pair
from tawatur.view import agreement, judgements, review
from tawatur.view.agreement import Unit
from tawatur.view.language import _
from tawatur.view.review import Side
from tawatur.view.web.desk import Desk
from tawatur.view.web.screen import Asked, Screen

AT_ONCE = 50


class Card(NamedTuple):
    """One pair with both its sides."""

    pair: Pair
    sides: list[Side]


class Differing(NamedTuple):
    """A pair of which coders say different things: its sides, and who says what."""

    sides: list[Side]
    said: list[tuple[str, str]]


def show(asked: Asked) -> Mapping[str, Any]:
    """Show the next pair of a coder's queue: the one at ``at``, which skipping moves on."""
    desk, coder, noun = Desk(asked.shelf, asked.opened), asked.settings.coder, asked.one("noun")
    noun = noun if noun in review.NOUNS else ""
    waiting, said = desk.waiting, desk.said()
    mine = review.queue(desk.pairs, said, coder, noun)
    at = asked.number("at", 1, max(1, len(mine.left)))
    return {
        "coder": coder,
        "noun": noun,
        "queue": mine,
        "at": at,
        "card": card_of(asked, mine.left[at - 1]) if mine.left and coder else None,
        "waiting": len(waiting),
        "own": bool(review.last_of(coder, [*asked.index.story.judgements, *waiting])),
        "overruled": len(review.contradicted(asked.index.story.judgements)),
    }


def card_of(asked: Asked, pair: Pair) -> Card:
    """Find both sides of a pair."""
    return Card(pair, sides_of(asked, [pair.a, pair.b]))


def sides_of(asked: Asked, ids: list[str]) -> list[Side]:
    """Find the mentions of some ids; one that the story does not hold is left out."""
    holders = asked.opened.once("held", lambda: review.held(asked.index))
    return [side for id_ in ids if (side := review.side(asked.index, id_, holders))]


def show_agreement(asked: Asked) -> Mapping[str, Any]:
    """Show how far coders agree, where they differ, and what became of the judgements of the story."""
    desk = Desk(asked.shelf, asked.opened)
    said = desk.said()
    differing = [d for d in said.items() if len(set(d[1].values())) > 1 and seen_by(asked.settings.coder, d[1])]
    screens = max(1, -(-len(differing) // AT_ONCE))
    at = asked.number("page", 1, screens)
    every = judgements.shown(asked.index)
    new = asked.number("new", 0, len(every)) if asked.one("new") else 0
    return {
        "measured": agreement.agreements(said),
        "verdicts": agreement.VERDICTS,
        "differing": [differing_of(asked, *d) for d in differing[(at - 1) * AT_ONCE : at * AT_ONCE]],
        "differ": len(differing),
        "at": at,
        "screens": screens,
        "waiting": len(desk.waiting),
        "new": every[-new:] if new else [],
        "asked_new": asked.one("new"),
        "overruled": [s for s in every if s.standing.startswith("overruled")],
        "rows": len(every),
        "became": became,
    }


def seen_by(coder: str, said: Mapping[str, str]) -> bool:
    """Say whether a coder may see what others said of a pair: once they have judged it themselves, or judge nothing."""
    return not coder or coder in said


def differing_of(asked: Asked, unit: Unit, said: Mapping[str, str]) -> Differing:
    """Show one pair that coders say different things of."""
    return Differing(sides_of(asked, sorted(unit[1])), sorted(said.items()))


def became(judgement: Judgement) -> str:
    """Name what became of a judgement, as the table of labels has it."""
    return judgement.standing.state if judgement.standing else "holds"


SCREENS = (
    Screen("review", "/review", "review.html.j2", show, lambda: _("Review")),
    Screen("agreement", "/agreement", "agreement.html.j2", show_agreement),
)

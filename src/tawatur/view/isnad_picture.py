"""An isnad → the boxes and lines of its picture, as coordinates that a template draws as SVG; origins at the line's start.

Right to left where the language runs so: the origin stands at the right, the outlets that have it from others at the left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tawatur.view import layers
from tawatur.view.isnad import Isnad, Teller
from tawatur.view.isnad_lines import Line, Sheet
from tawatur.view.labels import label
from tawatur.view.language import _, n_
from tawatur.view.layers import Node
from tawatur.view.passages import clean

MOST_BOXES, MOST_LINES = 40, 120  # more cannot be read at once
GAP, APART = 22.0, 2.0  # between two boxes of one column, and between two lines that pass it
LINE, FOOT, BEND = 19.0, 27.0, 14.0  # heights: a line of a name, the line below it with its margins, a bend
PORT = 12.0  # between the ends of two lines at one box
LINES_OF_NAME = 2
WIDEST = 21  # code points of a line of a name


class Box(NamedTuple):
    """A teller's box: its left top, its height, its name in lines, and what kind of teller it is in words.

    ``over``: what is left above the words where many lines end at the box.
    """

    teller: Teller
    x: float
    y: float
    height: float
    lines: list[str]
    says: str
    over: float


class Picture(NamedTuple):
    """Everything to be drawn; ``left_out``: tellers for whom there was no room; ``lines_left_out``: ties between those drawn."""

    width: float
    height: float
    boxes: list[Box]
    lines: list[Line]
    left_out: int
    lines_left_out: int


def picture(isnad: Isnad, mirrored: bool, teller: str | None = None) -> Picture:
    """Draw an isnad, or of a large one the chains that meet most; with a teller, those that pass through it first.

    ``mirrored``: the origin stands at the right.
    """
    drawn = chosen(isnad, teller)
    every = [t for t in isnad.ties.values() if t.source in drawn and t.to in drawn]
    ties = sorted(every, key=lambda t: (teller not in (t.source, t.to), -len(t.uses)))[:MOST_LINES]
    at = layers.columns(list(drawn), [(t.source, t.to) for t in ties if t.known])
    ways = layers.routes([(t.source, t.to) for t in ties], at)
    order = layers.ordered(list(drawn), at, ways)
    lines = {id_: wrapped(t.name) for id_, t in drawn.items()}
    needed = {n: LINE * len(words) + FOOT for n, words in lines.items()}
    heights = {n: max(needed.get(str(n), BEND), ends * PORT) for n, ends in busiest(order, ways).items()}
    rooms = {n: height + (GAP if n in needed else APART) for n, height in heights.items()}
    sheet = Sheet(order, ways, layers.spread(order, rooms, ways), heights, rooms, mirrored)
    boxes = [
        Box(t, sheet.left(id_), sheet.upper(id_), heights[id_], lines[id_], says(t), (heights[id_] - needed[id_]) / 2)
        for id_, t in drawn.items()
    ]
    lines_ = sheet.lines(ties)
    left_out = len(isnad.tellers) - len(drawn)
    return Picture(sheet.width, sheet.height, boxes, lines_, left_out, len(every) - len(ties))


def chosen(isnad: Isnad, teller: str | None) -> dict[str, Teller]:
    """Choose whole chains and pairs as long as there is room, those that pass through most outlets first."""
    pairs = [(t.source, t.to) for t in isnad.ties.values() if t.kind != "told"]
    ways = dict.fromkeys([*isnad.paths, *pairs])
    weight = {way: sum(isnad.tellers[n].outlets for n in way) / len(way) for way in ways}
    kept: dict[str, None] = {}
    for way in sorted(ways, key=lambda w: (teller is not None and teller not in w, -weight[w])):
        fresh = [n for n in way if n not in kept]
        if len(kept) + len(fresh) <= MOST_BOXES:
            kept |= dict.fromkeys(fresh)
    return {id_: t for id_, t in isnad.tellers.items() if id_ in kept}


def busiest(order: Sequence[Sequence[Node]], ways: Sequence[Sequence[Node]]) -> dict[Node, int]:
    """Count, for every node, the lines at that side of it which has more, and one."""
    begin, end = Counter(way[0] for way in ways), Counter(way[-1] for way in ways)
    return {n: max(begin[n], end[n]) + 1 if isinstance(n, str) else 1 for column in order for n in column}


def wrapped(name: str) -> list[str]:
    """Break a name into lines; what has no room is cut with «…». Its controls are left off: they turn the words around."""
    lines = [""]
    for word in clean(name).split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= WIDEST or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > LINES_OF_NAME:
        lines = [*lines[: LINES_OF_NAME - 1], lines[LINES_OF_NAME - 1] + " …"]
    return [line if len(line) <= WIDEST + 2 else line[:WIDEST] + "…" for line in lines]


def says(teller: Teller) -> str:
    """Say below a name what kind of teller it is; how many pages of its own tell, and how; or that chains meet in it."""
    if teller.common:
        return _("common link: {outlets}", outlets=n_("{n} outlet", "{n} outlets", teller.outlets))
    said = [label("link", teller.kind)]
    if teller.documents:
        said.append(n_("{n} page", "{n} pages", len(teller.documents)))
        said += [_("own voice")] if teller.own_voice else []
    return " · ".join(said)

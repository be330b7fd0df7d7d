"""Where the boxes of an isnad stand, and its ties → the lines between them as SVG paths, with their words and heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tawatur.view.isnad import Tie
from tawatur.view.language import n_, number
from tawatur.view.layers import Node
from tawatur.view.passages import clean

WIDTH, BETWEEN, MARGIN = 168.0, 132.0, 14.0
LONGEST_CUE = 15
BOW = 24.0  # how far a line between two boxes of one column leads out, for each place between them


class Line(NamedTuple):
    """A tie's line: an SVG path, its words and where they stand; ``arrow``: where its head is, null without direction.

    An arrow is its tip, and 1 where it points rightwards, -1 where leftwards.
    """

    tie: Tie
    path: str
    words: str
    words_at: tuple[float, float]
    arrow: tuple[float, float, int] | None


class Sheet:
    """Where columns and places lie on the drawing; `top` and `heights` by node and bend."""

    def __init__(
        self,
        order: Sequence[Sequence[Node]],
        ways: Sequence[Sequence[Node]],
        top: Mapping[Node, float],
        heights: Mapping[Node, float],
        rooms: Mapping[Node, float],
        mirrored: bool,
    ) -> None:
        self.column = {n: i for i, column in enumerate(order) for n in column}
        self.place = {n: i for column in order for i, n in enumerate(column)}
        self.top = {n: top[n] + (rooms[n] - heights[n]) / 2 for n in top}
        self.heights, self.mirrored = heights, mirrored
        self.ways = ways
        outermost = any(self.column[way[0]] == self.column[way[-1]] == len(order) - 1 for way in ways)
        bare = len(order) * (WIDTH + BETWEEN) - (0 if outermost else BETWEEN)  # a bow needs room beside the last column
        self.width = MARGIN * 2 + bare if order else 0.0
        self.height = max((top[n] + rooms[n] for n in top), default=0.0) + 2 * MARGIN

    def lines(self, ties: Sequence[Tie]) -> list[Line]:
        """Draw every tie, each along its way."""
        at = along(ties)
        ports = self.ports()
        return [self.line(t, way, ends, at[t.id]) for t, way, ends in zip(ties, self.ways, ports, strict=True)]

    def turned(self, x: float) -> float:
        """Turn a distance from the line's start into one from the left."""
        return self.width - x if self.mirrored else x

    def near(self, node: Node) -> float:
        """Return how far from the line's start a node's column begins."""
        return MARGIN + self.column[node] * (WIDTH + BETWEEN)

    def left(self, node: Node) -> float:
        """Return the left edge of a node's box."""
        return self.turned(self.near(node) + WIDTH) if self.mirrored else self.near(node)

    def ports(self) -> list[tuple[float, float]]:
        """Spread the ends of lines along the sides of boxes, in the order of where they go, so that none hides another."""
        going: dict[tuple[Node, bool], list[tuple[float, int]]] = {}
        for n, way in enumerate(self.ways):
            one_column = self.column[way[0]] == self.column[way[-1]]
            going.setdefault((way[0], True), []).append((self.middle(way[1]), n))
            going.setdefault((way[-1], one_column), []).append((self.middle(way[-2]), n))
        at: dict[tuple[Node, bool, int], float] = {}
        for (node, out), ends in going.items():
            for place, (*_far, n) in enumerate(sorted(ends), 1):
                at[node, out, n] = MARGIN + self.top[node] + self.heights[node] * place / (len(ends) + 1)
        return [
            (at[way[0], True, n], at[way[-1], self.column[way[0]] == self.column[way[-1]], n])
            for n, way in enumerate(self.ways)
        ]

    def upper(self, node: Node) -> float:
        """Return the upper edge of a node's box."""
        return MARGIN + self.top[node]

    def middle(self, node: Node) -> float:
        """Return how far down a node's middle is."""
        return MARGIN + self.top[node] + self.heights[node] / 2

    def line(self, tie: Tie, way: Sequence[Node], ports: tuple[float, float], words_along: float) -> Line:
        """Draw a tie from box to box; inside one column as a bow on the side that leads on."""
        begin, end = self.near(way[0]) + WIDTH, self.near(way[-1])
        if self.column[way[0]] == self.column[way[-1]]:
            return self.bow(tie, way, ports)
        points = [(begin, ports[0])]
        for bend in way[1:-1]:
            points += [(self.near(bend), self.middle(bend)), (self.near(bend) + WIDTH, self.middle(bend))]
        points.append((end, ports[1]))
        flat = [(self.turned(x), y) for x, y in points]
        onwards = tie.source == way[0]
        tip, sign = (flat[-1], 1) if onwards else (flat[0], -1)
        arrow = (*tip, -sign if self.mirrored else sign) if tie.known else None
        return Line(tie, curve(flat), words(tie), on_curve(flat[0], flat[1], words_along), arrow)

    def bow(self, tie: Tie, way: Sequence[Node], ports: tuple[float, float]) -> Line:
        """Draw a tie between two boxes of one column."""
        edge = self.near(way[0]) + WIDTH
        out = edge + min(BETWEEN, BOW * (1 + abs(self.place[way[0]] - self.place[way[-1]])))
        x, far = self.turned(edge), self.turned(out)
        path = f"M{x:.1f} {ports[0]:.1f}C{far:.1f} {ports[0]:.1f} {far:.1f} {ports[1]:.1f} {x:.1f} {ports[1]:.1f}"
        tip = ports[0] if tie.to == way[0] else ports[1]
        arrow = (x, tip, 1 if self.mirrored else -1) if tie.known else None
        return Line(tie, path, words(tie), ((x + 3 * far) / 4, sum(ports) / 2), arrow)


def curve(points: Iterable[tuple[float, float]]) -> str:
    """Write an SVG path through points, every piece of it level where it begins and ends."""
    every = list(points)
    made = f"M{every[0][0]:.1f} {every[0][1]:.1f}"
    for (x, y), (to_x, to_y) in pairwise(every):
        half = (x + to_x) / 2
        made += f"C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    return made


def on_curve(begin: tuple[float, float], end: tuple[float, float], t: float) -> tuple[float, float]:
    """Return the point of such a piece at ``t``, 0 to 1 (Bernstein form of a cubic Bézier curve), a little above the line."""
    half = (begin[0] + end[0]) / 2
    early, late = (1 - t) ** 3 + 3 * (1 - t) ** 2 * t, t**3 + 3 * t**2 * (1 - t)
    x = begin[0] * (1 - t) ** 3 + half * 3 * t * (1 - t) + end[0] * t**3
    return x, begin[1] * early + end[1] * late - 4


def along(ties: Iterable[Tie]) -> dict[str, float]:
    """Say how far along its line each tie's words stand; of several between two tellers none covers another's."""
    between: dict[frozenset[str], list[str]] = {}
    for tie in ties:
        between.setdefault(frozenset((tie.source, tie.to)), []).append(tie.id)
    return {id_: n / (len(ids) + 1) for ids in between.values() for n, id_ in enumerate(ids, 1)}


def words(tie: Tie) -> str:
    """Say on a line in which words it is credited, or how many words are shared; of several, the first and how many there are."""
    reuses = [u.reuse for u in tie.uses if u.reuse]
    if reuses:
        return n_("{n} word", "{n} words", max(r.words for r in reuses))
    cues = [c for u in tie.uses if u.link and (c := clean(u.link.cue or ""))]
    said = cues[0] if cues else ""
    said = said if len(said) <= LONGEST_CUE else said[: LONGEST_CUE - 1] + "…"
    return f"{said} ×{number(len(tie.uses))}".strip() if len(tie.uses) > 1 else said

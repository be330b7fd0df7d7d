"""An isnad → the boxes and lines of its picture, as coordinates that a template draws as SVG; origins at the line's start.

Right to left where the language runs so: the origin stands at the right, the outlets that have it from others at the left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tawatur.view import layers
from tawatur.view.isnad import Isnad, Teller, Tie
from tawatur.view.labels import label
from tawatur.view.language import _, n_, number
from tawatur.view.layers import Node
from tawatur.view.passages import clean

MOST_BOXES = 40  # more cannot be read at once
WIDTH, BETWEEN, GAP, MARGIN = 168.0, 132.0, 22.0, 14.0
LINE, FOOT, BEND = 19.0, 27.0, 14.0  # heights: a line of a name, the line below it with its margins, a bend
PORT = 12.0  # between the ends of two lines at one box
MOST_LINES = 2
WIDEST = 21  # code points of a line of a name
LONGEST_CUE = 15


class Box(NamedTuple):
    """A teller's box: its left top, its height, its name in lines, and what kind of teller it is in words."""

    teller: Teller
    x: float
    y: float
    height: float
    lines: list[str]
    says: str


class Line(NamedTuple):
    """A tie's line: an SVG path, its words and where they stand; ``arrow``: where its head is, null without direction.

    An arrow is its tip, and 1 where it points rightwards, -1 where leftwards.
    """

    tie: Tie
    path: str
    words: str
    words_at: tuple[float, float]
    arrow: tuple[float, float, int] | None


class Picture(NamedTuple):
    """Everything to be drawn; ``left_out``: tellers for whom there was no room."""

    width: float
    height: float
    boxes: list[Box]
    lines: list[Line]
    left_out: int


def picture(isnad: Isnad, mirrored: bool, teller: str | None = None) -> Picture:
    """Draw an isnad, or of a large one the chains that meet most; with a teller, those that pass through it first.

    ``mirrored``: the origin stands at the right.
    """
    drawn = chosen(isnad, teller)
    ties = [t for t in isnad.ties.values() if {t.source, t.to} <= drawn.keys()]
    nodes: list[Node] = list(drawn)
    edges: list[layers.Edge] = [(t.source, t.to) for t in ties]
    at = layers.columns(nodes, [e for e, t in zip(edges, ties, strict=True) if t.known])
    ways = layers.routes(edges, at)
    order = layers.ordered(nodes, at, ways)
    lines_of = {id_: wrapped(isnad.tellers[id_].name) for id_ in drawn}
    room = {n: LINE * len(lines) + FOOT for n, lines in lines_of.items()}
    heights = {n: max(room.get(str(n), BEND), ends * PORT) for n, ends in busiest(order, ways).items()}
    top = layers.spread(order, heights, GAP, ways)
    width = MARGIN * 2 + len(order) * (WIDTH + BETWEEN) - BETWEEN if order else 0.0
    sheet = Sheet(width, mirrored, {n: i for i, c in enumerate(order) for n in c}, top, heights)
    boxes = [Box(t, sheet.left(i), top[i] + MARGIN, heights[i], lines_of[i], says(t)) for i, t in drawn.items()]
    alone = along(ties)
    lines = [
        sheet.line(tie, way, ports, alone[tie.id])
        for tie, way, ports in zip(ties, ways, sheet.ports(ways), strict=True)
    ]
    lowest = max((b.y + b.height for b in boxes), default=0.0)
    return Picture(width, lowest + MARGIN, boxes, lines, len(isnad.tellers) - len(drawn))


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


def along(ties: Iterable[Tie]) -> dict[str, float]:
    """Say how far along its line each tie's words stand; of several between two tellers none covers another's."""
    between: dict[frozenset[str], list[str]] = {}
    for tie in ties:
        between.setdefault(frozenset((tie.source, tie.to)), []).append(tie.id)
    return {id_: n / (len(ids) + 1) for ids in between.values() for n, id_ in enumerate(ids, 1)}


def wrapped(name: str) -> list[str]:
    """Break a name into lines; what has no room is cut with «…». Its controls are left off: they turn the words around."""
    lines = [""]
    for word in clean(name).split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= WIDEST or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + " …"]
    return [line if len(line) <= WIDEST + 2 else line[:WIDEST] + "…" for line in lines]


def says(teller: Teller) -> str:
    """Say below a name what kind of teller it is; then that chains meet in it, or how many pages of its own tell, and how."""
    said = [label("link", teller.kind)]
    if teller.common:
        said.append(_("common link: {outlets}", outlets=n_("{n} outlet", "{n} outlets", teller.outlets)))
    elif teller.documents:
        said.append(n_("{n} page", "{n} pages", len(teller.documents)))
        said += [_("own voice")] if teller.own_voice else []
    return " · ".join(said)


class Sheet:
    """Where columns and places lie on the drawing; `top` and `heights` by node and bend."""

    def __init__(
        self,
        width: float,
        mirrored: bool,
        column: Mapping[Node, int],
        top: Mapping[Node, float],
        heights: Mapping[Node, float],
    ) -> None:
        self.width, self.mirrored = width, mirrored
        self.column, self.top, self.heights = column, top, heights

    def turned(self, x: float) -> float:
        """Turn a distance from the line's start into one from the left."""
        return self.width - x if self.mirrored else x

    def near(self, node: Node) -> float:
        """Return how far from the line's start a node's column begins."""
        return MARGIN + self.column[node] * (WIDTH + BETWEEN)

    def left(self, node: Node) -> float:
        """Return the left edge of a node's box."""
        return self.turned(self.near(node) + WIDTH) if self.mirrored else self.near(node)

    def ports(self, ways: Sequence[Sequence[Node]]) -> list[tuple[float, float]]:
        """Spread the ends of lines along the sides of boxes, in the order of where they go, so that none hides another."""
        going: dict[tuple[Node, bool], list[tuple[float, int]]] = {}
        for n, way in enumerate(ways):
            one_column = self.column[way[0]] == self.column[way[-1]]
            going.setdefault((way[0], True), []).append((self.middle(way[1]), n))
            going.setdefault((way[-1], one_column), []).append((self.middle(way[-2]), n))
        at: dict[tuple[Node, bool, int], float] = {}
        for (node, out), ends in going.items():
            for place, (_, n) in enumerate(sorted(ends), 1):
                at[node, out, n] = MARGIN + self.top[node] + self.heights[node] * place / (len(ends) + 1)
        return [
            (at[way[0], True, n], at[way[-1], self.column[way[0]] == self.column[way[-1]], n])
            for n, way in enumerate(ways)
        ]

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
        edge, out = self.near(way[0]) + WIDTH, self.near(way[0]) + WIDTH + BETWEEN / 2
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


def words(tie: Tie) -> str:
    """Say on a line in which words it is credited, or how many words are shared; of several, the first and how many there are."""
    reuses = [u.reuse for u in tie.uses if u.reuse]
    if reuses:
        return n_("{n} word", "{n} words", max(r.words for r in reuses))
    cues = [c for u in tie.uses if u.link and (c := clean(u.link.cue or ""))]
    said = cues[0] if cues else ""
    said = said if len(said) <= LONGEST_CUE else said[: LONGEST_CUE - 1] + "…"
    return f"{said} ×{number(len(tie.uses))}".strip() if len(tie.uses) > 1 else said

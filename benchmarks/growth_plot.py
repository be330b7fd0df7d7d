"""A table of figures by number of pages → an SVG with a curve for each, both axes logarithmic, and each curve's exponent.

    python benchmarks/growth_plot.py benchmarks/growth.tsv docs/scale.svg

The table is tab-separated: figure, pages, value. The exponent is the slope of the least-squares line through the logarithms.
"""

from __future__ import annotations

import csv
import math
import sys
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 820, 360, 70, 350, 45, 26
COLOURS = ("#0b6e4f", "#a03e99", "#c05600", "#1f5fa8", "#5b5b5b", "#8c1c13")

Curve = list[tuple[float, float]]


def main() -> None:
    """Read the table, write the picture, print the exponents."""
    table, picture = map(Path, sys.argv[1:])
    curves = read(table)
    picture.write_text(drawn(curves), encoding="utf-8")
    for name, curve in curves.items():
        print(f"{name}: pages ** {exponent(curve):.2f}")


def read(table: Path) -> dict[str, Curve]:
    """Read the curves; a value that is not above zero has no logarithm and is refused."""
    curves: dict[str, Curve] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            point = float(row["pages"]), float(row["value"])
            if min(point) <= 0:
                raise ValueError(f"{table}: {row['figure']} at {row['pages']} pages is {row['value']}: not above zero.")
            curves.setdefault(row["figure"], []).append(point)
    return {name: sorted(curve) for name, curve in curves.items()}


def exponent(curve: Curve) -> float:
    """Return the slope of the least-squares line through the logarithms."""
    xs, ys = ([math.log(point[axis]) for point in curve] for axis in (0, 1))
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - x_mean) ** 2 for x in xs)
    return sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / spread if spread else math.nan


def drawn(curves: dict[str, Curve]) -> str:
    """Draw the curves, each against its own largest value, so that their slopes compare."""
    pages = [x for curve in curves.values() for x, _ in curve]
    low, high = math.log10(min(pages)), math.log10(max(pages))
    lowest = min(math.log10(y / curve[-1][1]) for curve in curves.values() for _, y in curve)

    def place(x: float, share: float) -> tuple[float, float]:
        across = (math.log10(x) - low) / ((high - low) or 1)
        up = 1 - math.log10(share) / (lowest or -1)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - TOP)

    parts = [
        line(n, name, [place(x, y / c[-1][1]) for x, y in c], exponent(c)) for n, (name, c) in enumerate(curves.items())
    ]
    ticks = [text(place(x, 10**lowest)[0], HEIGHT - 20, f"{x:,.0f}", "middle") for x in sorted(set(pages))]
    axis = f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none" stroke="#888"/>'
    named = [
        text((WIDTH - RIGHT + LEFT) / 2, HEIGHT - 4, "pages", "middle"),
        text(LEFT, 14, "share of the last figure", "middle"),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
    return "\n".join(
        [head, '<rect width="100%" height="100%" fill="#fff"/>', axis, *ticks, *named, *parts, "</svg>", ""]
    )


def line(n: int, name: str, points: list[tuple[float, float]], slope: float) -> str:
    """Draw one curve and name it at the side."""
    colour = COLOURS[n % len(COLOURS)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    label = text(WIDTH - RIGHT + 14, TOP + 16 + 20 * n, f"{name} (exponent {slope:.2f})", "start", colour)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{label}'


def text(x: float, y: float, words: str, anchor: str, colour: str = "#333") -> str:
    """Write words."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


if __name__ == "__main__":
    main()

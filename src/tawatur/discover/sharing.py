"""What pages share → by pair of outlets, how many pages of the one share a passage with earlier pages of the other.

Which page is the earlier one is read off what pages say of their time; that alone does not prove who copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

EXAMPLES = 3


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Two pages that share a passage: their sources, its span on both, its equal words."""

    earlier: str
    later: str
    earlier_span: tuple[int, int]
    later_span: tuple[int, int]
    words: int
    credited: bool


class Sharing(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's pages that share a passage with earlier pages of another: how many, those that give credit, the longest."""

    earlier: str
    later: str
    pages: int
    credited: int
    words: int
    examples: list[Example]

    @property
    def uncredited(self) -> int:
        """Count the pages that give no credit."""
        return self.pages - self.credited


def by_outlets(reuse: Iterable[dict[str, Any]], pages: dict[str, tuple[str, str]]) -> list[Sharing]:
    """Gather rows of REUSE by pair of outlets, those with most pages first. `pages`: each page's source and outlet.

    A passage of one outlet's two pages, or of a page whose outlet is not known, is left out.
    """
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in reuse:
        earlier, later = (pages[row[side]][1] for side in ("a", "b"))
        if earlier and later and earlier != later:
            pairs.setdefault((earlier, later), []).append(row)
    made = [sharing(earlier, later, rows, pages) for (earlier, later), rows in pairs.items()]
    return sorted(made, key=lambda s: (-s.pages, -s.words, s.earlier, s.later))


def sharing(earlier: str, later: str, rows: list[dict[str, Any]], pages: dict[str, tuple[str, str]]) -> Sharing:
    """Count what one outlet's pages share with another's."""
    longest = sorted(rows, key=lambda r: (-r["words"], r["b"], r["a"], r["b_start"]))
    first_of: dict[str, dict[str, Any]] = {}
    for row in longest:
        first_of.setdefault(row["b"], row)
    kept = list(first_of.values())[:EXAMPLES]
    return Sharing(
        earlier=earlier, later=later, pages=len({r["b"] for r in rows}), words=sum(r["words"] for r in rows),
        credited=len({r["b"] for r in rows if r["credited"]}), examples=[example(r, pages) for r in kept],
    )  # fmt: skip


def example(row: dict[str, Any], pages: dict[str, tuple[str, str]]) -> Example:
    """Point at one passage on both pages."""
    return Example(
        earlier=pages[row["a"]][0], later=pages[row["b"]][0], words=row["words"], credited=row["credited"],
        earlier_span=(row["a_start"], row["a_end"]), later_span=(row["b_start"], row["b_end"]),
    )  # fmt: skip

"""What stands at a place: spans with what they carry, found by overlap without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from tawatur.base.span import Span

Item = TypeVar("Item")
SHELF = 128  # code points: names and titles are mostly shorter


class SpanIndex(Generic[Item]):
    """Items by span; asking what meets a span costs the same on a long page as on a short one."""

    def __init__(self) -> None:
        self.shelves: dict[int, list[tuple[Span, Item]]] = {}

    @classmethod
    def of(cls, placed: Iterable[tuple[Span, Item]]) -> SpanIndex[Item]:
        """Make an index of items that have their spans."""
        index = cls()
        for span, item in placed:
            index.add(span, item)
        return index

    def add(self, span: Span, item: Item) -> None:
        """Put `item` at `span`."""
        for shelf in range(span.start // SHELF, span.end // SHELF + 1):
            self.shelves.setdefault(shelf, []).append((span, item))

    def remove(self, span: Span, item: Item) -> None:
        """Take `item` away again."""
        for shelf in range(span.start // SHELF, span.end // SHELF + 1):
            self.shelves[shelf] = [e for e in self.shelves[shelf] if e[1] is not item]

    def meeting(self, span: Span) -> list[Item]:
        """List the items whose span shares at least one code point with `span`, each once, as they were added."""
        found: list[Item] = []
        for shelf in range(span.start // SHELF, span.end // SHELF + 1):
            for other, item in self.shelves.get(shelf, ()):
                if other.meets(span) and not any(item is f for f in found):
                    found.append(item)
        return found

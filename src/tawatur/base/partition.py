"""Numbered things that are joined into groups, two of which may be kept apart for good."""

from __future__ import annotations

from collections import defaultdict


class Partition:
    """Groups that grow by joining; what was kept apart never meets, not even through a third."""

    def __init__(self, size: int = 0) -> None:
        self.parent = list(range(size))
        self.apart: dict[int, set[int]] = defaultdict(set)  # by root

    def add(self) -> int:
        """Add a thing, alone in its group, and return its number."""
        self.parent.append(len(self.parent))
        return len(self.parent) - 1

    def root(self, n: int) -> int:
        """Find the thing that stands for the group of `n`: its lowest number."""
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def keep_apart(self, a: int, b: int) -> None:
        """Keep the groups of two things apart from now on."""
        x, y = self.root(a), self.root(b)
        self.apart[x].add(y)
        self.apart[y].add(x)

    def may_join(self, a: int, b: int) -> bool:
        """Say whether nothing keeps the groups of two things apart."""
        return not self.apart or self.root(b) not in self.apart.get(self.root(a), ())

    def join(self, a: int, b: int) -> None:
        """Make one group of two, and keep it apart from whatever either was kept apart from."""
        x, y = sorted((self.root(a), self.root(b)))
        if x == y:
            return
        self.parent[y] = x
        for other in self.apart.pop(y, ()):
            self.apart[other].discard(y)
            self.apart[other].add(x)
            self.apart[x].add(other)

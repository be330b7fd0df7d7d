"""Judgements that contradict one another: the newest counts, and each that does not is told by which it is overruled."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from tawatur.base.judgement import Judgement, Ruling
from tawatur.merge.judgements.placing import Placed


def undone_by(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Map every row that no longer counts to the row that undoes it; an undoing that is itself undone does nothing."""
    undone: dict[str, str] = {}
    for j in reversed(judgements):
        if j.verdict == "undone" and j.undoes and j.id not in undone:
            undone.setdefault(j.undoes, j.id)
    return undone


def newest_first(placed: Iterable[Placed]) -> list[Placed]:
    """Put judgements in order, the newest first; of one second's, the last made."""
    return sorted(placed, key=lambda p: p.judgement.when)[::-1]


class Accepted:
    """The judgements accepted so far, which never contradict one another."""

    def __init__(self) -> None:
        self.same: dict[str, list[tuple[str, str]]] = {}  # mention → (mention, judgement)
        self.others: list[Ruling] = []

    def add(self, ruling: Ruling) -> None:
        """Accept one more."""
        if ruling.judgement.verdict != "same":
            self.others.append(ruling)
            return
        for here, there in ((ruling.a, ruling.b), (ruling.b, ruling.a)):
            self.same.setdefault(here, []).append((there, ruling.judgement.id))

    def against(self, ruling: Ruling) -> list[str]:
        """Name the accepted judgements that together contradict one: by the same pair, or through others.

        «A = B» and «B = C» stand against an older «A ≠ C».
        """
        verdict = ruling.judgement.verdict
        joined = self.path(ruling.a, ruling.b)
        if verdict != "same" and joined is not None:
            return joined
        for other in self.others:
            if other.judgement.verdict == verdict:
                continue
            for a, b in ((other.a, other.b), (other.b, other.a)):
                here, there = self.path(ruling.a, a), self.path(ruling.b, b)
                if here is not None and there is not None:
                    return [other.judgement.id, *here, *there]
        return []

    def path(self, a: str, b: str) -> list[str] | None:
        """Name the judgements by which two mentions are one, the shortest way; null where they are not."""
        ways: dict[str, list[str]] = {a: []}
        ahead = deque([a])
        while ahead:
            here = ahead.popleft()
            if here == b:
                return ways[here]
            for there, judgement in self.same.get(here, ()):
                if there not in ways:
                    ways[there] = [*ways[here], judgement]
                    ahead.append(there)
        return None

"""Happenings taken for one event so far, and whether two such groups can be one."""

from __future__ import annotations

from collections import Counter, defaultdict

from tawatur.base.reason import Reason
from tawatur.merge.events.happenings import JOIN, WEIGHTS, Happening, Traits, across_pages, compare


class Group:
    """Happenings taken for one event so far, counted by their traits, and the sums that joined them."""

    def __init__(self, happenings: list[Happening], because: list[Reason] | None = None) -> None:
        self.happenings = happenings
        self.because = because or []
        self.traits: Counter[Traits] = Counter(h.traits for h in happenings)
        self.on_page: dict[str, list[Happening]] = defaultdict(list)
        for h in happenings:
            self.on_page[h.mention.document].append(h)

    def take_in(self, other: Group, because: list[Reason]) -> None:
        """Make one group of two."""
        self.happenings += other.happenings
        self.because += [*other.because, *because]
        self.traits += other.traits
        for page, told in other.on_page.items():
            self.on_page[page] += told


def joined(a: Happening, b: Happening, score: float, grounds: tuple[str, ...]) -> Reason:
    """Keep the sum that joined two mentions."""
    summed = ", ".join(f"{g} {WEIGHTS[g]:+.1f}" for g in grounds)
    return Reason(
        rule="events.same", document=b.mention.document, span=b.mention.trigger.span, score=round(score, 2),
        detail=f"{a.mention.id} = {b.mention.id}: {summed}",
    )  # fmt: skip


def compatible(a: Group, b: Group) -> bool:
    """Say whether most pairs across two groups speak for one event, and none forbids it."""
    total, pairs = 0.0, len(a.happenings) * len(b.happenings)
    on_one_page: Counter[tuple[Traits, Traits]] = Counter()
    for page in a.on_page.keys() & b.on_page.keys():
        for x in a.on_page[page]:
            for y in b.on_page[page]:
                found = compare(x, y)
                if found is None:
                    return False
                total += found[0]
                on_one_page[x.traits, y.traits] += 1
    for x_traits, n in a.traits.items():
        for y_traits, m in b.traits.items():
            apart = n * m - on_one_page[x_traits, y_traits]
            if not apart:
                continue
            found = across_pages(x_traits, y_traits)
            if found is None:
                return False
            total += apart * found[0]
    return total / pairs >= JOIN / 2

"""What people have judged about event mentions: who is one event, who never is, and whom no score joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.base.annotation import EventMention
from tawatur.base.judgement import Ruling
from tawatur.base.partition import Partition
from tawatur.base.reason import Reason
from tawatur.merge.events.groups import Group


@dataclass
class Bonds:
    """What people have judged about numbered mentions: whole groups, pairs that no score joins, and the reasons.

    `whole` holds scores' and people's joins together, so that what people keep apart does not meet through either.
    """

    whole: Partition
    open: set[frozenset[int]]
    reasons: list[tuple[int, int, Reason]]

    @classmethod
    def of(cls, mentions: list[EventMention], rulings: Sequence[Ruling]) -> Bonds:
        """Note the judgements about these mentions."""
        number = {m.id: n for n, m in enumerate(mentions)}
        bonds = cls(Partition(len(mentions)), set(), [])
        for r in rulings:
            if r.a not in number or r.b not in number:
                continue
            a, b = number[r.a], number[r.b]
            verdict = r.judgement.verdict
            if verdict == "same":
                bonds.whole.join(a, b)
            elif verdict == "different":
                bonds.whole.keep_apart(a, b)
            else:
                bonds.open.add(frozenset((a, b)))
            bonds.reasons.append((a, b, r.reason(mentions[a].trigger.text, mentions[b].trigger.text)))
        return bonds

    def allow(self, a: int, b: int) -> bool:
        """Say whether a score may join two mentions."""
        return frozenset((a, b)) not in self.open and self.whole.may_join(a, b)

    def gather(self, held: dict[int, Group]) -> list[Group]:
        """Put together the groups that people have joined, and note on each what was judged about it."""
        whole: dict[int, Group] = {}
        for first, group in held.items():
            into = whole.setdefault(self.whole.root(first), Group([]))
            into.take_in(group, [])
        for a, b, reason in self.reasons:
            for root in sorted({self.whole.root(a), self.whole.root(b)}):
                whole[root].because.append(reason)
        return list(whole.values())

"""Event mentions of all pages → clusters: one cluster, one real event.

Mentions are compared pair by pair on type, mode, time, participants, place and trigger; each comparison is a sum of
weights that `tawatur why` shows. Two mentions that cannot be one event (days that do not meet, different people) are
never joined, not even through a third; only a person may join them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from tawatur.base.annotation import EventCluster, EventMention
from tawatur.base.judgement import Ruling
from tawatur.base.span import Span
from tawatur.merge.events.bonds import Bonds
from tawatur.merge.events.groups import Group, compatible, joined
from tawatur.merge.events.happenings import JOIN, Happening, compare, happening
from tawatur.merge.events.telling import Told, join_strays, promoted, taken_up, worth_a_row

BUCKET = 60  # mentions compared within one block; larger blocks compare neighbours only


def cluster(
    mentions: list[EventMention],
    kinds: dict[str, str],
    headlines: dict[str, Span] | None = None,
    rulings: Sequence[Ruling] = (),
) -> list[EventCluster]:
    """Gather mentions into events, the surest pairs first; then join what people have judged to be one event.

    A cluster never holds two mentions that cannot be one event, unless a person has joined them.
    """
    bonds = Bonds.of(mentions, rulings)
    happenings = [happening(m, kinds, headlines or {}) for m in mentions]
    rank = in_words(mentions)
    scored = []
    for i, j in blocks(happenings):
        found = compare(happenings[i], happenings[j])
        if found and found[0] >= JOIN:
            first, second = sorted((rank[i], rank[j]))
            scored.append((-found[0], first, second, i, j, found[1]))
    home = list(range(len(happenings)))
    held = {i: Group([h]) for i, h in enumerate(happenings)}
    members = {i: [i] for i in home}
    for negative, _, _, i, j, grounds in sorted(scored):
        x, y = sorted((home[i], home[j]))
        if x == y or not bonds.allow(i, j) or not compatible(held[x], held[y]):
            continue
        bonds.whole.join(i, j)
        held[x].take_in(held.pop(y), [joined(happenings[i], happenings[j], -negative, grounds)])
        for moved in members[y]:
            home[moved] = x
        members[x] += members.pop(y)
    return [EventCluster([h.mention for h in g.happenings], g.because) for g in bonds.gather(held)]


def in_words(mentions: list[EventMention]) -> list[int]:
    """Rank mentions by their words and places: of equal sums the order of the pages must not decide which joins first."""
    ordered = sorted(
        range(len(mentions)), key=lambda n: (mentions[n].text, mentions[n].trigger.span, mentions[n].document)
    )
    ranks = [0] * len(mentions)
    for rank, n in enumerate(ordered):
        ranks[n] = rank
    return ranks


def blocks(happenings: list[Happening]) -> set[tuple[int, int]]:
    """Pair the mentions that share a type and a participant, place or trigger word."""
    by_feature: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, h in enumerate(happenings):
        for feature in h.features:
            by_feature[feature].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in by_feature.values():
        near = combinations(members, 2) if len(members) <= BUCKET else (
            (members[i], members[j]) for i in range(len(members)) for j in range(i + 1, min(i + BUCKET // 2, len(members)))
        )  # fmt: skip
        pairs.update(near)
    return pairs


__all__ = ["Told", "cluster", "join_strays", "promoted", "taken_up", "worth_a_row"]

"""What people have judged about names, put into the clusters before any score speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.base.annotation import Mention, title_mention
from tawatur.base.judgement import Ruling
from tawatur.base.partition import Partition
from tawatur.base.reading import Reading
from tawatur.merge.entities.clusters import Cluster, Clusters
from tawatur.merge.entities.titles import mention_of_title


class Judged(NamedTuple):
    """A ruling with the cluster and the name at each of its sides."""

    ruling: Ruling
    a: Cluster
    b: Cluster
    names: tuple[str, str]


def judge(clusters: Clusters, readings: list[Reading], rulings: Sequence[Ruling]) -> list[Judged]:
    """Keep apart what people say is two, join what they say is one, and part the names that both stand in."""
    if not rulings:
        return []
    seat_titles(clusters, readings, rulings)
    parts = part_names(clusters, rulings)
    judged = sides(clusters, rulings)
    for j in judged:
        verdict = j.ruling.judgement.verdict
        if verdict == "different":
            clusters.partition.keep_apart(j.a.index, j.b.index)
        elif verdict == "unsure":
            clusters.open.add(frozenset((j.a.index, j.b.index)))
        else:
            clusters.unite(j.a, j.b, j.ruling.reason(*j.names))
            clusters.settled |= {j.a.index, j.b.index} if j.a is not j.b else set()
    for cluster, part in parts:
        clusters.join(cluster, part, f"{part.kind_class}.same-name", "the same name on other pages", 1.0)
    return judged


def tell_apart(clusters: Clusters, judged: Sequence[Judged]) -> None:
    """Note on both sides' entities what keeps them apart or leaves them open, once all are joined."""
    for j in judged:
        if j.ruling.judgement.verdict != "same":
            for root in sorted({clusters.root(j.a.index), clusters.root(j.b.index)}):
                clusters.of_root(root).because.append(j.ruling.reason(*j.names))


def seat_titles(clusters: Clusters, readings: list[Reading], rulings: Sequence[Ruling]) -> None:
    """Give each judged title without a named holder a cluster of its own."""
    named = {side for r in rulings for side in (r.a, r.b)}
    for office in (o for r in readings for o in r.offices if title_mention(o) in named):
        cluster = clusters.begin("title", (office.id,))
        cluster.mentions.append(mention_of_title(office))
        clusters.titles[office.id] = cluster.index


def sides(clusters: Clusters, rulings: Sequence[Ruling]) -> list[Judged]:
    """Find the clusters at the sides of each ruling about names."""
    at = {m.id: (c, m) for c in clusters.all for m in c.mentions}
    return [
        Judged(r, at[r.a][0], at[r.b][0], (at[r.a][1].name, at[r.b][1].name))
        for r in rulings
        if r.a in at and r.b in at
    ]


def part_names(clusters: Clusters, rulings: Sequence[Ruling]) -> list[tuple[Cluster, Cluster]]:
    """Part each cluster that several judged mentions stand in, and pair what its name may yet join again.

    The first judged one keeps the mentions of other pages; with each other one go those on its page.
    """
    parted: list[tuple[Cluster, Cluster]] = []
    for cluster, groups in judged_groups(clusters, rulings):
        parts = [cluster]
        for group in groups[1:]:
            elsewhere = {m.document for g in groups if g is not group for m in g}
            part = split_off(clusters, cluster, group, {m.document for m in group} - elsewhere)
            parted += [(earlier, part) for earlier in parts]
            parts.append(part)
    return parted


def split_off(clusters: Clusters, cluster: Cluster, group: list[Mention], pages: set[str]) -> Cluster:
    """Move some mentions, and all others on their pages, from a cluster to a new one of the same name."""
    moving = [m for m in cluster.mentions if m in group or m.document in pages]
    cluster.mentions = [m for m in cluster.mentions if m not in moving]
    part = clusters.begin(cluster.kind_class, cluster.key)
    clusters.move(moving, part)
    return part


def judged_groups(clusters: Clusters, rulings: Sequence[Ruling]) -> list[tuple[Cluster, list[list[Mention]]]]:
    """List the clusters with the judged mentions in them, those that people say are one together, in the order judged."""
    judged = sides(clusters, rulings)
    mention = {m.id: m for c in clusters.all for m in c.mentions}
    number = {name: n for n, name in enumerate(dict.fromkeys(s for j in judged for s in (j.ruling.a, j.ruling.b)))}
    one = Partition(len(number))
    for j in judged:
        if j.ruling.judgement.verdict == "same":
            one.join(number[j.ruling.a], number[j.ruling.b])
    found: dict[int, dict[int, dict[str, Mention]]] = {}
    for j in judged:
        for cluster, name in ((j.a, j.ruling.a), (j.b, j.ruling.b)):
            groups = found.setdefault(cluster.index, {})
            groups.setdefault(one.root(number[name]), {})[name] = mention[name]
    return [(clusters.all[i], [list(g.values()) for g in groups.values()]) for i, groups in found.items()]

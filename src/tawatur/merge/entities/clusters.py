"""Mentions that share a name, and unions of such clusters, each joined for a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from tawatur.base.annotation import Mention
from tawatur.base.partition import Partition
from tawatur.base.reason import Reason
from tawatur.base.span import Span


@dataclass
class Cluster:
    """Mentions that share one name key, and why they were joined to others."""

    index: int
    kind_class: str
    key: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    because: list[Reason] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        """Name the documents it is mentioned in."""
        return {m.document for m in self.mentions}


class Clusters:
    """A union of clusters: each starts as one name, and is joined to others for a reason."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.partition = Partition()
        self.by_key: dict[Hashable, Cluster] = {}
        self.place_of: dict[tuple[str, Span], int] = {}
        self.open: set[frozenset[int]] = set()  # pairs that a person is unsure of: no score joins them
        self.settled: set[int] = set()  # clusters that a person has joined with another
        self.titles: dict[str, int] = {}  # offices without a named holder that a person has judged

    def put(self, mention: Mention, kind_class: str, key: tuple[str, ...], scope: str = "") -> None:
        """Put a mention with the others of its key; `scope` keeps short names of different pages apart."""
        full = (kind_class, key, scope)
        if full not in self.by_key:
            self.by_key[full] = self.begin(kind_class, key)
        self.move([mention], self.by_key[full])

    def begin(self, kind_class: str, key: tuple[str, ...]) -> Cluster:
        """Begin a cluster with nothing in it."""
        self.all.append(Cluster(self.partition.add(), kind_class, key))
        return self.all[-1]

    def move(self, mentions: Iterable[Mention], cluster: Cluster) -> None:
        """Put mentions in a cluster."""
        for mention in mentions:
            cluster.mentions.append(mention)
            self.place_of[mention.document, mention.span] = cluster.index

    def root(self, index: int) -> int:
        """Find the cluster that stands for all joined with this one."""
        return self.partition.root(index)

    def may_join(self, a: Cluster, b: Cluster) -> bool:
        """Say whether no judgement stands against joining two clusters by a score."""
        return self.partition.may_join(a.index, b.index) and frozenset((a.index, b.index)) not in self.open

    def join(self, a: Cluster, b: Cluster, rule: str, detail: str, score: float) -> None:
        """Join two clusters, unless a judgement stands against it, and keep the reason."""
        taken_in = min(b.mentions, key=lambda m: (len(m.document), m.document, m.span))
        reason = Reason(
            rule=f"entities.{rule}", document=taken_in.document, span=taken_in.span, score=round(score, 3),
            detail=f"«{shown(a)}» = «{shown(b)}»: {detail}",
        )  # fmt: skip
        if self.may_join(a, b):
            self.unite(a, b, reason)

    def unite(self, a: Cluster, b: Cluster, reason: Reason) -> None:
        """Make two clusters one for a reason."""
        x, y = sorted((self.root(a.index), self.root(b.index)))
        self.all[x].because.append(reason)
        if x != y:
            self.all[x].because += self.all[y].because
            self.partition.join(x, y)

    def named_by_judgement(self, cluster: Cluster) -> bool:
        """Say whether a person has said which longer name this one stands for: no score need look for another."""
        return cluster.index in self.settled and any(
            len(self.all[i].key) > len(cluster.key) for i in self.settled if self.root(i) == self.root(cluster.index)
        )

    def of_root(self, root: int) -> Cluster:
        """Return the standing cluster."""
        return self.all[root]

    def root_at(self, document: str, span: Span) -> int | None:
        """Find the cluster mentioned at exactly this place."""
        index = self.place_of.get((document, span))
        return None if index is None else self.root(index)

    def root_of_title(self, office: str) -> int | None:
        """Find the cluster that a person has judged an unnamed holder's title to be in."""
        return self.root(self.titles[office]) if office in self.titles else None

    def members(self) -> dict[int, list[Mention]]:
        """List every root's mentions."""
        out: dict[int, list[Mention]] = defaultdict(list)
        for cluster in self.all:
            out[self.root(cluster.index)] += cluster.mentions
        return out

    def of_class(self, kind_class: str) -> list[Cluster]:
        """List the clusters of one class."""
        return [c for c in self.all if c.kind_class == kind_class]


def shown(cluster: Cluster) -> str:
    """Show a cluster by its first mention's name."""
    return min(m.name for m in cluster.mentions)

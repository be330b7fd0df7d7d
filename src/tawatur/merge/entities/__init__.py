"""Mentions of all pages → entities: similarity proposes, context decides, every merge keeps its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tawatur.base.annotation import Mention, Office, with_
from tawatur.base.fold import fold
from tawatur.base.judgement import Ruling
from tawatur.base.lexicon import Lexicons
from tawatur.base.names import bare
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.base.story import Entity, NameCount
from tawatur.merge.entities.clusters import Cluster, Clusters
from tawatur.merge.entities.gathering import cluster_mentions
from tawatur.merge.entities.titles import mention_of_title, only_a_title


@dataclass
class Linked:
    """Entities, and which entity the words at a place of a page refer to."""

    entities: list[Entity]
    at: dict[str, SpanIndex[tuple[Span, str]]] = field(default_factory=dict)

    def entity_of(self, document: str, span: Span) -> str | None:
        """Return the entity whose mention covers most of `span`, or lies in it first; null where none does."""
        best: tuple[int, int, int] = (0, 0, 0)
        found = None
        for mention, entity in self.at[document].meeting(span) if document in self.at else ():
            shared = mention.shared(span)
            score = (shared, -mention.length, -mention.start)
            if shared and (2 * shared >= mention.length) and (found is None or score > best):
                best, found = score, entity
        return found


def link(readings: list[Reading], lexicons: Lexicons, rulings: Sequence[Ruling] = ()) -> Linked:
    """Link the mentions of all readings into entities, numbered in reading order, with their offices.

    `rulings` are what people have judged; they outrank every score.
    """
    clusters = cluster_mentions(readings, lexicons, rulings)
    offices, described = place_offices(readings, clusters)
    made: list[tuple[tuple[str, int], Cluster, list[Mention], list[Office]]] = []
    for root, mentions in clusters.members().items():
        first = min((document_rank(m.document), m.span.start) for m in mentions)
        made.append((first, clusters.of_root(root), mentions, offices.get(root, [])))  # type: ignore[arg-type]
    entities = [entity_of_cluster(*rest) for _, *rest in made]  # type: ignore[arg-type]
    entities += [entity_of_title(office) for office in described]
    return number_entities(entities)


def document_rank(document: str) -> int:
    """Order documents by the number in their id."""
    return int(document[1:])


Titles = dict[tuple[str, ...], set[int]]


def place_offices(readings: list[Reading], clusters: Clusters) -> tuple[dict[int, list[Office]], list[Office]]:
    """Give each office to its holder; one without a named holder to whom its page, or else the story, gives that title.

    «محافظ المدينة» with nobody named is the governor that the page names, if it names just one; a title of one word
    («الوزير») is never looked for on other pages.
    """
    held: dict[int, list[Office]] = {}
    waiting: list[Office] = []
    by_page: dict[str, Titles] = {}
    everywhere: Titles = {}
    for office in (o for r in readings for o in r.offices):
        root = clusters.root_at(office.document, office.holder) if office.holder else clusters.root_of_title(office.id)
        if root is None:
            waiting.append(office)
            continue
        held.setdefault(root, []).append(office)
        for titles in (by_page.setdefault(office.document, {}), everywhere):
            titles.setdefault(title_key(office.title), set()).add(root)
    described = []
    for office in waiting:
        key = title_key(office.title)
        on_page = holders_of(key, by_page.get(office.document, {}))
        holders = on_page or (everywhere.get(key, set()) if len(key) > 1 else set())
        if len(holders) != 1:
            described.append(office)
            continue
        where = "page" if on_page else "story"
        reason = Reason(rule=f"entities.office.title-in-{where}", document=office.document, span=office.span)
        held.setdefault(next(iter(holders)), []).append(with_(office, because=[*office.because, reason]))
    return held, described


def holders_of(title: tuple[str, ...], titles: Titles) -> set[int]:
    """Find who holds a title on a page.

    That very title, or one that only adds words («رئيس الأركان» / «رئيس أركان الجيش»).
    """
    if title in titles:
        return titles[title]
    fuller = (who for key, who in titles.items() if key[:1] == title[:1] and set(title) < set(key))
    return set().union(*fuller)


def title_key(title: str) -> tuple[str, ...]:
    """Fold an office title for comparison, articles aside: «رئيس الأركان» → («رئيس», «اركان»)."""
    return tuple(bare(w) for w in re.findall(r"[^\W_]+", fold(title)))


def entity_of_cluster(cluster: Cluster, mentions: list[Mention], offices: list[Office]) -> Entity:
    """Make the entity of one cluster: its commonest long name, all its forms, its kind by vote."""
    forms = Counter(m.name for m in mentions)
    kinds = Counter(m.kind for m in mentions)
    names = [NameCount(text=t, count=n) for t, n in sorted(forms.items(), key=lambda f: (-f[1], f[0]))]
    return Entity(
        id="",
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        name=canonical(mentions),
        names=names,
        mentions=sorted(mentions, key=lambda m: (document_rank(m.document), m.span)),
        offices=sorted(offices, key=lambda o: (document_rank(o.document), o.span)),
        because=cluster.because,
    )


def canonical(mentions: list[Mention]) -> str:
    """Choose the name to show: a full Arabic name before a short or Latin one, then the commonest, then the longest."""
    forms = Counter(m.name for m in mentions)
    plain = {m.name for m in mentions if m.form == "name"} or set(forms)

    def rank(name: str) -> tuple[bool, int, int, int, str]:
        words = len(name.split())
        return (name.isascii(), -min(words, 2), -forms[name], -len(name), name)

    return min(plain, key=rank)


def entity_of_title(office: Office) -> Entity:
    """Make the entity of an office whose holder no page names: its only mention is the title itself."""
    mention = mention_of_title(office)
    names = [NameCount(text=office.title, count=1)]
    return Entity(id="", kind="person", name=office.title, names=names, mentions=[mention], offices=[office])


def number_entities(entities: Iterable[Entity]) -> Linked:
    """Number entities by their first mention, and note which entity stands where."""
    ordered = sorted(
        entities, key=lambda e: (document_rank(e.mentions[0].document), e.mentions[0].span, e.kind, e.name)
    )
    linked = Linked([])
    for n, entity in enumerate(ordered, 1):
        name = f"e{n}"
        mentions = [with_(m, entity=name) for m in entity.mentions]
        linked.entities.append(with_(entity, id=name, mentions=mentions))
        for m in mentions:
            linked.at.setdefault(m.document, SpanIndex()).add(m.span, (m.span, name))
    return linked


__all__ = ["Linked", "link", "only_a_title"]

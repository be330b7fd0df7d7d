"""A story → the graph of who tells whom and who copies whom: outlets, pages and the tellers that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tawatur.base.annotation import Attribution, Link
from tawatur.base.document import Document
from tawatur.base.fold import fold
from tawatur.base.story import Reuse, Story
from tawatur.view.accounts import chain
from tawatur.view.exports.graph import Edge, Graph, Node, Value, published
from tawatur.view.exports.identity import Identity
from tawatur.view.index import Index
from tawatur.view.labels import label

SAYS = "Who tells whom and who copies whom, as the pages say; an arrow leads from who repeats to what is repeated."
OUTLETS = ("outlet", "agency")
UNNAMED = ("missing", "anonymous")


def relays(story: Story) -> Graph:
    """Make the graph of a story's relays."""
    return Relays(story).graph()


class Tie(NamedTuple):
    """One step of one chain, one copy, or one page at its outlet; ties of the same ends and kind make one edge.

    ``noun`` is the id of the attribution, reuse or page that says so, ``document`` the page of who repeats; ``reuse`` is
    null for what is no copy. ``known``: which side copied is known.
    """

    source: str
    target: str
    kind: str
    noun: str
    document: Document | None
    reuse: Reuse | None = None
    known: bool = True


class Relays:
    """Gathers nodes and ties, in the order of the pages."""

    def __init__(self, story: Story) -> None:
        self.index, self.identity = Index(story), Identity(story)
        self.nodes: dict[str, Node] = {}
        self.publishers = {fold(d.outlet.name): d.outlet.name for d in reversed(story.documents) if d.outlet}

    def graph(self) -> Graph:
        """Take pages with their outlets, then chains, then copies."""
        story = self.index.story
        ties: dict[tuple[str, str, str, bool], list[Tie]] = {}
        several = [
            *map(self.at_outlet, story.documents),
            *map(self.steps, story.attributions),
            map(self.copy, story.reuse),
        ]
        for tie in (tie for few in several for tie in few):
            ties.setdefault((tie.source, tie.target, tie.kind, tie.known), []).append(tie)
        return Graph(SAYS, list(self.nodes.values()), [edge(same) for same in ties.values()])

    def at_outlet(self, document: Document) -> Iterator[Tie]:
        """Yield the tie of a page to its outlet; a page whose outlet nobody knows stands alone."""
        page = self.page(document.id)
        if document.outlet:
            yield Tie(page, self.outlet(document.outlet.name), "published-by", document.id, document)

    def page(self, id_: str) -> str:
        """Return a page's node; one that the story does not hold has its id alone."""
        page = self.identity.page(id_)
        if page not in self.nodes:
            document = self.index.documents.get(id_)
            about = {"document": id_, "outlet": self.index.outlet(id_), "sha256": document.sha256 if document else None}
            title = document.title.text if document and document.title else id_
            day = document.published.day if document else None
            self.nodes[page] = Node(page, title, "page", {**about, **published(document)}, day)
        return page

    def outlet(self, name: str) -> str:
        """Return the node of an outlet that publishes a page of the story."""
        id_ = self.identity.of("outlet", fold(name))
        self.nodes.setdefault(id_, Node(id_, name, "outlet", {"publishes_here": True}))
        return id_

    def steps(self, attribution: Attribution) -> Iterator[Tie]:
        """Yield the steps of a chain: page to first teller, teller to the next."""
        document = self.index.documents.get(attribution.document)
        tellers = [self.teller(attribution, at, link) for at, link in enumerate(chain(attribution))]
        for repeats, told in pairwise([self.page(attribution.document), *tellers]):
            yield Tie(repeats, told, "relays", attribution.id, document)

    def teller(self, attribution: Attribution, at: int, link: Link) -> str:
        """Return the node of a link, by its entity's name where it has one; a missing link has a node of its own."""
        if publisher := self.publisher(link):
            return self.outlet(publisher)
        key = self.key(attribution, at, link)
        name = self.index.name(link.entity) or link.name or label("link", link.kind)
        self.nodes.setdefault(key, Node(key, name, link.kind, {"entity": link.entity}))
        return key

    def publisher(self, link: Link) -> str | None:
        """Return the outlet of a page here that a link names by the very name that the page has; null where it names none."""
        if link.kind not in OUTLETS:
            return None
        entity = self.index.entities.get(link.entity or "")
        names = [link.name, *([entity.name, *(n.text for n in entity.names)] if entity else [])]
        return next((self.publishers[n] for n in map(fold, names) if n in self.publishers), None)

    def key(self, attribution: Attribution, at: int, link: Link) -> str:
        """Name a link's node: by its entity, or else by its words.

        Words are one thing within their page alone, an outlet's within the story; links without a name are never one.
        """
        if link.kind in UNNAMED:
            return self.identity.of(link.kind, attribution.id, str(at))
        if link.entity:
            return self.identity.of("entity", link.entity)
        return self.identity.of(link.kind, "" if link.kind in OUTLETS else attribution.document, fold(link.name))

    def copy(self, reuse: Reuse) -> Tie:
        """Make the tie from the copier to the page copied; where that is not known, from page a to page b."""
        a, b = reuse.a.document, reuse.b.document
        known = reuse.direction.from_ in (a, b)
        copier, copied = (b, a) if reuse.direction.from_ == a else (a, b)
        kind = "copies-with-credit" if reuse.credited else "copies"
        return Tie(self.page(copier), self.page(copied), kind, reuse.id, self.index.documents.get(copier), reuse, known)


def edge(ties: Sequence[Tie]) -> Edge:
    """Make one edge of the ties of the same ends and kind: they are counted, their words added up."""
    first = ties[0]
    reuses = [tie.reuse for tie in ties if tie.reuse]
    about: dict[str, Value | None] = {
        "count": len(ties),
        "ids": " ".join(t.noun for t in ties),
        **bounds([t.document for t in ties]),
    }
    if reuses:
        about |= {
            "words": sum(r.words for r in reuses), "own_words": sum(r.own_words for r in reuses),
            "similarity": max(r.similarity for r in reuses), "direction": "known" if first.known else "unknown",
        }  # fmt: skip
    days = [t.document.published.day if t.document and t.known else None for t in ties]
    return Edge(first.source, first.target, first.kind, about, earliest(days))


def bounds(documents: Sequence[Document | None]) -> dict[str, Value | None]:
    """Say when the first and the last of some pages may have been published; null where that is not known of every page."""
    when = [document.published if document else None for document in documents]
    last = [w.latest if w else None for w in when]
    return {
        "earliest": earliest([w.earliest if w else None for w in when]),
        "latest": None if None in last else max(filter(None, last)),
    }


def earliest(days: Iterable[str | None]) -> str | None:
    """Return the first of some days; null where one of them is not known."""
    every = list(days)
    return None if None in every else min(filter(None, every))

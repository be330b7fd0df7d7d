"""Links of chains and pages → the tellers that they are: which of them are one, by the names that the pages give them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tawatur.base.annotation import Link
from tawatur.base.fold import fold
from tawatur.base.origins import bare, core, is_named, names_outlet
from tawatur.view.index import Index
from tawatur.view.labels import label

PUBLISHERS = ("outlet", "agency", "social", "document", "organisation")  # kinds that may name an outlet of the story
OUTLETS = ("outlet", "agency")
UNNAMED = ("anonymous", "missing")
Key = tuple[str, ...]


@dataclass
class Known:
    """One teller as it is first named; ``documents``: its own pages, where it publishes some here."""

    name: str
    kind: str
    documents: dict[str, None] = field(default_factory=dict)


class Tellers:
    """Gathers tellers in the order in which they are named.

    One: outlets of one name, and whoever names them; links of one entity; outlets and agencies that the same words
    name. Other words are one teller within their page alone; unnamed sources and missing links never are.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.named: dict[Key, Known] = {}
        self.by_word: dict[str, list[str]] = {}
        for name in index.outlets(d.id for d in index.story.documents if d.outlet):
            for word in {*core(name)} or {""}:  # a name made of heads alone («نيوز نت») has no word of its own
                self.by_word.setdefault(word, []).append(name)
        self.outlets: dict[str, str | None] = {}

    def publisher(self, document: str) -> Key:
        """Name who published a page; one whose outlet nobody knows stands for itself."""
        found = self.index.documents.get(document)
        outlet = found.outlet if found else None
        key = ("outlet", fold(outlet.name)) if outlet else ("page", document)
        known = self.named.setdefault(key, Known(self.index.outlet(document), "outlet"))
        known.documents[document] = None
        return key

    def teller(self, link: Link, document: str, before: Key) -> Key:
        """Name the teller of a link; ``before``: whoever has it from them."""
        key, name = self.identity(link, document, before)
        self.named.setdefault(key, Known(name, link.kind))
        return key

    def identity(self, link: Link, document: str, before: Key) -> tuple[Key, str]:
        """Say which teller a link is, and its name."""
        name = link.name or self.index.name(link.entity)
        if outlet := self.outlet_named(link):
            return ("outlet", fold(outlet)), outlet
        if link.kind in UNNAMED or (not link.entity and not is_named(name)):
            return ("unnamed", document, *before, fold(name)), name or label("link", "missing")
        if link.entity:
            return ("entity", link.entity), self.index.name(link.entity)
        words = tuple(sorted(map(bare, core(name))))
        return (("outlet words", *words) if link.kind in OUTLETS else ("words", document, fold(name))), name

    def outlet_named(self, link: Link) -> str | None:
        """Return the outlet of the story that a link names, as the count of independent chains holds it; null where none."""
        if link.kind not in PUBLISHERS or not link.name:
            return None
        if link.name not in self.outlets:
            near = [name for word in (*core(link.name), "") for name in self.by_word.get(word, ())]
            self.outlets[link.name] = next((name for name in near if names_outlet(link.name, name)), None)
        return self.outlets[link.name]

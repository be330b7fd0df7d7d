"""One page → its whole text with everything that is said of it, in layers that may overlap, and the saved original beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tawatur.base.span import Span
from tawatur.base.story import Event
from tawatur.view import held, labels
from tawatur.view.index import Index, address
from tawatur.view.language import _
from tawatur.view.web.originals import original_of
from tawatur.view.web.screen import Address, Asked, MissingError, Screen


class Item(NamedTuple):
    """One thing that is said of the page: its layer, its id, where, in words, and where more is shown.

    ``elsewhere``: the same event on other pages, each by its outlet and the address of its words there.
    """

    layer: str
    id: str
    spans: list[Span]
    says: str
    href: str
    elsewhere: Sequence[tuple[str, str]] = ()


def show(asked: Asked) -> Mapping[str, Any]:
    """Gather a page's text and its layers. Raises MissingError."""
    index = asked.index
    document = index.documents.get(asked.path["id"])
    if document is None:
        raise MissingError(f"{asked.path['id']}: no such page in {asked.opened.name}")
    items = sorted(layers(index, document.id, Address(asked.opened.name)), key=lambda i: (i.spans[0], i.layer))
    order = list(index.documents)
    at = order.index(document.id)
    return {
        "d": document,
        "items": items,
        "layers": {name: words for name, words in layer_words().items() if any(i.layer == name for i in items)},
        "data": held.embedded({"page": held.page(index, document), "items": [(i.layer, i.spans) for i in items]}),
        "original": original_of(asked.opened.path, document),
        "before_it": order[at - 1] if at else None,
        "after_it": order[at + 1] if at + 1 < len(order) else None,
    }


def layer_words() -> dict[str, str]:
    """Name the layers, in the order in which they are listed."""
    return {
        "event": _("Events"),
        "attribution": _("Who says it"),
        "name": _("Names"),
        "office": _("Offices"),
        "time": _("Times"),
        "figure": _("Figures"),
        "wording": _("Wording"),
        "copy": _("Shared passages"),
        "first": _("What is said to be the first"),
    }


def layers(index: Index, document: str, to: Address) -> Iterator[Item]:
    """Yield everything that the story says of a page."""
    story = index.story
    rows = {m: e for e in story.chronology if document in e.documents for m in e.event_mentions}
    for m in story.event_mentions:
        if m.document == document:
            row, kind = rows.get(m.id), labels.label("type", m.type)
            href = to.event(row.id) if row else to.why(m.id)
            yield Item("event", m.id, [m.trigger.span], kind, href, elsewhere(index, row, document, to) if row else ())
    for a in story.attributions:
        if a.document == document:
            spans = [a.content.span, *([a.source.span] if a.source else []), *([a.cue.span] if a.cue else [])]
            yield Item(
                "attribution", a.id, sorted(set(spans)), a.source.text if a.source else _("missing link"), to.why(a.id)
            )
    for e in story.entities:
        for named in e.mentions:
            if named.document == document:
                yield Item("name", named.id, [named.span], e.name, to.name(e.id))
        for o in e.offices:
            if o.document == document:
                yield Item("office", o.id, [o.span], e.name, to.name(e.id))
    for t in story.times:
        if t.document == document:
            yield Item("time", t.id, [t.span], labels.in_words(t.value, t.earliest, t.latest).words, to.why(t.id))
    for f in story.figures:
        if f.document == document:
            yield Item("figure", f.id, [f.span], labels.figure_in_words(f.value, f.counted, f.bound), to.why(f.id))
    for g in story.wordings:
        for w in g.terms:
            if w.document == document:
                yield Item("wording", w.id, [w.span], g.name, to.wording(g.id))
    for r in story.reuse:
        for side, other in ((r.a, r.b), (r.b, r.a)):
            if side.document == document:
                yield Item("copy", r.id, [side.span], index.outlet(other.document), to.screen("copying") + f"/{r.id}")
    for s in story.superlatives:
        if s.document == document:
            yield Item("first", s.id, [s.span], labels.label("claim", s.kind), to.why(s.id))


def elsewhere(index: Index, event: Event, document: str, to: Address) -> list[tuple[str, str]]:
    """List where other pages report an event: the first words of each."""
    found: dict[str, tuple[str, str]] = {}
    for m in filter(None, map(index.event_mentions.get, event.event_mentions)):
        if m.document != document:
            place = f"{to.page(m.document)}#{address(m.document, m.trigger.span)}"
            found.setdefault(m.document, (index.outlet(m.document), place))
    return list(found.values())


SCREENS = (Screen("page", "/pages/{id}", "reader.html.j2", show),)

"""The mentions of one event → tellings: who tells it on which page, through which named and unnamed tellers."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Attribution, EventMention, Link
from tawatur.base.origins import is_named
from tawatur.base.reading import Reading
from tawatur.base.span import Span

UNNAMED = ("anonymous", "missing")


class Telling(NamedTuple):
    """One page telling of the event once: the sentence, and the tellers it names from the outermost to the origin."""

    document: str
    mention: str
    sentence: Span | None
    links: tuple[Link, ...]

    @property
    def named(self) -> list[Link]:
        """List the tellers whose names tell them apart."""
        return [link for link in self.links if link.kind not in UNNAMED and is_named(link.name)]

    @property
    def own_voice(self) -> bool:
        """Say whether the page tells it without any teller."""
        return not self.links

    @property
    def anonymous(self) -> bool:
        """Say whether the page has it from tellers that it does not name."""
        return bool(self.links) and not self.named


def tellings(documents: list[str], mentions: list[EventMention], readings: dict[str, Reading]) -> list[Telling]:
    """List the tellings of every page; a page listed without a mention tells it in its own voice."""
    found = [telling(m, readings[m.document]) for m in mentions if m.document in readings]
    held = {t.document for t in found}
    found += [Telling(d, "", None, ()) for d in documents if d not in held]
    return sorted(set(found), key=lambda t: (natural(t.document), t.sentence or Span(0, 0), natural(t.mention)))


def natural(name: str) -> tuple[int, str]:
    """Order «d2» before «d10»."""
    return len(name), name


def telling(mention: EventMention, reading: Reading) -> Telling:
    """Make the telling of one mention: its sentence, and the chains of all attributions it stands in."""
    at = reading.sentence_at(mention.trigger.span.start)
    sentence = mention.sentence or (at.span if at else mention.span)
    enclosing = reading.attributed(mention.trigger.span)
    if mention.attribution and all(a.id != mention.attribution for a in enclosing):
        enclosing += [a for a in reading.attributions if a.id == mention.attribution]
    enclosing.sort(key=lambda a: (a.id == mention.attribution, a.cue is not None, -a.content.span.length, a.id))
    links: list[Link] = []
    for attribution in enclosing:
        for link in links_of(attribution):
            if all((link.name, link.kind) != (known.name, known.kind) for known in links):
                links.append(link)
    return Telling(mention.document, mention.id, sentence, tuple(links))


def links_of(attribution: Attribution) -> list[Link]:
    """List the chain, or the source alone where no chain was drawn."""
    source = attribution.source
    if attribution.chain:
        return [link if link.span else located(link, attribution) for link in attribution.chain]
    if source is None:
        return []
    return [Link(name=source.text, kind=source.kind, entity=source.entity, span=source.span)]


def located(link: Link, attribution: Attribution) -> Link:
    """Give a link without a place the attribution's, so that every reason has a span."""
    return Link(name=link.name, kind=link.kind, entity=link.entity, cue=link.cue, span=attribution.span)

"""A story → the readings that it was merged from, so that its pages can be merged again without being read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tawatur.base.annotation import (
    Annotation,
    Attribution,
    EventMention,
    Mention,
    Office,
    Participant,
    Superlative,
    Wording,
    with_,
)
from tawatur.base.reading import Reading
from tawatur.base.story import Story, Term

OF_TITLE = re.compile(r"mo\d+$")  # the mention made of an office whose holder no page names
PLACED = "entities.office."  # rules by which merging gives an office to its holder
AGAINST = "disagreements."  # and by which it sets something against a claim to be the first
Any_ = TypeVar("Any_", bound=Annotation)


def readings_of(story: Story) -> list[Reading]:
    """Give back the readings of a story as they were before merging; the tagger's proposals alone are not kept."""
    layers: dict[str, Iterable[Any]] = {
        "sentences": story.sentences,
        "quotations": story.quotations,
        "times": story.times,
        "figures": [with_(f, event=None) for f in story.figures],
        "mentions": in_order(with_(m, entity=None) for m in named(story)),
        "offices": in_order(as_read(o) for e in story.entities for o in e.offices),
        "ranks": story.ranks,
        "attributions": list(map(unresolved, story.attributions)),
        "event_mentions": list(map(unresolved_event, story.event_mentions)),
        "wordings": in_order(wording(t) for g in story.wordings for t in g.terms),
        "superlatives": list(map(uncontradicted, story.superlatives)),
        "unplaced": [u for u in story.unplaced if u.seen_in == "page"],
    }
    by_document = {name: grouped(layer) for name, layer in layers.items()}
    return [
        Reading.of(d).adding(**{name: found.get(d.id, []) for name, found in by_document.items()})
        for d in story.documents
    ]


def grouped(layer: Iterable[Any]) -> dict[str, list[Any]]:
    """Group annotations by their document, in the order they come in."""
    found: dict[str, list[Any]] = {}
    for one in layer:
        found.setdefault(one.document, []).append(one)
    return found


def in_order(annotations: Iterable[Any_]) -> list[Any_]:
    """Put annotations back in reading order: by the number that ends their id."""
    number: Callable[[Any_], int] = lambda a: int(re.findall(r"\d+", a.id)[-1])  # noqa: E731
    return sorted(annotations, key=number)


def named(story: Story) -> Iterable[Mention]:
    """Yield the mentions that pages were read with."""
    return (m for e in story.entities for m in e.mentions if not OF_TITLE.search(m.id))


def as_read(office: Office) -> Office:
    """Take from an office the reason that gave it to a holder."""
    return with_(office, because=[r for r in office.because if not r.rule.startswith(PLACED)])  # type: ignore[no-any-return]


def unresolved(attribution: Attribution) -> Attribution:
    """Take the entities from an attribution's source and links."""
    source = with_(attribution.source, entity=None) if attribution.source else None
    return with_(attribution, source=source, chain=[with_(link, entity=None) for link in attribution.chain])  # type: ignore[no-any-return]


def uncontradicted(claim: Superlative) -> Superlative:
    """Take from a claim to be the first what other pages were found to say against it."""
    return with_(claim, contradicted_by=[], because=[r for r in claim.because if not r.rule.startswith(AGAINST)])  # type: ignore[no-any-return]


def unresolved_event(mention: EventMention) -> EventMention:
    """Take the entities from an event mention's takers-part and place."""
    place = with_(mention.place, entity=None) if mention.place else None
    return with_(mention, actors=once(mention.actors), recipients=once(mention.recipients), place=place)  # type: ignore[no-any-return]


def once(participants: list[Participant]) -> list[Participant]:
    """Give each words' participant once: «البلدان» became two countries, and is one pair of words again."""
    return list({p.span: with_(p, entity=None) for p in participants}.values())


def wording(term: Term) -> Wording:
    """Make the wording of a term again."""
    return Wording(
        id=term.id, document=term.document, span=term.span, text=term.text, because=term.because, referent=term.referent,
        voice=term.voice, quoted_by=term.quoted_by, register=term.register, lexicon_row=term.lexicon_row,
    )  # fmt: skip

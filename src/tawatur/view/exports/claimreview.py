"""A story → ClaimReview drafts (schema.org): what pages claim, in their words, for a person to review.

A draft has no rating and no reviewer: this package does not judge. It says so in itself, and is no ClaimReview that can be
published until a person has filled both in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tawatur.base.annotation import Link
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Event, Story, Version
from tawatur.view.accounts import chain
from tawatur.view.exports import json_text, quotes
from tawatur.view.exports.characters import one_line
from tawatur.view.exports.quotes import Quote
from tawatur.view.exports.schema_org import CONTEXT, appearance
from tawatur.view.index import Index, address
from tawatur.view.passages import clipped
from tawatur.view.sections import disputes
from tawatur.view.why import UnknownId

# Kinds of disagreement whose values are claims that can be held against each other.
RIVALS = ("contradiction", "update")
# A source of another kind (anonymous, a document, an account) is a Thing: the page does not say which of both it is.
TELLERS = {"person": "Person"} | dict.fromkeys(("organisation", "outlet", "agency", "group"), "Organization")
NOTE = "Draft, made by a program that does not judge. A person must add reviewRating, author, url and datePublished."


def to_claimreview(story: Story) -> bytes:
    """Write the drafts of every event, and of every value that pages disagree on."""
    index = Index(story)
    drafts = [d for event in story.chronology for d in of_event(index, event)]
    return json_text.to_bytes({"@context": CONTEXT, "@graph": drafts})


def draft(story: Story, event: str) -> list[dict[str, Any]]:
    """Draft the reviews of one event: of the event itself, then of each value that pages disagree on.

    Raises UnknownId for no such event.
    """
    index = Index(story)
    if event not in index.events:
        raise UnknownId(event, index)
    return [{"@context": CONTEXT, **d} for d in of_event(index, index.events[event])]


def of_event(index: Index, event: Event) -> list[dict[str, Any]]:
    """Draft the reviews of one event."""
    told = quotes.of_event(index, event)
    drafts = [review(index, event.title, told, name=event.id)] if told else []
    for disagreement in disputes(index, event):
        if disagreement.kind in RIVALS:
            drafts += [of_version(index, disagreement, v) for v in disagreement.values if index.placed(disagreement, v)]
    return drafts


def of_version(index: Index, disagreement: Disagreement, version: Version) -> dict[str, Any]:
    """Draft the review of one value: the claim is the first sentence that gives it."""
    places = [(document, Span(*span)) for document, span in index.placed(disagreement, version)]
    told = [sentence(index, document, span) for document, span in places]
    name = f"{disagreement.about} {disagreement.field} ({disagreement.kind}): {version.value}"
    return review(index, told[0].words, told, name)


def sentence(index: Index, document: str, span: Span) -> Quote:
    """Quote the sentence around a span with the tellers of the attribution that it stands in, the innermost one."""
    around = clipped(index.sentence(document, span))
    holding = [
        a for a in index.story.attributions if a.document == document and Span(*a.content.span).holds(span)
    ]  # fmt: skip
    innermost = min(holding, key=lambda a: Span(*a.content.span).length, default=None)
    return Quote(document, around, index.words(document, around), chain(innermost))


def review(index: Index, claim: str, told: list[Quote], name: str) -> dict[str, Any]:
    """Make one draft: the claim, who makes it, and where it appears."""
    return {
        "@type": "ClaimReview",
        "name": one_line(name),
        "claimReviewed": one_line(claim),
        "creativeWorkStatus": "Draft",
        "comment": {"@type": "Comment", "text": NOTE},
        "itemReviewed": {
            "@type": "Claim",
            "author": authors(index, told),
            "appearance": [appears(index, quote) for quote in told if quote.document in index.documents],
        },
    }


def authors(index: Index, told: Iterable[Quote]) -> list[dict[str, str]]:
    """Name whose claim it is, each once: the origin of each sentence's chain, or the outlet that says it in its own voice.

    Where the page leaves its source out, the last teller that it names stands, and that the origin is not named.
    """
    made: dict[str, dict[str, str]] = {}
    for quote in told:
        named = [link for link in quote.chain if link.name]
        if named:
            origin = "" if named[-1] is quote.chain[-1] else "the page does not name the origin"
            author = person_or_body(index, named[-1], origin)
        elif quote.chain:
            author = {"@type": "Thing", "description": "the page does not name the source"}
        else:
            author = {"@type": "Organization", "name": one_line(index.outlet(quote.document))}
        made.setdefault(repr(author), author)
    return list(made.values())


def person_or_body(index: Index, link: Link, origin: str) -> dict[str, str]:
    """Make the node of a teller by the name of its entity, or as the page words it."""
    name = index.entities[link.entity].name if link.entity in index.entities else link.name
    made = {"@type": TELLERS.get(link.kind, "Thing"), "name": one_line(name)}
    return made | {"description": origin} if origin else made


def appears(index: Index, quote: Quote) -> dict[str, Any]:
    """Make the node of a page that carries the claim, with the sentence and its place."""
    place = address(quote.document, quote.span)
    return appearance(index.documents[quote.document]) | {"text": one_line(quote.words), "identifier": place}

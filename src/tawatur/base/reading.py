"""One document and all that has been annotated on it so far: what every annotator takes, and adds to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tawatur.base.annotation import (
    Attribution,
    EventMention,
    Figure,
    Mention,
    Office,
    Quotation,
    Rank,
    Sentence,
    Superlative,
    Timex,
    Wording,
)
from tawatur.base.document import Document
from tawatur.base.proposal import Proposal
from tawatur.base.reason import Unplaced
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.base.tokens import Tokens

INDEXED = {  # what is worked out once of a list of annotations, and the field that holds the list
    "_by_layer": "proposals", "_by_place": "proposals", "_mentions_by_place": "mentions",
    "_attributions_by_place": "attributions", "_sentence_starts": "sentences",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One document being read. Annotators return lists; the pipeline puts each list in its field."""

    document: Document
    tokens: Tokens
    sentences: list[Sentence] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    times: list[Timex] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    ranks: list[Rank] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    event_mentions: list[EventMention] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    superlatives: list[Superlative] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> Reading:
        """Begin to read `document`."""
        return cls(document, Tokens(document.text))

    @property
    def text(self) -> str:
        """Return the document's frozen text."""
        return self.document.text

    @property
    def given_spans(self) -> list[Span]:
        """List the names, offices, days and figures: whoever tells of a happening gives them alike."""
        return [a.span for a in (*self.mentions, *self.offices, *self.times, *self.figures)]

    @cached_property
    def given_words(self) -> frozenset[int]:
        """Return the indexes of the tokens that stand in them."""
        return frozenset(i for span in self.given_spans for i in self.tokens.within(span))

    def proposed(self, layer: str, *labels: str) -> list[Proposal]:
        """List the tagger's proposals of one layer, in reading order, of some labels if any are named."""
        return [p for p in self._by_layer.get(layer, ()) if not labels or p.label in labels]

    @cached_property
    def _by_layer(self) -> dict[str, list[Proposal]]:
        layers: dict[str, list[Proposal]] = {}
        for proposal in self.proposals:
            layers.setdefault(proposal.layer, []).append(proposal)
        return layers

    def proposed_at(self, span: Span, *layers: str) -> list[Proposal]:
        """List the tagger's proposals of some layers that share a code point with `span`."""
        return [p for layer in layers if layer in self._by_place for p in self._by_place[layer].meeting(span)]

    @cached_property
    def _by_place(self) -> dict[str, SpanIndex[Proposal]]:
        return {
            layer: SpanIndex.of((Span(p.start, p.end), p) for p in found) for layer, found in self._by_layer.items()
        }

    def mentions_at(self, span: Span) -> list[Mention]:
        """List the mentions that share a code point with `span`."""
        return self._mentions_by_place.meeting(span)

    @cached_property
    def _mentions_by_place(self) -> SpanIndex[Mention]:
        return SpanIndex.of((m.span, m) for m in self.mentions)

    def attributed(self, span: Span) -> list[Attribution]:
        """List the attributions whose content holds `span`."""
        return [a for a in self._attributions_by_place.meeting(span) if a.content.span.holds(span)]

    @cached_property
    def _attributions_by_place(self) -> SpanIndex[Attribution]:
        return SpanIndex.of((a.content.span, a) for a in self.attributions)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds `offset`, or null between sentences."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 and offset < self.sentences[i].span.end else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def token_range(self, span: Span) -> range:
        """Return the indexes of the tokens that start in `span`."""
        return self.tokens.within(span)

    def adding(self, **lists: Any) -> Reading:
        """Return this reading with some fields filled; what was indexed of the others stays indexed."""
        reading = replace(self, **lists)
        for index, indexed in INDEXED.items():
            if index in self.__dict__ and indexed not in lists:
                reading.__dict__[index] = self.__dict__[index]
        return reading

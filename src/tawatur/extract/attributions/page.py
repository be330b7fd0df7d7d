"""One page seen by word: which names, times, titles, tagger proposals and quotation marks begin or end at each token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tawatur.base.annotation import Mention, Quotation
from tawatur.base.fold import fold
from tawatur.base.phrases import readings
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span

KINDS = {
    "person": "person", "organisation": "organisation", "company": "organisation", "outlet": "outlet", "agency": "agency",
    "place": "organisation", "facility": "organisation", "agreement": "document", "law": "document",
}  # fmt: skip

THAT = frozenset(fold("أن إن بأن").split())


class Tagged(NamedTuple):
    """A proposal of the tagger, with the tokens it takes up."""

    first: int
    last: int
    span: Span
    label: str
    score: float


class Page:
    """A reading indexed by token, made once for a document; every look-up is a dictionary's or a bisection."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.words = reading.tokens.words
        self.text = reading.text
        self.document = reading.document.id
        self.trained = bool(reading.proposals)
        self.mention_first: dict[int, Mention] = {}
        self.mention_last: dict[int, Mention] = {}
        for mention in reading.mentions:
            if mention.kind in KINDS:
                self.keep_longest(mention)
        spoken = [m for m in reading.mentions if m.kind in ("outlet", "agency") and m.form != "handle"]
        self.outlets = [m for m in spoken if self.in_body(m.span.start)]
        self.time_first = {self.first(t.span): self.last(t.span) for t in reading.times}
        self.holders = {self.first(o.span): o.holder for o in reading.offices}
        self.office_last = {self.first(o.span): self.last(o.span) for o in reading.offices}
        self.titles: dict[Span, list[str]] = {}
        for office in reading.offices:
            if office.holder:
                self.titles.setdefault(office.holder, []).append(fold(office.title))
        self.rank_last = {self.first(r.span): self.last(r.span) for r in reading.ranks}
        self.opening: dict[int, Quotation] = {self.first(q.span): q for q in reading.quotations}
        self.sources = self.tagged("source")
        self.source_firsts = [t.first for t in self.sources]
        self.contents = self.tagged("content")
        self.content_firsts = [t.first for t in self.contents]

    def in_body(self, offset: int) -> bool:
        """Say whether a sentence of the article holds `offset`, and no post or page furniture."""
        sentence = self.reading.sentence_at(offset)
        return sentence is not None and sentence.zone in ("body", "headline")

    def first(self, span: Span) -> int:
        """Return the token that holds the span's start."""
        return self.tokens.at(span.start)

    def last(self, span: Span) -> int:
        """Return the token after the span's last."""
        return bisect_left(self.tokens.starts, span.end)

    def outlet_named(self, head: str, before: int) -> Mention | None:
        """Return the outlet that «القناة» means: the last named before that is called so, else the last named, posts left out."""
        names = [m for m in self.outlets if m.span.end <= before]
        called = [m for m in names if self.words[self.first(m.span)].endswith(head) or head in self.heads_before(m)]
        return next(iter([*called[-1:], *names[-1:]]), None)

    def heads_before(self, mention: Mention) -> list[str]:
        """List the two words before a name without what clings to them: «لقناة «الأفق»» gives «قناه»."""
        at = self.first(mention.span)
        return [stem for w in self.words[max(0, at - 2) : at] for _, stem in readings(w)]

    def keep_longest(self, mention: Mention) -> None:
        """Index a mention at both ends; of two that begin together the longer one stays."""
        first, last = self.first(mention.span), self.last(mention.span)
        other = self.mention_first.get(first)
        if other is None or other.span.length < mention.span.length:
            self.mention_first[first] = mention
        other = self.mention_last.get(last)
        if other is None or other.span.length < mention.span.length:
            self.mention_last[last] = mention

    def tagged(self, layer: str) -> list[Tagged]:
        """List the tagger's proposals of one layer by token, in reading order."""
        made = [self.tag(p) for p in self.reading.proposed(layer)]
        return sorted(made)

    def tag(self, proposal: Proposal) -> Tagged:
        """Put one proposal on tokens."""
        span = Span(proposal.start, proposal.end)
        first, last = self.first(span), self.last(span)
        if proposal.layer == "source" and last - first > 1 and self.words[last - 1] in THAT:
            last -= 1  # «[سالم إن]»: what follows is what he says
            span = Span(span.start, self.tokens.ends[last - 1])
        return Tagged(first, last, span, proposal.label, proposal.score)

    def sources_within(self, first: int, last: int) -> list[Tagged]:
        """List the tagger's sources that begin at a token from `first` up to `last`, by-lines left out."""
        a, b = bisect_left(self.source_firsts, first), bisect_left(self.source_firsts, last)
        return [t for t in self.sources[a:b] if t.label != "BYL"]

    def source_ending(self, last: int, reach: int) -> Tagged | None:
        """Return the tagger's source that ends at most `reach` tokens before token `last`."""
        at = bisect_right(self.source_firsts, last) - 1
        found = self.sources[at] if at >= 0 else None
        return found if found and found.label != "BYL" and 0 <= last - found.last <= reach else None

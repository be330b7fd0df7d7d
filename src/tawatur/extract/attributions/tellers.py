"""What is known of a teller once his words are found: span, kind, gender, number; made of a name, a head or a proposal."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Mention
from tawatur.base.fold import fold, source_length
from tawatur.base.phrases import readings
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.page import KINDS, Page, Tagged
from tawatur.extract.attributions.words import Head, Words


class Teller(NamedTuple):
    """Who tells: span, kind, gender (m f or empty), number (s d p or empty), last token, and the ground.

    ``described``: a definite description («الصحيفة») that points at somebody named elsewhere.
    """

    span: Span
    kind: str
    gender: str
    number: str
    last: int
    because: Reason
    described: bool = False
    head: str = ""


class Tellers:
    """Makes tellers of what stands on one page."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def of_tagged(self, tagged: Tagged) -> Teller:
        """Make a teller of the tagger's source, its kind and gender from the name or head in it."""
        page = self.page
        why = Reason(rule="tagger", span=tagged.span, detail="source", score=round(tagged.score, 3))
        mention = page.mention_first.get(tagged.first)
        if mention and mention.span.holds(tagged.span):
            return self.of_mention(mention, why)  # the tagger cut the name short
        if mention and 2 * mention.span.shared(tagged.span) >= tagged.span.length:
            return self.of_mention(mention, why)._replace(span=tagged.span, last=tagged.last)
        head = self.head_at(tagged.first)
        return self.of_head(head, tagged.span, tagged.first, tagged.last, why)

    def of_mention(self, mention: Mention, because: Reason) -> Teller:
        """Make a teller of a name."""
        first, last = self.page.first(mention.span), self.page.last(mention.span)
        kind = KINDS.get(mention.kind, "organisation")
        gender = ""
        if kind != "person":
            head = self.head_at(first)
            gender = head.gender if head else ""
        number = "s" if kind == "person" else ""
        return Teller(mention.span, kind, gender, number, last, because, head=self.bare(first).removeprefix("ال"))

    def of_head(self, head: Head | None, span: Span, first: int, last: int, because: Reason) -> Teller:
        """Make a teller of a phrase without a name."""
        word = self.bare(first)
        definite = word.startswith("ال") or word in self.words.same or self.page.words[last - 1] in self.words.itself
        hidden = self.words.anonymous.at(self.page.tokens, first, last)
        if head is None and hidden:
            row, thing = hidden[0].payload, hidden[0].payload.kind in ("outlet", "document")
            return Teller(
                span, row.kind, "f" if thing else "", "s" if thing else "", last, because, head=fold(row.form)
            )
        if head is None:
            plural = word.endswith(("ون", "ين")) and len(word) > 4
            gender = "f" if word.endswith(("ه", "ات")) and not plural else ""
            return Teller(span, "group" if plural else "organisation", gender, "p" if plural else "s", last, because)
        if hidden and not word.startswith("ال"):
            return Teller(
                span, hidden[0].payload.kind, head.gender, head.number, last, because, head=fold(head.row.form)
            )
        return Teller(span, head.kind, head.gender, head.number, last, because, definite, fold(head.row.form))

    def bare(self, index: int) -> str:
        """Return the token's folded word behind و ف ب ل, if a known head stands there."""
        for _, stem in readings(self.page.words[index]):
            if stem in self.words.heads:
                return stem
        return self.page.words[index]

    def head_at(self, index: int) -> Head | None:
        """Return what the word at `index` says of the teller it heads; «ذات المصدر» is headed by its second word."""
        if self.page.words[index] in self.words.same and index + 1 < len(self.page.words):
            index += 1
        return self.words.heads.get(self.bare(index))

    def span(self, first: int, last: int) -> Span:
        """Return the span of tokens, an attached و ب ل left off a known head."""
        page = self.page
        start, end = page.tokens.starts[first], page.tokens.ends[last - 1]
        for taken, stem in readings(page.words[first]):
            if taken and stem in self.words.heads and page.words[first] not in self.words.heads:
                return Span(start + source_length(page.tokens.raw(first), taken), end)
        return Span(start, end)


def defined(word: str) -> bool:
    """Say whether a folded word has the article."""
    return word.startswith(("ال", "لل", "وال", "بال")) and len(word) > 4

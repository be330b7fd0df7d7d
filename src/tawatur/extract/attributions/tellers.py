"""What is known of a teller once his words are found: span, kind, gender, number; made of a name, a head or a proposal."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Mention
from tawatur.base.fold import fold, source_length
from tawatur.base.phrases import readings
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.page import KINDS, Page, Tagged
from tawatur.extract.attributions.words import OPENING_OF, Head, Words


class Teller(NamedTuple):
    """Who tells: span, kind, gender (m f or empty), number (s d p or empty), last token, and the ground.

    ``described``: a definite description («الصحيفة») that points at somebody named elsewhere; ``any_bearer``: one that fits
    whoever holds an office («المسؤول»).
    """

    span: Span
    kind: str
    gender: str
    number: str
    last: int
    because: Reason
    described: bool = False
    head: str = ""
    any_bearer: bool = False


class Tellers:
    """Makes tellers of what stands on one page."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def of_tagged(self, tagged: Tagged) -> Teller:
        """Make a teller of the tagger's source, its kind and gender from the name or head in it."""
        page, tagged = self.page, self.trimmed(tagged)
        why = Reason(rule="tagger", span=tagged.span, detail="source", score=round(tagged.score, 3))
        mention = page.mention_first.get(tagged.first)
        if mention and mention.span.holds(tagged.span):
            return self.of_mention(mention, why)  # the tagger cut the name short
        if mention and 2 * mention.span.shared(tagged.span) >= tagged.span.length:
            return self.of_mention(mention, why)._replace(span=tagged.span, last=tagged.last)
        head = self.head_at(tagged.first)
        return self.of_head(head, tagged.span, tagged.first, tagged.last, why)

    def trimmed(self, tagged: Tagged) -> Tagged:
        """Cut a source where it runs into whom he told it or into a clause: «متظاهر [لـ«الأفق»]», «مصادر [لم]»."""
        last = tagged.last
        for k in range(tagged.first + 1, tagged.last):
            if self.told(k) or self.page.words[k] in ("لم", "لا", "قد", "الذي", "التي", "الذين"):
                last = k
                break
            said = self.page.words[k] == "في" and self.page.words[k + 1 : k + 2]
            if said and said[0] in self.words.sayings:  # «المصادر [في تصريحات]»
                last = k
                break
        while last > tagged.first + 1 and self.page.words[last - 1] in self.words.prepositions:
            last -= 1
        if last == tagged.last:
            return tagged
        return tagged._replace(last=last, span=Span(tagged.span.start, self.page.tokens.ends[last - 1]))

    def told(self, index: int) -> bool:
        """Say whether the token at `index` begins with the «ل» of whom it was told to: «لصحيفة», «لـ«الأفق»»."""
        word, page = self.page.words[index], self.page
        if word == "ل":
            return index + 1 in page.opening or index + 1 in page.mention_first
        if word[:1] != "ل" or len(word) < 4:
            return False
        stem = next((s for taken, s in readings(word) if taken and s in self.words.heads), None)
        mention = page.mention_first.get(index)
        named = (
            mention is not None
            and mention.kind in ("outlet", "agency")
            and mention.span.start > page.tokens.starts[index]
        )
        return named or (stem is not None and self.words.heads[stem].kind in ("outlet", "agency"))

    def closed(self, teller: Teller) -> Teller:
        """Give a teller the mark that closes what it opens, and the adjective after it: «صحيفة «الأفق» [العربية]»."""
        text, span, last = self.page.text, teller.span, teller.last
        while last - self.page.first(span) > 1 and self.page.words[last - 1] in ("في", "من", "عن", "علي", "الي"):
            last -= 1
            span = Span(span.start, self.page.tokens.ends[last - 1])
        teller = teller._replace(span=span, last=last)
        inside = span.of(text)
        mark = next((m for m in inside if m in OPENING_OF and inside.count(m) != closings(inside, m)), None)
        if mark is None:
            return teller
        end = text.find(OPENING_OF[mark], span.end, span.end + 40)
        if end < 0 or "\n" in text[span.end : end]:
            return teller._replace(span=Span(span.start, span.start + inside.rfind(mark)).trim(text))
        end += 1
        last = self.page.last(Span(span.start, end))
        if last < len(self.page.words) and self.adjective(self.page.words[last]):
            last, end = last + 1, self.page.tokens.ends[last]
        return teller._replace(span=Span(span.start, end), last=last)

    def adjective(self, word: str) -> bool:
        """Say whether a folded word with the article looks like an adjective: «العبرية», «المسلحة», «العليا»."""
        return defined(word) and (word.endswith(("ي", "يه", "ه", "يين", "يون")) or word in self.words.adjectives)

    def of_mention(self, mention: Mention, because: Reason) -> Teller:
        """Make a teller of a name."""
        first, last = self.page.first(mention.span), self.page.last(mention.span)
        kind = KINDS.get(mention.kind, "organisation")
        gender = ""
        if kind != "person":
            head = self.head_at(first)
            gender = head.gender if head else ""
            kind = head.kind if head and head.kind in ("outlet", "agency") else kind
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
        form = fold(head.row.form)
        fits_all = form in self.words.any_bearer
        return Teller(span, head.kind, head.gender, head.number, last, because, definite, form, fits_all)

    def bare(self, index: int) -> str:
        """Return the token's folded word behind و ف ب ل, if a known head stands there."""
        for _, stem in readings(self.page.words[index]):
            if stem in self.words.heads:
                return stem
            if stem[-1:] == "ا" and stem[:-1] in self.words.heads:
                return stem[:-1]  # «إن مسؤولا في الهيئة»
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


def closings(text: str, mark: str) -> int:
    """Count the marks that close `mark`; a straight mark closes itself, so an odd count is one too few."""
    if OPENING_OF[mark] != mark:
        return text.count(OPENING_OF[mark])
    return text.count(mark) if text.count(mark) % 2 == 0 else text.count(mark) - 1

"""Remember who spoke, and find the teller whom Arabic leaves out: «وأضاف أن …»."""

from __future__ import annotations

from bisect import bisect_right

from tawatur.base.annotation import Sentence
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.cues import Hit
from tawatur.extract.attributions.drafts import CERTAIN, Draft, agrees
from tawatur.extract.attributions.finder import Finder
from tawatur.extract.attributions.page import Page
from tawatur.extract.attributions.tellers import Teller
from tawatur.extract.attributions.words import Words

REMEMBERED = 14  # reports remembered
LEADING = 9  # tokens of a sentence before its verb, where its subject comes first
FAR = 6  # sentences after which a teller is no longer the one meant


class Memory:
    """The tellers of one page, in the order in which they spoke."""

    def __init__(self, page: Page, words: Words, finder: Finder) -> None:
        self.page, self.words, self.finder = page, words, finder
        self.spoken: list[Draft] = []
        self.quotes = sorted(q.inner for q in page.reading.quotations if q.use == "quotation" and q.depth == 0)

    def keep(self, draft: Draft) -> None:
        """Remember a report; learn the teller's gender from a verb that agrees with him: «قالت سلمى» makes her feminine."""
        form = draft.hit.inflected
        if draft.teller and not draft.teller.gender and not draft.implicit and form.tense in ("past", "present"):
            draft.teller = draft.teller._replace(gender=form.gender)
        self.spoken = [*self.spoken[-REMEMBERED:], draft]

    def find_left_out(self, draft: Draft, sentence: Sentence) -> None:
        """Find a teller who is not written beside the cue: the sentence's earlier tellers, its subject, the last who fits."""
        within = self.page.reading.token_range(sentence.span)
        draft.came_from = self.last_fitting(draft)
        if draft.came_from is None or draft.came_from.sentence != draft.sentence:
            draft.teller = self.crowd(draft.hit, within.start) or self.subject(draft.hit, within.start)
        if draft.teller is None and draft.came_from:
            draft.teller, draft.implicit = draft.came_from.teller, True
        elif draft.teller:
            draft.came_from = None

    def agreeing_before(self, draft: Draft, start: int) -> Teller | None:
        """Return the teller before the verb if gender and number let him be its subject."""
        teller = self.finder.before(draft.hit, start)
        return teller if teller and agrees(draft.hit, teller, order="subject-first") else None

    def subject_first(self, hit: Hit, start: int) -> Teller | None:
        """Return the teller who opens the sentence right before a present verb: «[الوزير] يطالب المصنع بـ», a headline's order."""
        k = hit.first
        if hit.joined or hit.inflected.tense not in ("past", "present") or hit.inflected.object:
            return None
        if k > start + 1 and self.page.words[k - 1] == "قد":
            teller = self.finder.after_was(k, start)
            opens = teller is not None
        else:
            teller = self.finder.after_that(k, start)
            opens = teller is not None and k - 1 <= teller.last <= k
        if teller is None and hit.inflected.tense == "present" and start < k < start + LEADING:
            teller = self.finder.before(hit, start)
            opens = teller is not None and self.page.first(teller.span) <= start + 1
        opens = opens and teller is not None and teller.span.end <= hit.span.start
        if not teller or not opens or not agrees(hit, teller, order="subject-first"):
            return None
        if teller.because.rule == "tagger":
            return teller
        return teller._replace(because=Reason(rule="attributions.opens-the-sentence", span=teller.span))

    def subject(self, hit: Hit, start: int) -> Teller | None:
        """Return the tagger's source, or the first person or body, that stands before the cue and agrees with it."""
        turns = [k for k in range(max(start, hit.first - 40), hit.first) if self.page.words[k] in self.words.turns]
        start = turns[-1] + 1 if turns else start  # «…، لكن المدير رفض وطالب»: the subject stands after لكن
        for tagged in reversed(self.page.sources_within(start, hit.first)):
            teller = self.finder.of_tagged(tagged) if tagged.score >= CERTAIN else None
            if teller and agrees(hit, teller, order="subject-first"):
                return teller
        for k in range(start, min(hit.first, start + 40)):
            teller = self.candidate(k, hit.first)
            if teller and agrees(hit, teller, order="subject-first"):
                return teller
        return None

    def crowd(self, hit: Hit, start: int) -> Teller | None:
        """Return the many whom the sentence's first verb has for subject: «تظاهر [مئات من العمال] … وطالبوا بـ»."""
        if hit.inflected.number != "p":
            return None
        for k in range(start, min(start + 3, hit.first)):
            word = self.page.words[k]
            head = self.finder.head_at(k)
            many = head is not None and head.number == "p" and head.kind in ("group", "person")
            if many or word in self.words.crowds:
                last = self.finder.end_of_phrase(k, hit.first, open_ended=word in self.words.crowds)
                span = self.finder.span(k, last)
                return Teller(span, "group", "m", "p", last, Reason(rule="attributions.subject-of-many", span=span))
        return None

    def candidate(self, k: int, stop: int) -> Teller | None:
        """Return the person, body or definite description that begins at token `k`."""
        mention = self.page.mention_first.get(k)
        if mention and mention.kind in ("person", "organisation", "outlet", "agency"):
            return self.finder.of_mention(mention, Reason(rule="attributions.subject", span=mention.span))
        head = self.words.heads.get(self.page.words[k])
        if k and head and self.finder.head_at(k - 1):
            return None  # «أهالي الضحايا»: a genitive is no subject
        if head and self.page.words[k].startswith("ال") and head.kind != "document":
            return self.finder.phrase(k, stop)
        return None

    def last_fitting(self, draft: Draft) -> Draft | None:
        """Return the last report whose teller agrees with this verb in gender and number, not nested in another's words."""
        quote = self.quote_around(draft.hit.span.start)
        memory = [d for d in self.spoken if d.teller and draft.sentence - d.sentence <= FAR]
        fits = [d for d in memory if d.teller and agrees(draft.hit, d.teller) and not self.shut_out(d, quote)]
        here = [d for d in memory if d.sentence == draft.sentence and d.teller and not d.trailing]
        one = draft.hit.inflected.number != "p"
        if (
            draft.hit.inflected.tense == "participle"
            and one
            and here
            and not any(d.sentence == draft.sentence for d in fits)
        ):
            return here[-1]  # «شددت الصحيفة …، مشيرا»: a slip, but nobody else can be meant
        top = [d for d in fits if not any(o.content and o is not d and o.content.holds(d.hit.span) for o in memory)]
        same = [d for d in top or fits if d.sentence == draft.sentence]
        choice = same or top or fits
        return choice[-1] if choice else None

    def meant_by(self, pronoun: str, draft: Draft) -> Teller | None:
        """Return whom «عنه», «عنها», «عنهم» means: the last who spoke and agrees with it; no outlet quotes itself."""
        gender, number = {"عنها": ("f", "s"), "عنهم": ("", "p"), "عنه": ("m", "s")}.get(pronoun, ("", "d"))
        for earlier in reversed(self.spoken):
            teller, other = earlier.teller, draft.relays.teller if draft.relays else None
            if teller is None or draft.sentence - earlier.sentence > FAR or (other and teller.span == other.span):
                continue
            if teller.kind == "person" and teller.number in (number, "") and teller.gender in (gender, ""):
                return teller
        return None

    def shut_out(self, earlier: Draft, quote: Span | None) -> bool:
        """Say whether marks part the two: who speaks inside a quotation is not gone on from outside it."""
        return quote != self.quote_around(earlier.hit.span.start)

    def quote_around(self, offset: int) -> Span | None:
        """Return the outermost quotation around `offset`."""
        at = bisect_right(self.quotes, (offset, 1 << 60)) - 1
        return self.quotes[at] if at >= 0 and self.quotes[at].start <= offset < self.quotes[at].end else None

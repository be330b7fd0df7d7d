"""Join cues, tellers and contents of one document into drafts, and decide which of them stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from tawatur.base.annotation import Link, Quotation, Sentence
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.contents import Complement, Contents
from tawatur.extract.attributions.cues import Hit, hits
from tawatur.extract.attributions.page import Page, Tagged
from tawatur.extract.attributions.tellers import Finder, Teller
from tawatur.extract.attributions.words import PREPOSITIONS, THAT, Words

MARKERS = frozenset("حسبما كما مثلما وفقما".split())  # «…, كما أعلن»: what is told stands before
MEMORY = 14  # tellers remembered
SPAN_OF_MEMORY = 6  # sentences after which a teller is no longer the one meant
CERTAIN = 0.5  # a cue or source of the tagger's that scores this needs no more
UNHEARD = 0.65  # a cue that no table holds must score this


GUESSES = ("attributions.subject", "attributions.noun-phrase-before", "attributions.name-before")


@dataclass
class Draft:
    """An attribution being put together."""

    hit: Hit
    sentence: int
    teller: Teller | None
    complement: Complement | None
    trailing: bool = False
    implicit: bool = False
    cue: Span | None = None
    content: Span | None = None
    because: list[Reason] = field(default_factory=list)
    chain: list[Link] = field(default_factory=list)
    told_to: Link | None = None
    nobody: bool = False  # impersonal: the text names no teller, the cue stands for one
    relays: Draft | None = None  # the draft of the outlet that this teller told it to: «نقلت … عن …»
    came_from: Draft | None = None  # the draft that the left-out or described teller was taken from


class Speech:
    """Reads one document sentence by sentence and remembers who spoke last."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words
        self.finder, self.contents = Finder(page, words), Contents(page)
        self.proposed = page.tagged("cue")
        self.cue_firsts = [t.first for t in self.proposed]
        self.spoken: list[Draft] = []
        self.silent: list[Draft] = []  # reports whose teller could not be found
        self.quotes = sorted(q.inner for q in page.reading.quotations if q.use == "quotation" and q.depth == 0)

    def read(self, sentences: list[Sentence]) -> list[Draft]:
        """Return the drafts that stand, in reading order."""
        made: list[Draft] = []
        for number, sentence in enumerate(sentences):
            drafts = self.drafts(number, sentence)
            made += self.settled(drafts, sentence)
        return made

    def proposals(self, within: range) -> list[Tagged]:
        """List the tagger's cues in a sentence."""
        from bisect import bisect_left

        return self.proposed[bisect_left(self.cue_firsts, within.start) : bisect_left(self.cue_firsts, within.stop)]

    def drafts(self, number: int, sentence: Sentence) -> list[Draft]:
        """Make the drafts of one sentence from the last cue to the first: each reaches no further than the next."""
        within = self.page.reading.token_range(sentence.span)
        made: list[Draft] = []
        stop = within.stop
        for hit in reversed(hits(self.page, self.words, within, self.proposals(within))):
            draft = self.draft(hit, number, within, stop)
            if draft is not None:
                made += [*self.relayed(draft, number, stop), draft]
                stop = stop if hit.pattern == "preposition" and draft.trailing else hit.first
        return made[::-1]

    def relayed(self, draft: Draft, number: int, stop: int) -> list[Draft]:
        """Make the inner draft of «نقلت القناة عن الوزير أن …»: the channel tells, the minister told it."""
        hit, teller = draft.hit, draft.teller
        if not hit.form or hit.form.row.form != "نقل" or teller is None:
            return []
        k = teller.last
        while k < stop and k < teller.last + 8 and self.page.words[k] != "عن" and self.page.words[k] not in THAT:
            k += 1
        inner = self.finder.after(k + 1, stop) if k < stop and self.page.words[k] == "عن" else None
        if inner is None:
            return []
        complement = self.contents.complement(hit, inner.last, stop)
        if not led(complement):
            return []
        draft.complement = complement
        return [Draft(hit, number, inner, complement, relays=draft)]

    def draft(self, hit: Hit, number: int, within: range, stop: int) -> Draft | None:
        """Make one draft if the cue is a report at all."""
        if hit.pattern == "preposition":
            return self.prepositional(hit, number, within, stop)
        if self.unsaid(hit):
            return Draft(hit, number, None, self.contents.complement(hit, hit.last, stop), nobody=True)
        if hit.pattern == "passive":
            complement = self.contents.complement(hit, hit.last, min(stop, hit.last + 4))
            found = Draft(hit, number, None, complement, nobody=True)
            return found if complement and complement.kind != "object" and self.impersonal(hit) else None
        if self.about_things(hit):
            return None
        loose = hit.pattern == "document"
        teller = self.finder.after(hit.last, stop, loose=loose) if hit.inflected.tense not in ("masdar", "participle") else None
        complement = self.contents.complement(hit, teller.last if teller else hit.last, stop)
        draft = Draft(hit, number, teller, complement, trailing=self.marked(hit) and not led(complement))
        if teller is None and hit.inflected.tense in ("past", "present") and not hit.joined:
            draft.teller = self.agreeing_before(draft, within.start)
        return draft if self.stands(draft) else None

    def unsaid(self, hit: Hit) -> bool:
        """Say whether a verb of judging stands in the passive after a relative: «الخطة التي اعتبرت سابقة»."""
        if not hit.form or hit.form.row.form not in ("اعتبر", "وصف") or hit.inflected.object or hit.inflected.tense != "past":
            return False
        words = self.page.words
        relative = hit.first > 0 and words[hit.first - 1] in ("الذي", "التي", "والتي", "والذي")
        return relative and hit.last < len(words) and self.finder.phrase(hit.last, min(len(words), hit.last + 6)) is None

    def about_things(self, hit: Hit) -> bool:
        """Say whether the verb's subject is a matter and no teller: «الأمر الذي يؤكد أن», «ما يشير إلى»."""
        words, k = self.page.words, hit.first - 1
        if k < 1 or hit.inflected.object or self.marked(hit):
            return False
        return words[k] in ("ما", "مما") or (words[k] in ("الذي", "التي") and words[k - 1] in ("الامر", "الشيء", "الشي", "الخطوه"))

    def impersonal(self, hit: Hit) -> bool:
        """Say whether nobody is named beside a passive: «يُذكر أن»."""
        return self.page.words[hit.last] in THAT or self.page.words[hit.last] in PREPOSITIONS or (
            self.page.words[hit.last] in "،,:"
        )

    def marked(self, hit: Hit) -> bool:
        """Say whether the verb follows كما، حسبما، «بحسب ما»: then what it reports stands before it."""
        words, k = self.page.words, hit.first - 1
        if k > 0 and words[k] == "ما":
            return words[k - 1] in ("بحسب", "حسب", "وفق", "وحسب", "وبحسب", "علي")
        return k >= 0 and (words[k] in MARKERS or words[k] == "لما")

    def prepositional(self, hit: Hit, number: int, within: range, stop: int) -> Draft | None:
        """Make a draft of «بحسب» and its like: the teller follows, what is told follows him or stands before."""
        if hit.inflected.tense == "masdar":
            return Draft(hit, number, None, None, trailing=True)
        teller = self.finder.after(hit.last, stop, loose=True)
        if teller is None or (hit.score is None and self.page.trained and teller.because.rule != "tagger"
                              and not teller.because.row and teller.kind != "person"):  # fmt: skip
            return None
        leading = hit.first <= within.start + 1
        if not leading:
            return Draft(hit, number, teller, None, trailing=True)
        start = teller.last
        while start < stop and self.page.words[start] in "،,":
            start += 1
        if start >= stop:
            return None
        quoted = self.contents.quoted_at(start)
        begin = quoted.start if quoted else self.page.tokens.starts[start]
        return Draft(hit, number, teller, Complement("clause", begin, start, quoted))

    def stands(self, draft: Draft) -> bool:
        """Decide whether a cue reports: what the table asks for must be seen, or the tagger must be sure."""
        hit, complement = draft.hit, draft.complement
        if hit.form is None:
            return (hit.score or 0) >= UNHEARD and (complement is not None or draft.teller is not None)
        tense = hit.inflected.tense
        kind = "trailing" if draft.trailing else complement.kind if complement else ""
        if hit.score is not None and hit.score >= CERTAIN:
            return True
        if hit.inflected.person == 1 or not kind or self.noun(hit):
            return False
        if hit.inflected.object and kind != "trailing":
            return kind in ("object", "preposition", "quote") and not self.page.trained
        if tense == "masdar":
            return kind in ("an", "colon", "quote") and complement is not None and complement.token <= hit.last + 1
        needs = hit.form.row.needs
        if needs == "document":
            return draft.teller is not None and draft.teller.kind == "document" and kind in ("an", "preposition")
        if needs == "weak" or (self.page.trained and (needs == "source" or tense == "masdar")):
            return kind == "trailing" and not self.page.trained
        if kind in ("an", "colon"):
            return True
        if needs == "that":
            return False
        if kind == "quote":
            return complement is not None and complement.token - hit.last < 14
        if self.page.trained:
            return False
        if needs == "content":
            return kind in ("preposition", "trailing")
        if tense == "participle" and not self.attached(hit):
            return False
        named = draft.teller is not None and (draft.teller.kind == "person" or bool(draft.teller.because.row))
        return named or (tense == "participle" and needs == "") or (needs == "" and kind == "preposition")

    def attached(self, hit: Hit) -> bool:
        """Say whether a participle hangs on the clause before it, after a comma or with its tanween written: «، مؤكدًا»."""
        raw = self.page.tokens.raw(hit.first)
        return hit.first > 0 and (self.page.words[hit.first - 1] in "،,;؛-" or "\u064b" in raw[-2:])

    def noun(self, hit: Hit) -> bool:
        """Say whether the word before makes this a noun or another verb's complement: «عن قرار», «لم يذكر»."""
        before = self.page.words[hit.first - 1] if hit.first else ""
        return not hit.joined and hit.inflected.tense == "past" and before in ("في", "من", "الي", "عن", "علي", "بعد", "قبل", "مع")

    def settled(self, drafts: list[Draft], sentence: Sentence) -> Iterator[Draft]:
        """Yield the drafts whose teller is known or found, with contents; remember them."""
        floor = sentence.span.start
        for n, draft in enumerate(drafts):
            if draft.teller is None and not draft.nobody:
                self.find_left_out(draft, drafts[:n], sentence)
            draft.cue = self.cue_span(draft)
            floor = max(floor, draft.complement.start if draft.complement and draft.complement.kind == "clause" else 0)
            draft.content = self.content(draft, drafts, n, sentence, floor)
            if draft.teller is None and not draft.nobody:
                self.silent.append(draft)
                continue
            if draft.content is None or draft.content.length < 3 or self.doubtful(draft):
                continue
            draft.told_to = self.medium(draft)
            self.gendered(draft)
            self.spoken = [*self.spoken[-MEMORY:], draft]
            yield draft

    def doubtful(self, draft: Draft) -> bool:
        """Say whether too little speaks for a report: a guessed subject or a present verb, and no word from the tagger.

        «وهو رقم يشير إلى أن» has a verb and أن, and nobody speaks.
        """
        hit, teller = draft.hit, draft.teller
        if teller is None or draft.trailing or (hit.score is not None and hit.score >= CERTAIN):
            return False
        guessed = teller.because.rule in GUESSES and hit.inflected.tense != "participle"
        present = hit.inflected.tense == "present" and (draft.implicit or self.page.trained)
        return (guessed or present) and teller.kind != "document"

    def gendered(self, draft: Draft) -> None:
        """Learn the teller's gender from a verb that agrees with him: «قالت سلمى» makes her feminine."""
        form = draft.hit.inflected
        if draft.teller and not draft.teller.gender and not draft.implicit and form.tense in ("past", "present"):
            draft.teller = draft.teller._replace(gender=form.gender)

    def cue_span(self, draft: Draft) -> Span:
        """Return the cue, with «حسبما» or «بحسب ما» before it."""
        words, k = self.page.words, draft.hit.first - 1
        if not draft.trailing or draft.hit.pattern == "preposition" or k < 0 or words[k] == "كما":
            return draft.hit.span
        if words[k] in ("ما", "لما"):
            k -= 1
        start = self.page.tokens.starts[k]
        return Span(start, draft.hit.span.end)

    def find_left_out(self, draft: Draft, earlier: list[Draft], sentence: Sentence) -> None:
        """Find a teller who is not written beside the cue: the sentence's earlier tellers, its subject, the last who fits."""
        within = self.page.reading.token_range(sentence.span)
        draft.came_from = self.last_fitting(draft, earlier)
        if draft.came_from is None or draft.came_from.sentence != draft.sentence:
            draft.teller = self.subject(draft.hit, within.start)
        if draft.teller is None and draft.came_from:
            draft.teller, draft.implicit = draft.came_from.teller, True
        elif draft.teller:
            draft.came_from = None

    def agreeing_before(self, draft: Draft, start: int) -> Teller | None:
        """Return the teller before the verb if gender and number let him be its subject."""
        teller = self.finder.before(draft.hit, start)
        return teller if teller and agrees(draft.hit, teller, order="subject-first") else None

    def subject(self, hit: Hit, start: int) -> Teller | None:
        """Return the tagger's source, or the first person or body, that stands before the cue and agrees with it."""
        for tagged in reversed(self.page.sources_within(start, hit.first)):
            teller = self.finder.of_tagged(tagged) if tagged.score >= CERTAIN else None
            if teller and agrees(hit, teller, order="subject-first"):
                return teller
        for k in range(start, min(hit.first, start + 40)):
            teller = self.candidate(k, hit.first)
            if teller and agrees(hit, teller, order="subject-first"):
                return teller
        return None

    def candidate(self, k: int, stop: int) -> Teller | None:
        """Return the person, body or definite description that begins at token `k`."""
        mention = self.page.mention_first.get(k)
        if mention and mention.kind in ("person", "organisation", "outlet", "agency"):
            return self.finder.of_mention(mention, Reason(rule="attributions.subject", span=mention.span))
        head = self.words.heads.get(self.page.words[k])
        if head and self.page.words[k].startswith("ال") and head.kind != "document":
            return self.finder.phrase(k, stop)
        return None

    def last_fitting(self, draft: Draft, earlier: list[Draft]) -> Draft | None:
        """Return the last report whose teller agrees with this verb in gender and number, not nested in another's words."""
        quote = self.quote_around(draft.hit.span.start)
        memory = [d for d in self.spoken if d.teller and draft.sentence - d.sentence <= SPAN_OF_MEMORY]
        fits = [d for d in memory if d.teller and agrees(draft.hit, d.teller) and not self.shut_out(d, quote)]
        here = [d for d in memory if d.sentence == draft.sentence and d.teller and not d.trailing]
        if draft.hit.inflected.tense == "participle" and here and not any(d.sentence == draft.sentence for d in fits):
            return here[-1]  # «شددت الصحيفة …، مشيرا»: a slip, but nobody else can be meant
        top = [d for d in fits if not any(o.content and o is not d and o.content.holds(d.hit.span) for o in memory)]
        same = [d for d in top or fits if d.sentence == draft.sentence]
        return (same or top or fits or [None])[-1]

    def shut_out(self, earlier: Draft, quote: Span | None) -> bool:
        """Say whether marks part the two: who speaks inside a quotation is not gone on from outside it."""
        return quote != self.quote_around(earlier.hit.span.start)

    def quote_around(self, offset: int) -> Span | None:
        """Return the outermost quotation around `offset`."""
        at = bisect_right(self.quotes, (offset, 1 << 60)) - 1
        return self.quotes[at] if at >= 0 and self.quotes[at].start <= offset < self.quotes[at].end else None

    def content(self, draft: Draft, drafts: list[Draft], n: int, sentence: Sentence, floor: int) -> Span | None:
        """Return what is told."""
        if draft.hit.inflected.text == "نقلا عن" and n and drafts[n - 1].content and not draft.complement:
            outer = drafts[n - 1]
            if outer.complement and outer.complement.token > draft.hit.last:
                return outer.content
        if draft.trailing:
            return self.contents.before(draft.cue or draft.hit.span, sentence.span, floor_of(drafts[:n], floor))
        if draft.complement is None:
            return None
        cut = next((self.clause_start(d) for d in drafts[n + 1 :] if self.sibling(draft, d)), None)
        return self.contents.end(draft.complement, sentence.span, cut)

    def sibling(self, draft: Draft, later: Draft) -> bool:
        """Say whether `later` goes on beside `draft` and not inside what it tells."""
        if draft.complement and later.hit.first <= draft.complement.token:
            return False
        if self.quote_around(later.hit.span.start) and not self.quote_around(draft.hit.span.start):
            return False
        if draft.teller and draft.teller.kind == "document" and later.hit.joined and not later.implicit:
            return later.teller is None or later.teller.kind in ("person", "outlet") and not later.teller.described
        before = self.page.words[later.hit.first - 1]
        if later.hit.inflected.tense == "participle" or later.hit.joined:
            return True
        return later.trailing or before in ("فيما", "كما", "بينما", "ثم", "حين", "وفيما", "وكما")

    def clause_start(self, draft: Draft) -> int:
        """Return the token where the draft's clause begins: its cue, with كما or حسبما."""
        k = draft.hit.first
        while k > 0 and self.page.words[k - 1] in (*MARKERS, "ما", "بحسب", "حسب", "وفق", "فيما", "بينما"):
            k -= 1
        return k

    def medium(self, draft: Draft) -> Link | None:
        """Return the outlet told to: «قال الوزير لقناة كذا»; it stands between the page and the speaker."""
        if not draft.teller or draft.implicit or not draft.complement or draft.trailing:
            return None
        for k in range(draft.hit.last, min(draft.complement.token, draft.hit.last + 40)):
            mention = self.page.mention_first.get(k)
            if not mention or mention.kind not in ("outlet", "agency") or mention.span.meets(draft.teller.span):
                continue
            near = {self.page.words[k][:1], *(w[:1] for w in self.page.words[max(k - 2, draft.hit.last) : k])}
            if "ل" in near or self.page.words[k - 1] in ("مع", "عبر", "علي"):
                return Link(name=mention.name, kind=mention.kind, cue=None, span=mention.span)
        return None


def led(complement: Complement | None) -> bool:
    """Say whether أن, a colon or marks lead to the content."""
    return complement is not None and complement.kind in ("an", "colon", "quote")


def floor_of(earlier: list[Draft], floor: int) -> int:
    """Return where the clause of a trailing cue may begin: after the last report that ended before it."""
    ends = [d.content.end for d in earlier if d.content and d.trailing]
    return max([floor, *(e for e in ends)])


def agrees(hit: Hit, teller: Teller, order: str = "") -> bool:
    """Say whether verb and teller agree in gender and number; a name whose gender is unknown agrees with both.

    Before its subject an Arabic verb is singular; after it, and where the subject is left out, number counts.
    """
    form = hit.inflected
    if form.gender and teller.gender and form.gender != teller.gender:
        return False
    if form.number == "p":
        return teller.number in ("p", "")
    if form.number == "s" and teller.number == "p":
        return form.gender == "f" and order == ""
    return True

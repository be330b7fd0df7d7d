"""Join cues, tellers and contents of one document into drafts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from tawatur.base.annotation import Link, Sentence
from tawatur.base.span import Span
from tawatur.extract.attributions.contents import Complement, Contents
from tawatur.extract.attributions.cues import Hit, hits
from tawatur.extract.attributions.drafts import Draft, led
from tawatur.extract.attributions.finder import Finder
from tawatur.extract.attributions.judge import Judge
from tawatur.extract.attributions.memory import Memory
from tawatur.extract.attributions.page import Page, Tagged
from tawatur.extract.attributions.relays import Relays
from tawatur.extract.attributions.tellers import Teller
from tawatur.extract.attributions.words import Words

AROUND = 40  # drafts of one sentence looked at on either side: keeps a sentence of thousands of cues linear


class Speech:
    """Reads one document sentence by sentence."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words
        self.finder, self.contents = Finder(page, words), Contents(page, words)
        self.judge, self.memory = Judge(page, words, self.finder), Memory(page, words, self.finder)
        self.relays = Relays(page, words, self.finder, self.contents, self.memory)
        self.proposed = page.tagged("cue")
        self.cue_firsts = [t.first for t in self.proposed]
        self.silent: list[Draft] = []  # reports whose teller could not be found

    def read(self, sentences: list[Sentence]) -> list[Draft]:
        """Return the drafts that stand, in reading order."""
        made: list[Draft] = []
        for number, sentence in enumerate(sentences):
            drafts = self.drafts(number, sentence)
            made += self.settled(drafts, sentence)
        return made

    def proposals(self, within: range) -> list[Tagged]:
        """List the tagger's cues in a sentence."""
        return self.proposed[bisect_left(self.cue_firsts, within.start) : bisect_left(self.cue_firsts, within.stop)]

    def drafts(self, number: int, sentence: Sentence) -> list[Draft]:
        """Make the drafts of one sentence from the last cue to the first: each reaches no further than the next."""
        within = self.page.reading.token_range(sentence.span)
        made: list[Draft] = []
        stop = within.stop
        found = hits(self.page, self.words, within, self.proposals(within))
        for hit in reversed(self.relays.without_words_of(found)):
            draft = self.draft(hit, number, within, stop)
            if draft is not None:
                made += [*self.relayed(draft, stop), draft]
                stop = stop if self.aside(draft) else hit.first
        return made[::-1]

    def aside(self, draft: Draft) -> bool:
        """Say whether the report may stand inside another's clause: «قال الوزير، [حسبما نقلت القناة]، إن …»."""
        if draft.hit.pattern in ("preposition", "unnamed"):
            return draft.trailing
        return self.judge.marked(draft.hit) and self.page.words[draft.hit.first - 1] != "كما"

    def relayed(self, draft: Draft, stop: int) -> list[Draft]:
        """Make the inner draft of «نقلت القناة عن الوزير أن …»: the channel tells, the minister told it."""
        giver = self.relays.giver(draft.hit, stop)
        inner = self.relays.inner(draft, giver, stop) if giver is not None else None
        return [inner] if inner else []

    def draft(self, hit: Hit, number: int, within: range, stop: int) -> Draft | None:
        """Make one draft if the cue is a report at all."""
        if hit.pattern in ("preposition", "unnamed"):
            return self.prepositional(hit, number, within, stop)
        if self.judge.unsaid(hit):
            return Draft(hit, number, None, self.contents.complement(hit, hit.last, stop), nobody=True)
        if hit.pattern == "passive":
            complement = self.contents.complement(hit, hit.last, min(stop, hit.last + 4))
            found = Draft(hit, number, None, complement, nobody=True)
            return found if complement and complement.kind != "object" and self.judge.impersonal(hit) else None
        if self.judge.about_things(hit):
            return None
        teller = self.memory.subject_first(hit, within.start) or self.beside(hit, stop)
        teller = teller or self.memory.crowd(hit, within.start)
        complement = self.contents.complement(hit, max(teller.last, hit.last) if teller else hit.last, stop)
        trailing = (
            self.judge.marked(hit) and hit.form is not None and hit.first > within.start + 2
        )  # «كما أكد» at the head goes on
        draft = Draft(hit, number, teller, complement, trailing=trailing and not led(complement))
        if teller is None and hit.inflected.tense in ("past", "present") and not hit.joined:
            draft.teller = self.memory.agreeing_before(draft, within.start)
        return draft if self.judge.stands(draft) else None

    def beside(self, hit: Hit, stop: int) -> Teller | None:
        """Return the teller after the verb; before «عن» where the verb relays, after «عنه»."""
        if hit.inflected.tense in ("masdar", "participle") or hit.inflected.number == "p":
            return None  # «طالبوا»: a verb before its subject is singular
        giver = self.relays.giver(hit, stop)
        start, limit = hit.last, stop
        if giver is not None:
            start, limit = (giver + 1, stop) if self.page.words[giver] in self.words.from_them else (start, giver)
        return self.finder.after(start, limit, loose=hit.pattern == "document") if start < limit else None

    def prepositional(self, hit: Hit, number: int, within: range, stop: int) -> Draft | None:
        """Make a draft of «بحسب» and its like: the teller follows, what is told follows him or stands before."""
        if hit.inflected.tense == "masdar":
            return Draft(hit, number, None, None, trailing=True)
        pronoun = self.page.words[hit.last - 1] if self.page.words[hit.last - 1] in self.words.from_them else ""
        if hit.pattern == "unnamed" or pronoun:
            found = Draft(
                hit, number, None, self.clause(hit, hit.last, within, stop), nobody=not pronoun, lost=not pronoun
            )
            found.pronoun, found.trailing = pronoun, found.complement is None
            return found
        said = hit.last + 1 < stop and self.page.words[hit.last] in self.words.sayings  # «بحسب تصريحات الوزير»
        teller = self.finder.after(hit.last + said, stop, loose=True)
        unheard = hit.score is None and self.page.trained and teller is not None and teller.because.rule != "tagger"
        if teller is None or (
            unheard and teller.kind != "person" and (not teller.because.row or teller.kind == "document")
        ):
            return None
        if hit.first > within.start + 1:
            return Draft(hit, number, teller, None, trailing=True)
        clause = self.clause(hit, teller.last, within, stop)
        return Draft(hit, number, teller, clause) if clause else None

    def clause(self, hit: Hit, start: int, within: range, stop: int) -> Complement | None:
        """Return the clause after a phrase that opens its sentence: «بحسب الوزارة، [توقف العمل]»."""
        while start < stop and self.page.words[start] in "،,":
            start += 1
        if start >= stop or hit.first > within.start + 1:
            return None
        quoted = self.contents.quoted_at(start)
        return Complement("clause", quoted.start if quoted else self.page.tokens.starts[start], start, quoted)

    def settled(self, drafts: list[Draft], sentence: Sentence) -> Iterator[Draft]:
        """Yield the drafts whose teller is known or found, with contents; remember them."""
        floor = sentence.span.start
        for n, draft in enumerate(drafts):
            if not self.find_teller(draft, sentence):
                continue
            draft.cue = self.cue_span(draft)
            floor = max(floor, draft.complement.start if draft.complement and draft.complement.kind == "clause" else 0)
            draft.content = self.content(draft, drafts, n, sentence, floor)
            if draft.teller is None and not draft.nobody:
                self.silent.append(draft)
                continue
            if draft.content is None or draft.content.length < 3 or self.judge.doubtful(draft):
                continue
            draft.told_to = self.relays.medium(draft)
            self.memory.keep(draft)
            yield draft

    def find_teller(self, draft: Draft, sentence: Sentence) -> bool:
        """Find a teller who is not written beside the cue; null for the outer link of a relay that names no outlet."""
        if draft.teller is None and draft.pronoun:
            meant = self.memory.meant_by(draft.pronoun, draft)
            draft.teller, draft.implicit = (meant, True) if meant else (None, False)
            if meant is None and draft.relays:
                draft.relays.lost = True
            return meant is not None
        if draft.teller is None and not draft.nobody:
            if self.relays.unnamed(draft):
                draft.chain = [Link(name="", kind="missing", cue=draft.hit.span.of(self.page.text))]
                return False
            self.memory.find_left_out(draft, sentence)
        if draft.teller and not draft.implicit:
            draft.teller = self.finder.closed(draft.teller)
        return True

    def cue_span(self, draft: Draft) -> Span:
        """Return the cue, with «حسبما» or «بحسب ما» before it."""
        words, k = self.page.words, draft.hit.first - 1
        if not draft.trailing or draft.hit.pattern in ("preposition", "unnamed") or k < 0 or words[k] == "كما":
            return draft.hit.span
        if words[k] in ("ما", "لما"):
            k -= 1
        start = self.page.tokens.starts[k]
        return Span(start, draft.hit.span.end)

    def content(self, draft: Draft, drafts: list[Draft], n: int, sentence: Sentence, floor: int) -> Span | None:
        """Return what is told."""
        if draft.relays and draft.relays.content:
            return draft.relays.content
        outer = self.around(draft, drafts[n - 1]) if n else None
        if outer:
            return outer.content
        if draft.trailing:
            earlier = floor_of(drafts[max(0, n - AROUND) : n], floor)
            before = self.contents.before(draft.cue or draft.hit.span, sentence.span, earlier)
            last = draft.teller.last if draft.teller else draft.hit.last
            return self.contents.parted(before, last, sentence.span) or before
        if draft.complement is None:
            return None
        cut = next((self.clause_start(d) for d in drafts[n + 1 : n + AROUND] if self.sibling(draft, d)), None)
        return self.contents.end(draft.complement, sentence.span, cut)

    def around(self, draft: Draft, outer: Draft) -> Draft | None:
        """Return the report in whose clause this one stands aside; an outlet that stands aside told the other's words.

        «قالت صحيفة، نقلا عن القناة، إن …» has the channel inside, «قال الوزير، بحسب الوكالة، إن …» the agency outside.
        """
        if (
            not outer.content
            or not outer.complement
            or not self.aside(draft)
            or outer.complement.token <= draft.hit.last
        ):
            return None
        if draft.complement and draft.complement.token < outer.complement.token:
            return None
        media = ("outlet", "agency")
        teller = draft.teller
        apart = draft.hit.inflected.text != "نقلا عن" and outer.teller is not None and outer.teller.kind not in media
        if apart and teller and teller.kind in media and not outer.told_to:
            outer.told_to = self.relays.link(teller.span, teller.kind)
            draft.apart = True
        return outer

    def sibling(self, draft: Draft, later: Draft) -> bool:
        """Say whether `later` goes on beside `draft` and not inside what it tells."""
        if draft.complement and later.hit.first <= draft.complement.token:
            return False
        if self.memory.quote_around(later.hit.span.start) and not self.memory.quote_around(draft.hit.span.start):
            return False
        if draft.teller and draft.teller.kind == "document" and later.hit.joined and not later.implicit:
            return later.teller is None or (later.teller.kind in ("person", "outlet") and not later.teller.described)
        before = self.page.words[later.hit.first - 1]
        if later.hit.inflected.tense == "participle" or later.hit.joined:
            return True
        return later.trailing or before in ("فيما", "كما", "بينما", "ثم", "حين", "وفيما", "وكما")

    def clause_start(self, draft: Draft) -> int:
        """Return the token where the draft's clause begins: its cue, with كما or حسبما."""
        k = draft.hit.first
        while k > 0 and self.page.words[k - 1] in (*self.words.markers, "ما", "بحسب", "حسب", "وفق", "فيما", "بينما"):
            k -= 1
        return k


def floor_of(earlier: list[Draft], floor: int) -> int:
    """Return where the clause of a trailing cue may begin: after the last report that ended before it."""
    ends = [d.content.end for d in earlier if d.content and d.trailing]
    return max([floor, *(e for e in ends)])

"""Find what is told: from أن or the quotation mark after a reporting verb to the end of its clause."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from tawatur.base.fold import source_length
from tawatur.base.span import Span
from tawatur.extract.attributions.cues import Hit
from tawatur.extract.attributions.page import Page
from tawatur.extract.attributions.words import STOPS, Words

FAR = 45  # tokens from a verb to the أن that opens what it reports
NEAR = 7  # tokens from a verb to its own preposition
CONTENT_SURE = 0.6  # a content of the tagger's that scores this says where it begins
SUBJECT = 4  # tokens of a subject that a cue parts from its clause
TRAILS = "،,؛; \t\n-–—"
OPEN_MARKS = "\"“«”‘'″"


class Complement(NamedTuple):
    """How the content begins: ``kind`` an, colon, quote, preposition or object; its first character; the quotation, if any."""

    kind: str
    start: int
    token: int
    quoted: Span | None = None


class Contents:
    """Finds contents on one page."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def complement(self, hit: Hit, start: int, stop: int) -> Complement | None:
        """Return what leads to the content after token `start`: أن, a colon, marks, the verb's preposition, its object."""
        near = self.own_preposition(hit, start, min(stop, start + NEAR)) or self.after_title(hit, start, stop)
        for k in range(start, min(stop, start + FAR)):
            word = self.page.words[k]
            if near and k >= near.token:
                return near
            if word in self.words.that:
                return self.from_that(k)
            if word == ":" or self.quoted_at(k):
                return self.opening(k, k + 1)
        found = near or self.own_object(hit, start, stop)
        return self.as_tagged(found, stop) if found else self.tagged_after(start, stop)

    def tagged_after(self, start: int, stop: int) -> Complement | None:
        """Return a content of the tagger's that begins soon after token `start`: «أفادت في وقت سابق من اليوم، بـ[ارتفاع] …»."""
        at = bisect_left(self.page.content_firsts, start)
        tagged = self.page.contents[at] if at < len(self.page.contents) else None
        if tagged is None or tagged.first >= min(stop, start + NEAR + NEAR) or tagged.score < CONTENT_SURE:
            return None
        return Complement("object", tagged.span.start, tagged.first, self.quoted_at(tagged.first))

    def as_tagged(self, found: Complement, stop: int) -> Complement:
        """Begin where the tagger sees a content begin just after: «أعلنت الوزارة في المدينة، أمس، [ارتفاع] العدد»."""
        firsts = self.page.content_firsts
        at = bisect_left(firsts, found.token)
        if at == len(firsts) or not found.token < firsts[at] < min(stop, found.token + NEAR + NEAR):
            return found
        tagged = self.page.contents[at]
        earlier = self.page.contents[at - 1] if at else None
        if tagged.score < CONTENT_SURE or tagged.last - tagged.first < 2 or (earlier and earlier.last > found.token):
            return found
        return Complement("object", tagged.span.start, tagged.first, self.quoted_at(tagged.first))

    def opening(self, start: int, stop: int) -> Complement | None:
        """Return the أن, the colon or the marks that open a content after token `start`, whatever the verb."""
        for k in range(start, min(stop, start + FAR)):
            word = self.page.words[k]
            if word in self.words.that:
                return self.from_that(k)
            quoted = self.quoted_at(k + (word == ":")) if k + 1 < len(self.page.words) else None
            if quoted or word == ":":
                begin = quoted.start if quoted else self.page.tokens.ends[k]
                return Complement("colon" if word == ":" else "quote", begin, k, quoted)
        return None

    def from_that(self, k: int) -> Complement:
        """Begin at أن; an attached ب or و stays out."""
        page = self.page
        taken = 1 if page.words[k][:1] in ("ب", "و") else 0
        start = page.tokens.starts[k] + (source_length(page.tokens.raw(k), taken) if taken else 0)
        return Complement("an", start, k, self.quoted_at(k + 1) if k + 1 < len(page.words) else None)

    def quoted_at(self, k: int) -> Span | None:
        """Return the inside of the quotation that opens at token `k`, if its use is a quotation."""
        quotation = self.page.opening.get(k)
        if quotation is None or quotation.use != "quotation":
            return None
        return quotation.inner.trim(self.page.text, also=".،")

    def own_preposition(self, hit: Hit, start: int, stop: int) -> Complement | None:
        """Return the place after the verb's own preposition: «طالب … بـ», «شدد … على», «كشف … عن»."""
        takes = hit.form.row.takes if hit.form else ["ب", "إلى", "على", "عن"]
        wanted = {{"إلى": "الي", "على": "علي"}.get(t, t) for t in takes}
        for k in range(start, stop):
            word = self.page.words[k]
            if word in STOPS or word in self.words.that:
                return None
            if word in wanted and k + 1 < len(self.page.words):
                if self.page.words[k + 1] in self.words.that:
                    return self.from_that(k + 1)
                return Complement("preposition", self.page.tokens.starts[k + 1], k + 1, self.quoted_at(k + 1))
            if (
                "ب" in wanted
                and word[:1] == "ب"
                and len(word) > 3
                and word not in self.words.not_with_b
                and word not in self.words.that
            ):
                begin = self.page.tokens.starts[k] + source_length(self.page.tokens.raw(k), 1)
                return Complement("preposition", begin, k)
        return None

    def after_title(self, hit: Hit, start: int, stop: int) -> Complement | None:
        """Return the verb's own preposition after a title in commas: «دعا سالم العربي، مدير المكتب، [إلى] التهدئة»."""
        titled = start if start in self.page.office_last else start + 1
        if not hit.form or titled not in self.page.office_last:
            return None
        after = self.page.office_last[titled]
        while after < stop and self.page.words[after] in "،,":
            after += 1
        return self.own_preposition(hit, after, min(stop, after + NEAR)) if after < stop else None

    def own_object(self, hit: Hit, start: int, stop: int) -> Complement | None:
        """Return the object right after verb and subject: «نفت الوزارة [وجود نقص]»."""
        if hit.form and "object" not in hit.form.row.takes:
            return None
        return self.object_at(start, stop)

    def object_at(self, k: int, stop: int) -> Complement | None:
        """Return the first word after commas, adverbs and times as the content's beginning."""
        while k < stop and (
            self.page.words[k] in "،," or self.page.words[k] in self.words.adverbs or k in self.page.time_first
        ):
            k = max(k + 1, self.page.time_first.get(k, 0))
        if k < stop and self.page.words[k][:1].isalnum():
            return Complement("object", self.page.tokens.starts[k], k)
        return None

    def end(self, complement: Complement, sentence: Span, cut: int | None) -> Span:
        """Return the content's span: the marks' inside if all of it is quoted, else up to `cut` or the sentence's end.

        `cut` is the token at which the next clause of the same teller begins.
        """
        text = self.page.text
        if complement.quoted and complement.kind != "an":
            return complement.quoted
        end = self.page.tokens.starts[cut] if cut is not None else sentence.end
        if complement.quoted and complement.quoted.end >= end - 2:
            return Span(complement.start, complement.quoted.end)
        if complement.quoted and complement.quoted.end > end:
            end = complement.quoted.end
        return self.tidy(Span(complement.start, max(end, complement.start)).trim(text, also=".،,؛;:"))

    def tidy(self, span: Span) -> Span:
        """Leave off a conjunction left hanging at the end: «… كما», «… في حين», and the commas around it."""
        text = self.page.text
        words = self.page.tokens.within(span)
        k = words.stop
        while k > words.start + 1 and (self.page.words[k - 1] in self.words.hanging or self.page.words[k - 1] == "و"):
            k -= 1
        if k < words.stop and k > words.start:
            span = Span(span.start, self.page.tokens.ends[k - 1])
        return span.trim(text, also=".،,؛;:-–—")

    def before(self, cue: Span, sentence: Span, floor: int) -> Span:
        """Return the clause before a trailing cue: «[توقفت الأشغال], بحسب …»; `floor` is where the clause may begin."""
        start, end = max(sentence.start, floor), self.page.tokens.starts[self.page.tokens.at(cue.start)]
        span = Span(start, max(start, end)).trim(self.page.text, also=TRAILS)
        words = self.page.tokens.within(span)
        where = [k for k in words if self.page.words[k] == "حيث"]
        if where and floor > sentence.start and where[-1] + 3 < words.stop:
            span = Span(self.page.tokens.starts[where[-1] + 1], span.end)
            words = self.page.tokens.within(span)
        if len(words) and self.page.words[words.start] in ("و", "حيث", "كما") and len(words) > 1:
            span = Span(self.page.tokens.starts[words.start + 1], span.end)
        span = self.tidy(span)
        whole = span.of(self.page.text)
        if whole[:1] in OPEN_MARKS and whole[-1:] in OPEN_MARKS + "»’" and len(whole) > 2:
            return Span(span.start + 1, span.end - 1)
        return span

    def parted(self, before: Span, last: int, sentence: Span) -> Span | None:
        """Return what the tagger sees told after a cue that parts a subject from its clause: «سالم، وفق ما قالت الوزارة، [لا يملك] …»."""
        if len(self.page.tokens.within(before)) > SUBJECT:
            return None
        found = self.tagged_after(last, self.page.last(sentence))
        tagged = self.page.contents[bisect_left(self.page.content_firsts, found.token)] if found else None
        return (
            tagged.span.trim(self.page.text, also=TRAILS + ".") if tagged and tagged.span.end <= sentence.end else None
        )

"""Find who tells: the noun phrase after a reporting verb or preposition, or before the verb."""

from __future__ import annotations

from tawatur.base.annotation import Mention
from tawatur.base.reason import Reason
from tawatur.extract.attributions.bounds import Bounds
from tawatur.extract.attributions.cues import Hit
from tawatur.extract.attributions.page import Tagged
from tawatur.extract.attributions.tellers import Teller
from tawatur.extract.attributions.words import PUNCTUATION, STOPS

REACH = 16  # tokens from a title to the name that bears it
TRUSTED = 0.45  # a source of the tagger's below this score only agrees, it does not decide


class Finder(Bounds):
    """Finds tellers on one page."""

    def after(self, start: int, stop: int, *, loose: bool = False) -> Teller | None:
        """Return the teller whose phrase begins at token `start` or after light words: «قالت [أمس] وزارة النقل إن»."""
        index = self.skip(start, stop)
        if index >= stop:
            return None
        word = self.page.words[index]
        named = index in self.page.mention_first  # «علي» is a name and a preposition
        tagged = self.tagged_after(index, stop)
        if not named and word in self.words.prepositions:
            return tagged if tagged and not self.company(tagged) else None
        if tagged:
            return tagged
        closed = word in self.words.that or word in self.words.relatives or word in self.words.conjunctions
        if not named and (closed or word in PUNCTUATION):
            return None
        return self.phrase(index, stop, loose=loose)

    def company(self, teller: Teller) -> bool:
        """Say whether the words stand after a preposition and name whom he spoke to: «خلال لقائه مع الإعلامية سلمى»."""
        first = self.page.first(teller.span)
        return any(word in self.words.prepositions for word in self.page.words[max(0, first - 2) : first])

    def skip(self, index: int, stop: int) -> int:
        """Step over commas, adverbs, times, ranks, and a mark that opens on a name."""
        while index < stop:
            after = self.after_light(index)
            if after is None or after > stop:
                return index
            index = after
        return index

    def after_light(self, index: int) -> int | None:
        """Return the token after a light word or phrase at `index`, or null where none stands."""
        page, word = self.page, self.page.words[index]
        if index in page.time_first and index not in page.mention_first:
            return max(index + 1, page.time_first[index])
        if word in self.words.adverbs or word in "،,-–—":
            return index + 1
        if word in self.words.honorifics and (index + 1 in page.office_last or index + 1 in page.mention_first):
            return index + 1
        if index in page.rank_last:
            return max(index + 1, page.rank_last[index])
        mark = page.opening.get(index)
        return index + 1 if mark and mark.use != "quotation" and not self.is_word(index) else None

    def is_word(self, index: int) -> bool:
        """Say whether the token is a word and no mark."""
        return self.page.words[index][:1].isalnum()

    def tagged_after(self, index: int, stop: int) -> Teller | None:
        """Return the tagger's source that begins in the phrase at `index`, before a word that ends it."""
        limit = index
        while (
            limit < min(stop, index + REACH)
            and self.page.words[limit] not in self.words.that
            and self.page.words[limit] != ":"
        ):
            limit += 1
        for tagged in self.page.sources_within(index, limit):
            if tagged.score >= TRUSTED:
                return self.completed(tagged, stop)
        return None

    def completed(self, tagged: Tagged, stop: int) -> Teller:
        """Make a teller of the tagger's source; a head that it cut from its genitive gets it back: «تقرير [المنظمة]»."""
        teller = self.of_tagged(tagged)
        first = tagged.first
        alone = tagged.last - first == 1 and first not in self.page.mention_first
        head, counted = self.head_at(first), self.page.words[first] in self.words.first_of_two
        if counted and self.page.words[first + 1 : first + 2] == ["من"] and tagged.last == first + 2:
            last = self.end_of_phrase(first, stop, open_ended=True)
            return teller._replace(span=self.span(first, last), last=last)  # «عدد من» is nobody yet
        beside = self.page.mention_first.get(teller.last)
        titled = (alone and head is None) or (teller.kind == "person" and first not in self.page.mention_first)
        if beside and beside.kind == "person" and titled:
            return self.of_mention(beside, teller.because)  # «محاميته ليلى …», «المتحدث باسم الوزارة سالم …»
        if teller.kind == "anonymous" and self.page.words[teller.last : teller.last + 1] in (["في"], ["من"], ["داخل"]):
            last = self.end_of_phrase(first, stop, open_ended=True)
            return teller._replace(span=self.span(first, last), last=last) if last > teller.last else teller
        if not alone or not (head or counted):
            return teller
        bearer = self.bearer(first, stop) if head and head.kind == "person" else None
        if bearer:
            return self.of_mention(bearer, teller.because)
        bracketed = self.page.mention_first.get(first + 2) if self.page.words[first + 1 : first + 2] == ["("] else None
        if bracketed:
            return self.of_mention(bracketed, teller.because)
        last = self.end_of_phrase(first, stop, open_ended=counted)
        return teller._replace(span=self.span(tagged.first, last), last=last) if last > tagged.last else teller

    def phrase(self, index: int, stop: int, *, loose: bool = False) -> Teller | None:
        """Return the teller that the phrase at `index` names: the bearer of its title, the name it is, or its words.

        Any definite noun will do where no tagger has spoken, or where `loose`: after a preposition it can be nothing else.
        """
        page = self.page
        mention = page.mention_first.get(index)
        if (
            mention
            and not loose
            and page.words[index][:1] in ("ل", "ب")
            and mention.span.start > page.tokens.starts[index]
        ):
            return None  # «أتاحت للمدينة»: to it, not it
        head = self.head_at(index)
        if mention and (mention.kind == "person" or head is None or head.kind != "person"):
            if mention.kind == "person":
                return self.of_mention(mention, Reason(rule="attributions.name-beside", span=mention.span))
            if head is None:
                return self.widened(mention)
        titled = head is None or head.kind == "person"
        bearer = self.bearer(index, stop) if titled else None
        if bearer:
            return self.of_mention(bearer, Reason(rule="attributions.bearer-of-title", span=bearer.span))
        hidden = self.words.anonymous.at(page.tokens, index, stop)
        vague = page.words[index].startswith("ال") and (not page.trained or loose)
        if not (head or hidden or vague or index in page.office_last):
            return None
        bracketed = page.mention_first.get(index + 2) if index + 2 < stop and page.words[index + 1] == "(" else None
        if bracketed:  # «وكالة (كذا) للإغاثة»
            return self.of_mention(bracketed, Reason(rule="attributions.name-beside", span=bracketed.span))
        last = self.end_of_phrase(index, stop, open_ended=bool(hidden))
        if last <= index:
            return None
        why = Reason(rule="attributions.noun-phrase", row=head.row.cited if head else None)
        return self.of_head(head, self.span(index, last), index, last, why)

    def widened(self, mention: Mention) -> Teller:
        """Make a teller of a body's name with the adjectives that follow it."""
        return self.of_mention(mention, Reason(rule="attributions.name-beside", span=mention.span))

    def bearer(self, index: int, stop: int) -> Mention | None:
        """Return the person whom the title at `index` stands with: «قال مدير أمن الإقليم اللواء [سالم العربي]»."""
        page, commas = self.page, 0
        holder = page.holders.get(index)
        if holder is not None and index < page.first(holder) < min(stop, index + REACH):
            return page.mention_first.get(page.first(holder))
        for k in range(index, min(stop, index + REACH)):
            word = page.words[k]
            mention = page.mention_first.get(k)
            if mention and mention.kind == "person":
                return mention
            commas += word in "،,"
            if word in self.words.that or word == ":" or word in self.words.relatives or commas > 1:
                return None
            if (
                word in ("خلال", "عبر", "بعد", "قبل", "الي", "عن", "ان", "امام", "مع")
                or word.lstrip("لفب") in self.words.sayings
            ):
                return None
        return None

    def before(self, hit: Hit, start: int) -> Teller | None:
        """Return the teller that stands before the verb: «الوزير قال»، «وكانت الصحيفة قد كشفت»، «المتحدث الذي أكد»."""
        page, k = self.page, hit.first
        if hit.inflected.object and page.words[k - 1] in self.words.relatives:
            return None  # «البلاد التي وصفتها»: the noun before is what the verb speaks of
        was = self.after_was(k, start) or self.after_that(k, start)
        if was:
            return was
        while k > start and (
            page.words[k - 1] in ("قد", "كان", "كانت", "وقد", "ايضا") or page.words[k - 1] in self.words.relatives
        ):
            k -= 1
        if k > start and page.words[k - 1] in "،," and k != hit.first:
            k -= 1
        while k > start and page.words[k - 1] in "\"”»'″":
            k -= 1
        tagged = page.source_ending(k, 2)
        if tagged and tagged.first >= start and tagged.score >= TRUSTED:
            return self.of_tagged(tagged)
        mention = page.mention_last.get(k)
        if mention and self.told_to(mention):
            return None  # «صرح به الوزير لـ«الأفق» حيث أكد»
        if mention and mention.kind == "person":
            return self.of_mention(mention, Reason(rule="attributions.name-before", span=mention.span))
        headed = self.headed_before(k, start)
        if (
            headed
            or mention is None
            or (mention.kind in ("place", "facility") and page.first(mention.span) > start + 1)
        ):
            return headed  # «في ساحة السلام أكد …»: a place inside a sentence is where, not who
        return self.of_mention(mention, Reason(rule="attributions.name-before", span=mention.span))

    def told_to(self, mention: Mention) -> bool:
        """Say whether «ل» stands before an outlet's name: it was told, and does not tell."""
        first = self.page.first(mention.span)
        return mention.kind in ("outlet", "agency") and any(self.told(k) for k in range(max(0, first - 2), first + 1))

    def after_was(self, k: int, start: int) -> Teller | None:
        """Return the subject between كان and the verb: «وكانت [صحف محلية] قد ذكرت»."""
        for first in range(k - 1, max(start, k - 14) - 1, -1):
            if self.page.words[first] in ("كان", "كانت", "وكان", "وكانت", "كانوا") and first + 1 < k:
                return self.after(first + 1, k, loose=True)
        return None

    def after_that(self, k: int, start: int) -> Teller | None:
        """Return the noun after أن whose clause the verb stands in: «أن [سالم العربي]، مدير المكتب، أعلن»."""
        for first in range(k - 1, max(start, k - 16) - 1, -1):
            if self.page.words[first] in self.words.that:
                return (
                    self.after(first + 1, k)
                    if first + 1 < k and self.page.words[first] in ("ان", "بان", "وان")
                    else None
                )
        return None

    def headed_before(self, k: int, start: int) -> Teller | None:
        """Return the phrase that ends before token `k` and is headed by a word for a teller: «[مدير الأمن] ينفي»."""
        page = self.page
        for first in range(k - 1, max(start, k - 6) - 1, -1):
            word = page.words[first]
            if word in STOPS or word in self.words.that or word in self.words.prepositions:
                return None
            head = self.head_at(first)
            if head or self.words.anonymous.at(page.tokens, first, k):
                named = page.mention_last.get(first - (page.words[first - 1] in "،,")) if first else None
                if named and named.kind == "person" and (head is None or head.kind == "person"):
                    return self.of_mention(named, Reason(rule="attributions.name-before", span=named.span))
                why = Reason(rule="attributions.noun-phrase-before", row=head.row.cited if head else None)
                return self.of_head(head, self.span(first, k), first, k, why)
        return None

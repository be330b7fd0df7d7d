"""Find the tellers between the page and whoever speaks: «نقلت القناة عن الوزير أن …», «قال الوزير لقناة كذا»."""

from __future__ import annotations

from tawatur.base.annotation import Link, Mention, with_
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.extract.attributions.contents import Complement, Contents
from tawatur.extract.attributions.cues import Hit
from tawatur.extract.attributions.drafts import Draft, led
from tawatur.extract.attributions.finder import Finder
from tawatur.extract.attributions.memory import Memory
from tawatur.extract.attributions.page import Page
from tawatur.extract.attributions.tellers import Teller, defined
from tawatur.extract.attributions.words import Words

BETWEEN = 16  # tokens from the verb to the «عن» that names who told it
TOLD_WITHIN = 40  # tokens from the verb to the outlet it was told to
TRAILED = 10  # the same where what is told stands before the verb
TELLS = ("person", "anonymous", "group", "outlet", "agency")
MEDIA = ("outlet", "agency")


class Relays:
    """Finds on one page who told whom."""

    def __init__(self, page: Page, words: Words, finder: Finder, contents: Contents, memory: Memory) -> None:
        self.page, self.words, self.finder = page, words, finder
        self.contents, self.memory = contents, memory

    def carries(self, hit: Hit) -> bool:
        """Say whether the verb always relays: «نقل», «نسب»."""
        return hit.form is not None and fold(hit.form.row.form) in self.words.carriers

    def without_words_of(self, found: list[Hit]) -> list[Hit]:
        """Leave out «قوله» after a verb that relays: «نقلت القناة عن الوزير [قوله] إن …» is one report of two tellers."""
        kept: list[Hit] = []
        carrier: Hit | None = None
        for hit in found:
            if carrier and self.page.words[hit.first] in self.words.words_of and hit.first - carrier.last < 2 * BETWEEN:
                continue
            carrier = hit if self.carries(hit) else carrier
            kept.append(hit)
        return kept

    def giver(self, hit: Hit, stop: int) -> int | None:
        """Return the token of the «عن», «عنه», «على لسان» or «نسب … إلى» that names who told the verb's subject."""
        if not hit.form or not (self.carries(hit) or fold(hit.form.row.form) in self.words.may_carry):
            return None
        by = "الي" if fold(hit.form.row.form) == "نسب" else "عن"
        for k in range(hit.last, min(stop, hit.last + BETWEEN)):
            word = self.page.words[k]
            if word in self.words.that or word in ":.؛" or self.contents.quoted_at(k):
                return None
            if word == by and self.page.words[k - 1] == "نقلا":
                return None  # «نشرت الوكالة، نقلا عن الوزير»: a cue of its own
            if word in self.words.from_them or (word == by and k + 1 < stop):
                return k if self.carries(hit) or self.tells_after(k, stop) else None
            if word == "لسان" and self.page.words[k - 1] == "علي":
                return k
        return None

    def tells_after(self, k: int, stop: int) -> bool:
        """Say whether somebody who speaks stands after «عن», and what he says after him: «ذكرت القناة عن [مسؤول] أن»."""
        if self.page.words[k] in self.words.from_them:
            return True
        teller = self.finder.after(k + 1, stop)
        return teller is not None and teller.kind in TELLS and led(self.told(teller.last, stop))

    def told(self, start: int, stop: int) -> Complement | None:
        """Return what leads to the content after who told it; «قوله» may stand between, or be the content's first word."""
        for k in range(start, min(stop, start + 6)):
            if self.page.words[k] in self.words.words_of:
                found = self.contents.opening(k + 1, stop)
                return found or Complement("object", self.page.tokens.starts[k], k)
            if self.page.words[k] in self.words.that or self.page.words[k] == ":":
                break
        return self.contents.opening(start, stop)

    def inner(self, draft: Draft, giver: int, stop: int) -> Draft | None:
        """Make the draft of who told it, or note on the outer draft that the text does not give him."""
        by_pronoun = self.page.words[giver] in self.words.from_them
        start = draft.teller.last if by_pronoun and draft.teller and draft.teller.last > giver else giver + 1
        teller = None if by_pronoun else self.finder.after(giver + 1, stop, loose=self.carries(draft.hit))
        if not by_pronoun and teller is None:
            return None
        begin = teller.last if teller else start
        complement = self.told(begin, stop)
        if complement is None and teller and self.carries(draft.hit):
            complement = self.contents.object_at(begin, stop)  # «نقلت الصحيفة عن الوزير انتقادات للخطة»
        if complement is None and not draft.trailing:
            return None
        draft.complement = draft.complement if draft.trailing else complement
        made = Draft(draft.hit, draft.sentence, teller, draft.complement, trailing=draft.trailing, relays=draft)
        draft.hidden = self.hides(draft.teller)
        made.pronoun = self.page.words[giver] if by_pronoun else ""
        return made

    def hides(self, teller: Teller | None) -> bool:
        """Say whether one bare word stands for who relays: «نقلت [تقارير] عن مصدر»."""
        if teller is None or teller.kind not in ("document", "anonymous", "outlet"):
            return False
        first = self.page.first(teller.span)
        return teller.last == first + 1 and first not in self.page.mention_first and not defined(self.page.words[first])

    def unnamed(self, draft: Draft) -> bool:
        """Say whether the verb names no outlet and none spoke before: «ونُقل عن الوزير قوله»; the link stays missing."""
        hit = draft.hit
        if draft.teller or not self.carries(hit) or hit.inflected.gender == "f" or hit.inflected.tense != "past":
            return False
        before = self.memory.last_fitting(draft)
        return not (before and before.teller and before.teller.kind in (*MEDIA, "document", "organisation"))

    def medium(self, draft: Draft) -> Link | None:
        """Return the outlet told to: «قال الوزير لقناة كذا»; it stands between the page and the speaker."""
        if not draft.teller or draft.nobody or (not draft.complement and not draft.trailing):
            return None
        first = draft.hit.last
        last = min(draft.complement.token, first + TOLD_WITHIN) if draft.complement else draft.teller.last + TRAILED
        for k in range(first, min(last, len(self.page.words))):
            if draft.trailing and k >= draft.teller.last and self.page.words[k] in ".؛:":
                return None
            if self.page.tokens.starts[k] < draft.teller.span.end and k >= self.page.first(draft.teller.span):
                continue
            found = self.outlet_told(k, draft)
            if found:
                return found
        return None

    def outlet_told(self, k: int, draft: Draft) -> Link | None:
        """Return the outlet that begins at token `k` if it is one told to, and not the page's own."""
        mention = self.page.mention_first.get(k)
        if mention and mention.kind in MEDIA:
            return self.named_medium(k, mention, draft)
        if not self.finder.told(k):
            return None
        if self.page.words[k] == "ل":
            quoted = self.page.opening.get(k + 1)
            short = quoted is not None and quoted.inner.length < 40 and self.finder.is_word(k + 2)
            return self.link(quoted.inner, "outlet") if quoted and short else None
        head = self.finder.head_at(k)
        if head and self.page.words[k].startswith("لل"):  # «للقناة»: the outlet named above
            named = self.page.outlet_named(fold(head.row.form), draft.hit.span.start)
            return self.link(named.span, named.kind) if named else None
        return None

    def named_medium(self, k: int, mention: Mention, draft: Draft) -> Link | None:
        """Return the link of an outlet named at token `k` after «ل», «مع» or «عبر»; a head that stands alone takes its name along."""
        words = self.page.words
        if fold(mention.name).removeprefix("ال") in self.words.platforms or (
            draft.teller and mention.span.meets(draft.teller.span)
        ):
            return None
        near = {words[k][:1], *(w[:1] for w in words[max(k - 2, draft.hit.last) : k])}
        if "ل" not in near and words[k - 1] not in ("مع", "عبر", "علي"):
            return None
        last = self.page.last(mention.span)
        following = self.page.mention_first.get(last)
        if self.finder.bare(k) != words[k] and last == k + 1 and following:
            return self.link(Span(self.finder.span(k, last).start, following.span.end), mention.kind)
        whole = self.link(mention.span, mention.kind)
        return with_(whole, name=mention.name) if whole else None  # «للقناة الأولى» is named «القناة الأولى»

    def link(self, span: Span, kind: str) -> Link | None:
        """Make a link, unless it is the page's own outlet: the page itself is in no chain."""
        name = span.of(self.page.text)
        return None if self.own(name) else Link(name=name, kind=kind, cue=None, span=span)

    def own(self, name: str) -> bool:
        """Say whether a name is that of the outlet that published the page, with «قناة» or «صحيفة» before it or not."""
        outlet = self.page.reading.document.outlet
        mine = [w for w in fold(outlet.name).split() if w not in self.words.heads] if outlet else []
        named = [w.strip("«»\"“”'") for w in fold(name).split()]
        return bool(mine) and mine == [w for w in named if w and w not in self.words.heads]

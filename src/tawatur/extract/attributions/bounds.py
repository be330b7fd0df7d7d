"""Find where a teller's phrase ends: at the verb's object, a clause, a time, or whom he told it to."""

from __future__ import annotations

from tawatur.extract.attributions.tellers import Tellers, defined
from tawatur.extract.attributions.words import STOPS

LONGEST = 8  # tokens of a teller without a name
INSIDE = ("في", "من", "داخل", "لدي")  # what a vague head may go on with: «مصادر في الوزارة»


class Bounds(Tellers):
    """Finds the ends of phrases on one page."""

    def end_of_phrase(self, index: int, stop: int, *, open_ended: bool) -> int:
        """Return the token after the phrase that begins at `index`.

        It ends at punctuation, أن, a relative, a verb that reports, a time; at a preposition too unless the head is
        indefinite and vague («مصادر في الوزارة»).
        """
        k = index + 1
        while k < min(stop, index + LONGEST):
            after = self.after_name(k)
            if after:
                k = after
            elif self.closes(k, index, open_ended=open_ended):
                break
            else:
                k += 1
        return k

    def after_name(self, k: int) -> int | None:
        """Return the token after a name, in marks or not, that begins at `k` with nothing attached."""
        mention, quoted = self.page.mention_first.get(k), self.page.opening.get(k)
        if mention and not (mention.span.start > self.page.tokens.starts[k] and self.attached(k)):
            return max(k + 1, self.page.last(mention.span))
        if mention is None and quoted and quoted.use == "name" and quoted.span.length < 60:
            return self.page.last(quoted.span)
        return None

    def attached(self, k: int) -> bool:
        """Say whether ب or ل begins the token, and not «لل»."""
        word = self.page.words[k]
        return word[:1] in ("ب", "ل") and not word.startswith("لل")

    def closes(self, k: int, index: int, *, open_ended: bool) -> bool:
        """Say whether the token at `k` is no more of the phrase that begins at `index`."""
        page, word = self.page, self.page.words[k]
        if word in STOPS or word in self.words.that or k in page.time_first or self.told(k) or k in page.mention_first:
            return True
        if word in self.words.relatives and not (open_ended and word == "من"):
            return True
        named = k == index + 1 and not defined(page.words[index]) and page.words[index] in self.words.heads
        if word in self.words.conjunctions and not (named and word == "كان"):
            return True  # «قناة كان» is a name
        if word in self.words.prepositions and not (open_ended and word in INSIDE):
            return True
        if word in self.words.adverbs or not word[:1].isalnum() or self.is_cue(k):
            return True
        if open_ended:
            return False
        if self.attached(k) and len(word) > 3 and word != "باسم":
            return True
        # the genitive is closed: what follows is the verb's object, not the teller
        return defined(page.words[k - 1]) and (not self.adjective(word) or word in self.words.heads)

    def is_cue(self, index: int) -> bool:
        """Say whether a verb that reports stands at `index`."""
        return any(h.taken == 0 and h.payload.inflected.tense in ("past", "present", "participle")
                   for h in self.words.cues.at(self.page.tokens, index, index + 1))  # fmt: skip

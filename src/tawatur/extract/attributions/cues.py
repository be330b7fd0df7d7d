"""Find reporting words in a sentence: the table's forms and the tagger's proposals, side by side."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from tawatur.base.conjugation import Inflected
from tawatur.base.phrases import Hit as Found
from tawatur.base.span import Span
from tawatur.extract.attributions.page import Page, Tagged
from tawatur.extract.attributions.words import Form, Words

NOBODY = ("الي", "،", ",")  # what follows a verb that names nobody, as أن does
BARE = Inflected("", "past", "", "")


class Hit(NamedTuple):
    """A reporting form at tokens ``first`` up to ``last``.

    ``form`` is null where only the tagger saw it; ``score`` is null where only the table did. ``joined``: a conjunction
    («و», «ف») is attached, so the clause goes on from another.
    """

    first: int
    last: int
    span: Span
    form: Form | None
    score: float | None
    joined: bool

    @property
    def inflected(self) -> Inflected:
        """Return the inflection; an unknown form counts as a past verb of either gender."""
        return self.form.inflected if self.form else BARE

    @property
    def pattern(self) -> str:
        """Return the row's pattern; what only the tagger saw counts as a verb."""
        return self.form.row.pattern if self.form else "verb"


def hits(page: Page, words: Words, within: range, proposed: list[Tagged]) -> list[Hit]:
    """List the reporting forms of one sentence, left to right, without overlap.

    «وقالت» gives «قالت», joined. A form that the tagger proposes and no table holds is a hit of its own.
    """
    found = table_hits(page, words, within)
    firsts = [h.first for h in found]
    for cue in proposed:
        if not within.start <= cue.first < within.stop:
            continue
        at = bisect_left(firsts, cue.first)
        mine = next((k for k in (at - 1, at, at + 1) if 0 <= k < len(found) and meets(found[k], cue)), None)
        if mine is None:
            found.append(Hit(cue.first, max(cue.last, cue.first + 1), cue.span, None, cue.score, joined(page, cue)))
        else:
            found[mine] = found[mine]._replace(score=max(cue.score, found[mine].score or 0))
    return one_cue(page, sorted(found))


def one_cue(page: Page, found: list[Hit]) -> list[Hit]:
    """Take «حسب» out before «ما أكده»: the verb is the cue, and has what the tagger thinks of both."""
    kept: list[Hit] = []
    for hit in found:
        last = kept[-1] if kept else None
        between = page.words[last.last : hit.first] if last and hit.first <= last.last + 1 else []
        if last and between in (["ما"], ["لما"]) and (last.pattern, hit.pattern) == ("preposition", "verb"):
            kept.pop()
            hit = hit._replace(score=max(hit.score or 0, last.score or 0) or None)
        kept.append(hit)
    return kept


def meets(hit: Hit, cue: Tagged) -> bool:
    """Say whether the two share a token."""
    return hit.first < cue.last and cue.first < hit.last


def joined(page: Page, cue: Tagged) -> bool:
    """Say whether a conjunction stands before the span, in its first token."""
    return page.text[page.tokens.starts[cue.first] : cue.span.start] in ("و", "ف")


def table_hits(page: Page, words: Words, within: range) -> list[Hit]:
    """List the table's forms; where several rows share a written form, the likelier reading is chosen."""
    found: list[Hit] = []
    free = within.start
    for index in words.cues.starting.places(page.tokens, within):
        options = [h for h in words.cues.at(page.tokens, index, within.stop) if index >= free and fits(page, words, h)]
        if not options:
            continue
        longest = options[0].last
        bare = longest < within.stop and (page.words[longest] in words.that or page.words[longest] in NOBODY)
        best = min((h for h in options if h.last == longest), key=lambda h: (h.taken, rank(h.payload, bare)))
        found.append(
            Hit(best.first, best.last, best.span, best.payload, None, best.taken > 0 and joins(page, best.first))
        )
        free = best.last
    return found


def joins(page: Page, first: int) -> bool:
    """Say whether the token begins with a conjunction."""
    return page.words[first][:1] in "وف"


def fits(page: Page, words: Words, found: Found[Form]) -> bool:
    """Say whether what was taken off may stand before such a form: و and ف before all, ب ل ك before nouns alone."""
    taken, first, form = found.taken, found.first, found.payload
    if taken > 1 and form.inflected.tense != "masdar":
        return False
    lead = page.words[first][:1]
    if taken == 1 and lead not in "وف" and form.inflected.tense not in ("masdar", "phrase"):
        return False
    raw = page.tokens.raw(first)
    if (form.inflected.object and raw[-1] == "ة") or (form.inflected.number == "d" and raw[-2:] in ("اً", "ًا")):
        return False  # «إضافة» is not «أضافه»; «ردّاً» is no dual
    return not (first and page.words[first - 1] in words.not_before_verb)


def rank(form: Form, bare: bool) -> int:
    """Order readings of one written form: verbs in the past first; «يذكر أن» with nobody beside it is impersonal."""
    order = ("phrase", "past", "present", "participle", "masdar")
    if form.row.pattern == "passive":
        return -1 if bare else 10
    return order.index(form.inflected.tense)

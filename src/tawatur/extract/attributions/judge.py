"""Decide whether a reporting word reports: what its row asks for must be seen, or the tagger must be sure."""

from __future__ import annotations

from tawatur.extract.attributions.cues import Hit
from tawatur.extract.attributions.drafts import CERTAIN, Draft
from tawatur.extract.attributions.finder import Finder
from tawatur.extract.attributions.page import Page
from tawatur.extract.attributions.words import Words

UNHEARD = 0.75  # a cue that no table holds must score this
QUOTED_WITHIN = 14  # tokens from a verb to the marks that it may open
GUESSES = ("attributions.subject", "attributions.noun-phrase-before", "attributions.name-before")


class Judge:
    """Judges the drafts of one page."""

    def __init__(self, page: Page, words: Words, finder: Finder) -> None:
        self.page, self.words, self.finder = page, words, finder

    def stands(self, draft: Draft) -> bool:
        """Decide by the tagger's score where there is one, else by the row's needs and what is seen."""
        hit = draft.hit
        if hit.form is None:
            return (hit.score or 0) >= UNHEARD and (draft.complement is not None or draft.teller is not None)
        if hit.score is not None and hit.score >= CERTAIN:
            return True
        kind = draft.lead
        if hit.inflected.person == 1 or not kind or self.noun(hit):
            return False
        if hit.form.row.needs == "document":
            return draft.teller is not None and draft.teller.kind == "document" and kind in ("an", "preposition")
        if hit.form.row.needs == "weak":
            return kind == "trailing" and not self.page.trained
        return self.strong(draft, kind) if self.page.trained else self.plain(draft, kind)

    def strong(self, draft: Draft, kind: str) -> bool:
        """Decide what the tagger read and did not propose: only a plain verb of speech with أن, a colon or near marks."""
        hit = draft.hit
        row = hit.form.row if hit.form else None
        if row is None or row.needs == "source" or hit.inflected.tense == "masdar" or hit.inflected.object:
            return False
        if kind == "object" and self.views(draft):
            return True
        return kind in ("an", "colon") or (kind == "quote" and row.needs != "that" and near_marks(draft))

    def views(self, draft: Draft) -> bool:
        """Say whether somebody's present view is told in passing: «…، حيث تعتبر الحكومة الاتفاق …»."""
        hit, words = draft.hit, self.page.words
        if hit.inflected.tense != "present" or hit.first == 0 or draft.teller is None or not draft.teller.because.row:
            return False
        return words[hit.first - 1] in ("حيث", "اذ", "فيما", "بينما") and draft.teller.kind in (
            "organisation",
            "person",
        )

    def plain(self, draft: Draft, kind: str) -> bool:
        """Decide by tables and grammar alone."""
        hit = draft.hit
        needs = hit.form.row.needs if hit.form else ""
        if hit.inflected.object and kind != "trailing":
            return kind in ("object", "preposition", "quote")
        if hit.inflected.tense == "masdar":
            return kind in ("an", "colon", "quote") and draft.token <= hit.last + 1
        if kind in ("an", "colon"):
            return True
        if needs == "that":
            return False
        if kind == "quote":
            return near_marks(draft)
        if needs == "content":
            return kind in ("preposition", "trailing")
        return self.led_by_object(draft, kind, needs)

    def led_by_object(self, draft: Draft, kind: str, needs: str) -> bool:
        """Decide on a verb with an object or a preposition: its teller must be named, or nothing else can be meant."""
        participle = draft.hit.inflected.tense == "participle"
        if participle and not self.attached(draft.hit):
            return False
        return self.named(draft) or (needs == "" and (participle or kind == "preposition"))

    def named(self, draft: Draft) -> bool:
        """Say whether a person, or a phrase headed by a word for a teller, stands for the subject."""
        teller = draft.teller
        many = teller is not None and teller.because.rule == "attributions.subject-of-many"
        return teller is not None and (teller.kind == "person" or bool(teller.because.row) or many)

    def doubtful(self, draft: Draft) -> bool:
        """Say whether too little speaks for a report: a guessed subject or a present verb, and no word from the tagger.

        «وهو رقم يشير إلى أن» has a verb and أن, and nobody speaks.
        """
        hit, teller = draft.hit, draft.teller
        if teller is None or draft.trailing:
            return False
        if hit.form is None:
            return teller.because.rule != "tagger" and draft.lead not in ("an", "colon", "quote")
        if hit.score is not None and hit.score >= CERTAIN:
            return False
        guessed = teller.because.rule in GUESSES and hit.inflected.tense != "participle"
        told = draft.lead in ("an", "colon") and not draft.implicit and self.named(draft)
        present = hit.inflected.tense == "present" and (draft.implicit or self.page.trained) and not told
        return (guessed or (present and not self.views(draft))) and teller.kind != "document"

    def attached(self, hit: Hit) -> bool:
        """Say whether a participle hangs on the clause before it, after a comma or with its tanween written: «، مؤكدًا»."""
        raw = self.page.tokens.raw(hit.first)
        return hit.first > 0 and (self.page.words[hit.first - 1] in "،,;؛-" or "\u064b" in raw[-2:])

    def noun(self, hit: Hit) -> bool:
        """Say whether the word before makes this a noun or another verb's complement: «عن قرار», «لم يذكر»."""
        before = self.page.words[hit.first - 1] if hit.first else ""
        if before in self.words.not_said:
            return True  # «طلب عدم ذكر اسمه»
        return (
            not hit.joined
            and hit.inflected.tense == "past"
            and before in ("في", "من", "الي", "عن", "علي", "بعد", "قبل", "مع")
        )

    def unsaid(self, hit: Hit) -> bool:
        """Say whether a verb of judging stands in the passive after a relative: «الخطة التي اعتبرت سابقة»."""
        if (
            not hit.form
            or hit.form.row.form not in ("اعتبر", "وصف")
            or hit.inflected.object
            or hit.inflected.tense != "past"
        ):
            return False
        words = self.page.words
        relative = hit.first > 0 and words[hit.first - 1] in ("الذي", "التي", "والتي", "والذي")
        return (
            relative and hit.last < len(words) and self.finder.phrase(hit.last, min(len(words), hit.last + 6)) is None
        )

    def about_things(self, hit: Hit) -> bool:
        """Say whether the verb's subject is a matter and no teller: «الشيء الذي يؤكد أن», «ما يشير إلى»."""
        words, k = self.page.words, hit.first - 1
        if k < 1 or hit.inflected.object or self.marked(hit):
            return False
        return words[k] in ("ما", "مما") or (
            words[k] in ("الذي", "التي") and words[k - 1] in ("الامر", "الشيء", "الشي", "الخطوه")
        )

    def impersonal(self, hit: Hit) -> bool:
        """Say whether nobody is named beside a passive: «يُذكر أن»."""
        return (
            self.page.words[hit.last] in self.words.that
            or self.page.words[hit.last] in self.words.prepositions
            or (self.page.words[hit.last] in "،,:")
        )

    def marked(self, hit: Hit) -> bool:
        """Say whether the verb follows كما، حسبما، «بحسب ما»: then what it reports stands before it."""
        words, k = self.page.words, hit.first - 1
        if k > 0 and words[k] == "ما":
            return words[k - 1] in ("بحسب", "حسب", "وفق", "وحسب", "وبحسب", "علي")
        return k >= 0 and (words[k] in self.words.markers or words[k] == "لما")


def near_marks(draft: Draft) -> bool:
    """Say whether the marks open near the verb."""
    return draft.token - draft.hit.last < QUOTED_WITHIN

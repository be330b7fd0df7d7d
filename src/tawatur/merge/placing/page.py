"""One page's event mentions by where their words stand, and what stands between them."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, NamedTuple

from tawatur.base.annotation import EventMention
from tawatur.base.fold import fold
from tawatur.base.phrases import Hit
from tawatur.base.reading import Reading
from tawatur.base.span import Span

REACH = 12  # words between the event and the words that place it
STOPS = frozenset(".؛:!؟?;")
LEADS = frozenset(fold("حيث فيما بينما كما ثم لكن غير إذ").split())  # open a clause of their own after a comma
PREPOSITIONS = frozenset(fold("في خلال على من إلى عن مع حول ضد بشأن أثناء قبل بعد عقب إثر قبيل بعيد").split())


class Page(NamedTuple):
    """A reading, its mentions that belong to a row in reading order, and every mention's first token."""

    reading: Reading
    mentions: list[EventMention]
    starts: list[int]

    @classmethod
    def of(cls, reading: Reading, row_of: dict[str, str]) -> Page:
        """Lay out the mentions that belong to a row."""
        mentions = sorted((m for m in reading.event_mentions if m.id in row_of), key=lambda m: m.trigger.span)
        return cls(reading, mentions, [reading.tokens.at(m.trigger.span.start) for m in mentions])

    def at(self, token: int) -> EventMention | None:
        """Return the mention whose words begin at a token."""
        k = bisect_left(self.starts, token)
        return self.mentions[k] if k < len(self.starts) and self.starts[k] == token else None

    def last_token(self, mention: EventMention) -> int:
        """Return the last token of a mention's words."""
        return self.reading.tokens.at(mention.trigger.span.end - 1)

    def form(self, mention: EventMention) -> str:
        """Name the form of an event's word: verb, noun, or either where its row does not say («وقع اتفاقا»، «توقيع اتفاق»)."""
        kinds = [r.detail.rpartition("|")[2].rstrip("+") for r in mention.because if r.rule == "events.trigger"]
        if any(kind in ("past", "present") for kind in kinds):
            return "verb"
        return "either" if "idiom" in kinds else "noun"

    def preceded(self, hit: Hit[Any], within: range, words: frozenset[str]) -> bool:
        """Say whether one of some words stands right before a hit in its sentence."""
        if hit.first == within.start:
            return False
        before = self.reading.tokens.words[hit.first - 1]
        return bool({before, before.removeprefix("و"), before.removeprefix("ف")} & words)

    def opens_clause(self, hit: Hit[Any], within: range) -> bool:
        """Say whether a hit opens its sentence, or behind «و» or «ف» a clause."""
        if hit.first == within.start:
            return True
        opener = self.reading.tokens.words[hit.first - 1]
        return (hit.taken > 0 and not opener[:1].isalnum()) or opener in STOPS

    def nearest_before(self, hit: Hit[Any], within: range) -> EventMention | None:
        """Return the one event told before a hit in its clause; null where another could be meant."""
        inside = self.between(within.start, hit.first)
        if not inside or not self.joined(self.last_token(inside[-1]) + 1, hit.first):
            return None
        best = inside[-1]
        if self.form(best) == "verb":
            return best
        start = self.reading.tokens.at(best.trigger.span.start)
        alone = len(inside) < 2 or not self.joined(self.last_token(inside[-2]) + 1, start)
        behind = start > within.start and self.reading.tokens.words[start - 1] in PREPOSITIONS
        return best if alone and not behind else None

    def in_front_of(self, hit: Hit[Any], other: EventMention, within: range) -> EventMention | None:
        """Return the verb that follows «بعد الاجتماع» at the head of a clause; null where another event comes first."""
        after = self.last_token(other) + 1
        inside = self.between(after, within.stop)
        if not inside or self.form(inside[0]) == "noun":
            return None
        start = self.reading.tokens.at(inside[0].trigger.span.start)
        return inside[0] if self.joined(after, start) and not self.cue_within(hit.first, start) else None

    def told_with(self, hit: Hit[Any], within: range) -> EventMention | None:
        """Return the event whose words stand right after a hit, or whose verb stands right before it: «زار بعد ذلك»."""
        after = self.at(hit.last) if hit.last < within.stop else None
        if after:
            return after
        before = self.between(within.start, hit.first)
        if before and self.last_token(before[-1]) == hit.first - 1 and self.form(before[-1]) != "noun":
            return before[-1]
        return None

    def last_told(self, offset: int, within: range) -> EventMention | None:
        """Return the last event told before a place: in its sentence, or in the one before it in the paragraph."""
        k = bisect_left([m.trigger.span.start for m in self.mentions], offset) - 1
        here = self.reading.sentence_at(self.reading.tokens.starts[within.start])
        if k < 0 or here is None:
            return None
        there = self.reading.sentence_at(self.mentions[k].trigger.span.start)
        numbers = {s.id: n for n, s in enumerate(self.reading.sentences)}
        near = there and there.paragraph == here.paragraph and numbers[here.id] - numbers[there.id] <= 1
        return self.mentions[k] if near else None

    def between(self, first: int, stop: int) -> list[EventMention]:
        """List the events whose words begin between two tokens."""
        return self.mentions[bisect_left(self.starts, first) : bisect_left(self.starts, stop)]

    def joined(self, first: int, stop: int) -> bool:
        """Say whether two places are near and in one clause: no stop, no comma with a new clause, no reporting words."""
        words = self.reading.tokens.words
        if stop - first > REACH or self.cue_within(first, stop):
            return False
        return not any(
            words[k] in STOPS or (words[k] == "،" and (words[k + 1][:1] in ("و", "ف") or words[k + 1] in LEADS))
            for k in range(first, stop)
        )

    def cue_within(self, first: int, stop: int) -> bool:
        """Say whether somebody is quoted between two tokens."""
        if stop <= first:
            return False
        span: Span = self.reading.tokens.span(first, stop)
        return any(a.cue and a.cue.span.meets(span) for a in self.reading.attributions)


def happening(main: EventMention, other: EventMention) -> bool:
    """Say whether two mentions are told in one voice, and neither as what did not or may not happen."""
    real = all(m.polarity == "+" and m.modality not in ("denied", "hypothetical", "alleged") for m in (main, other))
    return real and main.id != other.id and main.attribution == other.attribution

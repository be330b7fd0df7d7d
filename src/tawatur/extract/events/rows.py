"""The tables of event language: what a row of triggers, frames, light verbs and modality markers holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tawatur.base.lexicon import Row


class TriggerForm(NamedTuple):
    """One written form of a trigger. ``kind``: past, present, masdar (bare noun), definite, participle."""

    text: str
    kind: str


class TriggerRow(Row, frozen=True, kw_only=True):
    """A word that reports an event: ``form`` its past («زار») or, where there is no verb, its noun («قمة»).

    ``present``: «يزور»; ``masdar``: verbal nouns with their plurals; ``participle``: active and passive ones and broken
    plurals; ``passive``: stems that look unlike the active ones («أصيب»). ``type``: PLOVER's, or OTHER; ``mode``: one short
    word; ``frame``: a row of ``event_frames.tsv``, which says who is actor and who is recipient. ``sure``: the kinds of form
    (past, present, masdar, definite, bound) that nearly always report an event, however rare in the articles read.
    """

    type: str
    mode: str
    frame: str
    present: str = ""
    masdar: list[str] = msgspec.field(default_factory=list)
    participle: list[str] = msgspec.field(default_factory=list)
    passive: list[str] = msgspec.field(default_factory=list)
    sure: list[str] = msgspec.field(default_factory=list)

    def forms(self) -> list[str]:
        """List every form: «زار، زارت، زاروا، يزور، سيزور، زيارة، الزيارة، زائر…»."""
        return [form.text for form in self.inflected()]

    def inflected(self) -> Iterator[TriggerForm]:
        """Yield every form with its kind."""
        yield from verb_forms(self.form, self.present, self.passive)
        for noun in self.masdar:
            yield from noun_forms(noun)
        for noun in self.participle:
            yield from (form._replace(kind="participle") for form in noun_forms(noun, people=True))


class FrameRow(Row, frozen=True, kw_only=True):
    """Where a trigger's participants stand. ``form`` is the frame's name.

    ``subject``, ``object``, ``of`` (the genitive after a verbal noun): actor, recipient or none. ``prepositions``: «مع=recipient».
    """

    subject: str
    object: str
    of: str
    prepositions: list[str] = msgspec.field(default_factory=list)


class LightVerbRow(Row, frozen=True, kw_only=True):
    """A verb that reports an event with the noun after it: «أجرى مباحثات», «أطلق النار».

    ``nouns``: the nouns it takes; «*» stands for every noun of ``event_triggers.tsv``. ``type``, ``mode`` and ``frame`` are
    the pair's own, or empty where they are the noun's. ``head``: which of the two is the trigger, verb or noun.
    """

    present: str = ""
    masdar: list[str] = msgspec.field(default_factory=list)
    passive: list[str] = msgspec.field(default_factory=list)
    nouns: list[str] = msgspec.field(default_factory=list)
    type: str = ""
    mode: str = ""
    frame: str = ""
    head: str = "noun"
    sure: list[str] = msgspec.field(default_factory=list)

    def forms(self) -> list[str]:
        """List every form of the verb: «أجرى، أجرت، يجري، إجراء…»."""
        return [form.text for form in self.inflected()]

    def inflected(self) -> Iterator[TriggerForm]:
        """Yield every form of the verb with its kind."""
        yield from verb_forms(self.form, self.present, self.passive)
        for noun in self.masdar:
            yield from noun_forms(noun)


class ModalityRow(Row, frozen=True, kw_only=True):
    """A word before (or after) a trigger that says how real the event is: «من المقرر», «قد», «لم».

    ``modality``: planned hypothetical alleged denied announced background. ``side``: before or after. ``tense``: the kinds
    of trigger it governs («قد» + present is a guess, «قد» + past is not), empty for all. ``reach``: how many words away.
    """

    modality: str
    side: str = "before"
    tense: list[str] = msgspec.field(default_factory=list)
    reach: str = "4"


def verb_forms(past: str, present: str, passive: list[str]) -> Iterator[TriggerForm]:
    """Yield a verb's past, present, future and passive forms; a noun-only row yields none."""
    if present:
        yield from (TriggerForm(text, "past") for text in past_forms(past))
        yield from (TriggerForm(text, "present") for text in (*present_forms(present), *jussive_forms(present)))
    for stem in passive:
        make, kind = (present_forms, "present") if stem[0] == "ي" else (past_forms, "past")
        yield from (TriggerForm(text, kind) for text in make(stem))


def past_forms(stem: str) -> Iterator[str]:
    """Yield the past, without pronouns: «وقع» gives وقعت، وقعا، وقعتا، وقعوا; «التقى» gives التقت، التقيا، التقوا."""
    weak = stem[-1] in "اى" and len(stem) > 2
    if not weak:
        yield from (stem + ending for ending in ("", "ت", "ا", "تا", "ن"))
        yield (stem[:-1] if stem[-1] == "ي" else stem) + "وا"
        return
    base = stem[:-1]
    yield from (stem, base + "ت", base + "تا", base + "وا")
    root = base + ("و" if stem[-1] == "ا" else "ي")
    yield from (root + "ا", root + "ن")


def present_forms(stem: str) -> Iterator[str]:
    """Yield the present and the future: «يزور» gives تزور، يزورون، يزوران، سيزور، نزور."""
    rest = stem[1:]
    base = rest[:-1] if rest[-1] in "يوى" else rest
    dual = base + {"ى": "ي"}.get(rest[-1], rest[-1]) if rest[-1] in "يوى" else rest
    plain = [first + rest for first in "يتنأ"] + [first + base + "ون" for first in "يت"]
    plain += [first + dual + "ان" for first in "يت"]
    yield from plain
    yield from ("س" + form for form in plain)
    yield from ("ي" + base + "وا", "ي" + dual + "ا", "ي" + dual + "ن")


def jussive_forms(present: str) -> Iterator[str]:
    """Yield the short forms after لم: «يزور» gives يزر، «يلتقي» gives يلتق."""
    if present[0] != "ي" or " " in present or len(present) < 4:
        return
    if present[-1] in "يوى":
        yield from (letter + present[1:-1] for letter in "يت")
    elif present[-2] in "اوي":
        yield from (letter + present[1:-2] + present[-1] for letter in "يت")


def noun_forms(noun: str, people: bool = False) -> Iterator[TriggerForm]:
    """Yield a noun bare, definite, accusative and dual: «هجوم» gives الهجوم، هجوما، هجومان، هجومين."""
    whole = {noun}
    if noun[-1] == "ة":
        whole |= {noun[:-1] + ending for ending in ("تان", "تين", "تا", "تي")}
    elif noun[-1] not in "ىا" and not noun.endswith(("ات", "ين", "ون")):
        whole |= {noun + ending for ending in ("ا", "ان", "ين")}
    if people and noun[-1] not in "ةىا":
        whole |= {noun + "ة", noun + "ون", noun + "ات", noun + "و", noun + "ي"}
    for text in sorted(whole):
        yield TriggerForm(text, "masdar")
        yield TriggerForm("ال" + text, "definite")

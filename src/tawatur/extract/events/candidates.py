"""A sentence → the words that may report an event, each with the rows and the tagger's proposals that speak for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from tawatur.base.fold import fold, source_length
from tawatur.base.lexicon import Lexicons
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract.events.index import Sense, light_nouns, light_verbs, trigger_words
from tawatur.extract.events.rows import LightVerbRow, TriggerRow

REACH = 7  # words from a light verb to its noun: «أجرى الوزير مع نظيره مباحثات» goes over more, but rarely
PAIRED_REACH = 11  # a noun of the verb's own is sure enough to look further: «قطع البلد … العلاقات»
NAMES = frozenset({"person", "place", "facility", "organisation", "outlet", "agency", "company"})
GOVERNING = frozenset(
    fold("من عن في على إلى بعد قبل عقب إثر خلال منذ بسبب عند أثناء حول بشأن محاولة عملية قضية").split()
)
BREAKS = frozenset(".؛:!?؟")


@dataclass(slots=True)
class Candidate:
    """A word that may be a trigger: token, span, what it may mean, and who proposes it."""

    token: int
    span: Span
    rows: list[TriggerRow | LightVerbRow]
    kind: str
    lemma: str
    stem: str
    light: LightVerbRow | None = None
    light_token: int | None = None
    light_kind: str = ""
    theme: int | None = None  # the noun of a pair whose verb is the trigger: «النار» in «أطلق النار»
    pronoun: bool = False
    proposals: dict[str, float] = field(default_factory=dict)
    after_letters: str = ""
    logit: float = 0.0
    type: str = ""
    types: dict[str, float] = field(default_factory=dict)

    @property
    def form_key(self) -> str:
        """Name the written form that is counted; a pair is counted as a pair."""
        return self.lemma if self.lemma.endswith("|idiom") else f"{self.stem}|{self.kind}"

    @property
    def kind_key(self) -> str:
        """Name the kind of form that is counted: pairs apart from single words."""
        return "idiom" if self.lemma.endswith("|idiom") else self.kind

    @property
    def sure(self) -> bool:
        """Say whether its row holds that such a form nearly always reports an event."""
        return bool(self.rows) and self.kind in self.rows[0].sure

    @property
    def is_verb(self) -> bool:
        """Say whether the trigger is a finite verb."""
        return self.kind in ("past", "present")


def candidates(reading: Reading, within: range, lexicons: Lexicons) -> list[Candidate]:
    """List the candidates of one sentence in reading order."""
    found = {c.token: c for c in listed(reading, within, lexicons)}
    join_light_verbs(reading, within, lexicons, found)
    join_proposals(reading, within, found)
    return [found[token] for token in sorted(found)]


def listed(reading: Reading, within: range, lexicons: Lexicons) -> Iterator[Candidate]:
    """Yield the words that are a form of some trigger row."""
    index = trigger_words(lexicons)
    tokens = reading.tokens
    named = in_names(reading, within)
    for i, senses in index.find(tokens, within):
        if len(tokens.words[i]) > 2 and i not in named:
            yield make(reading, i, senses)


def in_names(reading: Reading, within: range) -> set[int]:
    """List the tokens of names, where a word reports nothing: «سمير الحداد» is no mourning, «صحيفة الحوار» no talks."""
    tokens = reading.tokens
    if not len(within) or not reading.mentions:
        return set()
    low = bisect_left(reading.mentions, tokens.starts[within.start], key=lambda m: m.span.start)
    high = bisect_left(reading.mentions, tokens.ends[within.stop - 1], key=lambda m: m.span.start)
    named: set[int] = set()
    for mention in reading.mentions[low:high]:
        if mention.kind in NAMES:
            named.update(range(tokens.at(mention.span.start), tokens.within(mention.span).stop))
    return named


def make(reading: Reading, token: int, senses: tuple[Sense, ...] | list[Sense]) -> Candidate:
    """Make the candidate of one token from its senses; the first sense gives the kind.

    After a preposition a word is a noun: «من ضبط المتهم» holds no verb.
    """
    tokens = reading.tokens
    if token and tokens.words[token - 1] in GOVERNING:
        senses = sorted(senses, key=lambda s: s.kind in ("past", "present"))
    taken, row, kind, pronoun = senses[0]
    kind = "bound" if pronoun and kind == "masdar" else kind
    start = tokens.starts[token] + (source_length(tokens.raw(token), taken) if taken else 0)
    word = tokens.words[token]
    return Candidate(
        token=token, span=Span(start, tokens.ends[token]), rows=[s.row for s in senses], kind=kind,
        lemma=f"{row.form}|{kind}{'+' if pronoun and kind != 'bound' else ''}", stem=word[taken:], after_letters=word[:taken],
        pronoun=pronoun,
    )  # fmt: skip


def join_light_verbs(reading: Reading, within: range, lexicons: Lexicons, found: dict[int, Candidate]) -> None:
    """Join light verbs with their nouns: «أجرى مباحثات» is one candidate, «أطلق النار» too."""
    for i, senses in light_verbs(lexicons).find(reading.tokens, within):
        for sense in sorted(senses, key=lambda s: not s.row.type):
            assert isinstance(sense.row, LightVerbRow)
            noun = noun_after(reading, i, within.stop, sense.row, lexicons, found)
            if noun is None and sense.pronoun and sense.kind in ("past", "present"):
                noun = noun_before(reading, i, within.start, sense.row, lexicons, found)
            if noun is not None:
                join(reading, i, noun, sense, found)
                break


def noun_after(
    reading: Reading, verb: int, stop: int, row: LightVerbRow, lexicons: Lexicons, found: dict[int, Candidate]
) -> int | None:
    """Find the noun a light verb takes: one of its own within a few words, or any trigger noun for «*»."""
    nouns = light_nouns(lexicons)[f"{row.form}{row.line}"]
    words = reading.tokens.words
    for k in range(verb + 1, min(stop, verb + 1 + (REACH if "*" in nouns else PAIRED_REACH))):
        word = words[k]
        if word in BREAKS:
            return None
        if "*" in nouns:
            other = found.get(k)
            if other and other.is_verb and k > verb + 1:
                return None
            if other and not other.is_verb and other.kind != "participle":
                return k
        elif (
            word in nouns
            or (word[:1] in "بول" and word[1:] in nouns)
            or (word[:2] == "لل" and "ال" + word[2:] in nouns)
        ):
            return k
    return None


def noun_before(
    reading: Reading, verb: int, start: int, row: LightVerbRow, lexicons: Lexicons, found: dict[int, Candidate]
) -> int | None:
    """Find the noun that a verb's pronoun stands for: «المذكرة التي وقعها», «مناورات نظمها»."""
    nouns = light_nouns(lexicons)[f"{row.form}{row.line}"]
    words = reading.tokens.words
    for k in range(verb - 1, max(start - 1, verb - 1 - REACH), -1):
        if words[k] in BREAKS:
            return None
        other = found.get(k)
        if "*" in nouns and other and not other.is_verb and other.kind != "participle":
            return k
        if words[k] in nouns or words[k][1:] in nouns:
            return k
    return None


def join(reading: Reading, verb: int, noun: int, sense: Sense, found: dict[int, Candidate]) -> None:
    """Make one candidate of a light verb and its noun; the pair's own type wins over the noun's."""
    row = sense.row
    assert isinstance(row, LightVerbRow)
    if not row.type:
        if (other := found.get(noun)) and other.light is None:
            other.light, other.light_token, other.light_kind = row, verb, sense.kind
        if (own := found.get(verb)) and own.light is None and "*" in row.nouns:
            del found[verb]
        return
    head = verb if row.head == "verb" else noun
    dropped = noun if head == verb else verb
    kept = make(reading, head, [sense]) if head == verb else made_of_noun(reading, noun, row, found)
    kept.light, kept.light_token, kept.light_kind = row, verb, sense.kind
    kept.theme = dropped if head == verb else None
    kept.rows = [row]
    kept.lemma = f"{row.form} {row.nouns[0]}|idiom"
    found.pop(dropped, None)
    found[head] = kept


def made_of_noun(reading: Reading, noun: int, row: LightVerbRow, found: dict[int, Candidate]) -> Candidate:
    """Return the noun's own candidate, or make one: «مصرع» in «لقي مصرعه»."""
    if noun in found:
        return found[noun]
    word = reading.tokens.words[noun]
    taken = 1 if word[:1] in "بل" and word.removeprefix("ال") == word and len(word) > 3 else 0
    return make(reading, noun, [Sense(taken, row, "masdar", False)])


def join_proposals(reading: Reading, within: range, found: dict[int, Candidate]) -> None:
    """Give each proposal of the tagger to the candidate it covers, or make a candidate of its first word."""
    tokens = reading.tokens
    if not len(within):
        return
    start, end = tokens.starts[within.start], tokens.ends[within.stop - 1]
    for proposal in triggers_between(reading, start, end):
        span = Span(proposal.start, proposal.end)
        over = range(tokens.at(span.start), bisect_left(tokens.starts, span.end))
        covered = [found[k] for k in over if k in found and found[k].span.meets(span)]
        if covered:
            for candidate in covered:
                candidate.proposals[proposal.label] = max(proposal.score, candidate.proposals.get(proposal.label, 0.0))
        else:
            fresh = unlisted(reading, proposal)
            found.setdefault(fresh.token, fresh).proposals[proposal.label] = proposal.score


def triggers_between(reading: Reading, start: int, end: int) -> list[Proposal]:
    """List the tagger's triggers that start between two offsets."""
    proposals = reading.proposed("trigger") if reading.proposals else []
    low = bisect_left(proposals, start, key=lambda p: p.start)
    high = bisect_left(proposals, end, key=lambda p: p.start)
    return proposals[low:high]


def unlisted(reading: Reading, proposal: Proposal) -> Candidate:
    """Make a candidate of a word that only the tagger knows."""
    tokens = reading.tokens
    token = min(tokens.at(proposal.start), len(tokens) - 1)
    return Candidate(
        token=token, span=Span(proposal.start, proposal.end), rows=[], kind="unlisted", lemma="|unlisted",
        stem=tokens.words[token],
    )  # fmt: skip

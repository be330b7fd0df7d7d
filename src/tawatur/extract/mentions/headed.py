"""Names that begin with a word that says what they name: «وزارة الدفاع», «قناة النهر», «القوات المسلحة الملكية»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tawatur.base.fold import fold
from tawatur.base.lexicon import NameHeadRow
from tawatur.base.noun_phrases import QUOTES, Limits, adjective, definite, is_place, reach
from tawatur.base.phrases import Hit, readings
from tawatur.base.rank_words import ranks_at
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.mentions.candidate import Candidate
from tawatur.extract.mentions.tables import Grammar

CLOSING = {"«": "»", "“": "”", '"': '"', "(": ")", "‘": "’", "”": "“", "»": "«"}
LONGEST_QUOTED = 9
STRONG, WEAK = 0.6, 0.42
NAMED_AFTER = 0.99  # an agreement named after a person is no mention of the person


def named(reading: Reading, grammar: Grammar, within: range, persons: Mapping[int, int]) -> Iterator[Candidate]:
    """Find names by their head, outer ones first; a head inside a name is looked at again: «هيئة أركان | الجيش»."""
    tokens = reading.tokens
    for index in grammar.heads.starting.places(tokens, within):
        hit = grammar.heads.longest(tokens, index, within.stop)
        if hit and not (index and tokens.words[index - 1] == "عن"):
            yield from after_head(reading, grammar, hit, within.stop, persons)


def after_head(
    reading: Reading, grammar: Grammar, hit: Hit[NameHeadRow], stop: int, persons: Mapping[int, int]
) -> Iterator[Candidate]:
    """Read what follows one head: a quoted name, an adjective, a phrase or a proper name."""
    row = hit.payload
    quoted = quoted_name(reading, hit.last, stop)
    if quoted and row.takes != "adjective":
        inner = before_place(reading, Span(quoted.start + 1, quoted.end - 1).trim(reading.text), grammar)
        whole = row.keeps == "yes"
        span = Span(hit.span.start, quoted.end) if whole else inner
        yield made(span, row, base(row) + 0.25, "mentions.quoted_name", "")
        return
    tokens = reading.tokens
    if row.takes == "adjective":
        at = hit.last + (hit.last < stop and tokens.raw(hit.last) in QUOTES)
        if at < stop and not field_of_title(tokens.words, hit, grammar) and adjective(tokens.words[at], grammar.words):
            yield from phrase(reading, grammar, hit, stop, persons, closed=True)
    elif row.takes == "phrase":
        if row.kind in ("agreement", "law") and hit.last in persons:
            yield made(
                Span(hit.span.start, tokens.ends[persons[hit.last] - 1]), row, NAMED_AFTER, "mentions.headed", ""
            )
        elif hit.last < stop:
            yield from phrase(reading, grammar, hit, stop, persons, closed=False)
    elif hit.last < stop:
        yield from proper(reading, grammar, hit, stop, persons)


def field_of_title(words: list[str], hit: Hit[NameHeadRow], grammar: Grammar) -> bool:
    """Say whether the head is a minister's or a ministry's field: «وزير | الدفاع المغربي» names no body of its own."""
    if fold(hit.form) not in grammar.words.portfolios or not hit.first or hit.taken:
        return False
    stems = [stem for _, stem in readings(words[hit.first - 1])]
    return any(s in grammar.words.nouns or s in grammar.titles.by_first or s in grammar.heads.by_first for s in stems)


def phrase(
    reading: Reading, grammar: Grammar, hit: Hit[NameHeadRow], stop: int, persons: Mapping[int, int], *, closed: bool
) -> Iterator[Candidate]:
    """Make the candidate of a head with its noun phrase: «وزارة الدفاع الصهيونية»."""
    tokens, row = reading.tokens, hit.payload
    end = reach(
        tokens, hit.last, stop, grammar.words, closed=closed, limits=Limits(tails="ل", persons=persons, own=True)
    )
    if end.last == hit.last or not end.closed or tokens.words[hit.last] in grammar.words.generic:
        return
    country = any(tokens.words[i] in grammar.words.nisba for i in range(hit.last, end.last))
    if row.kind == "company" and country and end.last == hit.last + 1:
        return  # «الشركة الإماراتية»: which one was said before
    score = base(row) + 0.2 * country
    name = None
    if hit.taken and hit.form.startswith("ال"):
        name = hit.form + reading.text[tokens.ends[hit.last - 1] : tokens.ends[end.last - 1]]
    yield made(Span(hit.span.start, tokens.ends[end.last - 1]), row, score, "mentions.headed", "", name)


def proper(
    reading: Reading, grammar: Grammar, hit: Hit[NameHeadRow], stop: int, persons: Mapping[int, int]
) -> Iterator[Candidate]:
    """Make the candidate of a head with a proper name: «مطار القاهرة الدولي», «شركة أمازون», «ضريح الملك فيصل»."""
    tokens, row = reading.tokens, hit.payload
    ranks = ranks_at(tokens, hit.last, stop, grammar.ranks)
    after_ranks = past_qualifier(tokens, ranks[-1].last if ranks else hit.last, stop, grammar)
    known = [h for t in (grammar.places, grammar.bodies) for h in t.at(tokens, hit.last, stop) if not h.taken]
    if row.kind == "facility" and after_ranks in persons:
        last, score = persons[after_ranks], base(row) + 0.3
    elif known:
        last, score = max(h.last for h in known), base(row) + 0.25
    elif definite(tokens.words[hit.last]) and tokens.words[hit.last] not in grammar.words.particles:
        last, score = hit.last + 1, base(row)
    else:
        return
    while last < stop and adjective(tokens.words[last], grammar.words) and row.kind not in ("outlet", "company"):
        last += 1
    start = hit.span.start if row.keeps != "no" else tokens.starts[hit.last]
    if row.kind == "place" and row.keeps == "no":
        score -= 0.2
    yield made(Span(start, tokens.ends[last - 1]), row, score, "mentions.headed", "")


def past_qualifier(tokens: Tokens, index: int, stop: int, grammar: Grammar) -> int:
    """Step over «الراحل» between a rank and a name."""
    return index + (index < stop and tokens.words[index] in grammar.words.adjectives)


def before_place(reading: Reading, span: Span, grammar: Grammar) -> Span:
    """Cut a quoted name before a place that only says where it is: «النهر | بمدينة زمردة»."""
    tokens = reading.tokens
    for i in tokens.within(span)[1:]:
        word = tokens.words[i]
        leads = word == "في" or (
            word[0] == "ب" and (word[1:] in grammar.heads.by_first or is_place(word[1:], grammar.words))
        )
        if leads and i > tokens.at(span.start):
            return Span(span.start, tokens.ends[i - 1])
    return span


def quoted_name(reading: Reading, index: int, stop: int) -> Span | None:
    """Return the span of a short quotation that starts at token `index`, marks and all: «قناة "النهر"».

    A place told inside the marks is left out: «قاعدة "النهر بمدينة كذا"» names «النهر».
    """
    tokens = reading.tokens
    if index >= stop or tokens.raw(index) not in QUOTES:
        return None
    for at in range(index + 2, min(stop, index + LONGEST_QUOTED)):
        if tokens.raw(at) in QUOTES:
            return Span(tokens.starts[index], tokens.ends[at])
    return None


def base(row: NameHeadRow) -> float:
    """Return how sure a head alone makes a name."""
    return WEAK if row.strength == "weak" else STRONG


def made(span: Span, row: NameHeadRow, score: float, rule: str, detail: str, name: str | None = None) -> Candidate:
    """Make the candidate and its reason."""
    because = Reason(rule=rule, row=row.cited, score=round(score, 2), detail=detail)
    return Candidate(span, row.kind, score, (because,), name=name)

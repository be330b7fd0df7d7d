"""Where a proposed name really starts and ends: marks, ranks and kin off, two joined names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.fold import fold
from tawatur.base.noun_phrases import Limits, definite, is_place, reach
from tawatur.base.proposal import Proposal
from tawatur.base.rank_words import rank_at
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.mentions.tables import Grammar

MARKS = "\"«»“”'‘’\u201f\u2033"
LATIN = re.compile(
    r"[A-Z][\w'’.-]*(?:\s(?:\([A-Z]\w+\)\s)?(?:(?:de|of|the|al|el|bin|van|von|la)\s)?[A-Z][\w'’.-]*){0,4}"
)
STRAY = "،,.؛:()[]-–—ـ"
NATIONAL_OUTLETS = (
    "هيئه",
    "وكاله",
    "اذاعه",
    "الاذاعه",
    "تلفزيون",
    "التلفزيون",
    "تليفزيون",
    "التليفزيون",
    "راديو",
    "الراديو",
)


def pieces(reading: Reading, grammar: Grammar, proposal: Proposal) -> Iterator[Span]:
    """Yield the names that one proposal holds, each with its true bounds."""
    span = without_clitics(reading, edges(reading.text, Span(proposal.start, proposal.end)))
    if not span.length:
        return
    if (latin := latin_run(reading.text, span)) and proposal.label in ("PER", "ORG", "OUT"):
        yield latin
    elif proposal.label == "PER":
        for part in apart(reading.tokens, span, grammar):
            if name := bare_name(reading, part, grammar):
                yield name
    elif proposal.label == "OUT":
        yield without_nation(reading.tokens, span, grammar)
    elif proposal.label == "ORG":
        for part in bodies_apart(reading.tokens, span, grammar):
            yield grown(reading.tokens, part, grammar)
    else:
        yield span


def without_clitics(reading: Reading, span: Span) -> Span:
    """Leave an attached preposition or conjunction off the front: «ل|لقوات», «و|الرياض», «ب|القاهرة»."""
    text = reading.text
    first = text[span.start : span.end].split(" ")[0]
    article = first[1:3] == "ال" and first[0] in "وفبك" and len(first) > 6
    lam = first.startswith("لل") and len(first) > 4
    at_word = not span.start or not text[span.start - 1].isalpha()
    return Span(span.start + 1, span.end) if at_word and (article or lam) else span


def latin_run(text: str, span: Span) -> Span | None:
    """Return the whole Latin name that a proposal touches: «Emil (Bob) Stone», not «Bob) Stone»."""
    if not span.of(text)[:1].isascii():
        return None
    for found in LATIN.finditer(text, max(0, span.start - 40), min(len(text), span.end + 40)):
        if found.start() <= span.start and span.end <= found.end() and len(found.group().split()) > 1:
            return Span(*found.span()).trim(text, also=".-'’")
    return None


def grown(tokens: Tokens, span: Span, grammar: Grammar) -> Span:
    """Take in the adjectives of a body that the tagger cut off: «مكتب الشؤون السياسية | والعسكرية»."""
    inside = tokens.within(span)
    last = inside.stop
    if len(inside) == 1 and tokens.words[inside[0]] in grammar.heads.by_first and definite(tokens.words[inside[0]]):
        limits = Limits(tails="ل", own=True)
        last = reach(tokens, last, len(tokens), grammar.words, closed=True, limits=limits).last
    while inside and last < len(tokens) and definite(tokens.words[last - 1]):
        word = tokens.words[last]
        joined = word.startswith("وال") and nisba(word[1:]) and nisba(tokens.words[last - 1])
        if not joined and word not in grammar.words.nisba:
            break
        last += 1
    return span if last == inside.stop else Span(span.start, tokens.ends[last - 1])


def nisba(word: str) -> bool:
    """Say whether a folded word looks like a definite relative adjective: «العسكريه»."""
    return definite(word) and word.endswith(("يه", "ي"))


def edges(text: str, span: Span) -> Span:
    """Leave outer quotation marks and stray commas off; keep «الجيش "الإسرائيلي"» whole."""
    span = span.trim(text, also=STRAY)
    while span.length > 2:
        words = span.of(text)
        opens, closes = words[0] in MARKS, words[-1] in MARKS
        if not opens and not closes:
            return span
        inner = sum(c in MARKS for c in words[1:-1])
        if opens and (inner % 2 == closes):
            span = Span(span.start + 1, span.end)
        elif closes and inner % 2 == 0:
            span = Span(span.start, span.end - 1)
        else:
            return span
        span = span.trim(text)
    return span


def bare_name(reading: Reading, span: Span, grammar: Grammar) -> Span | None:
    """Take ranks, kin and titles off the front of a person's name; null where nothing is left.

    A foreign rank in an odd spelling is told by its consonants, from up to three words before the name on.
    """
    tokens = reading.tokens
    first, stop = tokens.at(span.start), tokens.within(span).stop
    stop = max(stop, first + 1)
    for start in range(max(0, first - 3), first + 1):
        hit = rank_at(tokens, start, stop, grammar.ranks, by_sound=True)
        if hit and hit.by_sound and hit.last > first:
            first = hit.last
            break
    while first < stop:
        word = fold(reading.text[max(span.start, tokens.starts[first]) : tokens.ends[first]])
        hit = rank_at(tokens, first, stop, grammar.ranks)
        if word in grammar.words.kin or (word in grammar.words.nisba and first + 1 < stop):
            first += 1
        elif hit and hit.form_is_title() and first + 1 < stop:
            first = hit.last
        else:
            break
    if first >= stop:
        return None
    if first != tokens.at(span.start):
        span = Span(tokens.starts[first], span.end).trim(reading.text, also=MARKS)
    return own_words(tokens, span, grammar)


def own_words(tokens: Tokens, span: Span, grammar: Grammar) -> Span:
    """Mend a name's ends: a place before it off («آسفي | كريم قسي»), a given name before it on («علي | مروان»), and nothing
    after a king's number («فيصل الثاني | الحداد»)."""
    words, first = tokens.words, tokens.at(span.start)
    stop = max(tokens.within(span).stop, first + 1)
    if first + 1 < stop and not_given(words[first], grammar) and words[first + 1] in grammar.given:
        first, span = first + 1, Span(tokens.starts[first + 1], span.end)
    for i in range(first + 1, stop - 1):
        if words[i] in grammar.words.ordinals and not words[i + 1].startswith("عشر"):
            return Span(span.start, tokens.ends[i])
    before = first - 1
    given = before >= 0 and (words[before] in grammar.certain_given or tokens.raw(before) == "علي")
    if given and span.start == tokens.starts[first] and tokens.text[tokens.ends[before] : span.start] == " ":
        return Span(tokens.starts[before], span.end)
    return span


def not_given(word: str, grammar: Grammar) -> bool:
    """Say whether a word is a place's name and no given name."""
    return word not in grammar.given and is_place(word, grammar.words)


def apart(tokens: Tokens, span: Span, grammar: Grammar) -> list[Span]:
    """Part two persons that «و» joins: «سمير حداد | وهالة»; a family name that begins with و stays whole."""
    inside = tokens.within(span)
    for i in inside[1:]:
        word = tokens.words[i]
        if word.startswith("و") and word not in grammar.given and word[1:] in grammar.given and len(word) > 3:
            left = Span(span.start, tokens.ends[i - 1])
            return [left, *apart(tokens, Span(tokens.starts[i] + 1, span.end), grammar)]
    return [span]


def without_nation(tokens: Tokens, span: Span, grammar: Grammar) -> Span:
    """Leave the nation off an outlet's name («ذا ديلي نيوز | البريطانية»), unless its own name says it («هيئة البث …»)."""
    inside = tokens.within(span)
    if len(inside) > 1 and tokens.words[inside[-1]] in grammar.words.nisba:
        heads = {w for i in inside[:2] for w in (tokens.words[i], tokens.words[i][1:])}
        if not heads & set(NATIONAL_OUTLETS):
            return Span(span.start, tokens.ends[inside[-2]]).trim(tokens.text, also=MARKS)
    return span


def bodies_apart(tokens: Tokens, span: Span, grammar: Grammar) -> list[Span]:
    """Part two bodies that «و» joins, each with its own head: «الجيش المصري | والجيش الأردني»."""
    inside = tokens.within(span)
    if len(inside) > 3 and tokens.words[inside[0]] in grammar.heads.by_first:
        for i in inside[2:-1]:
            word = tokens.words[i]
            if word.startswith("و") and word[1:] in grammar.heads.by_first and word not in grammar.words.portfolios:
                return [Span(span.start, tokens.ends[i - 1]), Span(tokens.starts[i] + 1, span.end)]
    return [span]

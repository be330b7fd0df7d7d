"""Where titles stand and how far they reach, by the grammar: a head from the table and the phrase behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.lexicon import OfficeHeadRow
from tawatur.base.noun_phrases import Limits, Phrase, adjective, definite, reach
from tawatur.base.phrases import Hit, readings
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.offices.holders import Holders
from tawatur.extract.offices.tables import Grammar

TAILS = ("ب", "لل", "لدي", "ل")  # what a body's name does not go on with, after its first word


class Title(NamedTuple):
    """A title: its span, what was read off it, and why. ``full`` restores the article that ل swallowed.
    ``trade``: the head is a trade too (محلل), so that a tagger, where there is one, must agree."""

    span: Span
    because: tuple[Reason, ...]
    qualifier: str | None = None
    organisation: str | None = None
    needs_holder: bool = False
    full: str | None = None
    trade: bool = False


def by_grammar(reading: Reading, tables: Grammar, holders: Holders, within: range) -> Iterator[Title]:
    """Read titles in one sentence: a head from the table and the phrase behind it."""
    free = within.start
    for index in tables.begins.places(reading.tokens, within):
        found = title_at(reading, tables, holders, index, within.stop) if index >= free else None
        if found:
            free, title = found
            yield title


def title_at(reading: Reading, tables: Grammar, holders: Holders, index: int, stop: int) -> tuple[int, Title] | None:
    """Read the title whose head is at token `index`; return it with the token after it."""
    tokens = reading.tokens
    if index in holders.starts:
        return None
    hits = tables.definite_heads.at(tokens, index, stop) or tables.heads.at(tokens, index, stop)
    for hit in [h for h in hits if spelt(tokens.raw(index)[-len(h.form.split()[0]) :], h.form)][:1]:
        closed = hit.form.startswith("ال") or " ال" in hit.form
        end = whole_phrase(reading, tables, holders, hit, stop, closed)
        if not end.closed or (end.last == hit.last and not may_stand_alone(tables, holders, hit, end.last)):
            return None
        if is_rank(tables, holders, hit.first, end.last):
            return None
        return end.last, made(reading, tables, hit, end.last)
    return None


def spelt(raw: str, form: str) -> bool:
    """Tell words apart that fold to one: «إمام» is a title and «أمام» is not, «آمر» and «أمر»."""
    marked = "أإآ"
    if raw.endswith("ه") and form.endswith("ة"):  # «قاده العميد»: he led him
        return False
    return not (raw[:1] in marked and form[:1] in marked and raw[:1] != form[:1])


def may_stand_alone(tables: Grammar, holders: Holders, hit: Hit[OfficeHeadRow], last: int) -> bool:
    """Say whether a title of one word is an office here: «الرئيس» is, «المستشار» before a name is a form of address."""
    return bool(hit.payload.alone) and not is_rank(tables, holders, hit.first, last)


def is_rank(tables: Grammar, holders: Holders, first: int, last: int) -> bool:
    """Say whether the tokens are a rank or form of address before a name: «الإمام الأكبر», «السفير»."""
    tokens = holders.reading.tokens
    if last - first > 1 and tables.ranks.exact.at(tokens, first, first + 1):
        row = tables.qualifiers.get(tokens.words[last - 1])
        last -= bool(row and row.qualifier == "deceased")
    if not any(rank.last == last for rank in tables.ranks.exact.at(tokens, first, last)):
        return False
    return holders.behind(tokens.span(first, last))[0] is not None


def whole_phrase(
    reading: Reading, tables: Grammar, holders: Holders, hit: Hit[OfficeHeadRow], stop: int, closed: bool
) -> Phrase:
    """Follow a title over its phrase; «القائد الأعلى ورئيس الأركان» is one title with one body."""
    tokens, words = reading.tokens, tables.words
    limits = Limits(persons=holders.starts, known=holders.names, abroad=hit.payload.abroad)
    end = reach(tokens, hit.last, stop, words, closed=closed, limits=limits)
    two_words_alone = closed and hit.last - hit.first > 1 and end.last == hit.last < stop
    if two_words_alone and tokens.words[end.last].startswith("و"):
        for joined in tables.heads.at(tokens, end.last, stop)[:1]:
            if joined.taken == 1 and joined.last < stop:
                more = reach(tokens, joined.last, stop, words, closed=False, limits=limits)
                return more if more.closed and more.last > joined.last else end
    return end


def made(reading: Reading, tables: Grammar, hit: Hit[OfficeHeadRow], last: int) -> Title:
    """Make the title from its head and the token after it."""
    tokens, row = reading.tokens, hit.payload
    span = Span(hit.span.start, tokens.ends[last - 1])
    single_word = last == hit.first + 1
    weak = row.strength == "weak" or single_word or not is_single(hit) or is_post(tokens, tables, hit)
    because = Reason(rule="offices.title", row=row.cited, score=0.5 if weak else 0.7)
    full = hit.form + reading.text[tokens.ends[hit.last - 1] : span.end] if hit.taken and hit.form[:2] == "ال" else None
    body = body_words(tokens, tables, hit.last, last)
    return Title(
        span,
        (because,),
        qualifier(reading, tables, span),
        body,
        needs_holder=weak,
        full=full,
        trade=row.strength == "weak",
    )


def body_words(tokens: Tokens, tables: Grammar, first: int, last: int) -> str | None:
    """Return the words behind a title's head, as far as they can name a body: «الدفاع», «الموارد المائية والري».

    Of a country's adjective («الرئيس الأمريكي») the country; qualifiers, tails with ب and ل, and other adjectives name none.
    """
    words, end = tokens.words, first
    while end < last and words[end] not in tables.qualifiers and not (end > first and words[end].startswith(TAILS)):
        end += 1
    if end == first:
        return None
    if words[first] in tables.countries:
        return tables.countries[words[first]]
    named = words[first].startswith("ال") and not adjective(words[first], tables.words)
    return tokens.span(first, end).of(tokens.text) if named else None


def is_post(tokens: Tokens, tables: Grammar, hit: Hit[OfficeHeadRow]) -> bool:
    """Say whether the words before make it the post or a part of another name: «منصب رئيس الحزب», «الإطار القيادي»."""
    if not hit.first or hit.taken:
        return False
    before = tokens.words[hit.first - 1]
    attribute = hit.form.startswith("ال") and hit.form.endswith("ي") and definite(before)
    return attribute or before.isdigit() or any(stem in tables.words.vacancies for _, stem in readings(before))


def is_single(hit: Hit[OfficeHeadRow]) -> bool:
    """Say whether the form found names one holder: plurals («وزراء الخارجية») are people in general."""
    words = hit.form.removeprefix("ال").replace(" ال", " ")
    return words in hit.payload.singular()


def qualifier(reading: Reading, tables: Grammar, span: Span) -> str | None:
    """Read whether the office is former, acting…: inside the title («السابق») or right behind it («آنذاك»)."""
    tokens = reading.tokens
    inside = tokens.within(span)
    towns = [m.span for m in reading.mentions_at(span) if m.kind == "place"]
    for i in (*inside, *range(inside.stop, min(len(tokens), inside.stop + 1))):
        if any(t.start <= tokens.starts[i] < t.end for t in towns):
            continue  # «رئيس مباحث القاهرة الجديدة»
        if i == inside.start + 1 and not definite(tokens.words[inside.start]) and i < inside.stop:
            continue  # «مدرب المنتخب»: a noun
        row = tables.qualifiers.get(tokens.words[i])
        charged = tokens.words[i] in tables.words.qualified and i + 1 < len(tokens) and tokens.words[i + 1][0] == "ب"
        if row and not charged:  # «المكلف بالدفاع» says of what, not that he is yet to come
            return row.qualifier
    return None

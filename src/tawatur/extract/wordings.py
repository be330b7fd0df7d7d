"""Quotations and attributions → what the page calls its referents: loaded, official and plain names, in whose voice.

The table describes each name's register and joins rival names into pairs; nothing is weighed or judged. Words in scare quotes
are listed with their marks. A plain name is listed once a page, and only where the page also uses a loaded or official one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.base.annotation import Attribution, Wording, numbered
from tawatur.base.fold import fold, source_length
from tawatur.base.lexicon import Lexicons, NameHeadRow, OfficeHeadRow, Row, WordClassRow, WordingRow
from tawatur.base.phrases import Hit, Phrases, readings
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span

NEEDS = ("sentences", "quotations", "mentions", "attributions")
MAKES = ("wordings",)


TABLES: dict[str, type[Row]] = {
    "wordings": WordingRow,
    "quotation_heads": NameHeadRow,
    "name_heads": NameHeadRow,
    "office_heads": OfficeHeadRow,
    "phrase_words": WordClassRow,
}

PLAIN = ("neutral",)
ONCE = ("neutral", "official")  # listed at their first use on a page
REACH = 5  # tokens from an adjective back to its noun


class Grammar(NamedTuple):
    """The tables compiled: the names to find, nouns that head a name or a title, and particles that end a phrase."""

    names: Phrases[WordingRow]
    heads: frozenset[str]
    particles: frozenset[str]


class Found(NamedTuple):
    """A wording found: its span, the row, and its tokens."""

    span: Span
    row: WordingRow
    first: int


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile the tables of one language, once."""
    rows = lexicons.rows("wordings", WordingRow)
    heads = {
        fold(f) for t in ("quotation_heads", "name_heads") for r in lexicons.rows(t, NameHeadRow) for f in r.forms()
    }
    titles = {fold(row.form) for row in lexicons.rows("office_heads", OfficeHeadRow)}
    particles = {fold(row.form) for row in lexicons.rows("phrase_words", WordClassRow) if row.kind == "particle"} - {
        "كان"
    }  # «قناة كان»
    return Grammar(Phrases((row.form, row) for row in rows), frozenset(heads | titles), frozenset(particles))


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Wording]]:
    """List the wordings of one document."""
    voices = Voices(reading)
    found = [*named(reading, grammar(lexicons), voices), *scare_quoted(reading, voices)]
    return {"wordings": numbered("w", found)}


class Voices:
    """Tells in whose voice a span stands: the outlet's, or somebody's inside quotation marks."""

    def __init__(self, reading: Reading) -> None:
        self.quoted = sorted(q.inner for q in reading.quotations if q.use == "quotation" and q.depth == 0)
        self.told = sorted((a for a in reading.attributions if a.cue), key=lambda a: a.content.span)
        self.starts = [a.content.span.start for a in self.told]
        self.posts = [a for a in reading.attributions if a.source is None or a.source.kind == "social"]

    def of(self, span: Span) -> tuple[str, str | None]:
        """Return the voice and, inside marks, the words that name who is quoted."""
        at = bisect_right(self.quoted, (span.start, 1 << 60)) - 1
        inside = at >= 0 and self.quoted[at].holds(span)
        post = next((a for a in self.posts if a.content.span.holds(span)), None)
        if not inside:
            return ("quoted", post.source.text if post.source else None) if post else ("outlet", None)
        teller = self.teller(span)
        return "quoted", teller.source.text if teller and teller.source else None

    def teller(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose content holds the span."""
        at = bisect_right(self.starts, span.start)
        held = [a for a in self.told[max(0, at - 8) : at] if a.content.span.holds(span)]
        return min(held, key=lambda a: a.content.span.length, default=None)


def named(reading: Reading, words: Grammar, voices: Voices) -> Iterator[Wording]:
    """Yield the table's names: every loaded one, an official one at its first use, a plain one beside a rival of its pair."""
    found = sorted(occurrences(reading, words))
    loaded = {family(f.row) for f in found if f.row.register not in PLAIN}
    seen: set[str] = set()
    for one in found:
        row = one.row
        if row.register in PLAIN and row.use != "contested" and family(row) not in loaded:
            continue
        if row.register in ONCE and row.form in seen:
            continue
        seen.add(row.form)
        yield wording(reading, one, voices)


def family(row: WordingRow) -> str:
    """Return the family of the row's pair: «israel-army» is of «israel»."""
    return row.pair.partition("-")[0]


def wording(reading: Reading, one: Found, voices: Voices) -> Wording:
    """Make the annotation of one name; the row is its ground."""
    voice, by = voices.of(one.span)
    row = one.row
    return Wording(
        id="", document=reading.document.id, span=one.span, text=one.span.of(reading.text), referent=row.referent,
        voice=voice, quoted_by=by, register=row.register, lexicon_row=row.cited,
        because=[Reason(rule="wordings.table", row=row.cited, span=one.span, detail=f"{row.label}; {row.pair}")],
    )  # fmt: skip


def occurrences(reading: Reading, words: Grammar) -> Iterator[Found]:
    """Yield where the table's names stand in readable text, the longest at each place, adjectives with their noun."""
    tokens, taken = reading.tokens, -1
    closing = {tokens.at(q.span.end - 1): tokens.at(q.span.start) for q in reading.quotations if q.closed}
    for sentence in reading.sentences:
        for hit in words.names.find(tokens, reading.token_range(sentence.span)):
            if not stands_alone(hit):
                continue
            first = noun_of(reading, hit.first, words, taken, closing) if hit.payload.use == "adjective" else hit.first
            if first is None:
                continue
            span = hit.span if first == hit.first else Span(start_of(reading, first, words), hit.span.end)
            taken = hit.last
            yield Found(span, hit.payload, first)


def stands_alone(hit: Hit[WordingRow]) -> bool:
    """Refuse a short form behind a letter that belongs to the word: «بعار» yes, «كشهيد» no."""
    return hit.taken < 2 or len(hit.form) > 4


def noun_of(reading: Reading, adjective: int, words: Grammar, floor: int, closing: dict[int, int]) -> int | None:
    """Return the token at which the adjective's noun phrase begins, or null where no noun stands before it.

    `closing` leads from the token of a closing mark to that of its opening one: «صحيفة "الأفق" [الفلانية]» is one phrase.
    """
    tokens, k = reading.tokens.words, adjective
    least = max(0, floor, adjective - REACH)
    if k - 1 in closing:
        k = closing[k - 1]
        return k - 1 if k > 0 and headed(tokens, k, words) else k
    while k > least and tokens[k - 1] not in words.particles and tokens[k - 1][:1].isalnum():
        k -= 1
        if tokens[k].startswith("ال"):
            return k - 1 if headed(tokens, k, words) else k
        if any(stem in words.heads for _, stem in readings(tokens[k])):
            return k
        if adjective - k >= 2:
            return k + 1
    return k if k < adjective else None


def headed(words: list[str], index: int, grammar: Grammar) -> bool:
    """Say whether the word before `index` heads a name in the genitive: «وزارة الدفاع»."""
    return index > 0 and any(stem in grammar.heads for _, stem in readings(words[index - 1]))


def start_of(reading: Reading, first: int, words: Grammar) -> int:
    """Return the first character of the noun, an attached و ب ل left off a known head."""
    word, start = reading.tokens.words[first], reading.tokens.starts[first]
    for taken, stem in readings(word):
        if taken and (stem in words.heads or stem.startswith("ال")):
            return start + source_length(reading.tokens.raw(first), taken)
    return start


def scare_quoted(reading: Reading, voices: Voices) -> Iterator[Wording]:
    """Yield the words from which the outlet keeps its distance by marks: «"الانتصار"»."""
    names = {m.span.start: m for m in reading.mentions if m.kind != "place"}
    for quotation in reading.quotations:
        name = names.get(quotation.inner.trim(reading.text).start)
        if quotation.use != "scare" or (name and 2 * name.span.shared(quotation.inner) > quotation.inner.length):
            continue
        outer = voices.of(Span(quotation.span.start, quotation.span.start + 1))
        yield Wording(
            id="", document=reading.document.id, span=quotation.span, text=quotation.text,
            referent=quotation.inner.of(reading.text), voice=outer[0], quoted_by=outer[1], register="scare-quotes",
            because=[Reason(rule="wordings.scare-quotes", span=quotation.span)],
        )  # fmt: skip

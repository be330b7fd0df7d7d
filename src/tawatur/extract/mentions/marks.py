"""Names told by their letters: hashtags, handles, Latin names beside Arabic ones; and the short name of a kingdom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.fold import fold
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.mentions.bounds import LATIN
from tawatur.extract.mentions.candidate import Candidate
from tawatur.extract.mentions.known import Named
from tawatur.extract.mentions.tables import BodyRow, Grammar

HASHTAG = re.compile(r"#([^\W\d_]\w*)")
HANDLE = re.compile(r"(?<![\w.])@\w{2,}")
PAGE = ("http", "pic.", "twitter.com", "www.")
KINGDOM = "المملكه"
KINGDOMS = frozenset(letters + KINGDOM for letters in ("", "و", "ب", "ف", "وب"))


def marks(reading: Reading, grammar: Grammar, zone: Span) -> Iterator[Candidate]:
    """Find hashtags, handles and Latin names in one sentence."""
    text = reading.text
    for found in HASHTAG.finditer(text, *zone):
        kind = hashtag_kind(found.group(1), grammar)
        if kind:
            yield simple(Span(*found.span(1)), kind, "hashtag", 0.9)
    for found in HANDLE.finditer(text, *zone):
        kind = "outlet" if re.search(r"(?i)news|tv|press|media|channel", found.group()) else "person"
        yield simple(Span(*found.span()), kind, "handle", 0.9)
    for found in LATIN.finditer(text, *zone):
        span = Span(*found.span()).trim(text, also=".-'’")
        if found.start() and text[found.start() - 1] in "#@/._":
            continue
        if kind := latin_kind(reading, grammar, span, zone):
            yield simple(span, kind, "name", 0.7)


def hashtag_kind(word: str, grammar: Grammar) -> str | None:
    """Return the kind of a hashtag that is a known name: «#المغرب»."""
    words = word.replace("_", " ")
    if grammar.latin.get(words) == "place":
        return "place"
    if words in grammar.places and fold(words) not in grammar.doubtful_places:
        return "place"
    if words in grammar.bodies:
        return body_kind(words, grammar)
    return None


def body_kind(words: str, grammar: Grammar) -> str | None:
    """Return the kind of a body in the table."""
    entries = grammar.bodies.by_first.get(fold(words).split()[0], [])
    rows = [row for parts, _, row in entries if " ".join(parts) == " ".join(fold(words).split())]
    return rows[0].kind if rows and isinstance(rows[0], BodyRow) else None


def latin_kind(reading: Reading, grammar: Grammar, span: Span, zone: Span) -> str | None:
    """Say what a Latin name is: known, beside the same name in Arabic, or by the words before it; else null."""
    text, name = reading.text, span.of(reading.text)
    if (
        grammar.latin.get(name) == "no name"
        or len(name) < 3
        or any(p in text[span.start - 8 : span.end + 1] for p in PAGE)
    ):
        return None
    if grammar.latin.get(name.removesuffix("'s")) == "place":
        return "place"
    if name in grammar.bodies:
        return body_kind(name, grammar)
    if re.match(r"\s*\(@", text[span.end : span.end + 4]):
        return "outlet" if re.search(r"(?i)news|tv|press|media|channel", name) else "person"
    before = text[max(zone.start, span.start - 40) : span.start]
    if heads := re.findall(r"(قناة|صحيفة|موقع|شبكة|تلفزيون|مجلة)\s+[\"“«(]?$", before):
        return "outlet" if heads else None
    if re.search(r"(شركة|مجموعة|شركات)(\s+ال\w+){0,3}\s+[\"“«(]?$", before):
        return "company"
    if re.search(r"\w[»”\"]?\s*\($", before) and " " in name:
        return "person"
    return None


def simple(span: Span, kind: str, form: str, score: float) -> Candidate:
    """Make a candidate told by its letters."""
    return Candidate(span, kind, score, (Reason(rule=f"mentions.{form}", score=score),), form=form)


def kingdoms(reading: Reading, grammar: Grammar, within: range, countries: Named) -> Iterator[Candidate]:
    """Find «المملكة» alone where the page names a kingdom."""
    tokens = reading.tokens
    for i in [i for i in within if tokens.words[i] in KINGDOMS]:
        word = tokens.words[i]
        following = tokens.words[i + 1] if i + 1 < within.stop else ""
        named_in_full = grammar.nisba.get(following.removeprefix("ال")) or following == "المتحده"
        if not named_in_full and countries() & grammar.kingdoms:
            start = tokens.ends[i] - len(tokens.raw(i)) + len(word) - len(KINGDOM)
            yield simple(Span(start, tokens.ends[i]), "place", "short", 0.8)

"""Sentences → quotation marks in pairs, each with its use: somebody's words, distance from a word, or a name.

News pages write «», "", “”, ‘’, ″ and mixtures of them, open with a closing mark, forget to close, and put the outlet's own
scare quotes inside other people's words. One pass with a stack pairs them, whatever the depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.base.annotation import Quotation, numbered
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, CueRow, Lexicons, NameHeadRow, Row
from tawatur.base.phrases import Phrases, readings
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span

NEEDS = ("sentences",)
MAKES = ("quotations",)
TABLES: dict[str, type[Row]] = {
    "quotation_heads": NameHeadRow,
    "reporting_cues": CueRow,
    "countries": CountryRow,
}

MARK = re.compile(r"''|[\"“”„‟«»‹›‘’‛″＂]|(?<![\w])'(?=\w)|(?<=[\w.!?؟])'(?!\w)")
ALIKE = {"«": "»", "»": "»", "‹": "›", "›": "›", "‘": "’", "’": "’", "‛": "’", "'": "’"}
OPENERS, CLOSERS = frozenset("«‹“„‘‛"), frozenset("»›”’")
PROCLITICS = frozenset("وفبلكـ")
INITIALS = re.compile(r"\w{2,}(?:\s\w{2,})?(?:\s?\.\s?\w)+\s?\.?|\w(?:\s?\.\s?\w)+\s?\.?")  # «سالم. م. ع»
OWNED = re.compile("(?:ها|هم|هما|ه)$")  # pronouns on a head: «كتابه "…"»
COVERED = 0.7  # of what stands in marks, for names to fill it
GAP = 12  # lines that a quotation may run over
LEFT_OPEN = 4  # marks left open on a line that are kept; a page with more has marks that mean something else
JOINT = re.compile(r"\s*[،,]?\s*و?\s*")
NAMED = ("PER", "ORG", "OUT", "FAC", "EVT", "PROD", "LAW", "LOC")
SHORT = 3  # a scare quote holds a word or a few; longer is somebody's words
BEFORE = 14  # tokens looked at before a mark for a reporting verb


class Opened(NamedTuple):
    """A mark that has opened: where, of which family, on which line."""

    start: int
    end: int
    family: str
    line: int


class Pair(NamedTuple):
    """Two marks and what stands between; ``outer`` covers the marks."""

    outer: Span
    inner: Span
    depth: int
    closed: bool


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Quotation]]:
    """Pair the marks of every readable line and name the use of each pair."""
    return {"quotations": numbered("q", quotations(reading, grammar(lexicons)))}


class Grammar(NamedTuple):
    """The tables compiled: words that head a quoted name, reporting verbs."""

    heads: dict[str, NameHeadRow]
    cues: Phrases[CueRow]
    countries: frozenset[str]


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile the tables of one language, once."""
    heads = {fold(form): row for row in lexicons.rows("quotation_heads", NameHeadRow) for form in row.forms()}
    cues = [(form, row) for row in lexicons.rows("reporting_cues", CueRow) for form in row.forms()]
    countries = {
        fold(word)
        for row in lexicons.rows("countries", CountryRow)
        for name in [row.form, *row.aliases, *row.nisba]
        for word in (name, "ال" + name)
    }
    return Grammar(heads, Phrases(cues), frozenset(countries))


def quotations(reading: Reading, words: Grammar) -> Iterator[Quotation]:
    """Yield every pair with its use and the reason."""
    named = [Span(p.start, p.end) for p in reading.proposed("mention", *NAMED)]
    found = [(pair, *use_of(reading, pair, words, named)) for pair in pairs(reading.text, zones(reading))]
    found = joined_uses(reading.text, found)
    names = sum(why.rule == "quotations.mention" for _, _, why in found)
    habit = names > sum(use == "scare" for _, use, _ in found)  # the page puts names in marks
    for pair, use, why in found:
        if use == "scare" and habit and not of_country(reading, pair, words):
            use, why = "name", Reason(rule="quotations.page-habit", detail=f"{names} other names in marks")
        yield Quotation(
            id="", document=reading.document.id, span=pair.outer, text=pair.outer.of(reading.text), inner=pair.inner,
            use=use, closed=pair.closed, depth=pair.depth, because=[why],
        )  # fmt: skip


def joined_uses(text: str, found: list[tuple[Pair, str, Reason]]) -> list[tuple[Pair, str, Reason]]:
    """Give words in marks the use of those they are joined to: «هتفوا "…"، و"…"» are slogans both."""
    out: list[tuple[Pair, str, Reason]] = []
    for pair, use, why in found:
        last = out[-1] if out else None
        if last and use == "scare" and last[1] == "quotation" and " " in pair.inner.of(text).strip():
            gap = text[last[0].outer.end : pair.outer.start]
            if len(gap) < 6 and JOINT.fullmatch(gap):
                use, why = (
                    "quotation",
                    Reason(rule="quotations.joined", span=last[0].outer, detail="as the words before"),
                )
        out.append((pair, use, why))
    return out


def zones(reading: Reading) -> list[Span]:
    """List the lines that hold sentences, each from its first sentence to its last."""
    text, found = reading.text, list[Span]()
    for sentence in reading.sentences:
        start, end = sentence.span
        if found and "\n" not in text[found[-1].end : start] and start - found[-1].end < 80:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


def pairs(text: str, lines: list[Span]) -> list[Pair]:
    """Pair the marks of `lines` in one pass; what stays open ends with its line.

    «قال "نعم لـ"السلام" الآن"» gives two pairs, the inner one at depth 1.
    """
    made: list[Pair] = []
    waiting: list[Opened] = []  # opened on earlier lines, not closed there
    for number, line in enumerate(lines):
        stack = Stack()
        for mark in MARK.finditer(text, line.start, line.end):
            family = ALIKE.get(mark.group(), '"')
            due = bool(waiting) and waiting[-1].family == family
            if opens(text, mark, family, stack, due=due):
                stack.push(Opened(mark.start(), mark.end(), family, number))
            elif stack.holds(family):
                made += stack.close(mark.start(), mark.end(), family)
            elif due:
                made.append(pair(waiting.pop(), mark.start(), mark.end(), 0, True))
        waiting += [o for o in stack.opened[:LEFT_OPEN] if not made or made[-1].outer.start < o.start]
        made += [unclosed(text, o, line) for o in stack.opened[:LEFT_OPEN] if made and made[-1].outer.start > o.start]
        kept = [o for o in waiting[-LEFT_OPEN:] if number - o.line < GAP]
        made += [unclosed(text, o, lines[o.line]) for o in waiting if o not in kept]
        waiting = kept
    made += [unclosed(text, o, lines[o.line]) for o in waiting]
    return [p for p in made if p.inner.length and re.search(r"\w", p.inner.of(text))]


class Stack:
    """The marks open at a place, innermost last, with a count of each family so that a look costs nothing."""

    def __init__(self) -> None:
        self.opened: list[Opened] = []
        self.counts: dict[str, int] = {}

    def holds(self, family: str) -> bool:
        """Say whether a mark of `family` is open."""
        return self.counts.get(family, 0) > 0

    def push(self, opened: Opened) -> None:
        """Open a mark."""
        self.opened.append(opened)
        self.counts[opened.family] = self.counts.get(opened.family, 0) + 1

    def close(self, start: int, end: int, family: str) -> Iterator[Pair]:
        """Close the innermost mark of `family`; marks of other families left open inside it end with it."""
        while self.opened:
            opened = self.opened.pop()
            self.counts[opened.family] -= 1
            mine = opened.family == family
            yield pair(opened, start, end if mine else start, len(self.opened), mine)
            if mine:
                return


def opens(text: str, mark: re.Match[str], family: str, stack: Stack, *, due: bool = False) -> bool:
    """Say whether this mark opens, by its shape, its neighbours and what is open already.

    `due`: one of its family waits from an earlier line to be closed.
    """
    start, end = mark.span()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    lone = before == "ـ" or start < 2 or not text[start - 2].isalpha()
    clitic = (
        before in PROCLITICS and lone and not (after in ".،,؛؟!:)" or (mark.group() in CLOSERS and stack.holds(family)))
    )
    can_open = (
        not after.isspace() and after not in ".،,؛؟!:)" and (clitic or not (before.isalnum() or before in ".،,؛؟!%)"))
    )
    can_close = not before.isspace() and not clitic and not after.isalnum()
    if can_open != can_close:
        after_pause = before in "،,:" and after.isspace() and mark.group() not in CLOSERS and not due
        return can_open if can_open or stack.holds(family) else mark.group() in OPENERS or after_pause
    if mark.group() in OPENERS:
        return True
    if mark.group() in CLOSERS:
        return False
    return not stack.holds(family)


def pair(opened: Opened, inner_end: int, end: int, depth: int, closed: bool) -> Pair:
    """Make a pair."""
    return Pair(Span(opened.start, end), Span(opened.end, max(opened.end, inner_end)), depth, closed)


def unclosed(text: str, opened: Opened, line: Span) -> Pair:
    """End an open mark with its line, the closing stop left off."""
    inner = Span(opened.end, line.end).trim(text, also=".")
    return Pair(Span(opened.start, max(inner.end, opened.end)), Span(opened.end, max(inner.end, opened.end)), 0, False)


def use_of(reading: Reading, pair: Pair, words: Grammar, named: list[Span]) -> tuple[str, Reason]:
    """Name the use: quotation, scare or name, with the rule that says so."""
    tokens = reading.tokens
    held = reading.token_range(pair.inner)
    size = sum(w[0].isalnum() for w in tokens.words[held.start : held.stop] if w)
    before = held.start - 2  # past the opening mark
    head = head_before(tokens.words, before, words)
    if head and size <= 6:
        return "name", Reason(rule="quotations.name-head", row=head.cited)
    if INITIALS.fullmatch(pair.inner.of(reading.text).strip()):
        return "name", Reason(rule="quotations.initials", detail="a person known by initials")
    if size <= 10 and all_names(reading, pair.inner, named):
        return "name", Reason(rule="quotations.mention", detail="names fill the marks")
    if not pair.closed and opens_on_body(reading, pair):
        return "name", Reason(
            rule="quotations.mention", detail="a sentence opens on a body's name, its mark never closed"
        )
    if size > SHORT + 1:
        return "quotation", Reason(rule="quotations.long", detail=f"{size} words")
    if not of_country(reading, pair, words) and any(
        2 * pair.inner.shared(span) > max(pair.inner.length, span.length) for span in near(named, pair.inner)
    ):
        return "name", Reason(rule="quotations.mention", detail="a name fills the marks")
    if re.search(r"[A-Za-z]", pair.inner.of(reading.text)) and not re.search(
        r"[\u0621-\u064a]", pair.inner.of(reading.text)
    ):
        return "name", Reason(rule="quotations.latin")
    cue = cue_before(reading, held.start - 1, words)
    if re.search(r"\d", pair.inner.of(reading.text)):
        use = "quotation" if cue and described(tokens.words, before) else "name"
        return use, Reason(rule="quotations.number", detail="a number is no loaded word")
    if cue and (size > 1 or described(tokens.words, before)):
        return "quotation", Reason(rule="quotations.cue-before", row=cue.cited)
    if called(tokens.words, before):
        return "quotation", Reason(rule="quotations.called", detail="what somebody called it")
    if told_in_headline(reading, pair.outer.start):
        return "quotation", Reason(rule="quotations.headline", detail="after the teller's colon")
    return "scare", Reason(rule="quotations.short", detail=f"{size} words, no reporting verb, no name")


def of_country(reading: Reading, pair: Pair, words: Grammar) -> bool:
    """Say whether the marks hold a country or its adjective, which need none: «الجيش "السهلي"»."""
    return fold(pair.inner.of(reading.text)).strip() in words.countries


def near(spans: list[Span], target: Span) -> list[Span]:
    """List the spans, given in reading order, that may meet `target`."""
    from bisect import bisect_left

    at = bisect_left(spans, (target.start, target.start))
    end = bisect_left(spans, (target.end, target.end))
    return [s for s in spans[max(0, at - 1) : end + 1] if s.meets(target)]


def head_before(words: list[str], index: int, grammar: Grammar) -> NameHeadRow | None:
    """Return the row of the name head that stands before the mark: «صحيفة "الأفق"»."""
    if index < 0:
        return None
    owned = OWNED.sub("", words[index]) if OWNED.search(words[index]) else ""
    stems = [stem for _, stem in readings(words[index])]
    stems += [s for o in ([owned] if owned else []) for _, stem in readings(o) for s in (stem, feminine(stem))]
    for stem in stems:
        row = grammar.heads.get(stem)
        if row is None and stem.startswith("ال"):  # «الموقع "…"» names; «الفريق "المنتصر"» does not
            row = grammar.heads.get(stem[2:])
            row = row if row and row.kind in ("outlet", "agency") else None
        if row:
            return row
    return None


def opens_on_body(reading: Reading, pair: Pair) -> bool:
    """Say whether a sentence begins with a marked body: «"الأفق الجديد يقبل الدعوة» forgot a mark."""
    sentence = reading.sentence_at(pair.inner.start)
    begins = sentence is not None and sentence.span.start >= pair.outer.start
    return begins and any(p.start == pair.inner.start for p in reading.proposed("mention", "ORG", "OUT"))


def feminine(stem: str) -> str:
    """Give back the ending that a pronoun opened: «روايت[ه]» is a «رواية»."""
    return stem[:-1] + "ه" if stem.endswith("ت") else stem


def all_names(reading: Reading, inner: Span, named: list[Span]) -> bool:
    """Say whether two names or more are all that stands in the marks: «"سالم حداد ومروان زهيري"», «"الساحل - الجبل"»."""
    inside = [s for s in near(named, inner) if inner.holds(s)]
    letters = sum(c.isalnum() for c in inner.of(reading.text))
    covered = sum(c.isalnum() for s in inside for c in s.of(reading.text))
    return len(inside) > 1 and covered >= COVERED * letters


def called(words: list[str], index: int) -> bool:
    """Say whether somebody is told to call it so: «وصفوه بأنه "…"», «وصفتها بـ"…"»."""
    return described(words, index) and any("وصف" in word for word in words[max(0, index - 4) : index])


def told_in_headline(reading: Reading, mark: int) -> bool:
    """Say whether the mark stands in a headline behind its teller's colon: «الوزير: الطريق «آمن»»."""
    sentence = reading.sentence_at(mark)
    return bool(sentence and sentence.zone == "headline" and ":" in reading.text[sentence.span.start : mark])


def described(words: list[str], index: int) -> bool:
    """Say whether the word before the mark leads to a description: «وصفه بأنه "…"», «بـ"…"»."""
    return index >= 0 and words[index] in ("ب", "بانه", "بانها", "بانهم", "بانهما", ":")


def cue_before(reading: Reading, opening: int, words: Grammar) -> CueRow | None:
    """Return the row of a reporting verb in the sentence, not far before the mark."""
    if opening < 0 or opening >= len(reading.tokens):
        return None
    sentence = reading.sentence_at(reading.tokens.starts[opening])
    first = max(opening - BEFORE, reading.tokens.at(sentence.span.start) if sentence else 0)
    found = [hit.payload for hit in words.cues.find(reading.tokens, range(first, max(first, opening)))]
    return found[-1] if found else None

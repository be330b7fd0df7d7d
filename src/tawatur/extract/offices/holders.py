"""Who holds a title: the person named right before or right behind it, and on the same page under the same title."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from tawatur.base.annotation import Office
from tawatur.base.fold import fold
from tawatur.base.rank_words import rank_at, ranks_at
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.offices.tables import Grammar

AFTER = re.compile(r"\s*(?:\(?\s*[-–—،,:/ـ\"'«“]{0,2}\s*){0,2}(?:ويدعى|يدعى|المدعو)?\s*[\"'«“]*\s*")
BEFORE = re.compile(
    r"\s*[»”\"']*\s*(?:\([^()]{0,40}\)\s*)?(?:[-–—،,ـ]\s*)?"
    r"(?:(?:وهو|وهي|هو|هي|بصفته|بصفتها|(?:الذي يشغل|من|عن|في|إلى|يشغل) منصبه?)\s+)?[\"“«]?\s*ك?"
)
NAMED = ("organisation", "company", "outlet", "agency", "place", "facility")
CHOOSING = frozenset(("اختار", "عين", "رشح", "انتخب", "كلف", "سمي", "نصب", "يرشح", "يعين", "يختار"))  # folded
NEAR = 70  # characters: what stands farther off is not beside


class Holders:
    """The persons of one document, by where their names start and end."""

    def __init__(self, reading: Reading, tables: Grammar) -> None:
        self.reading, self.tables = reading, tables
        self.people = sorted({m.span for m in reading.mentions if m.kind == "person" and m.form != "epithet"})
        self.begins = [s.start for s in self.people]
        self.ends = sorted(s.end for s in self.people)
        self.by_end = {s.end: s for s in self.people}
        tokens = reading.tokens
        self.starts = frozenset(tokens.at(s.start) for s in self.people)
        self.names = {
            tokens.at(m.span.start): max(tokens.within(m.span).stop, tokens.at(m.span.start) + 1)
            for m in reading.mentions
            if m.kind in NAMED
        }

    def of(self, title: Span) -> Span | None:
        """Return the person beside a title: «وزير الدفاع سمير حداد», «سمير حداد، وزير الدفاع»."""
        behind, gap_behind = self.behind(title)
        before, gap_before = self.before(title)
        if behind and before:
            apart = bool(re.search(r"[،,]", gap_behind))
            return before if apart or (re.search(r"[،,\-–]", gap_before) and gap_behind.strip() != "") else behind
        return behind or before

    def behind(self, title: Span) -> tuple[Span | None, str]:
        """Return the person behind a title, over ranks, a comma and quotation marks; and what stands between."""
        text, tokens = self.reading.text, self.reading.tokens
        i = bisect_left(self.begins, title.end)
        if i == len(self.people) or self.begins[i] - title.end > NEAR:
            return None, ""
        person = self.people[i]
        gap = text[title.end : person.start]
        if (
            "\n" in gap
            or self.sentence(title) != self.sentence(person)
            or tokens.starts[tokens.at(person.start)] != person.start
        ):
            return None, ""
        if AFTER.fullmatch(gap):
            return person, gap
        return (person, gap) if self.only_ranks(tokens, title.end, person.start) else (None, "")

    def only_ranks(self, tokens: Tokens, start: int, end: int) -> bool:
        """Say whether nothing but ranks, qualifiers and marks stands between a title and a name."""
        index, stop = tokens.at(start), tokens.at(end)
        while index < stop:
            if not tokens.words[index][:1].isalpha() or tokens.words[index] in self.tables.qualifiers:
                index += 1
            elif (hit := rank_at(tokens, index, stop, self.tables.ranks, by_sound=True)) and hit.whole(tokens):
                index = hit.last
            else:
                return False
        return True

    def before(self, title: Span) -> tuple[Span | None, str]:
        """Return the person right before a title, and what stands between: «سمير حداد، وزير الدفاع»."""
        i = bisect_right(self.ends, title.start) - 1
        if i < 0 or title.start - self.ends[i] > NEAR:
            return None, ""
        person = self.by_end[self.ends[i]]
        gap = self.reading.text[person.end : title.start]
        beside = BEFORE.fullmatch(gap) or (gap.startswith(" ال") and self.is_one_rank(person.end, title.start))
        if self.sentence(title) == self.sentence(person) and "\n" not in gap and beside:
            return (None, "") if self.chooses(person, title) else (person, gap)
        return None, ""

    def chooses(self, person: Span, title: Span) -> bool:
        """Say whether a person gives the office to another: «اختاره سالم رئيسا للنادي», «عينها الوزير مديرة»."""
        tokens = self.reading.tokens
        at, head = tokens.at(person.start), tokens.words[tokens.at(title.start)]
        if at == 0 or not head.endswith(("ا", "ه")):
            return False
        verb = tokens.words[at - 1].lstrip("وف")
        return verb.endswith(("ه", "ها")) and verb.removesuffix("ها").removesuffix("ه") in CHOOSING

    def is_one_rank(self, start: int, end: int) -> bool:
        """Say whether one word stands there and is a rank: a family name like «الشيخ» that the name was cut before."""
        tokens = self.reading.tokens
        between = tokens.within(Span(start, end))
        hit = rank_at(tokens, between.start, between.stop, self.tables.ranks) if len(between) == 1 else None
        return hit is not None

    def beside(self, tokens: Tokens, first: int, last: int) -> bool:
        """Say whether a person is named beside the tokens."""
        return self.of(tokens.span(first, last)) is not None

    def sentence(self, span: Span) -> int:
        """Return where the span's sentence starts, or -1."""
        found = self.reading.sentence_at(span.start)
        return found.span.start if found else -1

    def ranks_before(self, person: Span) -> int:
        """Return the token at which the ranks before a name start, or the name's own."""
        tokens = self.reading.tokens
        at = tokens.at(person.start)
        for first in range(max(0, at - 6), at):
            hits = ranks_at(tokens, first, at, self.tables.ranks)
            if hits and hits[-1].last == at:
                return first
        return at


JOINT = re.compile(r"\s*[،,]?\s*و?\s*")


def shared(reading: Reading, titles: list[Span], holders: list[Span | None]) -> list[Span | None]:
    """Pass a holder along titles that are joined: «سمير حداد نقيب الأطباء وعضو المجلس», «رئيس الحزب وعضو المجلس سمير»."""
    out = list(holders)
    pairs = [(i, i + 1) for i in range(len(titles) - 1)]
    for a, b in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        first, second = sorted((titles[a], titles[b]))
        joined = first.end <= second.start and JOINT.fullmatch(reading.text, first.end, second.start)
        holder = out[a]
        if not joined or out[b] is not None or holder is None:
            continue
        if (a < b and holder.end <= titles[a].start) or (a > b and holder.start >= titles[a].end):
            out[b] = holder
    return out


def by_title(offices: list[Office], text: str) -> list[Office]:
    """Give a title that stands alone the holder that the page names with the same title, if there is only one.

    «رئيس الأركان» is the same title as «رئيس أركان الجيش الأردني» where the page knows one such holder.
    """
    named: dict[tuple[str, ...], dict[str, Span]] = {}
    for office in offices:
        if office.holder:
            named.setdefault(title_words(office), {}).setdefault(family(office.holder.of(text)), office.holder)
    holders: dict[tuple[str, ...], dict[str, Span]] = {}
    out = []
    for office in offices:
        wanted = title_words(office)
        if office.holder is None:
            if wanted not in holders:
                holders[wanted] = {
                    f: s for words, held in named.items() if alike(wanted, words) for f, s in held.items()
                }
            if len(holders[wanted]) == 1:
                (span,) = holders[wanted].values()
                because = [*office.because, Reason(rule="offices.same_title", span=span, document=office.document)]
                office = msgspec.structs.replace(office, holder=span, because=because)
        out.append(office)
    return out


def title_words(office: Office) -> tuple[str, ...]:
    """Return a title's words, folded and without article and preposition."""
    words = [w.removeprefix("لل").removeprefix("ال") for w in fold(office.title).replace('"', " ").split()]
    return (*words, office.qualifier or "")


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two titles can be one: the same head and qualifier, the words of one all in the other."""
    if one[0] != other[0] or one[-1] != other[-1] or min(len(one), len(other)) < 3:
        return False
    return set(one) <= set(other) or set(other) <= set(one)


def family(name: str) -> str:
    """Return the last word of a name, folded."""
    return fold(name).split()[-1]

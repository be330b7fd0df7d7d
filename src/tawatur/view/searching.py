"""Pages and what is looked for in them → where it stands, in the page's own characters.

A word is found as Arabic writes it: with vowel marks or without, with any hamza, and behind the proclitics that are
written together with it. A hit is the word alone; of «وللوزارة» asked for as «الوزارة» it is «لوزارة», for the article's
alif is not written after «ل».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from tawatur.base.fold import DROPPED
from tawatur.base.proclitics import BEFORE_ARTICLE, PROCLITICS, after_lam, has_article
from tawatur.base.proclitics import LONGEST as LONGEST_PROCLITICS
from tawatur.base.span import Span, outermost
from tawatur.view.compared import COMPARED, LETTERS, Sought, source_span
from tawatur.view.sifting import day_asked, days_of, in_time

WHERE = ("joined", "alone", "inside")
LONGEST = 300  # code points of what is asked
MOST_TERMS = 12
MARKS = DROPPED.pattern.removesuffix("+")
VOWELS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # those of them that a reader sees
)
LONGEST_RUN = 3 * LONGEST_PROCLITICS + 1  # code points of proclitics with two marks on every letter, and one more
ASKED = re.compile(r"«([^»]*)»|\"([^\"]*)\"|“([^”]*)”|(\S+)")
ARABIC = "\u0600-\u08ff\ufb50-\ufefc"
EDGES = re.compile(rf"^(?:\W|[_{VOWELS}])+|(?:[^\w{VOWELS}]|_)+$")
NEXT_WORD = r"[^\w\n]{1,4}"  # what may stand between two words of a phrase: space, a quotation mark, a comma


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for.

    ``words``: all must stand in one sentence; words in «quotation marks» follow one another. ``letters``: alike (marks,
    tatweel and hamza do not count), letters (marks and tatweel do not), exact (everything does). ``where``: joined (a whole
    word, proclitics before it or not), alone (no proclitics either), inside (any part of a word). ``since`` and ``until``: ISO
    days, months or years of publication, inclusive.
    """

    words: str = ""
    letters: str = "alike"
    where: str = "joined"
    outlets: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def fields(self) -> list[tuple[str, str]]:
        """List what is asked as an address's query has it: one pair a value."""
        plain = Query()
        single = [
            (f, v)
            for f in ("words", "letters", "where", "since", "until")
            if (v := getattr(self, f)) != getattr(plain, f)
        ]
        return single + [("outlets", o) for o in self.outlets]


def query(asked: Iterable[tuple[str, str]]) -> Query:
    """Read a query from an address; a value that cannot be asks nothing."""
    pairs = list(asked)
    one = {field: value.strip() for field, value in pairs}
    return Query(
        words=one.get("words", "")[:LONGEST],
        letters=chosen(one.get("letters"), LETTERS),
        where=chosen(one.get("where"), WHERE),
        outlets=tuple(dict.fromkeys(v for f, v in pairs if f == "outlets" and v)),
        since=day_asked(one.get("since", "")),
        until=day_asked(one.get("until", "")),
    )


def chosen(value: str | None, of: Sequence[str]) -> str:
    """Return a value that is one of the choices, else the first of them."""
    return value if value is not None and value in of else of[0]


class Variant(NamedTuple):
    """One way in which a term may be written: its pattern, what is written before it in the same word, and nothing else."""

    pattern: re.Pattern[str]
    before: frozenset[str] | None
    run: re.Pattern[str]


class Hits(NamedTuple):
    """The hits of one page, as spans of the text as it is compared, in order; `spans` carries them back."""

    page: Sought
    places: list[Span]

    def spans(self, first: int = 0, last: int | None = None) -> list[Span]:
        """Return the hits from `first` up to `last` as spans of the page's own text."""
        return [source_span(self.page.folded, place) for place in self.places[first:last]]


def terms(words: str, letters: str) -> list[tuple[str, ...]]:
    """Cut what is asked into terms, each one word or the words of a phrase, as they are compared."""
    made = (phrase(next(filter(None, groups), ""), letters) for groups in ASKED.findall(words))
    return [words for words in dict.fromkeys(made) if words][:MOST_TERMS]


def phrase(text: str, letters: str) -> tuple[str, ...]:
    """Cut one term into its words; punctuation at their ends, and marks that no letter carries, are not looked for."""
    compared = COMPARED[letters](text).text
    return tuple(word for found in compared.split() if (word := EDGES.sub("", found)))


@lru_cache(maxsize=256)
def variants(term: tuple[str, ...], letters: str, where: str) -> tuple[Variant, ...]:
    """List the ways in which a term may be written."""
    no_mark = f"(?![{VOWELS}])" if letters == "exact" else ""
    literal = (no_mark + NEXT_WORD).join(map(re.escape, term)) + no_mark
    made = [variant(literal, term, where, PROCLITICS)]
    if where == "joined" and has_article(term[0]):
        made.append(variant(after_lam(literal), term, where, BEFORE_ARTICLE))
    return tuple(made)


def variant(literal: str, term: tuple[str, ...], where: str, proclitics: frozenset[str]) -> Variant:
    """Compile one way of writing a term. Letters and digits part, as in «مارس2022», and scripts; so does the low line."""
    begins, ends = like(term[0][0]), like(term[-1][-1])
    end = "" if where == "inside" else f"(?!{ends})"
    before = (
        None
        if where == "inside"
        else proclitics
        if where == "joined" and not term[0][0].isdigit()
        else frozenset(("",))
    )
    return Variant(re.compile(literal + end), before, re.compile(rf"(?:{begins}|{MARKS})*\Z"))


def like(letter: str) -> str:
    """Return the pattern of the letters that would go on with the word that a letter is of."""
    if letter.isdigit():
        return r"\d"
    return rf"(?:(?=[{ARABIC}])[^\W\d_])" if re.match(f"[{ARABIC}{VOWELS}]", letter) else rf"(?:(?![{ARABIC}])[^\W\d_])"


def places(page: Sought, ways: Sequence[Variant]) -> list[Span]:
    """List where a term stands on a page, as spans of the text as it is compared, in order."""
    text, cut = page.folded.text, page.inside
    found = [
        span
        for way in ways
        for hit in way.pattern.finditer(text)
        if stands(way, text, hit.start()) and not (cut and not cut.isdisjoint(hit.span()))
        for span in (Span(*hit.span()),)
    ]
    return found if len(ways) == 1 else sorted(found)


def stands(way: Variant, text: str, start: int) -> bool:
    """Say whether nothing is written before a place in its word but what may be."""
    if way.before is None:
        return True
    if "" in way.before and (start == 0 or text[start - 1] in " \n"):  # nearly always, and much faster
        return True
    run = way.run.search(text, max(0, start - LONGEST_RUN), start)
    return run is not None and DROPPED.sub("", run[0]) in way.before


def search(pages: Iterable[Sought], asked: Query) -> list[Hits]:
    """Find what is asked; pages without it are left out, and outlets are not looked at: `of_outlets` parts them."""
    wanted = [variants(term, asked.letters, asked.where) for term in terms(asked.words, asked.letters)]
    if not wanted:
        return []
    found = (
        Hits(p, together(p, wanted)) for p in pages if in_time(days_of(p.document.published), asked.since, asked.until)
    )
    return [hits for hits in found if hits.places]


def together(page: Sought, wanted: Sequence[Sequence[Variant]]) -> list[Span]:
    """List the hits of all terms, in order, in the sentences in which every term has one."""
    by_term: list[list[Span]] = []
    for ways in wanted:
        by_term.append(places(page, ways))
        if not by_term[-1]:
            return []
    if len(by_term) == 1:
        return by_term[0]
    shared = set.intersection(*({sentence_of(page, s) for s in spans} for spans in by_term))
    return outermost([s for spans in by_term for s in spans if sentence_of(page, s) in shared]) if shared else []


def sentence_of(page: Sought, span: Span) -> int:
    """Return the number of the sentence in which a hit begins."""
    return bisect_right(page.sentences, span.start)


def of_outlets(found: Sequence[Hits], outlets: Sequence[str], outlet_of: Callable[[str], str]) -> list[Hits]:
    """Keep the hits of some outlets; all of them where none is named."""
    return [h for h in found if outlet_of(h.page.document.id) in outlets] if outlets else list(found)

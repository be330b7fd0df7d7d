"""Words that somebody looks for → the pages of a crawl that hold them, the likeliest first, and where the words stand in a page.

The index finds pages by stems; the places are found again in a page's own text, by the same stems, so that a result shows
what made it one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import tantivy

from tawatur.base.span import Span, outermost
from tawatur.discover.stemmed import stemmed

ORDERS = ("best", "recent", "newest")
HEADLINE = 2.0  # how much more a word of the headline tells
HALF_LIFE = 30.0  # days after which a page counts half in «recent»
CANDIDATES = 1000  # best pages that «recent» puts in order
MOST_WORDS = 64
ASKED = re.compile(r"«([^»]*)»|\"([^\"]*)\"|“([^”]*)”|(\S+)")
DAY_ASKED = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
Term = tuple[str, ...]


class AskedError(ValueError):
    """A question that cannot be put: says what was seen and what to ask instead."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for: all of `words` must stand on a page, those in quotation marks one after another.

    ``since``, ``until``: ISO days, months or years, inclusive; a page whose day is not known is in no such time. ``outlets``: ids or
    names as the crawl has them, any of which will do. ``order``: best (BM25), recent (BM25, halved for every 30 days that a page
    is away from ``today``), newest (by day). ``today``: an ISO day.
    """

    words: str
    since: str = ""
    until: str = ""
    outlets: tuple[str, ...] = ()
    order: str = "best"
    today: str = ""
    limit: int = 20


class Hit(NamedTuple):
    """A page that was found: its id, its score (more is likelier), its day as a number (0: not known)."""

    page: str
    score: float
    day: int


class Hits(NamedTuple):
    """The pages found, in order, and how many there are in all."""

    hits: list[Hit]
    total: int


def terms(words: str) -> list[Term]:
    """Cut what is asked into terms, each the stems of one word or phrase. Raises AskedError."""
    made = (tuple(stemmed(next(filter(None, groups), "")).stems) for groups in ASKED.findall(words))
    found = [term for term in dict.fromkeys(made) if term]
    if not found:
        raise AskedError(f"«{words}» holds no word to look for.")
    if (many := sum(map(len, found))) > MOST_WORDS:
        raise AskedError(f"{many} words are asked for; no more than {MOST_WORDS} can be. Leave some out.")
    return found


def search(index: tantivy.Index, asked: Asked) -> Hits:
    """Find the pages that hold all that is asked. Raises AskedError."""
    if asked.order not in ORDERS:
        raise AskedError(f"the order {asked.order!r} is unknown: choose one of {', '.join(ORDERS)}.")
    searcher = index.searcher()
    wanted = query(index.schema, asked)
    if asked.order == "newest":
        found = searcher.search(wanted, asked.limit, order_by_field="day")
    else:
        found = searcher.search(wanted, max(asked.limit, CANDIDATES) if asked.order == "recent" else asked.limit)
    hits = read(searcher, found, asked.order)
    if asked.order == "recent":
        hits = [hit._replace(score=hit.score * nearness(hit.day, asked.today)) for hit in hits]
    if asked.order != "newest":
        hits.sort(key=lambda hit: (-hit.score, hit.page))
    return Hits(hits[: asked.limit], found.count)  # type: ignore[attr-defined]  # its stub leaves it out


def read(searcher: tantivy.Searcher, found: tantivy.SearchResult, order: str) -> list[Hit]:
    """Read the ids and days of what was found; ordered by day there is no score, and it is 0."""
    places = [place for _, place in found.hits]
    days = searcher.fast_field_values("day", places)
    scores = [0.0 if order == "newest" else score for score, _ in found.hits]
    ids = (searcher.doc(place)["page"][0] for place in places)
    return [Hit(page, score, int(day or 0)) for page, score, day in zip(ids, scores, days, strict=True)]


def query(schema: tantivy.Schema, asked: Asked) -> tantivy.Query:
    """Put a question in the index's own terms."""
    ask, must = tantivy.Query, tantivy.Occur.Must
    parts = [holds(schema, term) for term in terms(asked.words)]
    if asked.outlets:
        parts.append(unscored(ask.term_set_query(schema, "outlet", list(asked.outlets))))
    if asked.since or asked.until:
        parts.append(unscored(in_time(schema, asked.since, asked.until)))
    return ask.boolean_query([(must, part) for part in parts])


def holds(schema: tantivy.Schema, term: Term) -> tantivy.Query:
    """Ask for a term in the headline or the text."""
    ask, should = tantivy.Query, tantivy.Occur.Should
    headline = ask.boost_query(stands(schema, "headline", term), HEADLINE)
    return ask.boolean_query([(should, headline), (should, stands(schema, "words", term))])


def stands(schema: tantivy.Schema, field: str, term: Term) -> tantivy.Query:
    """Ask for a term in one field; tantivy knows no phrase of one word."""
    ask = tantivy.Query
    return ask.phrase_query(schema, field, list(term)) if len(term) > 1 else ask.term_query(schema, field, term[0])


def unscored(part: tantivy.Query) -> tantivy.Query:
    """Let a part of a question choose pages and not rank them."""
    return tantivy.Query.const_score_query(part, 0.0)


def in_time(schema: tantivy.Schema, since: str, until: str) -> tantivy.Query:
    """Ask for the days of a time; a month or year stands for its first day, or for its last."""
    for day in filter(None, (since, until)):
        if not DAY_ASKED.fullmatch(day):
            raise AskedError(f"{day!r} is no day, month or year as 2013-02-14, 2013-02 or 2013 is.")
    first = int(since.replace("-", "").ljust(8, "0")) if since else 1
    last = int(until.replace("-", "").ljust(8, "9")) if until else 99999999
    return tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last)


def nearness(day: int, today: str) -> float:
    """Weigh a day by its distance from today, before or after: a clock that is off by years gains nothing by it."""
    try:
        away = date(day // 10000, day // 100 % 100, day % 100) - date.fromisoformat(today)
    except ValueError:
        return 0.0  # no day, or none that a calendar has
    return float(0.5 ** (abs(away.days) / HALF_LIFE))


def marks(text: str, wanted: Sequence[Term]) -> list[Span]:
    """List where terms stand in a text: whole words with what is written together with them, in code points, in order."""
    stems, spans = stemmed(text)
    first: dict[str, list[Term]] = {}
    for term in wanted:
        first.setdefault(term[0], []).append(term)
    found = [
        Span(spans[at].start, spans[at + len(term) - 1].end)
        for at, word in enumerate(stems)
        for term in first.get(word, ())
        if tuple(stems[at : at + len(term)]) == term
    ]
    return outermost(found)

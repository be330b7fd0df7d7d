"""The offices that pages give one person → a disagreement where two cannot both be right.

«قائد القوات» and «المفتش العام للقوات» are two offices of one body, and one person holds one of them. Press shorthand
(a minister delegate called minister), synonyms and fuller titles are no disagreement: only heads that the table
``office_rivals.tsv`` sets against each other count, and only within one body. One office of one body given to two people
by pages of one month is the other case, where no page tells of a handover.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from tawatur.base.annotation import Office
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, Row
from tawatur.base.names import sounds
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Disagreement, Entity, Event
from tawatur.base.tokens import Tokens
from tawatur.merge.disagreements.said import Said, days_of, disagreement, natural, pages

YEAR = 366  # days between pages after which a person may well have moved on
MONTH = 31  # days within which an office should have one holder, where no page tells of a change
ATTESTED = (
    2  # pages that must give each of two people one office: on one page alone a title may stand by the wrong name
)
FULL = 2  # words of a body that tell it from every other: «وزير الدفاع» alone may be any country's
CHANGES = frozenset(["appointment", "dismissal", "resignation", "election", "election-win", "succession", "death"])


class OfficeRivalRow(Row, frozen=True, kw_only=True):
    """The head of an office, without articles, and the heads that nobody holds beside it in the same body."""

    rivals: list[str]


class SingleOfficeRow(Row, frozen=True, kw_only=True):
    """The head of an office that nobody holds of two bodies at a time («وزير»), and how its bodies' names begin."""

    bodies: list[str]


class Post(NamedTuple):
    """An office taken apart: its head («مفتش عام») and the words of its body (قوات، مسلحة)."""

    office: Office
    head: str
    body: frozenset[str]


@lru_cache(maxsize=1 << 14)
def bare_words(text: str) -> tuple[str, ...]:
    """Fold a title and take articles and the preposition ل off its words: «للقوات» gives «قوات»."""
    words = []
    for word in Tokens(text).words:
        if not word[:1].isalnum():
            continue
        for prefix in ("وال", "بال", "لل", "ال"):
            if word.startswith(prefix) and len(word) > len(prefix) + 1:
                word = word[len(prefix) :]
                break
        words.append(word.removeprefix("ل") if word.startswith("لقوات") else word)
    return tuple(words)


@cache
def rivals(lexicons: Lexicons) -> tuple[frozenset[frozenset[str]], tuple[tuple[str, ...], ...]]:
    """Return the pairs of heads that exclude each other, and all heads, longest first."""
    pairs, heads = set(), set()
    for row in lexicons.rows("office_rivals", OfficeRivalRow):
        own = bare_words(row.form)
        heads.add(own)
        for rival in row.rivals:
            heads.add(bare_words(rival))
            pairs.add(frozenset((" ".join(own), " ".join(bare_words(rival)))))
    return frozenset(pairs), tuple(sorted(heads, key=lambda h: (-len(h), h)))


@cache
def nationalities(lexicons: Lexicons) -> frozenset[str]:
    """Return the adjectives of countries, bare: they tell no two bodies of one story apart."""
    rows = lexicons.tables.get("countries", [])
    return frozenset(fold(n) for row in rows if isinstance(row, CountryRow) for n in row.nisba)


def post(office: Office, lexicons: Lexicons) -> Post | None:
    """Take an office apart; null where its head is not in the table."""
    words = bare_words(office.title)
    for head in rivals(lexicons)[1]:
        if words[: len(head)] == head:
            rest = [*words[len(head) :], *bare_words(office.organisation or "")]
            body = frozenset(w for w in rest if w not in nationalities(lexicons) and len(w) > 1)
            return Post(office, " ".join(head), body)
    return None


def same_body(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two bodies' words agree by two thirds of the shorter list; no words agree with none."""
    return bool(one and other) and 3 * len(one & other) >= 2 * min(len(one), len(other))


def office_disagreements(
    entities: list[Entity], readings: dict[str, Reading], lexicons: Lexicons
) -> list[Disagreement]:
    """Find the people to whom pages give two offices that exclude each other."""
    posts = {
        e.id: [p for o in e.offices if (p := post(o, lexicons)) and not o.qualifier]
        for e in entities
        if e.kind == "person"
    }  # fmt: skip
    found = [d for e in entities if (d := two_seats(e, readings, lexicons))]
    for entity in entities:
        if len({p.head for p in posts.get(entity.id, [])}) < 2:
            continue
        others = [(e, p) for e in entities if e.id != entity.id for p in posts.get(e.id, [])]
        if made := contested(entity, posts[entity.id], others, readings, lexicons):
            found.append(made)
    return found


def two_seats(entity: Entity, readings: dict[str, Reading], lexicons: Lexicons) -> Disagreement | None:
    """Make the disagreement of pages of one month that give a person one office of two bodies: minister of this and of that.

    A page that gives both, a former or acting holder, and bodies that share a word are none.
    """
    if entity.kind != "person" or len(entity.offices) < 2 or any(o.qualifier for o in entity.offices):
        return None
    seats: dict[str, list[Post]] = {}
    for p in (p for o in entity.offices if (p := seat(o, readings.get(o.document), lexicons))):
        seats.setdefault(p.head, []).append(p)
    for posts in seats.values():
        for one, other in combinations(sorted({p.body for p in posts}, key=sorted), 2):
            ones, theirs = ([p for p in posts if p.body == body] for body in (one, other))
            if not one & other and not told_together(ones, theirs) and within_a_month([*ones, *theirs], readings):
                said = [Said(p.body, p.office.title, p.office.document, p.office.span) for p in (*ones, *theirs)]
                names = "», «".join(dict.fromkeys(s.value for s in said))
                why = f"{entity.name} is given one office of two bodies: «{names}»."
                return disagreement(entity.id, "office", "contradiction", said, why)
    return None


@cache
def single_offices(lexicons: Lexicons) -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """Return the heads that nobody holds twice, each with the words that begin its bodies' names."""
    rows = lexicons.rows("single_offices", SingleOfficeRow)
    return {bare_words(r.form): frozenset(map(bare_words, r.bodies)) for r in rows}


def seat(office: Office, reading: Reading | None, lexicons: Lexicons) -> Post | None:
    """Take apart an office that nobody holds twice; null where its body is no known one, or goes on after the title.

    «وزير الشؤون القانونية والمجالس النيابية», cut after its first half, is one minister of two things.
    """
    words = bare_words(office.title)
    for head, bodies in single_offices(lexicons).items():
        rest = words[len(head) :]
        if words[: len(head)] == head and any(rest[: len(body)] == body for body in bodies):
            after = reading.text[office.span.end : office.span.end + 12] if reading else ""
            joined = any(w.startswith("و") for w in office.title.split()[1:]) or re.match(r"\s+و", after)
            return None if joined else Post(office, " ".join(head), frozenset(rest) - nationalities(lexicons))
    return None


def within_a_month(posts: list[Post], readings: dict[str, Reading]) -> bool:
    """Say whether all the pages are dated, within one month."""
    days = [days_of(readings.get(p.office.document), pick) for p in posts for pick in (min, max)]
    known = [d for d in days if d]
    return len(known) == len(days) and (max(known) - min(known)).days <= MONTH


def held_twice(
    entities: list[Entity], events: list[Event], readings: dict[str, Reading], lexicons: Lexicons
) -> list[Disagreement]:
    """Find the offices that pages of one month give to two people, of whom no page tells that one followed the other."""
    moved = {i for e in events if e.mode in CHANGES for i in (*e.actors, *e.recipients)}
    single = {" ".join(bare_words(r.form)) for r in lexicons.rows("office_rivals", OfficeRivalRow)}
    held: dict[tuple[str, frozenset[str]], dict[str, list[Post]]] = {}
    names = {e.id: e.name for e in entities}
    for entity in entities:
        if entity.kind != "person" or entity.id in moved or any(o.qualifier for o in entity.offices):
            continue
        for p in (p for o in entity.offices if (p := post(o, lexicons))):
            whole = frozenset(w for w in bare_words(f"{p.office.title} {p.office.organisation or ''}") if len(w) > 1)
            body = whole - frozenset(p.head.split())
            if p.head in single and len(body) >= FULL:
                held.setdefault((p.head, body), {}).setdefault(entity.id, []).append(p)
    return [
        two_holders(holders, names)
        for _, holders in sorted(held.items(), key=lambda item: (item[0][0], sorted(item[0][1])))
        if len(holders) == 2 and apart_and_near(holders, names, readings)
    ]


def apart_and_near(holders: dict[str, list[Post]], names: dict[str, str], readings: dict[str, Reading]) -> bool:
    """Say whether two holders are surely two people, on other pages, all dated within one month."""
    one, other = holders
    words = [{w.removeprefix("و") for w in fold(names[e]).split()} for e in (one, other)]
    arabic = all(len(w) > 1 and not any(c.isascii() for c in "".join(w)) for w in words)
    ones, theirs = holders[one], holders[other]
    if any(len({p.office.document for p in posts}) < ATTESTED for posts in (ones, theirs)):
        return False
    if not arabic or told_together(ones, theirs) or any(sounds(x) == sounds(y) for x in words[0] for y in words[1]):
        return False
    return within_a_month([*ones, *theirs], readings)


def two_holders(holders: dict[str, list[Post]], names: dict[str, str]) -> Disagreement:
    """Make the disagreement of one office given to two people."""
    said = [
        Said(entity, f"{names[entity]}: {p.office.title}", p.office.document, p.office.span)
        for entity, posts in holders.items()
        for p in posts
    ]
    return disagreement(
        min(holders, key=natural), "office", "contradiction", said, "One office is given to two people."
    )


def contested(
    entity: Entity,
    posts: list[Post],
    others: list[tuple[Entity, Post]],
    readings: dict[str, Reading],
    lexicons: Lexicons,
) -> Disagreement | None:
    """Make the disagreement of one person's offices, or null where they go together."""
    excluded = rivals(lexicons)[0]
    heads = sorted({p.head for p in posts})
    for k, head in enumerate(heads):
        for rival in heads[k + 1 :]:
            if frozenset((head, rival)) not in excluded:
                continue
            ones, theirs = of_one_body(posts, head, rival)
            if ones and theirs and not told_together(ones, theirs) and same_period(ones, theirs, readings):
                return made_of(entity, [*ones, *theirs], others)
    return None


def of_one_body(posts: list[Post], head: str, rival: str) -> tuple[list[Post], list[Post]]:
    """Keep the posts of either head that have a counterpart in the same body under the other."""
    ones = [p for p in posts if p.head == head]
    theirs = [p for p in posts if p.head == rival]
    return (
        [p for p in ones if any(same_body(p.body, q.body) for q in theirs)],
        [q for q in theirs if any(same_body(p.body, q.body) for p in ones)],
    )


def told_together(ones: list[Post], theirs: list[Post]) -> bool:
    """Say whether one page gives the person both: then its writer, at least, sees no conflict."""
    return bool({p.office.document for p in ones} & {p.office.document for p in theirs})


def same_period(ones: list[Post], theirs: list[Post], readings: dict[str, Reading]) -> bool:
    """Say whether the pages lie close enough in time that the person should hold one of the offices in both."""
    gaps = []
    for p in ones:
        for q in theirs:
            a, b = readings.get(p.office.document), readings.get(q.office.document)
            first, second = days_of(a), days_of(b)
            last_a, last_b = days_of(a, max), days_of(b, max)
            if not (first and second and last_a and last_b):
                return True
            gaps.append(max((second - last_a).days, (first - last_b).days))
    return min(gaps) <= YEAR


def one_name(one: str, other: str) -> bool:
    """Say whether two names share all words of the shorter, a leading «و» aside: nobody is "another" of himself."""
    words = [{w.removeprefix("و") for w in fold(name).split()} for name in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def made_of(entity: Entity, posts: list[Post], others: list[tuple[Entity, Post]]) -> Disagreement:
    """Make the disagreement, citing whoever holds a like office of the same body on some page."""
    said = [Said(p.head, p.office.title, p.office.document, p.office.span) for p in posts]
    names = [f"«{v}»" for v in dict.fromkeys(s.value for s in sorted(said, key=lambda s: str(s.key)))]
    why = f"Different offices of one body are given to {entity.name}: {', '.join(names)}."
    body = frozenset(w for p in posts for w in p.body)
    above = [
        Reason(
            rule="disagreements.office-held-by-another", document=p.office.document, span=p.office.span,
            detail=f"{other.name}: «{p.office.title}»",
        )
        for other, p in others
        if same_body(p.body, body) and len(p.body & body) >= 2 and not one_name(other.name, entity.name)
    ]  # fmt: skip
    if above:
        why += f" A page names another in a leading office of it ({above[0].detail})."
    assert len(pages(said)) > 1
    return disagreement(entity.id, "office", "contradiction", said, why, above)

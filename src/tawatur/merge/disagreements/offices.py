"""The offices that pages give one person → a disagreement where two cannot both be right.

«قائد القوات» and «المفتش العام للقوات» are two offices of one body, and one person holds one of them. Press shorthand
(a minister delegate called minister), synonyms and fuller titles are no disagreement: only heads that the table
``office_rivals.tsv`` sets against each other count, and only within one body.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.base.annotation import Office
from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, Row
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Disagreement, Entity
from tawatur.base.tokens import Tokens
from tawatur.merge.disagreements.said import Said, days_of, disagreement, pages

YEAR = 366  # days between pages after which a person may well have moved on


class OfficeRivalRow(Row, frozen=True, kw_only=True):
    """The head of an office, without articles, and the heads that nobody holds beside it in the same body."""

    rivals: list[str]


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
    found = []
    for entity in entities:
        if len({p.head for p in posts.get(entity.id, [])}) < 2:
            continue
        others = [(e, p) for e in entities if e.id != entity.id for p in posts.get(e.id, [])]
        if made := contested(entity, posts[entity.id], others, readings, lexicons):
            found.append(made)
    return found


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

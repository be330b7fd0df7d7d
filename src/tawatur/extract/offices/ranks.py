"""Ranks, honorifics and forms of address beside a name: «العميد سمير», «د. سمير», «الملك سمير»."""

from __future__ import annotations

import re

from tawatur.base.annotation import Rank
from tawatur.base.rank_words import RankHit, ranks_at
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.offices.holders import Holders
from tawatur.extract.offices.tables import Grammar

REACH = 7  # tokens before a name at which its ranks may start
KINDS = {"foreign": "rank"}
QUOTES = re.compile(r"\s*[«\"“]?\s*")


def find_ranks(reading: Reading, tables: Grammar, holders: Holders) -> list[Rank]:
    """Find what stands between a title, or nothing, and a person's name."""
    out: list[Rank] = []
    for person in holders.people:
        out += [rank(reading, hit, person) for hit in before(reading, tables, person)]
    return out


def before(reading: Reading, tables: Grammar, person: Span) -> list[RankHit]:
    """List the ranks that lead up to a name without a gap; foreign ranks by sound only where nothing else explains the
    words."""
    tokens = reading.tokens
    at = tokens.at(person.start)
    if at and tokens.raw(at - 1) in '«"“':
        at -= 1
    while at and (row := tables.qualifiers.get(tokens.words[at - 1])) and row.qualifier == "deceased":
        at -= 1
    floor = max(0, at - REACH)
    for by_sound in (False, True):
        for first in range(floor, at):
            hits = ranks_at(tokens, first, at, tables.ranks, by_sound=by_sound)
            if hits and hits[-1].last == at:
                return hits
    return []


def rank(reading: Reading, hit: RankHit, person: Span) -> Rank:
    """Make one rank with its holder."""
    rule = "ranks.by_sound" if hit.by_sound else "ranks.before_name"
    return Rank(
        id="", document=reading.document.id, span=hit.span, text=hit.span.of(reading.text), holder=person,
        kind=KINDS.get(hit.row.kind, hit.row.kind), because=[Reason(rule=rule, row=hit.row.cited)],
    )  # fmt: skip

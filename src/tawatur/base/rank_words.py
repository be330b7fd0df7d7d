"""Ranks and honorifics in tokens: «العميد الركن», «د.», and foreign ranks however they were spelt by ear.

A foreign rank is written by its sound, so its long vowels and the gaps between its words vary and get swapped: they are
compared by their consonants alone («جنرال دو ديفزيون» and «جنرال دوديفيزيون» share جنردفزن).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, RankRow
from tawatur.base.phrases import Phrases
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens

VOWELS = re.compile("[اويىهةءل]")  # lam too: the article comes and goes inside a foreign rank
LEAST_SKELETON = 5  # consonants: a shorter skeleton meets too many common words
LONGEST = 5


class Ranks(NamedTuple):
    """The rank table, compiled: exact forms, what may follow a rank, foreign ranks by their consonants, and all that these
    begin with."""

    exact: Phrases[RankRow]
    modifiers: Phrases[RankRow]
    skeletons: dict[str, RankRow]
    beginnings: frozenset[str]


class RankHit(NamedTuple):
    """A rank found: tokens up to ``last``, its span after proclitics, its row, and whether only its consonants agree."""

    first: int
    last: int
    span: Span
    row: RankRow
    by_sound: bool = False

    def form_is_title(self) -> bool:
        """Say whether the words can only be a rank or form of address here, and no name («أمير» is one too)."""
        return self.row.kind in ("rank", "foreign", "honorific")

    def whole(self, tokens: Tokens) -> bool:
        """Say whether nothing clings to the rank: «واللواء» begins somebody else's."""
        return self.span.start == tokens.starts[self.first]


@lru_cache(maxsize=1 << 15)
def skeleton(words: str) -> str:
    """Return the consonants of a folded phrase: «كولونيل» → «كن»."""
    return VOWELS.sub("", words.replace(" ", ""))


@cache
def compile_ranks(lexicons: Lexicons) -> Ranks:
    """Compile the table once for one set of lexicons."""
    rows = lexicons.rows("ranks", RankRow)
    sounds = {skeleton(fold(f)): r for r in rows if r.kind == "foreign" for f in [r.form, *r.others]}
    foreign = {sound: row for sound, row in sounds.items() if len(sound) >= LEAST_SKELETON}
    return Ranks(
        Phrases([(f, r) for r in rows if r.kind != "modifier" for f in r.forms()]),
        Phrases([(f, r) for r in rows if r.kind == "modifier" for f in r.forms()], clings=False),
        foreign,
        frozenset(sound[:size] for sound in foreign for size in range(len(sound) + 1)),
    )


def rank_at(tokens: Tokens, index: int, stop: int, ranks: Ranks, *, by_sound: bool = False) -> RankHit | None:
    """Return the rank that starts at token `index`, with what follows it: «اللواء طيار أركان حرب».

    `by_sound`: also take words that share only their consonants with a foreign rank; ask so where a rank is expected.
    """
    word = tokens.words[index]
    exact = exact_at(tokens, index, stop, ranks) if ranks.exact.starting[word] else None
    if not by_sound or skeleton(word) not in ranks.beginnings:
        return exact
    for last in range(min(stop, index + LONGEST), exact.last if exact else index, -1):
        row = ranks.skeletons.get("".join(map(skeleton, tokens.words[index:last])))
        if row:
            return RankHit(index, last, tokens.span(index, last), row, by_sound=True)
    return exact


def exact_at(tokens: Tokens, index: int, stop: int, ranks: Ranks) -> RankHit | None:
    """Return the rank of the table that starts at token `index`, with its modifiers and its full stop («د.»)."""
    hit = ranks.exact.longest(tokens, index, stop)
    if hit is None or (hit.taken and len(hit.form) < 4):
        return None  # «وأب» is «and a father» less often than a word of its own
    last = hit.last
    if len(hit.form) == 1 and last < stop and tokens.raw(last) == ".":
        last += 1
    while last < stop and hit.payload.kind == "rank" and (more := ranks.modifiers.longest(tokens, last, stop)):
        last = more.last
    return RankHit(index, last, Span(hit.span.start, tokens.ends[last - 1]), hit.payload)


def ranks_at(tokens: Tokens, index: int, stop: int, ranks: Ranks, *, by_sound: bool = False) -> list[RankHit]:
    """List the ranks that follow one another from token `index`: «الأستاذ الدكتور», «اللواء الدكتور»."""
    out: list[RankHit] = []
    while index < stop and (hit := rank_at(tokens, index, stop, ranks, by_sound=by_sound)):
        if out and not hit.whole(tokens):
            break
        out.append(hit)
        index = hit.last
    return out

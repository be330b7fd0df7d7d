"""Members, pages and what they share → one line on every story: its size, its days, its headline, its words, how much is copied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from tawatur.base.fold import fold
from tawatur.base.stems import stem
from tawatur.base.tokens import Tokens, words
from tawatur.discover.schemas import STORIES

WORDS = 5  # that a story is known by
LEAST_LETTERS = 3  # of such a word
COMMON = 0.02  # share of all headlines: a word of more is no story's own


class Titled(NamedTuple):
    """A page's part in the line on its story."""

    page: str
    outlet: str
    day: str
    title: str


def summaries(pages: Mapping[str, Titled], members: pa.Table, copying: Iterable[tuple[str, str]]) -> pa.Table:
    """Write a row of STORIES for every story. ``copying``: pairs of pages that share a passage."""
    told: dict[str, list[Titled]] = defaultdict(list)
    happenings: dict[str, set[str]] = defaultdict(set)
    for page, story, happening in zip(
        *(members.column(c).to_pylist() for c in ("page", "story", "happening")), strict=True
    ):
        told[story].append(pages[page])
        happenings[story].add(happening)
    common = common_stems(pages.values())
    copied = later_copies(pages, copying)
    rows = [row(story, held, len(happenings[story]), common, copied) for story, held in sorted(told.items())]
    return pa.Table.from_pylist(rows, schema=STORIES)


def row(story: str, held: Sequence[Titled], happenings: int, common: set[str], copied: set[str]) -> dict[str, object]:
    """Write one story's row; its headline is that of the page whose headline has most of the story's words, the earliest of several."""
    days = sorted(p.day for p in held if p.day)
    words = own_words(held, common)
    stems = {stem(fold(w)) for w in words}
    best = max(held, key=lambda p: (len(stems & stems_of(p.title)), -len(p.title), p.page))
    return {
        "story": story, "pages": len(held), "outlets": len({p.outlet for p in held if p.outlet}), "happenings": happenings,
        "first": days[0] if days else "", "last": days[-1] if days else "",
        "headline": best.title or next((p.title for p in held if p.title), ""),
        "names": " · ".join(words), "copied": sum(p.page in copied for p in held) / len(held),
    }  # fmt: skip


def words_of(title: str) -> list[tuple[str, str]]:
    """List the words of a headline, each once, folded and as it stands there."""
    tokens = Tokens(title)
    places = zip(tokens.words, tokens.starts, tokens.ends, strict=True)
    return list(
        {
            word: title[start:end] for word, start, end in places if len(word) >= LEAST_LETTERS and word[0].isalpha()
        }.items()
    )


def stems_of(title: str) -> set[str]:
    """List the stems of a headline's words."""
    return {stem(w) for w in words(title) if len(w) >= LEAST_LETTERS and w[0].isalpha()}


def common_stems(pages: Iterable[Titled]) -> set[str]:
    """List the stems that stand in more headlines than a story's own word would."""
    counts: Counter[str] = Counter()
    of = 0
    for page in pages:
        counts.update(stems_of(page.title))
        of += 1
    return {s for s, n in counts.items() if n > max(3, COMMON * of)}


def own_words(held: Sequence[Titled], common: set[str]) -> list[str]:
    """List the words that most headlines of a story share, each in the form that is commonest there."""
    by_stem: dict[str, Counter[str]] = defaultdict(Counter)
    for page in held:
        for folded, word in words_of(page.title):
            by_stem[stem(folded)][word] += 1
    counts = {s: forms.total() for s, forms in by_stem.items() if s not in common and len(s) >= LEAST_LETTERS}
    first = sorted(counts, key=lambda s: (-counts[s], s))[:WORDS]
    return [min(by_stem[s], key=lambda w: (-by_stem[s][w], w)) for s in first]


def later_copies(pages: Mapping[str, Titled], copying: Iterable[tuple[str, str]]) -> set[str]:
    """List the pages that share a passage with a page of another outlet that came out no later."""
    found = set()
    for a, b in copying:
        if a in pages and b in pages and pages[a].outlet != pages[b].outlet:
            found.add(max(a, b, key=lambda p: (pages[p].day, p)))
    return found

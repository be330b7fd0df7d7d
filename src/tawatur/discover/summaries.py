"""Members, pages and what they share → one line on every story: its size, its days, its headline, its words, how much is copied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import pyarrow as pa

from tawatur.base.stems import stem
from tawatur.base.tokens import Tokens, words
from tawatur.discover.schemas import STORIES

WORDS = 5  # that a story is known by
LEAST_LETTERS = 3  # of such a word
COMMON = 0.02  # share of all headlines: a word of more is no story's own

Stems = Mapping[str, set[str]]  # of each page's headline


class Titled(NamedTuple):
    """A page's part in the line on its story."""

    page: str
    outlet: str
    day: str
    title: str


def summaries(pages: Mapping[str, Titled], members: pa.Table, copying: Iterable[tuple[str, str]]) -> pa.Table:
    """Write a row of STORIES for every story. ``copying``: pairs of pages that share a passage."""
    told: dict[str, list[Titled]] = defaultdict(list)
    parts: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set()])  # of each story: its happenings, its texts
    columns = (members.column(c).to_pylist() for c in ("page", "story", "happening", "text"))
    for page, story, happening, text in zip(*columns, strict=True):
        told[story].append(pages[page])
        parts[story][0].add(happening)
        parts[story][1].add(text)
    stems = {page.page: stems_of(page.title) for page in pages.values()}
    common = common_stems(stems.values())
    copied = later_copies(pages, copying)
    rows = [row(story, held, parts[story], stems, common, copied) for story, held in sorted(told.items())]
    return pa.Table.from_pylist(rows, schema=STORIES)


def row(
    story: str, held: Sequence[Titled], parts: list[set[str]], stems: Stems, common: set[str], copied: set[str]
) -> dict[str, object]:
    """Write one story's row; its headline is that of the page whose headline has most of the story's words, the earliest of several."""
    days = sorted(p.day for p in held if p.day)
    own = own_stems([stems[p.page] for p in held], common)
    best = max(held, key=lambda p: (len(stems[p.page].intersection(own)), -len(p.title), p.page))
    return {
        "story": story, "pages": len(held), "texts": len(parts[1]), "happenings": len(parts[0]),
        "outlets": len({p.outlet for p in held if p.outlet}),
        "first": days[0] if days else "", "last": days[-1] if days else "",
        "headline": best.title or next((p.title for p in held if p.title), ""),
        "names": " · ".join(forms(own, [p.title for p in held])), "copied": sum(p.page in copied for p in held) / len(held),
    }  # fmt: skip


def stems_of(title: str) -> set[str]:
    """List the stems of a headline's words."""
    return {stem(w) for w in words(title) if len(w) >= LEAST_LETTERS and w[0].isalpha()}


def common_stems(headlines: Collection[set[str]]) -> set[str]:
    """List the stems that stand in more headlines than a story's own word would."""
    counts = Counter(chain.from_iterable(headlines))
    return {s for s, n in counts.items() if n > max(3, COMMON * len(headlines))}


def own_stems(headlines: Iterable[set[str]], common: set[str]) -> list[str]:
    """List the stems that most headlines of a story share."""
    counts = Counter(s for headline in headlines for s in headline if s not in common and len(s) >= LEAST_LETTERS)
    return sorted(counts, key=lambda s: (-counts[s], s))[:WORDS]


def forms(own: Sequence[str], titles: Iterable[str]) -> list[str]:
    """Write each stem in the form that is commonest in some headlines."""
    tokens = Tokens("\n".join(titles))
    found: dict[str, Counter[str]] = {s: Counter() for s in own}
    for n, word in enumerate(tokens.words):
        if len(word) >= LEAST_LETTERS and word[0].isalpha() and (s := stem(word)) in found:
            found[s][tokens.raw(n)] += 1
    return [min(counts, key=lambda form: (-counts[form], form)) for counts in found.values()]


def later_copies(pages: Mapping[str, Titled], copying: Iterable[tuple[str, str]]) -> set[str]:
    """List the pages that share a passage with a page of another outlet that came out no later."""
    found = set()
    for a, b in copying:
        if a in pages and b in pages and pages[a].outlet != pages[b].outlet:
            found.add(max(a, b, key=lambda p: (pages[p].day, p)))
    return found

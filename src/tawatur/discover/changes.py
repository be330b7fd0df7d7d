"""The stories of a crawl before and after pages came → what happened to each story: born, grew, merged, split.

What one page alone tells is no story yet: it is born when a second page tells it, and ends when but one is left. A story's
id is that of the MEMBERS table, which keeps it while most of the story's pages stay together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import pyarrow as pa

KINDS = ("born", "grew", "split", "merged", "ended")
Stories = Mapping[str, str]  # page → story


class Change(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What happened to one story.

    ``what``: born (none of its pages told a story with others before), grew (such pages came to it), split (it is new, and pages
    of older stories are in it), merged (all that is left of older stories is in it), ended (no two of its pages are together any
    more). ``pages``: how many it has now; ``added``: how many of them were in no story before. ``others``: the stories that it
    was split from or that went into it.
    """

    story: str
    what: str
    pages: int
    added: int = 0
    others: list[str] = []


def changes(before: pa.Table, after: pa.Table) -> list[Change]:
    """Compare two MEMBERS tables; stories in the order of their ids, one kind after the other."""
    old, new = stories_of(before), stories_of(after)
    pages: dict[str, list[str]] = defaultdict(list)
    for page, story in new.items():
        pages[story].append(page)
    gone = heirs(old, new)
    made = [change for story in pages for change in of_story(story, pages[story], old, gone)]
    ended = (Change(story=s, what="ended", pages=0) for s in set(old.values()) - set(pages) - set(gone))
    return sorted([*made, *ended], key=lambda c: (c.story, KINDS.index(c.what)))


def stories_of(members: pa.Table) -> Stories:
    """Map pages to their stories; a page that tells its story alone is left out."""
    story = dict(zip(members.column("page").to_pylist(), members.column("story").to_pylist(), strict=True))
    pages = Counter(story.values())
    return {page: s for page, s in story.items() if pages[s] > 1}


def heirs(old: Stories, new: Stories) -> dict[str, str]:
    """Map each story that is no more to the one that most of its pages are in now; of two alike, the one of the lesser id."""
    left = set(old.values()) - set(new.values())
    into: dict[str, Counter[str]] = defaultdict(Counter)
    for page, story in old.items():
        if story in left and page in new:
            into[story][new[page]] += 1
    return {story: min(counts, key=lambda s: (-counts[s], s)) for story, counts in into.items()}


def of_story(story: str, pages: list[str], old: Stories, gone: Mapping[str, str]) -> Iterator[Change]:
    """Say what happened to one story that is there now."""
    came_from = {old[page] for page in pages if page in old}
    added = sum(page not in old for page in pages)
    known = story in came_from
    swallowed = sorted(s for s in came_from if gone.get(s) == story)
    if not came_from:
        yield Change(story=story, what="born", pages=len(pages), added=added)
    if known and added:
        yield Change(story=story, what="grew", pages=len(pages), added=added)
    if swallowed:
        yield Change(story=story, what="merged", pages=len(pages), others=swallowed)
    if not known and (rest := sorted(came_from - set(swallowed))):
        yield Change(story=story, what="split", pages=len(pages), added=added, others=rest)


def counted(whats: Iterable[str]) -> dict[str, int]:
    """Count what happened, in the order of `KINDS`."""
    counts = Counter(whats)
    return {what: counts[what] for what in KINDS if counts[what]}

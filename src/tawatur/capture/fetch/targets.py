"""What a person gives — addresses, feeds, sitemaps, lists in files — → the addresses to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tawatur.capture.encodings import decode
from tawatur.capture.fetch import feeds
from tawatur.capture.fetch.feeds import Lead

LARGEST = 64 << 20
FEED_LIKE = re.compile(r"(rss|atom|feed|sitemap)|\.xml(\.gz)?$", re.IGNORECASE)


class TargetError(ValueError):
    """A file of addresses that cannot be used: says what was seen and what to do."""


def opened(targets: Sequence[str]) -> Iterator[Lead]:
    """Yield the addresses that are given and those in the files that are given."""
    for target in targets:
        if "://" in target:
            yield Lead(url=target, expands=True)
        else:
            yield from in_file(Path(target))


def in_file(path: Path) -> Iterator[Lead]:
    """Yield the addresses of a list, one a line, remarks behind «#» left out; or those of a saved feed or sitemap."""
    try:
        data = path.read_bytes()[:LARGEST]
    except OSError as wrong:
        raise TargetError(
            f"{path}: is no file that can be read ({wrong.strerror}), and no address either: those begin with https://."
        ) from wrong
    if feeds.looks_like_one(data):
        try:
            yield from feeds.leads(data, "")
        except feeds.FeedError as wrong:
            raise TargetError(f"{path}: this feed is not opened: {wrong}.") from wrong
        return
    for line in decode(data).text.splitlines():
        words = re.sub(r"(^|\s)#.*", "", line).split()
        if words:
            yield Lead(url=words[0], expands=True, via=path.name)


def may_be_feed(url: str) -> bool:
    """Say whether an address looks like that of a feed or sitemap, for a dry run, which asks for nothing else."""
    return bool(FEED_LIKE.search(url.partition("?")[0].partition("://")[2]))

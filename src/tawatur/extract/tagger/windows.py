"""A page's words in, the windows that the encoder reads out: whole sentences, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tawatur.base.tokens import boundaries
from tawatur.extract.tagger.pieces import CLOSES, OPENS

WINDOW = 200  # pieces in one window; the encoder was trained on windows of this length


class Window(NamedTuple):
    """Consecutive words of a page as the encoder reads them.

    ``ids`` are pieces with the encoder's marks around each sentence, ``first`` says where in ``ids`` each word
    begins, ``words`` which words of the page these are, ``opens`` which of them open a sentence.
    """

    ids: list[int]
    first: list[int]
    words: range
    opens: list[int]


def words_in_sentences(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[list[int], list[int], list[int]]:
    """Cut a page into words, keeping those that stand in a sentence: their starts, their ends, and which open one."""
    import numpy as np

    starts, ends = boundaries(text)
    keep, opens = np.zeros(len(starts), bool), []
    for start, end in sorted(sentences):
        first, last = np.searchsorted(starts, (start, end))
        if not keep[first:last].all():
            opens.append(int(first))
        keep[first:last] = True
    numbers = (np.cumsum(keep) - 1)[opens].tolist() if opens else []
    return starts[keep].tolist(), ends[keep].tolist(), numbers


def windows(pieces: Sequence[list[int]], opens: Iterable[int], limit: int = WINDOW) -> Iterator[Window]:
    """Pack whole sentences into windows of at most `limit` pieces; cut only a sentence that fills one alone.

    `opens` lists the words that open a sentence, in order.
    """
    bounds = [*opens, len(pieces)]
    start, size = 0, 1
    runs: list[int] = []
    for first, last in pairwise(bounds):
        length = sum(map(len, pieces[first:last])) + 1
        if runs and size + length > limit:
            yield window(pieces, range(start, first), runs)
            start, size, runs = first, 1, []
        if length < limit:
            runs.append(first)
            size += length
            continue
        for part in parts(pieces, first, last, limit):
            yield window(pieces, part, [first] if part.start == first else [])
        start = last
    if runs:
        yield window(pieces, range(start, len(pieces)), runs)


def parts(pieces: Sequence[list[int]], first: int, last: int, limit: int) -> Iterator[range]:
    """Cut a sentence of thousands of words between words, into parts of at most `limit` pieces."""
    start, size = first, 2
    for i in range(first, last):
        if size + len(pieces[i]) > limit:
            yield range(start, i)
            start, size = i, 2
        size += len(pieces[i])
    yield range(start, last)


def window(pieces: Sequence[list[int]], words: range, opens: Sequence[int]) -> Window:
    """Write out one window: a mark, the pieces of each sentence, a mark after each."""
    ids, first = [OPENS], list[int]()
    for i in words:
        if i in opens and i != words.start:
            ids.append(CLOSES)
        first.append(len(ids))
        ids += pieces[i]
    return Window([*ids, CLOSES], first, words, [i - words.start for i in opens])

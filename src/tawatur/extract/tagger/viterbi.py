"""The best column of each word in, the best legal sequence of columns out: inside X only after begin X or inside X.

Column 0 is outside, then begin and inside by turns. Most words' best columns are legal as they stand; where they are
not, the best path (Viterbi 1967) is looked for over the few words that it can change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def legal(best: np.ndarray, weights: np.ndarray) -> list[int]:
    """Make the best legal sequence of one head: `best` is the best column of each word, `weights` columns x words.

    A sequence that opens with outside or begin is legal whatever stands before it. So breaks are mended from the last
    to the first, each with as many words before it as it takes for their path to open so.
    """
    import numpy as np

    columns: list[int] = best.tolist()
    settled = len(columns)
    for at in reversed((np.flatnonzero(breaks(best)) + 1).tolist()):
        if at >= settled:
            continue
        start = at - 1
        path = best_path(columns, weights, range(start, settled), at)
        while start and not may_follow(0, path[0]):
            start = max(0, 2 * start - at)
            path = best_path(columns, weights, range(start, settled), at)
        columns[start : start + len(path)] = path
        settled = start
    return columns


def breaks(best: np.ndarray) -> np.ndarray:
    """Say of each word but the first, along the last axis, whether its column may not follow the one before it."""
    before, column = best[..., :-1], best[..., 1:]
    inside = (column > 0) & (column % 2 == 0)
    return inside & (before != column) & (before != column - 1)  # type: ignore[no-any-return]


def may_follow(before: int, column: int) -> bool:
    """Say whether a word may have `column` after a word that has `before`: outside and begin follow anything."""
    return not column or column % 2 == 1 or before in (column - 1, column)


def best_path(columns: list[int], weights: np.ndarray, words: range, at: int) -> list[int]:
    """Find the best legal sequence over some words, as far as it must be looked for.

    That is beyond the break `at`, up to where the best column of the next word may follow the best path so far:
    from there on all columns are the best there are.
    """
    totals: list[float] = weights[:, words.start].tolist()
    came = list[list[int]]()
    for i in words[1:]:
        best = totals.index(max(totals))
        if i > at and may_follow(best, columns[i]):
            break
        back = [best] * len(totals)
        for inside in range(2, len(totals), 2):
            back[inside] = inside if totals[inside] > totals[inside - 1] else inside - 1
        totals = [totals[b] + weight for b, weight in zip(back, weights[:, i].tolist(), strict=True)]
        came.append(back)
    path = [totals.index(max(totals))]
    for back in reversed(came):
        path.append(back[path[-1]])
    return path[::-1]

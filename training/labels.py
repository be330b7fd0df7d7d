"""The labels of every head, and the way from spans to a label a word and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

KINDS = ["PER", "ORG", "LOC", "FAC", "OUT", "LAW", "EVT", "PROD"]
HEADS = {
    "mention": KINDS,
    "inner": KINDS,
    "office": ["OFFICE"],
    "rank": ["RANK"],
    "time": ["DATE", "TIME", "DURATION", "SET"],
    "figure": ["FIGURE"],
    "cue": ["CUE"],
    "source": ["SRC", "BYL"],
    "content": ["CONTENT"],
    "trigger": ["EVENT"],
    "anercorp": ["PER", "LOC", "ORG", "MISC"],  # read with the others, proposed by nobody: another guideline
}
KINDS_OF_EVENT = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
STRIPS = 4  # a span starts 0, 1, 2 or 3 letters into its first word
NONE = -100  # no label here: torch's own mark for "leave this out of the loss"

LabelledSpan = tuple[int, int, str]


def width(labels: Sequence[str]) -> int:
    """Count the columns of a head: outside, and begin and inside for every label."""
    return 1 + 2 * len(labels)


def column(labels: Sequence[str], label: str, *, inside: bool) -> int:
    """Return the column of a label: 1, 3, 5… begin a span, 2, 4, 6… go on with it."""
    return 1 + 2 * labels.index(label) + inside


def covered(words: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """Return the words that share a letter with the span; it may begin inside the first one.

    In «للقوات المسلحة» the span from the second lam on covers both words.
    """
    return range(bisect_right(words, start, key=lambda w: w[1]), bisect_left(words, end, key=lambda w: w[0]))


def begin_inside_outside(
    words: Sequence[tuple[int, int]], spans: Sequence[LabelledSpan], labels: Sequence[str]
) -> list[int]:
    """Give every word its column; of spans that share a word the one that comes first in `spans` stays."""
    out = [0] * len(words)
    for start, end, label in spans:
        place = covered(words, start, end)
        if not any(out[i] for i in place):
            for i in place:
                out[i] = column(labels, label, inside=i > place.start)
    return out


def spans_of(words: Sequence[tuple[int, int]], columns: Sequence[int], labels: Sequence[str]) -> list[LabelledSpan]:
    """Read whole-word spans back from the columns."""
    spans: list[LabelledSpan] = []
    for (start, end), now in zip(words, columns, strict=True):
        if now and now % 2 == 0 and spans and spans[-1][2] == labels[(now - 1) // 2]:
            spans[-1] = (spans[-1][0], end, spans[-1][2])
        elif now:
            spans.append((start, end, labels[(now - 1) // 2]))
    return spans

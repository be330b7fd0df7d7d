"""The model's scores over the words of a window in, labelled runs of words out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from tawatur.extract.tagger.viterbi import breaks, legal

if TYPE_CHECKING:
    import numpy as np

NEVER = -1e4
TINY = 1e-12
OTHER_GUIDES = ("anercorp",)  # heads that learned from annotations under another guide: measured, never proposed


class Found(NamedTuple):
    """A labelled run of words in a window: from word ``first`` up to ``last``, without ``strip`` letters."""

    layer: str
    label: str
    first: int
    last: int
    strip: int
    score: float
    goes_on: bool  # it began in an earlier window


class Heads:
    """What the columns of the model's output mean, and how a window's columns become labelled runs.

    `every`: also the heads that follow another guide.
    """

    def __init__(self, vocabulary: dict[str, Any], *, every: bool = False) -> None:
        import numpy as np

        labels: dict[str, list[str]] = vocabulary["heads"]
        self.events: list[str] = vocabulary["events"]
        ends = list(accumulate((1 + 2 * len(names) for names in labels.values()), initial=0))
        self.event_columns = slice(ends[-1], ends[-1] + len(self.events))
        self.strip_columns = slice(ends[-1] + len(self.events), ends[-1] + len(self.events) + vocabulary["strips"])
        spans = dict(zip(labels, pairwise(ends), strict=True))
        self.labels = {layer: names for layer, names in labels.items() if every or layer not in OTHER_GUIDES}
        self.layers = list(self.labels)
        self.widths = [1 + 2 * len(names) for names in self.labels.values()]
        # heads differ in width: the narrower ones are filled up from a last column that never wins
        self.columns = np.full((len(self.layers), max(self.widths)), -1)
        for k, layer in enumerate(self.layers):
            self.columns[k, : self.widths[k]] = range(*spans[layer])
        # a word that opens a sentence is inside nothing, unless its layer goes over sentences
        self.barred = np.zeros(self.columns.shape, np.float32)
        self.barred[[layer != "content" for layer in self.layers], 2::2] = NEVER

    def decode(self, scores: np.ndarray, opens: Sequence[int]) -> list[Found]:
        """Read the runs of one window out of its scores: a row a word; `opens` are the words that open sentences."""
        import numpy as np

        if not len(scores):
            return []
        spread = np.concatenate([scores.T, np.full((1, len(scores)), NEVER, scores.dtype)])[self.columns]
        chances = softmax(spread, 1)  # heads x columns x words
        barred = np.zeros_like(spread)
        barred[..., [0, *opens]] = self.barred[..., None]
        best = (spread + barred).argmax(1)
        for k in np.flatnonzero(breaks(best).any(1)).tolist():
            width = self.widths[k]
            best[k] = legal(best[k], np.log(chances[k, :width] + TINY) + barred[k, :width])
        return self.runs_of(best, chances, scores)

    def runs_of(self, best: np.ndarray, chances: np.ndarray, scores: np.ndarray) -> list[Found]:
        """Make the runs of one window out of its best columns, heads x words."""
        import numpy as np

        heads, words = np.nonzero(best)
        taken = chances[heads, best[heads, words], words].tolist()
        kinds = softmax(scores[:, self.event_columns], 1)
        strips = scores[:, self.strip_columns].argmax(1).tolist()
        columns, out, at = best.tolist(), list[Found](), 0
        for k, first, last in runs(best):
            chance, at = taken[at : at + last - first], at + last - first
            out.append(self.found(self.layers[k], columns[k][first], range(first, last), strips[first], chance, kinds))
        return out

    def found(self, layer: str, column: int, words: range, strip: int, chance: list[float], kinds: np.ndarray) -> Found:
        """Make one run: its label, and as its score the mean probability of the columns chosen."""
        label, score = self.labels[layer][(column - 1) // 2], sum(chance) / len(chance)
        if layer == "trigger":
            rows = kinds[words.start : words.stop]
            kind: list[float] = (rows[0] if len(rows) == 1 else rows.mean(0)).tolist()
            label, score = self.events[kind.index(max(kind))], score * max(kind)
        goes_on = column % 2 == 0 and words.start == 0
        return Found(layer, label, words.start, words.stop, strip, score, goes_on)


def runs(best: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Yield the labelled runs of each head and where they begin and end: 0 1 2 2 3 gives (1, 4) and (4, 5)."""
    import numpy as np

    edged = np.pad(best, ((0, 0), (1, 1)))
    goes_on = (edged > 0) & (edged % 2 == 0) & (np.roll(edged, 1, 1) > 0)
    heads, firsts = np.nonzero((edged > 0) & ~goes_on)
    _, lasts = np.nonzero((edged > 0) & ~np.roll(goes_on, -1, 1))
    yield from zip(heads.tolist(), (firsts - 1).tolist(), lasts.tolist(), strict=True)


def softmax(scores: np.ndarray, axis: int) -> np.ndarray:
    """Turn scores into probabilities along one axis."""
    import numpy as np

    raised = np.exp(scores - scores.max(axis, keepdims=True))
    return raised / raised.sum(axis, keepdims=True)  # type: ignore[no-any-return]

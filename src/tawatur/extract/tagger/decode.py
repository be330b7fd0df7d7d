"""The model's scores over the words of a window in, labelled runs of words out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

NEVER = -1e4
TINY = 1e-12


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
    """What the columns of the model's output mean, and how a window's columns become labelled runs."""

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        import numpy as np

        self.labels: dict[str, list[str]] = vocabulary["heads"]
        self.events: list[str] = vocabulary["events"]
        self.layers = list(self.labels)
        widths = [1 + 2 * len(labels) for labels in self.labels.values()]
        ends = np.cumsum([0, *widths])
        self.event_columns = slice(ends[-1], ends[-1] + len(self.events))
        self.strip_columns = slice(ends[-1] + len(self.events), ends[-1] + len(self.events) + vocabulary["strips"])
        # heads differ in width: the narrower ones are filled up from a last column that never wins
        self.columns = np.full((len(widths), max(widths)), -1)
        for k, width in enumerate(widths):
            self.columns[k, :width] = ends[k] + np.arange(width)
        self.over_sentences = np.array([layer == "content" for layer in self.layers])

    def decode(self, scores: np.ndarray, opens: list[int]) -> list[Found]:
        """Read the runs of one window out of its scores: a row a word."""
        return self.decode_many([(scores, opens)])[0]

    def decode_many(self, windows: Sequence[tuple[np.ndarray, list[int]]]) -> list[list[Found]]:
        """Read the runs of many windows side by side: of each its scores, a row a word, and the words that open sentences."""
        import numpy as np

        if not windows:
            return []
        sizes = [len(scores) for scores, _ in windows]
        scores = np.concatenate([s for s, _ in windows])
        filled = np.concatenate([scores, np.full((len(scores), 1), NEVER, scores.dtype)], 1)[:, self.columns]
        chances = softmax(filled)
        allowed = np.log(chances + TINY)
        ends = np.cumsum([0, *sizes])
        for first, (_, opens) in zip(ends, windows, strict=False):
            for i in {0, *opens} if ends[-1] > first else ():
                allowed[first + i, ~self.over_sentences, 2::2] += NEVER
        laid = np.full((len(sizes), max(sizes), *allowed.shape[1:]), NEVER, allowed.dtype)
        laid[..., 0] = 0  # beyond its end a window is outside everything
        for k, (first, size) in enumerate(zip(ends, sizes, strict=False)):
            laid[k, :size] = allowed[first : first + size]
        paths = best_columns(laid)
        best = np.concatenate([paths[k, :size] for k, size in enumerate(sizes)])
        chance = np.take_along_axis(chances, best[..., None], -1)[..., 0]
        kinds = softmax(scores[:, self.event_columns])
        strips = scores[:, self.strip_columns].argmax(1)
        return [
            self.runs_of(best[f : f + n], chance[f : f + n], kinds[f : f + n], strips[f : f + n])
            for f, n in zip(ends, sizes, strict=False)
        ]

    def runs_of(self, best: np.ndarray, chance: np.ndarray, kinds: np.ndarray, strips: np.ndarray) -> list[Found]:
        """Make the runs of one window out of its best columns."""
        columns, chances = best.T.tolist(), chance.T.tolist()  # plain numbers: most runs are of one or two words
        return [
            self.found(layer, columns[k][first], range(first, last), strips[first], chances[k][first:last], kinds)
            for k, layer in enumerate(self.layers)
            for first, last in runs(columns[k])
        ]

    def found(self, layer: str, column: int, words: range, strip: int, chance: list[float], kinds: np.ndarray) -> Found:
        """Make one run: its label, and as its score the mean probability of the columns chosen."""
        label, score = self.labels[layer][(column - 1) // 2], sum(chance) / len(chance)
        if layer == "trigger":
            kind = kinds[words.start : words.stop].mean(0)
            label, score = self.events[int(kind.argmax())], score * float(kind.max())
        goes_on = column % 2 == 0 and words.start == 0
        return Found(layer, label, words.start, words.stop, int(strip), score, goes_on)


def best_columns(scores: np.ndarray) -> np.ndarray:
    """Find the best legal sequence for every head at once: inside X only after begin X or inside X.

    `scores` is windows x words x heads x columns; column 0 is outside, then begin and inside by turns (Viterbi).
    """
    import numpy as np

    side, words, heads, width = scores.shape
    came = np.empty((words, side, heads, width), np.int8)
    inside = np.arange(2, width, 2, dtype=np.int8)
    state = scores[:, 0]
    for i in range(1, words):
        best = state.argmax(2)[..., None]
        total, back = np.repeat(np.take_along_axis(state, best, 2), width, 2), came[i]
        back[:] = best
        longer = state[..., 2::2] > state[..., 1::2]
        total[..., 2::2] = np.where(longer, state[..., 2::2], state[..., 1::2])
        back[..., 2::2] = inside - 1 + longer
        state = total + scores[:, i]
    out = np.empty((side, words, heads), np.int64)
    out[:, -1] = state.argmax(2)
    for i in range(words - 1, 0, -1):
        out[:, i - 1] = np.take_along_axis(came[i], out[:, i, :, None], 2)[..., 0]
    return out


def runs(columns: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where labelled runs begin and end: 0 1 2 2 3 gives (1, 4) and (4, 5)."""
    start = None
    for i, column in enumerate([*columns, 0]):
        if start is not None and (column == 0 or column % 2 == 1):
            yield start, i
            start = None
        if column and start is None:
            start = i


def softmax(scores: np.ndarray) -> np.ndarray:
    """Turn scores into probabilities along the last axis."""
    import numpy as np

    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)  # type: ignore[no-any-return]

"""Tag pages with a small network: the same face as the trained reader's, many times as fast, and less sure.

Each word is a vector, the sum of its features' vectors, worked out once. Three layers look five words wide, so that a
word is judged by the ten on either side; the heads are the reader's own, and so is what makes runs of words out of
them. The network learned from the reader's judgements of some thousands of articles (``training/light.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tawatur.base.lexicon import Lexicons
from tawatur.base.proposal import Proposal
from tawatur.base.segmenter import Segmenter
from tawatur.extract.tagger.decode import Heads
from tawatur.extract.tagger.pieces import plain_word
from tawatur.extract.tagger.places import Laid, propose_page, whole_words
from tawatur.extract.tagger.windows import Window, words_in_sentences
from tawatur.extract.tagger.word_features import WordFeatures
from tawatur.extract.tagger.word_tables import WordTables, protected_names

if TYPE_CHECKING:
    import numpy as np

Page = tuple[str, Sequence[tuple[int, int]]]

NEAR = (-2, -1, 0, 1, 2)  # words that a layer looks at
SPREAD = (1, 1, 3)  # how far apart they stand, layer by layer
EARLY = 4  # sentences counted from a page's start: the headline, the by-line and the dateline stand there
REMEMBERED = 300_000  # words whose vectors are kept


class LightTagger:
    """Read pages with a small network.

    `weights` are the arrays of ``light.npz``; `vocabulary` says what the heads' columns mean.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], vocabulary: dict[str, Any], features: WordFeatures) -> None:
        import numpy as np

        scale = weights["scale"].astype(np.float32)
        self.rows = weights["rows"].astype(np.float32) * scale
        self.places = weights["places"].astype(np.float32)
        self.layers = [
            (weights[f"layer{k}"].astype(np.float32), weights[f"bias{k}"].astype(np.float32))
            for k in range(len(SPREAD))
        ]
        self.out, self.out_bias = weights["out"].astype(np.float32), weights["out_bias"].astype(np.float32)
        self.heads, self.every_head = Heads(vocabulary), Heads(vocabulary, every=True)
        self.features = features
        self.known: dict[str, int] = {}
        self.vectors = np.zeros((1024, self.rows.shape[1]), np.float32)

    @classmethod
    def of(cls, lexicons: Lexicons, counts: Mapping[str, int], vocabulary: dict[str, Any]) -> LightTagger:
        """Make the tagger that ships: its network, the segmenter and the tables of one language."""
        import numpy as np

        segmenter = Segmenter(lexicons.files["segmenter.crfsuite"], counts, protected_names(lexicons))
        with np.load(Path(lexicons.files["light.npz"])) as arrays:
            weights = {name: arrays[name] for name in arrays.files}
        return cls(weights, vocabulary, WordFeatures(segmenter, WordTables(lexicons)))

    def propose(self, pages: Sequence[Page]) -> list[list[Proposal]]:
        """Tag pages: each a text and its sentences, the headline first where there is one.

        «وقال وزير الخارجية» gives the cue «قال», the office «وزير الخارجية» and the source of the same words.
        """
        laid = [lay(text, sentences) for text, sentences in pages]
        return [propose_page(page, [self.heads.decode(self.scores(page), page.windows[0].opens)]) for page in laid]

    def runs(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
        """List every run of every head on one page as whole words: start, end, layer, label."""
        page = lay(text, sentences)
        return list(whole_words(page, [self.every_head.decode(self.scores(page), page.windows[0].opens)]))

    def scores_of(self, text: str, sentences: Sequence[tuple[int, int]]) -> np.ndarray:
        """Score the words of one page, words x columns, for a bigger reader that hears a second voice."""
        return self.scores(lay(text, sentences))

    def scores(self, page: Laid) -> np.ndarray:
        """Run the network over one page: words x columns."""
        import numpy as np

        x = self.seen(page)
        for k, ((weight, bias), spread) in enumerate(zip(self.layers, SPREAD, strict=True)):
            y = convolved(x, weight, spread)
            y += bias
            np.maximum(y, 0, out=y)
            x = x + y if k else y
        return x @ self.out + self.out_bias

    def seen(self, page: Laid) -> np.ndarray:
        """Gather the vectors of a page's words, each with where on the page its sentence stands."""
        text, known = page.text, self.known
        words = [text[s:e] for s, e in zip(page.starts, page.ends, strict=True)]
        new = {word for word in words if word not in known}
        if len(known) + len(new) > REMEMBERED:
            known.clear()
            new = set(words)  # those of this page that were known are forgotten too
        self.learn(new)
        numbers = [known[word] for word in words]
        seen: np.ndarray = self.vectors[numbers] + self.places[place_marks(len(words), page.windows[0].opens)]
        return seen

    def learn(self, words: Collection[str]) -> None:
        """Work out the vectors of new words."""
        import numpy as np

        while len(self.known) + len(words) > len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
        for word in words:
            number = self.known[word] = len(self.known)
            self.vectors[number] = self.rows[self.features.of(plain_word(word))].sum(0)


def lay(text: str, sentences: Sequence[tuple[int, int]]) -> Laid:
    """Cut a page into the words of its sentences; all of them are one window."""
    starts, ends, opens = words_in_sentences(text, sentences)
    return Laid(text, starts, ends, [Window([], [], range(len(starts)), opens)])


def convolved(x: np.ndarray, weight: np.ndarray, spread: int) -> np.ndarray:
    """Sum what the words around each word bring to it, `spread` words apart; beyond the page's ends stands nothing."""
    import numpy as np

    words, margin = len(x), spread * max(NEAR)
    wide = np.zeros((words + 2 * margin, x.shape[1]), np.float32)
    wide[margin : margin + words] = x
    brought = (
        wide[begin : begin + words] @ weight[n] for n, begin in enumerate(margin + step * spread for step in NEAR)
    )
    y: np.ndarray = next(brought)
    for more in brought:
        y += more
    return y


def place_marks(words: int, opens: Sequence[int]) -> np.ndarray:
    """Number each word's place: which of the page's first sentences it stands in, and whether it opens one."""
    import numpy as np

    opening = np.zeros(words, np.int64)
    opening[list(opens)] = 1
    sentence = np.minimum(np.maximum(np.cumsum(opening) - 1, 0), EARLY - 1)
    return 2 * sentence + opening

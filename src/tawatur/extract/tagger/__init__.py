"""Tag pages with the trained model: texts and their sentences in, labelled spans with scores out.

One small Arabic encoder reads windows of whole sentences and, over each word, says what begins, goes on or ends
there: names, offices, ranks, times, figures, reporting verbs, sources, what they say, and the words that report
an event. It proposes; the annotators decide. Numpy and onnxruntime are loaded with the model, not on import.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tawatur.base.proposal import Proposal
from tawatur.extract.tagger.decode import Found, Heads
from tawatur.extract.tagger.pieces import Pieces, plain_word
from tawatur.extract.tagger.places import Laid, propose_page, whole_words
from tawatur.extract.tagger.windows import Window, windows, words_in_sentences

if TYPE_CHECKING:
    import numpy as np

    from tawatur.extract.tagger.light import LightTagger

Page = tuple[str, Sequence[tuple[int, int]]]

TOGETHER = 64  # pages whose windows are read side by side
VOICE = 0.4  # how far the light network is heard: it knows tables and letters where the encoder knows company


class Tagger:
    """The trained reader: holds the model, reads any number of pages at a time.

    A window is read alone, never padded to the length of its neighbours, so what is said of a page does not
    depend on the pages beside it; windows of the same words are read once. With a light network `beside` it, the two
    are heard together: the log-odds of their labels are averaged (a logarithmic opinion pool; Heskes 1998).
    """

    def __init__(
        self,
        model: bytes | str | Path,
        vocabulary: dict[str, Any] | bytes | str,
        *,
        beside: LightTagger | None = None,
        threads: int = 2,
    ) -> None:
        self.model = model
        self.vocabulary: dict[str, Any] = vocabulary if isinstance(vocabulary, dict) else json.loads(vocabulary)
        self.threads = max(1, threads)
        self.beside = beside
        self.pieces = Pieces(self.vocabulary)
        self.heads, self.every_head = Heads(self.vocabulary), Heads(self.vocabulary, every=True)
        self.session: Any = None

    def load(self) -> Any:
        """Start the model at its first use."""
        if self.session is None:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1  # windows run side by side instead
            model = self.model if isinstance(self.model, bytes) else str(self.model)
            self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return self.session

    def propose(self, pages: Sequence[Page]) -> list[list[Proposal]]:
        """Tag pages: each a text and its sentences, the headline first where there is one.

        «وقال وزير الخارجية» gives the cue «قال», the office «وزير الخارجية» and the source of the same words.
        """
        laid = [self.lay(text, sentences) for text, sentences in pages]
        again = Counter(tuple(w.ids) for page in laid for w in page.windows)
        known: dict[tuple[int, ...], np.ndarray] = {}  # the scores of windows that come again
        out: list[list[Proposal]] = []
        for at in range(0, len(laid), TOGETHER):
            group = laid[at : at + TOGETHER]
            found = self.found(group, pages[at : at + TOGETHER], known, self.heads)
            known = {ids: scores for ids, scores in known.items() if again[ids] > 1}
            out += [propose_page(page, items) for page, items in zip(group, found, strict=True)]
        return out

    def runs(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
        """List every run of every head on one page as whole words: start, end, layer, label."""
        page = self.lay(text, sentences)
        return list(whole_words(page, self.found([page], [(text, sentences)], {}, self.every_head)[0]))

    def lay(self, text: str, sentences: Sequence[tuple[int, int]]) -> Laid:
        """Cut a page into words, keeping those that stand in a sentence, and pack its sentences into windows."""
        starts, ends, opens = words_in_sentences(text, sentences)
        pieces = [self.pieces.of(plain_word(text[s:e])) for s, e in zip(starts, ends, strict=True)]
        return Laid(text, starts, ends, list(windows(pieces, opens)))

    def found(
        self, laid: Sequence[Laid], pages: Sequence[Page], known: dict[tuple[int, ...], np.ndarray], heads: Heads
    ) -> list[list[list[Found]]]:
        """List what is found in every window of some pages, as many windows side by side as there are threads."""
        self.load()
        wanted = {tuple(w.ids): w for page in laid for w in page.windows if tuple(w.ids) not in known}
        if self.threads == 1:
            known.update(zip(wanted, map(self.scores, wanted.values()), strict=True))
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(self.threads) as pool:
                known.update(zip(wanted, pool.map(self.scores, wanted.values()), strict=True))
        out = []
        for page, given in zip(laid, pages, strict=True):
            second = self.beside.scores_of(*given) if self.beside and page.windows else None
            out.append([heads.decode(mixed(known[tuple(w.ids)], second, w), w.opens) for w in page.windows])
        return out

    def scores(self, window: Window) -> np.ndarray:
        """Run the model over one window: words x columns."""
        import numpy as np

        given = {"ids": np.array(window.ids), "first": np.array(window.first)}
        scores: np.ndarray = self.session.run(["scores"], given)[0]
        return scores


def mixed(scores: np.ndarray, second: np.ndarray | None, window: Window) -> np.ndarray:
    """Mix the light network's scores of a page into those of one window."""
    if second is None:
        return scores
    return (1 - VOICE) * scores + VOICE * second[window.words.start : window.words.stop]

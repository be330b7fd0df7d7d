"""Tag pages with the trained model: texts and their sentences in, labelled spans with scores out.

One small Arabic encoder reads windows of whole sentences and, over each word, says what begins, goes on or ends
there: names, offices, ranks, times, figures, reporting verbs, sources, what they say, and the words that report
an event. It proposes; the annotators decide. Numpy and onnxruntime are loaded with the model, not on import.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tawatur.base.proposal import Proposal
from tawatur.extract.tagger.decode import Found, Heads
from tawatur.extract.tagger.pieces import Pieces, plain_word
from tawatur.extract.tagger.places import Laid, propose_page, whole_words
from tawatur.extract.tagger.windows import Window, windows, words_in_sentences

Page = tuple[str, Sequence[tuple[int, int]]]


class Tagger:
    """The trained reader: holds the model, reads any number of pages at a time.

    A window is read alone, never padded to the length of its neighbours, so what is said of a page does not
    depend on the pages beside it; windows of the same words are read once.
    """

    def __init__(
        self, model: bytes | str | Path, vocabulary: dict[str, Any] | bytes | str, *, threads: int = 2
    ) -> None:
        self.model = model
        self.vocabulary: dict[str, Any] = vocabulary if isinstance(vocabulary, dict) else json.loads(vocabulary)
        self.threads = max(1, threads)
        self.pieces = Pieces(self.vocabulary)
        self.heads = Heads(self.vocabulary)
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
        distinct = {tuple(w.ids): w for page in laid for w in page.windows}
        found = dict(zip(distinct, self.read(list(distinct.values())), strict=True))
        return [propose_page(page, [found[tuple(w.ids)] for w in page.windows]) for page in laid]

    def runs(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
        """List every run of every head on one page as whole words: start, end, layer, label."""
        page = self.lay(text, sentences)
        return list(whole_words(page, self.read(page.windows)))

    def lay(self, text: str, sentences: Sequence[tuple[int, int]]) -> Laid:
        """Cut a page into words, keeping those that stand in a sentence, and pack its sentences into windows."""
        starts, ends, opens = words_in_sentences(text, sentences)
        pieces = [self.pieces.of(plain_word(text[s:e])) for s, e in zip(starts, ends, strict=True)]
        return Laid(text, starts, ends, list(windows(pieces, opens)))

    def read(self, wanted: list[Window]) -> list[list[Found]]:
        """Run the model over windows, as many side by side as there are threads."""
        if not wanted:
            return []
        self.load()
        if self.threads == 1 or len(wanted) == 1:
            return [self.read_window(w) for w in wanted]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(self.read_window, wanted))

    def read_window(self, window: Window) -> list[Found]:
        """Run the model over one window."""
        import numpy as np

        given = {"ids": np.array(window.ids), "first": np.array(window.first)}
        return self.heads.decode(self.session.run(["scores"], given)[0], window.opens)

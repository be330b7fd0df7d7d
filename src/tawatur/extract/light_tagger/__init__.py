"""Tag pages with small linear models: texts and their sentences in, labelled spans with scores out.

Where the trained reader is too large or too slow, four conditional random fields do its work: names, titles with
times and figures, speech, and events. They see a word's letters, its stem, its neighbours and the tables it stands
in, and propose what the reader would: mentions, offices, ranks, times, figures, reporting verbs, sources, triggers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from tawatur.base.fold import fold, source_length
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.proposal import Proposal
from tawatur.base.segmenter import Segmenter
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.light_tagger.features import LONG_PAGE, Features
from tawatur.extract.light_tagger.gazetteer import Gazetteer

Page = tuple[str, Sequence[tuple[int, int]]]

MODELS = {
    "names": ("mention",),
    "titles": ("office", "rank", "time", "figure"),
    "speech": ("cue", "source"),
    "events": ("trigger",),
}
LIKELY = 0.2  # a word that reports an event with this probability is proposed
WINDOW = 300  # words that are read at a time: a longer sentence is cut
NAMES = ("countries", "places", "regions", "bodies", "given_names")  # whose first letters are not taken for proclitics


class LightTagger:
    """Read pages with linear models; the same face as the trained reader's."""

    def __init__(self, models: Mapping[str, bytes | str], segmenter: Segmenter, gazetteer: Gazetteer) -> None:
        self.models = models
        self.segmenter = segmenter
        self.features = Features(segmenter, gazetteer, segmenter.counts)
        self.taggers: list[Any] = []

    @classmethod
    def of(cls, lexicons: Lexicons, counts: Mapping[str, int]) -> LightTagger:
        """Make the tagger that ships: its models, the segmenter and the tables of one language."""
        segmenter = Segmenter(lexicons.files["segmenter.crfsuite"], counts, protected_names(lexicons))
        models = {name: lexicons.files[f"light_{name}.crfsuite"] for name in MODELS}
        return cls(models, segmenter, Gazetteer(lexicons))

    def load(self) -> list[Any]:
        """Open the models at their first use."""
        if not self.taggers:
            import pycrfsuite

            for model in self.models.values():
                tagger = pycrfsuite.Tagger()
                if isinstance(model, bytes):
                    tagger.open_inmemory(model)
                else:
                    tagger.open(model)
                self.taggers.append(tagger)
        return self.taggers

    def propose(self, pages: Sequence[Page]) -> list[list[Proposal]]:
        """Tag pages: each a text and its sentences, the headline first where there is one.

        «وقال وزير الخارجية» gives the cue «قال», the office «وزير الخارجية» and the source of the same words.
        """
        return [sorted(self.propose_page(text, sentences), key=order) for text, sentences in pages]

    def propose_page(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
        """Yield the labelled spans of one page."""
        import pycrfsuite

        tokens = Tokens(text)
        for within, place in windows(tokens, sentences):
            items = pycrfsuite.ItemSequence(self.features.of(tokens, within, place))
            for name, tagger in zip(self.models, self.load(), strict=True):
                tagger.set(items)
                found = triggers(tagger, len(within)) if name == "events" else best_runs(tagger)
                for label, first, last, score in found:
                    yield self.locate(tokens, label, range(within.start + first, within.start + last), score)

    def locate(self, tokens: Tokens, name: str, words: range, score: float) -> Proposal:
        """Find the characters of a run of words, less what is written against its first word."""
        layer, _, label = name.partition(":")
        taken = self.segmenter.lengths(tokens.raw(words.start))[0]
        letters = source_length(tokens.raw(words.start), taken) if taken else 0
        start, end = tokens.starts[words.start] + letters, tokens.ends[words.stop - 1]
        while end > start + 1 and unicodedata.category(tokens.text[end - 1]) == "Cf":
            end -= 1
        return Proposal(layer, label, start, end, round(min(1.0, score), 4))


def order(proposal: Proposal) -> tuple[int, int, str]:
    """Order proposals as they stand on the page."""
    return proposal.start, proposal.end, proposal.layer


def windows(tokens: Tokens, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[range, str]]:
    """Yield the words of each sentence, at most WINDOW at a time, and where on the page it stands."""
    for number, (start, end) in enumerate(sentences):
        words = tokens.within(Span(start, end))
        back = len(sentences) - number
        place = f"{number}" if number < LONG_PAGE else f"-{back}" if back < LONG_PAGE else "middle"
        for first in range(words.start, words.stop, WINDOW):
            yield range(first, min(words.stop, first + WINDOW)), place


def best_runs(tagger: Any) -> Iterator[tuple[str, int, int, float]]:
    """Yield the runs of the best labelling, each with the mean probability of its labels."""
    labels = tagger.tag()
    for label, first, last in runs(labels):
        yield label, first, last, sum(tagger.marginal(labels[i], i) for i in range(first, last)) / (last - first)


def triggers(tagger: Any, words: int) -> Iterator[tuple[str, int, int, float]]:
    """Yield every word that may well report an event, with its likeliest type: sure or not, the events annotator weighs it.

    The best labelling alone keeps silent about half of the triggers, and silence counts against a word.
    """
    tagger.tag()
    labels = [label for label in tagger.labels() if label != "O"]
    for i in range(words):
        if 1 - tagger.marginal("O", i) >= LIKELY:
            score, label = max((tagger.marginal(label, i), label) for label in labels)
            yield label[2:], i, i + 1, score


def runs(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield name, first word and end of each run: O B-x I-x B-x gives (x, 1, 3) and (x, 3, 4)."""
    start, name = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if name and (label[0] != "I" or label[2:] != name):
            yield name, start, i
            name = ""
        if label != "O" and not name:
            start, name = i, label[2:]


def protected_names(lexicons: Lexicons) -> Collection[str]:
    """Collect folded one-word names that are no common words: «بلال», «لندن»."""
    rows = (row for table in NAMES for row in lexicons.rows(table, Row))
    return frozenset(fold(f) for row in rows if not getattr(row, "ambiguous", "") for f in row.forms())

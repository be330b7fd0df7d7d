"""Turn articles into what the network learns from: windows of words with a label a head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tawatur.base.fold import source_length
from tawatur.extract.tagger.pieces import CLOSES, OPENS, Pieces, plain_word
from tawatur.extract.tagger.windows import windows
from training.corpus import Article, Span
from training.labels import HEADS, KINDS_OF_EVENT, NONE, STRIPS, begin_inside_outside, covered

# The layer whose span decides how many letters come off a word when two layers disagree, strongest first.
STRIP_ORDER = ["mention", "time", "figure", "office", "source", "cue", "trigger", "rank", "inner", "content"]
COLUMNS = [*HEADS, "event", "strip"]


class Sample(NamedTuple):
    """One window to learn from.

    ``labels`` has a row a word and a column for every name in COLUMNS; ``links`` has a row a word and holds, at
    the first word of a cue, the window's word at which its source and its content begin. ``at`` counts the words of the
    page before the window.
    """

    words: list[str]
    opens: list[int]
    labels: np.ndarray
    links: np.ndarray
    at: int = 0


def strip_of(text: str, word: Span, start: int) -> int:
    """Count the letters before a span that begins inside `word`: «بالقاهرة» with «القاهرة» marked gives 1."""
    raw = text[slice(*word)]
    for letters in range(STRIPS):
        if word[0] + source_length(raw, letters) >= start:
            return letters
    return STRIPS - 1


def label_article(article: Article) -> np.ndarray:
    """Give every word of an article its column in every head."""
    table = np.full((len(article.words), len(COLUMNS)), NONE, np.int64)
    for k, (layer, labels) in enumerate(HEADS.items()):
        if layer in article.spans:
            if layer == "anercorp" and len(article.spans) > 1:
                continue
            table[:, k] = begin_inside_outside(article.words, article.spans[layer], labels)
    for start, end, event in article.events:
        table[covered(article.words, start, end), COLUMNS.index("event")] = KINDS_OF_EVENT.index(event)
    for layer in reversed(STRIP_ORDER):
        for start, end, _ in article.spans.get(layer, ()):
            first = covered(article.words, start, end).start
            table[first, COLUMNS.index("strip")] = strip_of(article.text, article.words[first], start)
    return table


def link_article(article: Article) -> np.ndarray:
    """Note at the first word of each cue where its source and its content begin."""
    table = np.full((len(article.words), 2), NONE, np.int64)
    for k, pairs in enumerate((article.sources, article.contents)):
        for cue, other in pairs:
            place = covered(article.words, *cue).start
            table[place, k] = covered(article.words, *other).start
    return table


def opening_words(article: Article) -> list[int]:
    """List the words that open a sentence; the first word of the page always does."""
    places = {covered(article.words, s, e).start for s, e in article.sentences if covered(article.words, s, e)}
    return sorted(places | {0}) if article.words else []


def samples_of(article: Article, pieces: Pieces) -> list[Sample]:
    """Cut one article into windows, as the tagger will."""
    words = [plain_word(article.text[s:e]) for s, e in article.words]
    labels, links = label_article(article), link_article(article)
    out = []
    for w in windows([pieces.of(word) for word in words], opening_words(article)):
        part = slice(w.words.start, w.words.stop)
        near = links[part] - w.words.start
        near[(near < 0) | (near >= len(w.words))] = NONE
        out.append(Sample(words[part], w.opens, labels[part], near, w.words.start))
    return out


def input_of(sample: Sample, words: Sequence[str], pieces: Pieces) -> tuple[list[int], list[int]]:
    """Write out the pieces of a window, whose words noise may have changed, and where each word begins."""
    ids, first = [OPENS], []
    for i, word in enumerate(words):
        if i in sample.opens and i:
            ids.append(CLOSES)
        first.append(len(ids))
        ids += pieces.of(word)
    return [*ids, CLOSES], first

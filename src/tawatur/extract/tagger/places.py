"""Labelled runs of words in, proposals with the characters of the page out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.fold import source_length
from tawatur.base.proposal import Proposal
from tawatur.extract.tagger.decode import Found
from tawatur.extract.tagger.pieces import plain_word
from tawatur.extract.tagger.windows import Window

PROCLITICS = set("وفبلكسأا")  # the only letters that may come off: «أ» asks, «ا» opens the article after them


class Laid(NamedTuple):
    """A page cut into words and windows: where its words start and end, and what the encoder will read."""

    text: str
    starts: list[int]
    ends: list[int]
    windows: list[Window]


def propose_page(page: Laid, found: list[list[Found]]) -> list[Proposal]:
    """Carry what was found in the windows of one page to its characters."""
    out: list[Proposal] = []
    open_content = -1  # where in `out` the content stands that reaches the end of the last window
    for window, items in zip(page.windows, found, strict=True):
        carried, open_content = open_content, -1
        for item in items:
            proposal = locate(page, window.words.start, item)
            if item.goes_on and item.layer == "content" and carried >= 0:
                out[carried] = join(out[carried], proposal)
                at = carried
            else:
                out.append(proposal)
                at = len(out) - 1
            if item.layer == "content" and item.last >= len(window.words) - 1:
                open_content = at
    return sorted(out, key=lambda p: (p.start, p.end, p.layer))


def whole_words(page: Laid, found: list[list[Found]]) -> Iterator[tuple[int, int, str, str]]:
    """Yield every run of every head as whole words: start, end, layer, label; what other guidelines are measured by."""
    for window, items in zip(page.windows, found, strict=True):
        at = window.words.start
        for item in items:
            yield page.starts[at + item.first], page.ends[at + item.last - 1], item.layer, item.label


def locate(page: Laid, offset: int, item: Found) -> Proposal:
    """Find the characters of a run of words, less its first letters: «بالقاهرة» may give «القاهرة»."""
    start, stop = page.starts[offset + item.first], page.ends[offset + item.first]
    begin = start
    if item.strip:
        stem = start + source_length(page.text[start:stop], item.strip)
        if stem < stop and set(plain_word(page.text[start:stem])) <= PROCLITICS:
            begin = stem
    end = page.ends[offset + item.last - 1]
    while end > begin + 1 and unicodedata.category(page.text[end - 1]) == "Cf":
        end -= 1
    return Proposal(item.layer, item.label, begin, end, round(item.score, 4))


def join(before: Proposal, after: Proposal) -> Proposal:
    """Join two parts of one content, weighing their scores by length."""
    a, b = before.end - before.start, after.end - after.start
    score = round((a * before.score + b * after.score) / (a + b), 4)
    return Proposal(before.layer, before.label, before.start, after.end, score)

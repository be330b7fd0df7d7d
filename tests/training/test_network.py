"""The network learns what it is shown, and only where it is shown something."""

import random

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install -r training/requirements.txt")

# ruff: noqa: E402
from training.encode import COLUMNS
from training.encoder import Encoder
from training.labels import NONE
from training.network import WIDTHS, Batch, Reader, head_loss, link_loss
from training.train import batches, rate_at


def small_reader() -> Reader:
    torch.manual_seed(0)
    return Reader(Encoder(pieces=50, hidden=32, layers=1, heads=2, inner=64), 32)


def batch(labels: int) -> Batch:
    ids = torch.arange(4, 16).view(2, 6)
    table = torch.full((2, 3, len(COLUMNS)), NONE)
    table[0, 0, 0] = labels
    first = torch.tensor([[1, 2, 3], [1, 2, 4]])
    return Batch(ids, torch.ones_like(ids), first, table, torch.full((2, 3, 2), NONE))


def test_scores_have_a_row_a_word() -> None:
    b = batch(0)
    scores, links = small_reader()(b.ids, b.mask, b.first)
    assert scores.shape == (2, 3, sum(WIDTHS))
    assert links.shape[:2] == (2, 3)


def test_unlabelled_heads_cost_nothing() -> None:
    b = batch(NONE)
    scores, links = small_reader()(b.ids, b.mask, b.first)
    assert head_loss(scores, b.labels) == 0
    assert link_loss(links, b) == 0


def test_a_label_is_learnt() -> None:
    reader, b = small_reader().eval(), batch(3)
    optimiser = torch.optim.SGD(reader.heads.parameters(), lr=1.0)
    losses = []
    for _ in range(5):
        loss = head_loss(reader(b.ids, b.mask, b.first)[0], b.labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]


def test_padding_changes_nothing() -> None:
    reader, ids = small_reader().eval(), torch.arange(4, 10)[None]
    padded = torch.cat([ids, torch.ones(1, 4, dtype=ids.dtype)], 1)
    mask = torch.tensor([[1] * 6 + [0] * 4])
    first = torch.tensor([[1, 3]])
    alone, _ = reader(ids, torch.ones_like(ids), first)
    beside, _ = reader(padded, mask, first)
    assert torch.allclose(alone, beside, atol=1e-5)


def test_the_rate_rises_and_falls() -> None:
    rates = [rate_at(step, 100) for step in range(100)]
    assert rates[0] < rates[5] < rates[9] == 1.0
    assert rates[50] > rates[99] > 0


def test_batches_hold_every_window_once() -> None:
    class Window:
        def __init__(self, n: int) -> None:
            self.words = [""] * n

    windows = [Window(n) for n in range(23)]
    cut = list(batches(windows, random.Random(0)))
    assert sorted(len(w.words) for group in cut for w in group) == list(range(23))

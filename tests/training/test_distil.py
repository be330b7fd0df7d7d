"""Half the layers begin as the full reader's own, and the rate falls to nothing."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install -r training/requirements.txt")

# ruff: noqa: E402
from training.distil import LAYERS, halve
from training.encoder import Encoder
from training.network import Reader


def test_the_small_reader_begins_as_every_other_layer() -> None:
    torch.manual_seed(0)
    full = Reader(Encoder(pieces=50, hidden=32, layers=12, heads=2, inner=64), 32)
    small = halve(full)
    assert len(small.encoder.layers) == len(LAYERS) == 6
    for layer, kept in zip(small.encoder.layers, LAYERS, strict=True):
        assert torch.equal(layer.up.weight, full.encoder.layers[kept].up.weight)
    assert torch.equal(small.heads.weight, full.heads.weight)
    small.heads.weight.data.zero_()
    assert full.heads.weight.abs().sum() > 0, "the full reader is left as it was"

"""The encoder of multilingual-e5-small in torch: a BERT of twelve layers, filled from the packed file."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.packed import Packed

DROP = 0.1
TINY = 1e-12  # what the encoder adds under the root of its layer norms


class Drop(nn.Module):
    """Dropout that cuts its masks from one pool drawn once.

    Drawing fresh masks is single-threaded on a CPU and took a quarter of every step.
    """

    pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Zero a tenth of `x` while training."""
        if not self.training:
            return x
        if Drop.pool is None:
            Drop.pool = (torch.rand(1 << 23) > DROP).to(torch.bfloat16) / (1 - DROP)
        start = int(torch.randint(0, len(Drop.pool) - x.numel(), (1,)))
        return x * Drop.pool[start : start + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """Attention, then two linear maps, each added to what came in and normed afterwards."""

    def __init__(self, hidden: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.mixed = nn.Linear(hidden, hidden)
        self.mixed_norm = nn.LayerNorm(hidden, TINY)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.down_norm = nn.LayerNorm(hidden, TINY)
        self.drop = Drop()

    def split(self, x: Tensor) -> Tensor:
        """Part the vectors of each piece among the heads."""
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Run one layer; attention is written out because the fused kernel is slow backwards on a CPU."""
        query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        weights = torch.softmax(query * query.shape[-1] ** -0.5 @ key.transpose(2, 3) + mask, -1)
        mixed = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(x.shape)
        x = self.mixed_norm(x + self.drop(self.mixed(mixed)))
        return self.down_norm(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Piece numbers in, one vector a piece out."""

    def __init__(self, pieces: int, hidden: int, layers: int, heads: int, inner: int, length: int = 512) -> None:
        super().__init__()
        self.piece, self.place = nn.Embedding(pieces, hidden), nn.Embedding(length, hidden)
        self.norm, self.drop = nn.LayerNorm(hidden, TINY), Drop()
        self.layers = nn.ModuleList(Layer(hidden, heads, inner) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode a batch; `mask` is 1 over pieces and 0 over padding."""
        x = self.drop(self.norm(self.piece(ids) + self.place.weight[: ids.shape[1]][None]))
        away = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        if torch.is_autocast_enabled("cpu"):
            away = away.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, away)
        return x


NAMES = {"q": "query", "k": "key", "v": "value", "ao": "mixed", "fi": "up", "fo": "down"}
NORMS = {"aln": "mixed_norm", "oln": "down_norm"}


def load_encoder(packed: Packed, kept: list[int] | None = None) -> Encoder:
    """Build the encoder and fill it, with the pieces `kept` only, in their order."""
    hidden = packed.hidden
    words = torch.from_numpy(packed.tensor("emb.word", hidden))
    words = words if kept is None else words[kept]
    encoder = Encoder(len(words), hidden, packed.layers, packed.heads, packed.inner)
    state = {
        "piece.weight": words,
        # every piece is of type 0: its vector is folded into the places
        "place.weight": torch.from_numpy(packed.tensor("emb.pos", hidden) + packed.tensor("emb.type", hidden)[0]),
        "norm.weight": torch.from_numpy(packed.tensor("emb.ln.w")),
        "norm.bias": torch.from_numpy(packed.tensor("emb.ln.b")),
    }
    for i in range(packed.layers):
        state |= layer_state(packed, i)
    encoder.load_state_dict(state)
    return encoder


def layer_state(packed: Packed, i: int) -> dict[str, Tensor]:
    """Gather the tensors of one layer under their new names."""
    state = {}
    for old, new in (NAMES | NORMS).items():
        width = None if old in NORMS else packed.inner if old == "fo" else packed.hidden
        state[f"layers.{i}.{new}.weight"] = torch.from_numpy(packed.tensor(f"l{i}.{old}.w", width))
        state[f"layers.{i}.{new}.bias"] = torch.from_numpy(packed.tensor(f"l{i}.{old}.b"))
    return state

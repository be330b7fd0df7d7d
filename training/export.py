"""Write a trained reader as one small ONNX file, and its vocabulary beside it.

    python -m training.export runs/mean.pt

The word matrix becomes whole numbers with one scale a row, every other large matrix whole numbers with one scale
a column; both lose next to nothing. The heads stay as they are.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.distil import halve
from training.network import Reader
from training.packed import read_packed, weights_path
from training.paths import MODELS
from training.train import start_reader
from training.vocabulary import keep_pieces, make_vocabulary

LENGTH = 256  # places that the exported encoder knows; windows are shorter
OPSET = 17


class Exported(nn.Module):
    """The reader as the runtime wants it: one window without padding, a row a word."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        words = reader.encoder.piece.weight.data
        scale = words.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", (words / scale).round().clamp(-127, 127).to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("places", reader.encoder.place.weight.data[:LENGTH].clone())
        self.reader = reader

    def forward(self, ids: Tensor, first: Tensor) -> Tensor:
        """Read one window of pieces; `first` says where each word begins."""
        encoder = self.reader.encoder
        x = self.words[ids].float() * self.scale[ids] + self.places[: ids.shape[0]]
        x = encoder.norm(x)[None]
        nothing = torch.zeros(1)
        for layer in encoder.layers:
            x = layer(x, nothing)
        return self.reader.heads(x[0][first])


def read_reader(path: Path) -> Reader:
    """Load a reader, of twelve layers or of half as many."""
    reader, state = start_reader()[0], torch.load(path)
    if not any(name.startswith("encoder.layers.6.") for name in state):
        reader = halve(reader)
    reader.load_state_dict(state)
    return reader


def write_plain(reader: Reader, path: Path) -> None:
    """Write the graph with its large matrices still in floats."""
    example = torch.arange(4, 21), torch.tensor([1, 3, 4, 9])
    torch.onnx.export(
        Exported(reader).eval(),
        example,
        str(path),
        input_names=["ids", "first"],
        output_names=["scores"],
        dynamic_axes={"ids": {0: "pieces"}, "first": {0: "words"}, "scores": {0: "words"}},
        opset_version=OPSET,
        dynamo=False,
    )


def quantise(plain: Path, out: Path) -> None:
    """Turn the large constant matrices into 8-bit numbers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        plain,
        out,
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # seven bits: older processors overflow on eight
        extra_options={"MatMulConstBOnly": True},
    )


def write_vocabulary(out: Path) -> None:
    """Write the pieces and the meaning of the columns, as compact JSON."""
    packed = read_packed(weights_path())
    vocabulary = make_vocabulary(packed, keep_pieces(packed))
    out.write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")), "utf-8")


def main() -> None:
    """Read weights, write ``reader.onnx`` and ``vocabulary.json``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=MODELS, help="folder to write into")
    parser.add_argument("--plain", type=Path, help="also keep the graph in floats here, to measure what 8 bits cost")
    args = parser.parse_args()
    reader = read_reader(args.weights)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = args.plain or Path(folder) / "plain.onnx"
        write_plain(reader, plain)
        quantise(plain, args.out / "reader.onnx")
    write_vocabulary(args.out / "vocabulary.json")
    print(f"{args.out / 'reader.onnx'}: {(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

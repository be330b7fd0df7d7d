"""Train the light tagger on the full reader's lessons, and measure it.

    python -m training.segmenter && python -m training.light runs/lessons.pt
    python -m training.light --measure

`--measure` prints what `training.evaluate` prints for the reader: agreement a layer on the development articles, strict
F1 of names on the last tenth of ANERcorp's training part, words a second.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from tawatur import pipeline
from tawatur.base.segmenter import Segmenter
from tawatur.extract.tagger.light import EARLY, NEAR, SPREAD, LightTagger, place_marks
from tawatur.extract.tagger.pieces import plain_word
from tawatur.extract.tagger.word_features import BUCKETS, MOST, WordFeatures
from tawatur.extract.tagger.word_tables import WordTables, protected_names
from training.corpus import read_anercorp, read_articles, read_texts
from training.encode import COLUMNS
from training.evaluate import anercorp_row, reading_rows
from training.labels import NONE
from training.lessons import SEED, Lesson, soft_batch, soft_loss
from training.network import WIDTHS, head_loss
from training.noise import roughen
from training.paths import MODELS, add_data_argument, anercorp_path, reading_path, texts_path

WORD, WIDE = 64, 128  # numbers that describe a word, and that a layer makes of it
BATCH = 32  # windows
RATE = 3e-3
FORGET = 0.12  # how often a feature of a word is left out: rare words must be read by their letters and company
GOLD = 0.5


class Network(nn.Module):
    """The light network as torch trains it; ``tawatur.extract.tagger.light`` runs the same arithmetic."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = nn.Embedding(BUCKETS, WORD, padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.1)
        nn.init.zeros_(self.rows.weight.data[0])  # no feature, no vector
        self.places = nn.Embedding(2 * EARLY, WORD)
        nn.init.normal_(self.places.weight, std=0.1)
        sizes = [WORD, *[WIDE] * len(SPREAD)]
        self.layers = nn.ModuleList(
            nn.Conv1d(a, b, len(NEAR), dilation=d, padding=d * (len(NEAR) // 2))
            for a, b, d in zip(sizes, sizes[1:], SPREAD, strict=False)
        )
        self.out = nn.Linear(WIDE, sum(WIDTHS))
        self.drop = nn.Dropout(0.15)

    def forward(self, features: Tensor, places: Tensor, real: Tensor) -> Tensor:
        """Read windows: features are windows x words x MOST numbers, `real` is 0 over padding."""
        if self.training:
            features = features * (torch.rand(features.shape) > FORGET)
        mask = real[:, None, :]
        x = ((self.rows(features).sum(2) + self.places(places)) * real[..., None]).transpose(1, 2)
        for k, layer in enumerate(self.layers):
            y = functional.relu(layer(self.drop(x))) * mask
            x = x + y if k else y
        return self.out(self.drop(x).transpose(1, 2))


class Described:
    """Words with their features, each described once."""

    def __init__(self, features: WordFeatures) -> None:
        self.features = features
        self.known: dict[str, np.ndarray] = {}

    def of(self, word: str) -> np.ndarray:
        """Return the padded feature numbers of a word."""
        found = self.known.get(word)
        if found is None:
            numbers = self.features.of(plain_word(word))
            found = self.known[word] = np.array(numbers + [0] * (MOST - len(numbers)), np.int64)
        return found


def batches(lessons: list[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Group lessons of about one length, in any order."""
    ordered = sorted(lessons, key=lambda lesson: len(lesson.soft) + 10 * chance.random())
    groups = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    chance.shuffle(groups)
    return iter(groups)


def inputs_of(group: list[Lesson], described: Described, chance: random.Random) -> tuple[Tensor, Tensor, Tensor]:
    """Lay the windows side by side: features, places on the page, gold labels."""
    words = max(len(lesson.soft) for lesson in group)
    features = np.zeros((len(group), words, MOST), np.int64)
    places = np.zeros((len(group), words), np.int64)
    labels = np.full((len(group), words, len(COLUMNS)), NONE)
    for i, (sample, _) in enumerate(group):
        size = len(sample.words)
        features[i, :size] = np.stack([described.of(w) for w in roughen(sample.words, chance)])
        places[i, :size] = place_marks(size, sample.opens) if sample.at == 0 else later_marks(size, sample.opens)
        labels[i, :size] = sample.labels
    return torch.from_numpy(features), torch.from_numpy(places), torch.from_numpy(labels)


def later_marks(words: int, opens: list[int]) -> np.ndarray:
    """Number the places of a window that begins far down its page."""
    marks = np.full(words, 2 * (EARLY - 1))
    marks[opens] += 1
    return marks


def train(network: Network, described: Described, lessons: list[Lesson], epochs: int, taught: bool = True) -> None:
    """Train in place, telling after each epoch how it goes; where nobody taught, the annotations alone are learned."""
    chance = random.Random(SEED)
    torch.manual_seed(SEED)
    steps, step = epochs * -(-len(lessons) // BATCH), 0
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-3, fused=True)
    network.train()
    for number in range(epochs):
        began, losses = time.monotonic(), []
        for group in batches(lessons, chance):
            for settings in optimiser.param_groups:
                settings["lr"] = RATE * min((step + 1) / (0.03 * steps), 1 - step / steps)
            features, places, labels = inputs_of(group, described, chance)
            soft, real = soft_batch(group)
            scores = network(features, places, real)
            loss = (
                soft_loss(scores, soft, real) + GOLD * head_loss(scores, labels)
                if taught
                else head_loss(scores, labels)
            )
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            losses.append(loss.item())
        took = time.monotonic() - began
        print(f"epoch {number + 1} of {epochs}: loss {np.mean(losses):.3f}, {took:.0f} s", flush=True)


def weights_of(network: Network) -> dict[str, np.ndarray]:
    """Write the network's arrays small: the features' vectors in 8 bits with a scale a row, the rest in 16."""
    rows = network.rows.weight.detach().numpy()
    scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
    out = {
        "rows": np.round(rows / scale).astype(np.int8),
        "scale": scale.astype(np.float16),
        "places": half(network.places.weight),
        "out": half(network.out.weight.T),
        "out_bias": half(network.out.bias),
    }
    for k, layer in enumerate(network.layers):
        out[f"layer{k}"] = half(layer.weight.permute(2, 1, 0))
        out[f"bias{k}"] = half(layer.bias)
    return out


def half(tensor: Tensor) -> np.ndarray:
    """Return a tensor as an array of half precision."""
    return np.ascontiguousarray(tensor.detach().numpy().astype(np.float16))


def word_features() -> WordFeatures:
    """Make the features from the segmenter and the tables that ship."""
    lexicons = pipeline.tables()
    counts = json.loads(Path(lexicons.files["word_counts.json"]).read_bytes())
    segmenter = Segmenter(lexicons.files["segmenter.crfsuite"], counts, protected_names(lexicons))
    return WordFeatures(segmenter, WordTables(lexicons))


def measure(tagger: LightTagger, data: Path) -> None:
    """Print the table of `training.evaluate`."""
    articles = read_articles(reading_path(data, "dev"), read_texts(texts_path(data)))
    pages = [(a.text, a.sentences) for a in articles]
    proposals = tagger.propose(pages)
    began = time.process_time()
    tagger.propose(pages * 20)
    took = (time.process_time() - began) / 20
    for name, precision, recall, f1, count in [
        *reading_rows(articles, proposals),
        anercorp_row(tagger, read_anercorp(anercorp_path(data))[1]),
    ]:
        print(f"{name:34} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {count}")
    print(f"{sum(len(a.text.split()) for a in articles) / took:.0f} words a second of one core")


def main() -> None:
    """Train, or measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    add_data_argument(parser)
    parser.add_argument("lessons", type=Path, nargs="?", help="what training.lessons wrote")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--into", type=Path, default=MODELS)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.lessons:
        network = Network()
        train(network, Described(word_features()), torch.load(args.lessons, weights_only=False), args.epochs)
        np.savez_compressed(args.into / "light.npz", **weights_of(network))
    if args.measure:
        with np.load(args.into / "light.npz") as arrays:
            weights = {name: arrays[name] for name in arrays.files}
        vocabulary = json.loads((MODELS / "vocabulary.json").read_bytes())
        measure(LightTagger(weights, vocabulary, word_features()), args.data)


if __name__ == "__main__":
    main()

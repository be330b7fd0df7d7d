"""How much do more annotated articles bring? The light network, from annotations alone, of 50, 100, 200 and all articles.

    python -m training.learning_curve

Prints one line a layer, agreement (F1) on the development articles by number of articles learned from. The light network stands in for the
full one: it is trained in minutes, and no lesson of a bigger model blurs what the annotations themselves bring.
"""

from __future__ import annotations

import argparse
import json
import random

import numpy as np
import torch

from tawatur.extract.tagger.light import LightTagger
from tawatur.extract.tagger.pieces import Pieces
from training.corpus import read_articles, read_texts
from training.encode import Sample, samples_of
from training.evaluate import reading_rows
from training.lessons import SEED, Lesson
from training.light import Described, Network, train, weights_of, word_features
from training.network import WIDTHS
from training.paths import MODELS, add_data_argument, reading_path, texts_path

SIZES = (50, 100, 200, None)  # articles; all of them
WINDOWS = 12_000  # windows seen in all, by however few articles they are repeated


def main() -> None:
    """Train one network a size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    add_data_argument(parser)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    texts = read_texts(texts_path(args.data))
    learned, dev = (read_articles(reading_path(args.data, part), texts) for part in ("train", "dev"))
    random.Random(SEED).shuffle(learned)
    vocabulary = json.loads((MODELS / "vocabulary.json").read_bytes())
    pieces, features = Pieces(vocabulary), word_features()
    described = Described(features)
    table: dict[str, list[float]] = {}
    for size in SIZES:
        lessons = [untaught(sample) for article in learned[:size] for sample in samples_of(article, pieces)]
        network = Network()
        train(network, described, lessons, max(1, round(WINDOWS / len(lessons))), taught=False)
        proposals = LightTagger(weights_of(network), vocabulary, features).propose([(a.text, a.sentences) for a in dev])
        for name, _, _, f1, _ in reading_rows(dev, proposals):
            table.setdefault(name, []).append(f1)
    print(f"{'':28}" + "".join(f"{size or len(learned):>7}" for size in SIZES))
    for name, row in table.items():
        print(f"{name:28}" + "".join(f"{f1:7.3f}" for f1 in row))


def untaught(sample: Sample) -> Lesson:
    """Make a lesson of a window without a teacher's word."""
    return Lesson(sample, np.zeros((len(sample.words), sum(WIDTHS)), np.float16))


if __name__ == "__main__":
    main()

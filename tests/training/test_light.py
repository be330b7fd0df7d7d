"""The light network learns from lessons, and what is exported computes what was trained."""

import random

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install -r training/requirements.txt")

# ruff: noqa: E402
import numpy as np
from training.encode import COLUMNS, Sample
from training.labels import NONE
from training.lessons import Lesson, soft_batch, soft_loss
from training.light import Described, Network, inputs_of, later_marks, weights_of, word_features
from training.network import WIDTHS

from tawatur import pipeline
from tawatur.extract.tagger.light import LightTagger, lay, place_marks

WORDS = ["قال", "وزير", "الخارجية", "سالم", "إن", "الوفد", "وصل", "أمس"]


def lesson(at: int = 0) -> Lesson:
    labels = np.full((len(WORDS), len(COLUMNS)), NONE)
    sample = Sample(WORDS, [0], labels, np.full((len(WORDS), 2), NONE), at)
    return Lesson(sample, np.random.default_rng(0).normal(size=(len(WORDS), sum(WIDTHS))).astype(np.float16))


def test_numpy_computes_what_torch_does() -> None:
    torch.manual_seed(0)
    network, features = Network().eval(), word_features()
    described, text = Described(features), " ".join(WORDS)
    numbers = torch.from_numpy(np.stack([described.of(w) for w in WORDS]))[None]
    places = torch.from_numpy(place_marks(len(WORDS), [0]))[None]
    with torch.no_grad():
        theirs = network(numbers, places, torch.ones(1, len(WORDS)))[0].numpy()
    vocabulary = pipeline.load_tagger("light").heads
    tagger = LightTagger.__new__(LightTagger)
    tagger.__init__(
        weights_of(network), {"heads": vocabulary.labels, "events": vocabulary.events, "strips": 4}, features
    )
    ours = tagger.scores(lay(text, [(0, len(text))]))
    assert np.abs(ours - theirs).max() < 0.02


def test_a_window_far_down_its_page_stands_in_no_first_sentence() -> None:
    assert later_marks(3, [1]).tolist() == [6, 7, 6]
    features, places, labels = inputs_of([lesson(), lesson(at=50)], Described(word_features()), random.Random(1))
    assert features.shape[:2] == places.shape == labels.shape[:2] == (2, len(WORDS))
    assert places[0, 0] == 1
    assert places[1, 0] == 7


def test_agreeing_with_the_teacher_costs_least() -> None:
    soft, real = soft_batch([lesson()])
    least = soft_loss(soft, soft, real)
    assert soft_loss(torch.zeros_like(soft), soft, real) > least
    assert soft_loss(-soft, soft, real) > least


def test_padding_teaches_nothing() -> None:
    soft, real = soft_batch([lesson()])
    longer = torch.cat([soft, torch.full_like(soft, 9.0)], 1)
    mask = torch.cat([real, torch.zeros_like(real)], 1)
    assert torch.allclose(soft_loss(longer * 0, longer, mask), soft_loss(soft * 0, soft, real))

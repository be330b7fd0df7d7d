"""Half the layers begin as the full reader's own; a second course keeps to what somebody annotated."""

import random

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install -r training/requirements.txt")

# ruff: noqa: E402
import numpy as np
from training.distil import LAYERS, annotated, course, halve
from training.encode import COLUMNS, Sample
from training.encoder import Encoder
from training.labels import NONE
from training.lessons import Lesson
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


def test_the_second_course_holds_what_is_annotated_and_half_as_many_others() -> None:
    def lesson(label: int) -> Lesson:
        labels, links = np.full((2, len(COLUMNS)), label), np.full((2, 2), NONE)
        return Lesson(Sample(["قال", "سالم"], [0], labels, links, 0), np.zeros((2, 3), np.float16))

    ours, others = [lesson(0) for _ in range(6)], [lesson(NONE) for _ in range(20)]
    assert course([*ours, *others], False, random.Random(1)) == [*ours, *others]
    second = course([*ours, *others], True, random.Random(1))
    assert [id(x) for x in second[:6]] == [id(x) for x in ours]
    assert len(second) == 9
    assert not any(annotated(x) for x in second[6:])

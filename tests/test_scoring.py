"""`tawatur score` gives the reference scorer's own figures."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from tawatur import scoring
from tawatur.base.story import Story
from tawatur.scoring.surfaces import days, meeting_days, overlap, same


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [("وبالقمر", "القمر", True), ("للميناء", "الميناء", True), ("ميناء", "الميناء", True), ("ميناء", "مينا", False)],
)
def test_surfaces_are_the_same_but_for_proclitics_and_article(a: str, b: str, verdict: bool) -> None:
    assert same(a, b) is verdict


def test_overlap_is_dice_over_words() -> None:
    assert overlap("رئيس هيئة الميناء", "رئيس الميناء") == pytest.approx(0.8)


@pytest.mark.parametrize("value", ["2024-02-30", "2024-13", "PXD", "XXXX-WXX-2", "", None, "2024-W60"])
def test_a_value_that_names_no_day_meets_everything(value: str | None) -> None:
    assert days(value) is None
    assert meeting_days(value, "2024-01-01")


def test_the_figures_are_those_of_the_reference_scorer(shared: Path, five_pages_story: Story) -> None:
    reference = load(shared / "score" / "score.py")
    gold = shared / "gold" / "seeds.json"
    story = json.loads(five_pages_story.export("json"))  # type: ignore[attr-defined]
    wanted = reference.score(
        reference.by_page(json.loads(gold.read_text("utf-8")), None), reference.reduce_story(story)
    )
    assert json.loads(json.dumps(scoring.score_files(gold, five_pages_story))) == json.loads(json.dumps(wanted))


def load(path: Path):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

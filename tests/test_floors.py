"""A floor only rises: every score of the annotated pages is held, and what was gained or lost is told."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tawatur
from tawatur import scoring
from tawatur.base.story import Story

FLOORS = json.loads((Path(__file__).resolve().parents[1] / "benchmarks" / "floors.json").read_text("utf-8"))
LESS_IS_BETTER = ("forbidden_merges", "false_alarms_on_traps", "invented")


def compare(part: str, found: dict[str, dict[str, Any]]) -> None:
    """Fail where a score fell below its floor, and print which rose well above."""
    lost, gained = [], []
    for layer, figures in FLOORS[part].items():
        for name, floor in figures.items():
            value = found[layer][name]
            better = floor - value if name in LESS_IS_BETTER else value - floor
            line = f"{layer} {name}: floor {floor}, now {value:.3f}"
            if better < -0.0005:
                lost.append(line)
            elif better > 0.005:
                gained.append(line)
    if gained:
        print("gained, raise the floor:\n" + "\n".join(gained))
    assert not lost, "lost:\n" + "\n".join(lost) + "\ngained:\n" + "\n".join(gained)


def test_the_five_pages_hold_their_floors(shared: Path, five_pages_story: Story) -> None:
    compare("five pages", scoring.score_files(shared / "gold" / "seeds.json", five_pages_story))


def test_the_reading_corpus_holds_its_floors(shared: Path, reading_corpus_story: tawatur.Story) -> None:
    scorer = load(shared / "score" / "score_reading.py")
    gold: dict[str, dict[str, list[Any]]] = {}
    for article in map(json.loads, (shared / "data" / "reading" / "dev.jsonl").read_text("utf-8").splitlines()):
        layers = gold.setdefault(article["id"], defaultdict(list))
        for annotation in article["annotations"]:
            layers[annotation["layer"]].append(annotation)
    compare("reading corpus", scorer.score(gold, scorer.found_items(json.loads(reading_corpus_story.export("json")))))


@pytest.fixture(scope="module")
def reading_corpus_story(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tawatur.Story:
    """Put the texts of the development articles back together, with outlet and day beside them, and build their story."""
    folder = tmp_path_factory.mktemp("reading")
    with (shared / "data" / "reading" / "dev.jsonl").open(encoding="utf-8") as lines:
        wanted = {json.loads(line)["id"] for line in lines}
    with (
        gzip.open(shared / "data" / "news-2013-02" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines,
        (folder / "pages.csv").open("w", encoding="utf-8", newline="") as beside,
    ):
        table = csv.writer(beside)
        table.writerow(["file", "outlet", "published"])
        for article in map(json.loads, lines):
            if article["id"] in wanted:
                text = f"{article['title']}\n\n{article['text']}"
                (folder / f"{article['id']}.txt").write_bytes(text.encode("utf-8"))
                table.writerow([f"{article['id']}.txt", article["outlet"], article["published"][:10]])
    return tawatur.build(folder)


def load(path: Path) -> ModuleType:
    """Import the reference scorer from where it stands."""
    spec = importlib.util.spec_from_file_location("reading_scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""A floor only rises: every score of the five annotated pages is held, and what was gained or lost is told."""

from __future__ import annotations

import json
from pathlib import Path

from tawatur import scoring
from tawatur.base.story import Story

FLOORS = Path(__file__).resolve().parents[1] / "benchmarks" / "floors.json"
LESS_IS_BETTER = ("forbidden_merges", "false_alarms_on_traps", "invented")


def test_no_score_falls_below_its_floor(shared: Path, five_pages_story: Story) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))["five pages"]
    found = scoring.score_files(shared / "gold" / "seeds.json", five_pages_story)
    lost, gained = [], []
    for layer, figures in floors.items():
        for name, floor in figures.items():
            value = found[layer][name]
            better = floor - value if name in LESS_IS_BETTER else value - floor
            line = f"{layer} {name}: floor {floor}, now {value:.3f}"
            if better < -0.0005:
                lost.append(line)
            elif better > 0.005:
                gained.append(line)
    print("\n".join(["gained, raise the floor:", *gained] if gained else []))
    assert not lost, "lost:\n" + "\n".join(lost) + "\ngained:\n" + "\n".join(gained)

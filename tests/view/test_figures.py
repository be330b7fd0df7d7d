"""Every event's ladders, those with a fall first."""

from tawatur.base.annotation import with_
from tawatur.base.span import Span
from tawatur.base.story import Rung, Story
from tawatur.view.figures import ladders


def rung(n: int, value: str, flag: str | None = None, counted: str = "killed") -> Rung:
    return Rung(id=f"g{n}", figure=f"f{n}", document=f"d{n}", span=Span(0, 3), text=value, value=value, counted=counted,
                bound="exactly", flag=flag)  # fmt: skip


def test_falls_come_first_and_counts_of_one_page_last(invented: Story) -> None:
    rungs = {
        "c1": [rung(1, "7"), rung(1, "8")],
        "c2": [rung(1, "7"), rung(2, "9", "higher-later")],
        "c3": [
            rung(1, "9"),
            rung(2, "7", "lower-later"),
            rung(3, "5", counted="missing"),
            rung(4, "5", counted="missing"),
        ],
    }
    story = with_(invented, chronology=[with_(e, ladder=rungs.get(e.id, [])) for e in invented.chronology])
    found = [(r.event.id, r.of.counts, r.falls, r.pages) for r in ladders(story)]
    assert found == [("c3", "killed", 1, 2), ("c2", "killed", 0, 2), ("c3", "missing", 0, 2), ("c1", "killed", 0, 1)]


def test_a_story_without_figures_has_no_ladder(invented: Story) -> None:
    assert ladders(with_(invented, chronology=[])) == []

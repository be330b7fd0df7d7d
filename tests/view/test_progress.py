"""Progress is one line of a terminal or one JSON object a line; rates and times left follow from the clock."""

from __future__ import annotations

import io
import json

import pytest

from tawatur.base.progress import Pace, Step
from tawatur.view.progress import JsonLines, Line, duration, said


def test_rate_and_time_left_leave_out_what_was_read_before() -> None:
    steps: list[Step] = []
    now = iter([0.0, 0.0, 10.0])
    pace = Pace("reading", 100, steps.append, kept=40, clock=lambda: next(now))
    pace.at("a", 40)
    pace.at("b", 60)
    assert (steps[0].rate, steps[0].left) == (None, None)
    assert (steps[1].rate, steps[1].left) == (2.0, 20.0)


def test_a_step_is_said_in_one_line() -> None:
    step = Step(stage="reading", page="pages/a.html", done=120, of=4000, rate=11.2, left=346)
    assert said(step) == "reading 120/4000 · 11.2 a second · 5 min 46 s left · pages/a.html"
    assert said(Step(stage="finding", page="p", done=7)) == "finding 7 · p"


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (7800, "2 h 10 min")]
)
def test_durations(seconds: float, written: str) -> None:
    assert duration(seconds) == written


def test_a_terminal_is_not_written_to_more_often_than_one_reads() -> None:
    to, now = io.StringIO(), [1.0]
    line = Line(to, clock=lambda: now[0])
    for n, when in ((1, 1.0), (2, 1.05), (3, 1.2)):
        now[0] = when
        line(Step(stage="reading", done=n, of=3))
    line(Step(stage="stopped"))
    shown = to.getvalue().split("\r\x1b[K")[1:]
    assert shown == ["reading 1/3", "reading 3/3", ""]


def test_json_lines_are_the_steps() -> None:
    to = io.StringIO()
    JsonLines(to)(Step(stage="reading", page="أ", done=1, of=2))
    assert json.loads(to.getvalue()) == {
        "stage": "reading", "page": "أ", "done": 1, "of": 2, "kept": 0, "rate": None, "left": None,
    }  # fmt: skip

"""A wish to stop waits for the page in hand, once; in every other stage it is obeyed at once."""

from __future__ import annotations

import signal

import pytest

from tawatur.base.progress import Step
from tawatur.stopping import Stop


def test_while_pages_are_read_the_first_wish_is_noted_and_the_second_obeyed() -> None:
    told: list[Step] = []
    with Stop(told.append) as stop:
        stop.tell(Step(stage="reading"))
        signal.raise_signal(signal.SIGTERM)
        assert stop.asked() and told == [Step(stage="reading")]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("stage", ["finding", "naming", "annotating", "merging"])
def test_in_other_stages_a_wish_is_obeyed_at_once(stage: str) -> None:
    with Stop(lambda _: None) as stop, pytest.raises(KeyboardInterrupt):
        stop.tell(Step(stage=stage))
        signal.raise_signal(signal.SIGINT)


def test_afterwards_signals_mean_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Stop(lambda _: None):
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before

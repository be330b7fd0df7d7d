"""One bad row costs one row."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tawatur.discover.guarded import Guarded
from tests.discover.functions import read, unread

WORDS = ["سليم", "قال\u0651", "\u202eمقلوب", "🌍", "", "a\x00b"]


def batch_of(words: list[str]) -> pa.RecordBatch:
    return pa.record_batch({"word": words})


@pytest.mark.parametrize("at", range(7))
def test_a_row_that_raises_is_refused_with_its_reason_and_the_others_are_read(at: int) -> None:
    words = [*WORDS[:at], "مسموم", *WORDS[at:]]
    made = Guarded(read, unread)(batch_of(words)).to_pylist()
    assert [row["word"] for row in made] == words
    assert [row["why"] for row in made if row["why"]] == ["RuntimeError: this word is poisoned"]


@pytest.mark.parametrize("at", [0, 3, 6])
def test_a_row_that_ends_the_process_is_refused_apart(at: int) -> None:
    words = [*WORDS[:at], "قاتل", *WORDS[at:], "مسموم"]
    made = Guarded(read, unread).apart(batch_of(words)).to_pylist()
    assert [row["word"] for row in made] == words
    why = {row["word"]: row["why"] for row in made if row["why"]}
    assert why == {"قاتل": "reading it ended the process (SIGKILL)", "مسموم": "RuntimeError: this word is poisoned"}


def test_sound_rows_are_the_same_here_and_apart() -> None:
    guarded = Guarded(read, unread)
    assert guarded(batch_of(WORDS)).equals(guarded.apart(batch_of(WORDS)))


def test_more_than_a_pipe_holds_comes_back_from_a_child() -> None:
    words = ["كلمة" * 50_000] * 3
    assert Guarded(read, unread).apart(batch_of(words)).num_rows == 3

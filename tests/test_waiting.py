"""Judgements that wait beside a story: written whole, read back, placed in the story, added once."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tawatur import waiting
from tawatur.base.judgement import Judgement
from tawatur.story import Story
from tawatur.waiting import WaitingError


@pytest.fixture
def row(sample_story: Story) -> Judgement:
    pair = sample_story.pairs()[0]
    return sample_story.unsure(
        pair.a, pair.b, "سبب\nبسطرين «و\u202eعلامة»", "سلمى", when="2024-01-01T00:00:00Z"
    ).judgements[-1]


def test_what_is_written_is_read_back_as_rows(row: Judgement, tmp_path: Path) -> None:
    story = tmp_path / "قصة.tawatur"
    waiting.save(story, [row])
    assert waiting.load(story) == [row.row]
    assert waiting.file_of(story).name == "قصة.tawatur-waiting"


def test_nothing_waiting_is_no_file(row: Judgement, tmp_path: Path) -> None:
    story = tmp_path / "s.tawatur"
    assert waiting.load(story) == []
    waiting.save(story, [row])
    waiting.save(story, [])
    assert list(tmp_path.iterdir()) == []


def test_a_row_is_placed_where_its_words_stand(row: Judgement, sample_story: Story) -> None:
    (placed,) = waiting.placed([row.row], sample_story)
    assert row.standing and placed.standing
    assert (placed.standing.a, placed.standing.b) == (row.standing.a, row.standing.b)


def test_a_row_about_other_pages_has_no_place(row: Judgement, sample_story: Story) -> None:
    assert row.a
    elsewhere = msgspec.structs.replace(row.a, source="else.txt", sha256="0" * 64)
    (placed,) = waiting.placed([msgspec.structs.replace(row.row, a=elsewhere)], sample_story)
    assert placed.standing
    assert placed.standing.a is None


def test_rows_are_numbered_after_the_storys_own_and_taken_once(row: Judgement) -> None:
    other = msgspec.structs.replace(row.row, by="رائد", when="2023-01-01T00:00:00Z")
    made = waiting.added([row], [row.row, other])
    assert [(j.id, j.by) for j in made] == [("j1", "سلمى"), ("j2", "رائد")]


@pytest.mark.parametrize("data", [b"{", b"[]\n", b'{"id":"x1","verdict":"same","by":"a","when":"b"}\n', b"\xff\n"])
def test_a_damaged_file_is_told_by_its_name(tmp_path: Path, data: bytes) -> None:
    story = tmp_path / "s.tawatur"
    waiting.file_of(story).write_bytes(data)
    with pytest.raises(WaitingError, match=r"s\.tawatur-waiting"):
        waiting.load(story)

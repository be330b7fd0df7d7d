"""A story gives back the readings that it was merged from: merging them again gives the story itself."""

from __future__ import annotations

import msgspec
import pytest

import tawatur
from tawatur import pipeline, store
from tawatur.base.restored import readings_of


@pytest.fixture(params=["sample_story", "five_pages_story"])
def built(request: pytest.FixtureRequest) -> tawatur.Story:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def test_merging_the_restored_readings_gives_the_story_that_was_built(built: tawatur.Story) -> None:
    again = pipeline.judged(built, [])
    assert msgspec.json.encode(again) == msgspec.json.encode(built)


def test_a_story_file_holds_all_that_merging_needs(built: tawatur.Story, tmp_path) -> None:  # type: ignore[no-untyped-def]
    built.save(tmp_path / "s.tawatur")
    assert msgspec.json.encode(pipeline.judged(store.load(tmp_path / "s.tawatur"), [])) == msgspec.json.encode(built)


def test_every_layer_that_was_read_is_given_back(built: tawatur.Story) -> None:
    """Each list is as long as the reading's was: nothing is lost, nothing told twice."""
    restored = readings_of(built)
    read = pipeline.read(list(built.documents), pipeline.tables())
    for one, other in zip(read, restored, strict=True):
        for layer in ("sentences", "quotations", "times", "figures", "mentions", "offices", "ranks", "attributions",
                      "event_mentions", "wordings", "superlatives", "unplaced"):  # fmt: skip
            assert getattr(one, layer) == getattr(other, layer), (one.document.id, layer)


def test_pages_read_by_other_tables_are_merged_and_the_story_says_so(sample_story: tawatur.Story) -> None:
    older = msgspec.structs.replace(sample_story.built_with, tawatur="0.0.1")
    again = pipeline.judged(msgspec.structs.replace(sample_story, built_with=older), [])
    assert again.built_with.tawatur == "0.0.1"
    assert (again.built_with.merged_with or "").startswith(sample_story.built_with.tawatur)

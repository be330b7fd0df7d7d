"""A story file gives back the story that was saved, is whole or not there, and says what is wrong with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from pathlib import Path

import msgspec
import pytest

from tawatur import store, verify
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.base.story import Story


def test_what_is_loaded_equals_what_was_saved(sample_story: Story, sample_file: Path) -> None:
    assert msgspec.json.encode(store.load(sample_file)) == msgspec.json.encode(sample_story)


def test_saving_twice_writes_the_same_bytes(sample_story: Story, tmp_path: Path) -> None:
    store.save(sample_story, tmp_path / "a.tawatur")
    store.save(sample_story, tmp_path / "b.tawatur")
    assert (tmp_path / "a.tawatur").read_bytes() == (tmp_path / "b.tawatur").read_bytes()


def test_folded_search_finds_vocalised_words_and_leads_back_to_them(sample_file: Path) -> None:
    with sqlite3.connect(sample_file) as db:
        query = "SELECT document, folded FROM page_text WHERE folded MATCH ?"
        found = db.execute(query, (fold("حسّان"),)).fetchall()
    assert {d for d, _ in found} == {d for d, t in all_text(sample_file) if "حسان" in fold(t)}


def all_text(path: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(path) as db:
        return db.execute("SELECT id, text FROM documents").fetchall()


def test_the_tables_of_the_file_hold_every_event_and_statement(sample_story: Story, sample_file: Path) -> None:
    with sqlite3.connect(sample_file) as db:
        (events,) = db.execute("SELECT count(*) FROM events").fetchone()
        (statements,) = db.execute("SELECT count(*) FROM statements").fetchone()
        (mentions,) = db.execute("SELECT count(*) FROM mentions").fetchone()
    assert events == len(sample_story.chronology)
    assert statements == sum(len(e.statements) for e in sample_story.chronology)
    assert mentions == sum(len(e.mentions) for e in sample_story.entities)


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(store.StoreError, match="there is no such file"):
        store.load(tmp_path / "none.tawatur")


@pytest.mark.parametrize("keep", [0, 10, 100, 5000])
def test_a_truncated_file_is_refused_and_told(sample_file: Path, tmp_path: Path, keep: int) -> None:
    cut = tmp_path / "cut.tawatur"
    cut.write_bytes(sample_file.read_bytes()[:keep])
    with pytest.raises(store.StoreError, match=r"cut\.tawatur"):
        store.load(cut)


def test_a_file_cut_in_its_second_half_is_refused(sample_file: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tawatur"
    data = sample_file.read_bytes()
    cut.write_bytes(data[: len(data) * 3 // 4])
    with pytest.raises(store.StoreError):
        store.load(cut)


def test_another_sqlite_file_is_not_taken_for_a_story(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")
    with pytest.raises(store.StoreError, match="not a story"):
        store.load(path)


def test_a_file_of_another_schema_version_is_refused(sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "newer.tawatur"
    path.write_bytes(sample_file.read_bytes())
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(store.StoreError, match="schema version 99"):
        store.load(path)


def save_forever(story: bytes, path: str) -> None:
    decoded = msgspec.json.decode(story, type=Story)
    while True:
        store.save(decoded, path)


def test_a_killed_save_leaves_a_whole_file(sample_story: Story, tmp_path: Path) -> None:
    """Whenever it is killed, the file is the old one or the new one, never a part."""
    path = tmp_path / "story.tawatur"
    store.save(sample_story, path)
    wanted = msgspec.json.encode(sample_story)
    for pause in (0.05, 0.11, 0.23):
        child = multiprocessing.get_context("spawn").Process(target=save_forever, args=(wanted, str(path)))
        child.start()
        time.sleep(0.6 + pause)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert msgspec.json.encode(store.load(path)) == wanted


def test_verify_finds_nothing_in_a_story_as_built_and_names_what_was_changed(sample_story: Story) -> None:
    assert list(verify.differences(sample_story)) == []
    first = sample_story.sentences[0]
    moved = msgspec.structs.replace(first, span=Span(first.span.start + 1, first.span.end))
    changed = msgspec.structs.replace(sample_story, sentences=[moved, *sample_story.sentences[1:]])
    (line,) = verify.differences(changed)
    assert line.startswith(f"{first.id}: {first.document} {first.span.start + 1}–")

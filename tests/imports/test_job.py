"""A build in a process of its own: watched by its steps, stopped with what it read kept, and its failure told."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import tawatur
from tawatur.imports import RefusedImport
from tawatur.imports.folder import PagesFolder
from tawatur.imports.job import Job, Jobs, last_step, tail


@pytest.fixture
def pages(tmp_path: Path) -> PagesFolder:
    made = PagesFolder.named(tmp_path, "قصة")
    for page in sorted(tawatur.sample_pages().glob("*.txt"))[:3]:
        made.keep_file(page.name, io.BytesIO(page.read_bytes()))
    return made


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_a_folder_becomes_a_story_and_its_steps_are_told(pages: PagesFolder) -> None:
    jobs = Jobs()
    jobs.begin(pages, False, "light")
    job = jobs.of(pages)
    assert job
    with pytest.raises(RefusedImport, match="being built"):
        jobs.begin(pages, False, "light")
    until(lambda: not job.told().running)
    told = job.told()
    assert told.state == "done", told.said
    assert told.step and (told.step.stage, told.step.done, told.step.of) == ("done", 3, 3)
    assert len(tawatur.load(pages.story).documents) == 3


def test_a_build_that_is_stopped_keeps_what_it_read(pages: PagesFolder) -> None:
    """Stopped as soon as its first page is in hand; the story is not written, the work file is there."""
    jobs = Jobs()
    jobs.begin(pages, False, "reader")
    job = jobs.of(pages)
    assert job
    until(lambda: (step := last_step(job.progress)) is not None and step.stage == "reading")
    jobs.end()
    assert job.told().state == "stopped"
    assert job.process and job.process.poll() is not None, "no process is left"
    assert not pages.story.exists()
    assert pages.story.with_name(f"{pages.story.name}-work").exists()


def test_a_build_that_fails_says_why(pages: PagesFolder) -> None:
    job = Job(pages, [("building", ["build", str(pages.path / "none"), "-o", str(pages.story), "--tagger", "light"])])
    until(lambda: not job.told().running)
    assert job.told().state == "failed"
    assert any("none" in line for line in job.told().said)


def test_what_comes_after_a_failure_is_not_begun(pages: PagesFolder) -> None:
    job = Job(pages, [("fetching", ["fetch"]), ("building", ["build", str(pages.path), "-o", str(pages.story)])])
    until(lambda: not job.told().running)
    assert job.told().state == "failed"
    assert not pages.story.exists()


def test_a_progress_file_cut_in_the_middle_of_a_line_gives_its_last_whole_step(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    assert last_step(file) is None
    file.write_text('{"stage":"reading","done":4,"of":9}\n{"stage":"rea', "utf-8")
    step = last_step(file)
    assert step and step.done == 4
    file.write_bytes(b"\xff\xfe\n" * 5000)
    assert last_step(file) is None
    assert len(tail(file)) < 5000

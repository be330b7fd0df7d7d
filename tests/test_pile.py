"""A page is read once; neither the work file, nor the number of processes, nor an interruption changes a story."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawatur
from tawatur import alone, capture, lexicons, pile, pipeline, processes
from tawatur.base.progress import Step, StoppedError
from tawatur.base.story import BuiltWith
from tawatur.extract.tagger.light import LightTagger
from tawatur.processes import Item

PAGE = "أعلنت وزارة المرافئ في بيان، يوم الأحد {n} مايو 2024، افتتاح رصيف جديد في مدينة الخزامى.\n"


def packed(story: object) -> bytes:
    return msgspec.json.encode(story)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(1, 7):
        (folder / f"{n}.txt").write_text(PAGE.format(n=n), "utf-8")
    return folder


@pytest.fixture
def tagged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the texts that the tagger is given."""
    texts: list[str] = []
    propose = LightTagger.propose

    def noted(self: LightTagger, given: list[tuple[str, list[tuple[int, int]]]]) -> object:
        texts.extend(text for text, _ in given)
        return propose(self, given)

    monkeypatch.setattr(LightTagger, "propose", noted)
    return texts


def built(pages: Path, work: Path | None, **options: object) -> tawatur.Story:
    return tawatur.build([pages], tagger="light", work=work, **options)  # type: ignore[arg-type]


def test_a_page_read_alone_is_read_as_beside_others(sample_story: tawatur.Story) -> None:
    language = pipeline.tables()
    documents, unread = capture.read([tawatur.sample_pages()], language, lexicons.load_outlets())
    story = pipeline.merge(pipeline.read(documents, language), unread, language)
    assert packed(story) == packed(sample_story)


def test_unchanged_pages_are_not_read_again(pages: Path, tmp_path: Path, tagged: list[str]) -> None:
    first = built(pages, tmp_path / "w")
    assert len(tagged) == 6
    tagged.clear()
    assert packed(built(pages, tmp_path / "w")) == packed(first)
    assert tagged == []


def test_of_a_pile_with_a_new_and_a_changed_page_these_two_are_read(
    pages: Path, tmp_path: Path, tagged: list[str]
) -> None:
    built(pages, tmp_path / "w")
    tagged.clear()
    (pages / "2.txt").write_text(PAGE.format(n=22), "utf-8")
    (pages / "7.txt").write_text(PAGE.format(n=7), "utf-8")
    story = built(pages, tmp_path / "w")
    assert tagged == [PAGE.format(n=22), PAGE.format(n=7)]
    assert packed(story) == packed(built(pages, None))


def test_what_pages_csv_says_is_part_of_a_page(pages: Path, tmp_path: Path, tagged: list[str]) -> None:
    built(pages, tmp_path / "w")
    tagged.clear()
    (pages / "pages.csv").write_text("file,outlet\n3.txt,مرآة الساحل\n", "utf-8")
    story = built(pages, tmp_path / "w")
    assert tagged == [PAGE.format(n=3)]
    assert [d.outlet.name for d in story.documents if d.outlet] == ["مرآة الساحل"]


def test_pages_that_were_moved_are_not_read_again_and_bear_their_new_names(
    pages: Path, tmp_path: Path, tagged: list[str]
) -> None:
    built(pages, tmp_path / "w")
    tagged.clear()
    moved = pages.rename(tmp_path / "moved")
    story = built(moved, tmp_path / "w")
    assert tagged == []
    assert all(d.source.startswith(moved.as_posix()) for d in story.documents)
    assert packed(story) == packed(built(moved, None))


@pytest.mark.parametrize("what", ["__version__", "code_digest", "model"])
def test_a_reading_by_another_program_or_model_is_not_used(
    what: str, pages: Path, tmp_path: Path, tagged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(pages, tmp_path / "w")
    tagged.clear()
    if what == "model":
        other = BuiltWith(tawatur="", annotators={}, models={"light.npz": "other"})
        monkeypatch.setattr(pipeline, "built_with", lambda *_: other)
    else:
        monkeypatch.setattr(alone, what, "0.0.0" if what == "__version__" else lambda *_: b"other")
    pile.build([pages], tagger="light", work=tmp_path / "w")
    assert len(tagged) == 6


def test_twins_are_read_once(pages: Path, tagged: list[str]) -> None:
    for n in range(3):
        shutil.copy(pages / "1.txt", pages / f"copy-{n}.txt")
    steps: list[Step] = []
    story = built(pages, None, progress=steps.append)
    assert len(tagged) == 6 and len(story.documents) == 9
    assert steps[-1].done == steps[-1].of == 9


def test_several_processes_make_the_same_story(pages: Path, tmp_path: Path) -> None:
    assert packed(built(pages, tmp_path / "w", jobs=3)) == packed(built(pages, None))


def test_a_page_that_breaks_its_reader_is_told_and_tried_again(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose = LightTagger.propose

    def breaks(self: LightTagger, given: list[tuple[str, list[tuple[int, int]]]]) -> object:
        if given[0][0] == PAGE.format(n=4):
            raise ArithmeticError("no such number")
        return propose(self, given)

    with monkeypatch.context() as patched:
        patched.setattr(LightTagger, "propose", breaks)
        story = built(pages, tmp_path / "w")
    (unread,) = story.unread
    assert unread.source.endswith("4.txt")
    assert "ArithmeticError: no such number" in unread.why and "test_pile.py" in unread.why
    assert not built(pages, tmp_path / "w").unread


def test_a_page_over_which_a_process_died_is_told_and_tried_again(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies_over_the_third(read: Callable[[bytes], bytes], items: Iterator[Item], jobs: int) -> Iterator[object]:
        assert jobs == 2
        for n, (name, data) in enumerate(items):
            yield name, None if n == 2 else read(data)

    with monkeypatch.context() as patched:
        patched.setattr(processes, "each", dies_over_the_third)
        story = built(pages, tmp_path / "w", jobs=2)
    assert [(Path(u.source).name, u.why) for u in story.unread] == [("3.txt", pile.DIED)]
    assert not built(pages, tmp_path / "w").unread


def test_a_build_that_was_stopped_goes_on_where_it_was(pages: Path, tmp_path: Path, tagged: list[str]) -> None:
    with pytest.raises(StoppedError, match="stopped after 2 of 6 pages"):
        built(pages, tmp_path / "w", stopped=lambda: len(tagged) == 2)
    story = built(pages, tmp_path / "w")
    assert len(tagged) == 6
    assert packed(story) == packed(built(pages, None))


def test_a_wish_to_stop_that_comes_with_the_last_page_is_heard(pages: Path, tagged: list[str]) -> None:
    with pytest.raises(StoppedError, match="stopped after 6 of 6 pages"):
        built(pages, None, stopped=lambda: len(tagged) == 6)


def test_the_steps_told_are_true(pages: Path, tmp_path: Path, tagged: list[str]) -> None:
    with pytest.raises(StoppedError):
        built(pages, tmp_path / "w", stopped=lambda: len(tagged) == 2)
    steps: list[Step] = []
    built(pages, tmp_path / "w", progress=steps.append)
    stages = list(dict.fromkeys(s.stage for s in steps))
    assert stages == ["finding", "reading", "joining", "naming", "annotating", "merging", "done"]
    reading = [s for s in steps if s.stage == "reading"]
    assert [(s.done, s.of, s.kept) for s in reading] == [(n, 6, 2) for n in range(2, 7)]
    assert [Path(s.page).name for s in reading] == ["3.txt", "4.txt", "5.txt", "6.txt", ""]
    assert reading[0].rate is None and reading[-1].left == 0


KINDS = {
    "good": PAGE.format(n=5),
    "other": PAGE.format(n=6),
    "empty": "",
    "english": "The minister opened a new pier in the harbour on Sunday, officials said.\n" * 3,
    "mixed": PAGE.format(n=7) + "Officials said that the harbour was open to all ships.\n",
    "furniture": "شارك المقال\nاشترك الآن\n0 132\n",
}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=7), st.booleans())
def test_every_page_ends_in_exactly_one_state(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str], missing: bool
) -> None:
    folder = tmp_path_factory.mktemp("pile")
    given_pages = [folder / f"{n}-{kind}.txt" for n, kind in enumerate(kinds)]
    for path, kind in zip(given_pages, kinds, strict=True):
        path.write_text(KINDS[kind], "utf-8")
    given_pages += [folder / "not-there.txt"] * missing
    story = tawatur.build(given_pages, tagger="light")
    states = story.pages()
    assert sorted(s.source for s in states) == sorted(p.as_posix() for p in given_pages)
    from tawatur.view import pages as account

    told = json.loads(account.as_json(states))
    counts = told["counts"]
    assert counts.pop("pages") == sum(counts.values()) == len(given_pages)
    assert counts["not read"] == len(story.unread) and all(s.why for s in states if s.state != "read")

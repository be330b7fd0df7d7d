"""A person's judgements: made, seen, undone, shared and replayed, from the command line and the library."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tawatur
from tawatur import cli, store
from tawatur.base.judgement import JudgementError
from tawatur.cli import main
from tawatur.story import Story

PAGES = {
    "b.txt": "قال الخبير غاريت هولمن يوم الأحد 5 مايو 2024 إن المرفأ مغلق. وزار هولمن مدينة الخزامى يوم الاثنين 6 مايو 2024.\n",
    "c.txt": "قال الخبير جاريت هولمن يوم الأحد 5 مايو 2024 إن المرفأ مفتوح. وزار هولمن مدينة الخزامى يوم السبت 11 مايو 2024.\n",
}
BY = ("--because", "أخوان", "--by", "سلمى")


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def path(pages: Path, tmp_path: Path) -> Path:
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code == 0 and "could not be placed" not in done.output
    return tmp_path / "s.tawatur"


def names(story: Story) -> list[set[str]]:
    """List the pages' files in which each person with that family name stands."""
    file = {d.id: Path(d.source).name for d in story.documents}
    people = [e for e in story.entities if any("هولمن" in n.text for n in e.names)]
    return sorted(({file[m.document] for m in e.mentions} for e in people), key=sorted)


def mention(story: Story, words: str) -> str:
    return next(m.id for e in story.entities for m in e.mentions if m.text == words)


def visits(story: Story) -> list[str]:
    return [m.id for m in story.event_mentions if m.mode == "visit"]


def split(path: Path) -> Result:
    story = tawatur.load(path)
    return run("split", path, mention(story, "غاريت هولمن"), mention(story, "جاريت هولمن"), *BY)


def test_a_split_is_made_seen_explained_and_undone(path: Path) -> None:
    before = tawatur.load(path)
    assert names(before) == [{"b.txt", "c.txt"}]
    done = split(path)
    assert done.exit_code == 0 and done.output.startswith("j1 different: e"), done.output
    after = tawatur.load(path)
    assert names(after) == [{"b.txt"}, {"c.txt"}]
    assert after.verify() == []
    for name in ("j1", *(after.judgements[0].standing.about if after.judgements[0].standing else [])):
        told = run("why", path, name).output
        assert "أخوان" in told and "سلمى" in told, name
    shown = run("show", path, "--judgements").output
    assert "j1  different" in shown and "سلمى: أخوان" in shown
    undone = run("undo", path, "j1", "--by", "هالة")
    assert undone.output == "j2 undone: j1\n"
    again = tawatur.load(path)
    assert names(again) == names(before) and again.chronology == before.chronology
    assert [j.verdict for j in again.judgements] == ["different", "undone"]
    assert "undone by j2" in run("show", path, "--judgements").output


def test_rows_are_joined_against_their_days_and_parted_again(path: Path) -> None:
    story = tawatur.load(path)
    rows = {m: row.id for row in story.chronology for m in row.event_mentions}
    a, b = (rows[v] for v in visits(story))
    assert a != b
    assert run("merge", path, a, b, *BY).exit_code == 0
    joined = tawatur.load(path)
    (row,) = [c for c in joined.chronology if set(visits(joined)) & set(c.event_mentions)]
    assert (row.earliest, row.latest) == ("2024-05-06", "2024-05-11")
    assert any(r.rule == "events.judgement" for r in row.because)
    overruling = run("split", path, *visits(joined), *BY)
    assert "warning: j1 (same, by سلمى) is overruled by j2" in overruling.output
    assert len(tawatur.load(path).chronology) == len(story.chronology)
    assert "overruled by j2" in run("show", path, "--judgements").output
    assert "warning: j1 (same, by سلمى) counts again" in run("undo", path, "j2", "--by", "سلمى").output


def test_judgements_are_replayed_where_a_new_page_has_shifted_every_id(path: Path, pages: Path) -> None:
    split(path)
    (pages / "a.txt").write_text("زارت الوزيرة هالة نصار مدينة الخزامى يوم الجمعة 3 مايو 2024.\n", "utf-8")
    (pages / "b.txt").write_text("خبر من المرفأ\n" + PAGES["b.txt"], "utf-8")
    done = run("build", pages, "-o", path)
    assert "judgements: 1 replayed, 0 could not be placed" in done.output
    story = tawatur.load(path)
    assert story.documents[1].source.endswith("b.txt")
    assert names(story) == [{"b.txt"}, {"c.txt"}]


def test_a_judgement_that_cannot_be_placed_is_kept_and_listed(path: Path, pages: Path) -> None:
    split(path)
    page = (pages / "c.txt").rename(pages.parent / "c.txt")
    done = run("build", pages, "-o", path, "-q")
    assert done.output == f"judgements: 0 replayed, 1 could not be placed: tawatur show {path} --judgements\n"
    story = tawatur.load(path)
    (lost,) = [u for u in story.unplaced if u.kind == "judgement"]
    assert lost.why.startswith("j1 (different, by سلمى): no page is ") and "c.txt" in lost.why
    assert "not placed" in run("show", path, "--judgements").output
    assert "j1 (different" in story.report()
    page.rename(pages / "c.txt")
    run("build", pages, "-o", path)
    assert names(tawatur.load(path)) == [{"b.txt"}, {"c.txt"}]


def test_judgements_are_shared_as_lines_and_as_a_story(path: Path, pages: Path, tmp_path: Path) -> None:
    split(path)
    lines, other = tmp_path / "rows.jsonl", tmp_path / "other.tawatur"
    assert run("export", path, "--to", "judgements", "-o", lines).exit_code == 0
    (row,) = map(json.loads, lines.read_text("utf-8").splitlines())
    assert row["a"]["exact"] == "غاريت هولمن" and row["standing"] is None
    for given in (lines, path):
        assert "judgements: 1 replayed" in run("build", pages, "-o", other, "--judgements", given).output
        assert [j.row for j in tawatur.load(other).judgements] == [j.row for j in tawatur.load(path).judgements]
        assert names(tawatur.load(other)) == [{"b.txt"}, {"c.txt"}]
    assert run("export", path, "--to", "judgements").output == lines.read_text("utf-8")
    built = tawatur.build(pages, judgements=tawatur.load_judgements(lines))
    assert names(built) == [{"b.txt"}, {"c.txt"}]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{}", "line 1"),
        ("not json", "line 1"),
        ('{"id":"j1","verdict":"maybe","by":"x","when":"today"}', "verdict, noun, a, b, when"),
    ],
)
def test_lines_that_are_no_judgements_are_refused_before_any_work(
    pages: Path, tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "rows.jsonl").write_text(content, "utf-8")
    done = run("build", pages, "-o", tmp_path / "s.tawatur", "--judgements", tmp_path / "rows.jsonl")
    assert done.exit_code == 2 and told in done.output
    assert not (tmp_path / "s.tawatur").exists()


def test_what_cannot_be_judged_is_told_and_nothing_is_written(path: Path) -> None:
    story = tawatur.load(path)
    a, v = mention(story, "غاريت هولمن"), visits(story)[0]
    person = next(e.id for e in story.entities for m in e.mentions if m.id == a)
    before = path.read_bytes()
    refused = {
        (a, v): "judge two names, or two events",
        (a, "e999"): "no 'e999' among this story's names and events",
        (a, "s1"): "give an entity (e3)",
        (a, a): "are one mention",
        (person, person): "Its entity or row has these",
    }
    for pair, told in refused.items():
        done = run("split", path, *pair, *BY)
        assert done.exit_code == 2 and told in done.output, (pair, done.output)
    assert "no judgement 'j1'" in run("undo", path, "j1", "--by", "x").output
    assert "needs a reason" in run("merge", path, a, person, "--because", " ", "--by", "x").output
    assert path.read_bytes() == before


def test_one_entity_and_one_of_its_own_mentions_can_be_parted(path: Path) -> None:
    story = tawatur.load(path)
    a = mention(story, "غاريت هولمن")
    person = next(e.id for e in story.entities for m in e.mentions if m.id == a)
    assert run("split", path, person, a, *BY).exit_code == 0
    assert len(names(tawatur.load(path))) == 2


def test_an_undone_judgement_cannot_be_undone_twice(path: Path) -> None:
    split(path)
    run("undo", path, "j1", "--by", "x")
    assert "undone already, by j2" in run("undo", path, "j1", "--by", "x").output


def test_who_judges_is_taken_from_the_environment_or_the_login(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tawatur.load(path)
    monkeypatch.setenv("TAWATUR_BY", "مكتب التدقيق")
    run("split", path, mention(story, "غاريت هولمن"), mention(story, "جاريت هولمن"), "--because", "x")
    assert tawatur.load(path).judgements[0].by == "مكتب التدقيق"


def test_a_save_that_fails_leaves_the_file_with_its_judgements(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    split(path)
    before = path.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write", broken)
    assert "What was there before is untouched" in run("undo", path, "j1", "--by", "x").output
    assert path.read_bytes() == before


def test_what_somebody_else_judged_meanwhile_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tawatur.load(path)
    split(path)
    before = path.read_bytes()
    monkeypatch.setattr(cli.judging, "open_story", lambda _: stale)
    done = split(path)
    assert done.exit_code == 2 and "somebody else has judged" in done.output
    assert path.read_bytes() == before


def test_a_story_file_whose_judgements_cannot_be_read_is_not_overwritten(path: Path, pages: Path) -> None:
    split(path)
    path.write_bytes(path.read_bytes()[:9000])
    before = path.read_bytes()
    done = run("build", pages, "-o", path)
    assert done.exit_code == 2 and "so that they are not lost" in done.output
    assert path.read_bytes() == before


def test_a_file_of_the_first_schema_is_built_over(path: Path, pages: Path) -> None:
    """No person could judge in it: there is nothing to lose."""
    import sqlite3

    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 1")
    assert "schema version 1" in run("show", path).output
    assert run("build", pages, "-o", path).exit_code == 0


def test_the_library_has_the_same_verbs(sample_story: Story) -> None:
    a, b = next(
        [e.mentions[0].id, e.mentions[-1].id]
        for e in sample_story.entities
        if len({m.document for m in e.mentions}) > 1
    )
    when = "2024-03-14T09:30:00Z"
    parted = sample_story.split(a, b, "اثنان", "سلمى", when)
    assert parted.judgements[0].when == when
    assert isinstance(parted, Story) and len(parted.entities) > len(sample_story.entities)
    open_ = parted.unsure(a, b, "لا نعلم", "هالة", "2024-03-14T09:31:00Z")
    assert open_.judgements[0].standing and open_.judgements[0].standing.overruled_by == ["j2"]
    back = open_.undo("j2", "هالة", when="2024-03-14T09:32:00Z").undo("j1", "سلمى", when="2024-03-14T09:33:00Z")
    assert back.entities == sample_story.entities and back.chronology == sample_story.chronology
    assert sample_story.judgements == []
    with pytest.raises(JudgementError):
        sample_story.merge(a, "c1", "x", "y")


def test_a_story_with_judgements_is_loaded_as_it_was_saved(sample_story: Story, tmp_path: Path) -> None:
    a, b = (
        next(m.id for e in sample_story.entities for m in e.mentions if m.text == w)
        for w in ("غاريت هولمن", "جاريت هولمن")
    )
    parted = sample_story.split(a, b, "اثنان", "سلمى", "2024-03-14T09:30:00Z")
    parted.save(tmp_path / "s.tawatur")
    assert tawatur.load(tmp_path / "s.tawatur") == parted
    shutil.copy(tmp_path / "s.tawatur", tmp_path / "copy.tawatur")
    assert tawatur.load_judgements(tmp_path / "copy.tawatur") == parted.judgements


def test_the_report_lists_the_judgements_in_effect_and_only_these(path: Path) -> None:
    heading = "أحكام الجمع والتفريق"
    assert heading not in tawatur.load(path).report()
    split(path)
    html = tawatur.load(path).report()
    assert heading in html and "أخوان" in html
    run("undo", path, "j1", "--by", "x")
    assert heading not in tawatur.load(path).report()


def test_the_demo_keeps_what_was_judged_in_its_story(sample_story: Story, tmp_path: Path) -> None:
    a, b = (
        next(m.id for e in sample_story.entities for m in e.mentions if m.text == w)
        for w in ("جاريت هولمن", "Garrett Hollman")
    )
    sample_story.split(a, b, "اثنان", "سلمى", "2024-03-14T09:30:00Z").save(tmp_path / "sample.tawatur")
    assert run("demo", "-o", tmp_path, "--no-open").exit_code == 0
    assert [j.id for j in tawatur.load(tmp_path / "sample.tawatur").judgements] == ["j1"]

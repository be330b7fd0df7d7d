"""A crawl that grows: rounds of a watch against a server on this machine, what they tell, and what a broken one leaves."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from tawatur import crawls, processes
from tawatur.base.progress import nowhere
from tawatur.capture.fetch.logbook import Capture
from tawatur.cli import main
from tawatur.crawls import Writer, index, log, reading, replay, watch
from tawatur.crawls.manifests import CrawlError
from tawatur.crawls.watch import Added, Round, is_odd, seconds
from tawatur.discover.local import Local
from tawatur.discover.schemas import MEMBERS, STORIES

from ..capture.fetch.conftest import Site, site

__all__ = ["site"]
TODAY = date.today()


def article(headline: str, day: date = TODAY, more: str = "") -> bytes:
    """Write an invented page."""
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>{headline}</title>"
        f"<meta property='article:published_time' content='{day.isoformat()}T09:00:00+02:00'></head><body><article>"
        f"<h1>{headline}</h1><p>أعلنت وزارة المرافئ في بيان افتتاح رصيف جديد في مدينة الخزامى، وقالت إن العمل يبدأ غدا. {more}</p>"
        "</article></body></html>"
    ).encode()


def feed(site: Site, *paths: str) -> bytes:
    """Write a feed of some of a site's pages."""
    items = "".join(f"<item><link>{site.at}{path}</link></item>" for path in paths)
    return f"<rss><channel>{items}</channel></rss>".encode()


def by_first_word(crawl: Writer) -> None:
    """Put pages whose headlines begin alike into one story: a stand-in for what tells stories, with ids that stay."""
    before = dict(
        zip(*(c.to_pylist() for c in crawl.table("members", MEMBERS).select(["page", "story"]).columns), strict=True)
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    for batch in crawl.pages(["page", "title"]):
        for page, title in zip(*(c.to_pylist() for c in batch.columns), strict=True):
            groups.setdefault(title.partition(" ")[0], []).append((page, title))
    members, stories = [], []
    for pages in groups.values():
        kept = sorted(before[page] for page, _ in pages if page in before)
        story = kept[0] if kept else min(page for page, _ in pages)
        members += [{"page": page, "story": story, "happening": story, "day": ""} for page, _ in pages]
        stories.append({"story": story, "pages": len(pages), "headline": min(title for _, title in pages)})
    blank = {field.name: None for field in STORIES}
    crawl.commit(
        members=pa.Table.from_pylist(members, MEMBERS),
        stories=pa.Table.from_pylist([blank | s for s in stories], STORIES),
    )


@pytest.fixture
def one(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    """Watch the site's feed into `tmp_path/news`, with stories by first words."""
    monkeypatch.setattr(watch, "follow", lambda crawl, **_: by_first_word(crawl))
    settings = {"allow_private": True, "delay": 0.0, "seconds": 5.0}
    folder = tmp_path / "news"
    return Round([site.at + "/feed"], folder, watch.beside(folder), settings=settings)


def no_warning(why: str) -> None:
    """Fail where a round warns."""
    raise AssertionError(why)


def went(one: Round) -> Added:
    """Go one round."""
    return one.go(no_warning).added


def told(added: Added) -> list[str]:
    """Write what happened to stories without ids."""
    return sorted(f"{s.what} {s.headline} {s.pages} +{s.added}" for s in added.stories)


def test_a_round_adds_what_is_new_and_tells_what_happened_to_stories(site: Site, one: Round) -> None:
    site.pages |= {f"/{n}": article(h) for n, h in enumerate(["رصيف أول", "رصيف ثالث", "طقس غائم"], 1)}
    site.pages["/feed"] = feed(site, "/1", "/2", "/3")
    assert told(went(one)) == ["born رصيف أول 2 +2"], "what one page tells is no story yet"
    site.pages |= {"/4": article("رصيف ثان"), "/feed": feed(site, "/1", "/2", "/3", "/4")}
    site.asked.clear()
    added = went(one)
    assert told(added) == ["grew رصيف أول 3 +1"]
    assert len(added.pages) == 1 and site.paths() == ["/robots.txt", "/feed", "/4"]


def test_a_round_without_news_commits_nothing(site: Site, one: Round) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    first = went(one)
    before = (one.folder / "crawl.json").read_bytes()
    assert first.commit is not None and went(one) == Added(None, [], [], [], [])
    assert (one.folder / "crawl.json").read_bytes() == before


def test_pages_tables_index_and_log_count_from_one_commit_on(site: Site, one: Round) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    added = went(one)
    crawl = crawls.load(one.folder)
    assert crawl.manifest.number == added.commit and crawl.rows == 1
    assert crawl.manifest.index is not None
    assert sorted(crawl.manifest.index.files) == sorted(f.path for f in crawl.manifest.pages)
    assert [c.pages for c in log.commits(crawl)] == [added.pages]
    assert len(list(one.folder.glob("manifest-*.json"))) == 1


@pytest.mark.parametrize("broken", ["follow", "index", "log", "manifest"])
def test_a_round_that_breaks_changes_nothing_and_the_next_one_goes_on(
    site: Site, one: Round, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages |= {"/1": article("رصيف أول"), "/feed": feed(site, "/1")}
    went(one)
    before = (one.folder / "crawl.json").read_bytes()
    site.pages |= {"/2": article("رصيف ثان"), "/feed": feed(site, "/1", "/2")}
    with monkeypatch.context() as broke:
        break_off(broke, broken)
        with pytest.raises(CrawlError, match="Make room"):
            went(one)
    assert (one.folder / "crawl.json").read_bytes() == before
    crawl = crawls.load(one.folder)
    assert crawl.rows == 1 and len(log.commits(crawl)) == 1
    site.asked.clear()
    assert told(went(one)) == ["born رصيف أول 2 +2"]
    assert site.paths() == ["/robots.txt", "/feed"], "the page was fetched before the round broke"
    assert [len(c.pages) for c in log.commits(crawls.load(one.folder))] == [1, 1]


def break_off(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Let the disk be full at some point of a round."""

    def full(*_: object, **__: object) -> None:
        raise CrawlError("the disk is full. Make room")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if where == "follow":
        monkeypatch.setattr(watch, "follow", full)
    elif where == "index":
        monkeypatch.setattr(index, "update", full)
    elif where == "log":
        monkeypatch.setattr(os, "fsync", only_for("log.jsonl", full_disk))
    else:
        monkeypatch.setattr(Writer, "let_count", full_disk)


def only_for(name: str, function: Callable[..., None]) -> Callable[[int], None]:
    """Do something in place of a sync of one file, and sync the others."""
    real = os.fsync

    def fsync(number: int) -> None:
        if Path(f"/proc/self/fd/{number}").resolve().name == name:
            function()
        real(number)

    return fsync


def test_lines_of_a_commit_that_never_was_do_not_count(site: Site, one: Round) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    went(one)
    kept = one.folder / "log.jsonl"
    kept.write_bytes(kept.read_bytes() + b'{"line":"commit","commit":99,"when":"","pages":[]}\n{"line":"sto')
    assert len(list(log.read(crawls.load(one.folder)))) == 1
    site.pages |= {"/2": article("رصيف ثان"), "/feed": feed(site, "/2")}
    went(one)
    lines = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert [line["line"] for line in lines] == ["commit", "commit", "story"] and 99 not in [
        line["commit"] for line in lines
    ]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"?" * path.stat().st_size)])
def test_a_log_that_is_gone_or_damaged_is_told_and_begun_anew(
    site: Site, one: Round, damage: Callable[[Path], object]
) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    first = went(one)
    damage(one.folder / "log.jsonl")
    with pytest.raises(CrawlError, match=r"log\.jsonl"):
        list(log.read(crawls.load(one.folder)))
    site.pages |= {"/2": article("طقس"), "/feed": feed(site, "/2")}
    warned: list[str] = []
    second = one.go(warned.append).added
    assert len(warned) == 1 and "begun anew" in warned[0]
    assert [c.pages for c in log.commits(crawls.load(one.folder))] == [sorted([*first.pages, *second.pages])]


def test_a_damaged_index_is_told_and_written_anew(site: Site, one: Round) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    went(one)
    made = crawls.load(one.folder).manifest.index
    assert made is not None
    (one.folder / made.folder / "meta.json").write_text("{")
    site.pages |= {"/2": article("طقس"), "/feed": feed(site, "/2")}
    warned: list[str] = []
    one.go(warned.append)
    assert len(warned) == 1 and "written anew" in warned[0]
    assert search(one.folder, "رصيف").output.startswith("2 pages")


def search(folder: Path, *arguments: str) -> Result:
    """Give the command `search`."""
    return CliRunner().invoke(main, ["search", str(folder), *arguments])


def run(site: Site, folder: Path, *arguments: str) -> Result:
    """Give the command `watch` for one round."""
    given = ["watch", site.at + "/feed", "-o", str(folder), "--once", "--delay", "0", "--allow-private", *arguments]
    return CliRunner().invoke(main, given)


def test_a_feed_that_is_down_is_told_and_stops_no_other(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    done = run(site, tmp_path / "news", site.at + "/down", "http://127.0.0.1:9/feed")
    assert done.exit_code == 3
    assert f"not read: {site.at}/down" in done.output and "not read: http://127.0.0.1:9/feed" in done.output
    assert "1 new pages" in done.output and crawls.load(tmp_path / "news").rows == 1


@pytest.mark.parametrize("years", [3, -4])
def test_a_clock_that_is_off_by_years_is_told_and_its_page_is_kept(site: Site, tmp_path: Path, years: int) -> None:
    """It is the feed's clock; a day to come in a page's own metadata is no evidence, and the page has no day."""
    day = TODAY + timedelta(days=365 * years)
    stamped = f"<item><link>{site.at}/1</link><pubDate>{day.isoformat()}</pubDate></item></channel>".encode()
    site.pages |= {"/1": article("رصيف", day), "/2": article("طقس")}
    site.pages["/feed"] = feed(site, "/2").replace(b"</channel>", stamped)
    done = run(site, tmp_path / "news")
    assert done.exit_code == 0 and done.output.count("says that it came out on") == 1
    assert day.isoformat() in done.output and crawls.load(tmp_path / "news").rows == 2


def test_a_page_of_no_words_is_told_once_and_never_read_again(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/1": b"<html><body></body></html>", "/2": article("رصيف"), "/feed": feed(site, "/1", "/2")}
    first, second = run(site, tmp_path / "news"), run(site, tmp_path / "news")
    assert first.exit_code == 3 and "not read: " in first.output
    assert second.exit_code == 0 and "nothing new" in second.output


def test_a_second_watch_of_a_crawl_waits_for_the_first(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    with crawls.writing(tmp_path / "news", no_warning):
        done = run(site, tmp_path / "news")
    assert done.exit_code == 2 and "another command" in done.output


def test_ctrl_c_ends_a_watch_and_keeps_its_last_round(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_seconds: float) -> None:
        raise KeyboardInterrupt

    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    monkeypatch.setattr("tawatur.cli.watching.sleep", stopped)
    given = ["watch", site.at + "/feed", "-o", str(tmp_path / "news"), "--delay", "0", "--allow-private"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 4 and "stopped." in done.output
    assert crawls.load(tmp_path / "news").rows == 1


def test_a_later_round_that_cannot_be_is_told_and_the_watch_goes_on(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    lists = tmp_path / "lists.txt"
    lists.write_text(site.at + "/feed", "utf-8")
    waits: list[float] = []

    def wait(given: float) -> None:
        waits.append(given)
        if len(waits) == 1:
            lists.unlink()
        elif len(waits) == 2:
            lists.write_text(site.at + "/feed", "utf-8")
        else:
            raise KeyboardInterrupt

    monkeypatch.setattr("tawatur.cli.watching.sleep", wait)
    given = ["watch", str(lists), "-o", str(tmp_path / "news"), "--delay", "0", "--allow-private", "--every", "2m"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 4 and done.output.count("no round:") == 1 and waits == [120.0] * 3


def test_a_page_that_another_run_fetched_again_changed_is_a_page_of_its_own(site: Site, one: Round) -> None:
    """The earlier one stays: it was published so."""
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    went(one)
    site.pages["/1"] = article("رصيف", more="وأضافت الوزارة رقما.")
    del one.settings["new_only"]
    added = went(one)
    assert len(added.pages) == 1 and crawls.load(one.folder).rows == 2


def test_pages_that_a_discover_read_before_it_was_killed_are_put_in_place(
    site: Site, one: Round, tmp_path: Path
) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    went(one)
    (tmp_path / "other.html").write_bytes(article("طقس الخزامى"))
    with crawls.writing(one.folder, no_warning) as crawl, processes.Team() as team, Local(team.each) as engine:
        reading.read([tmp_path / "other.html"], crawl, engine, nowhere)
    assert told(went(one)) == [] and log.commits(crawls.load(one.folder))[-1].pages, "its page is logged"
    assert search(one.folder, "طقس").output.startswith("1 pages")


def test_a_crawl_replays_to_the_same_state(site: Site, one: Round, tmp_path: Path) -> None:
    site.pages |= {f"/{n}": article(f"{('رصيف', 'طقس', 'سوق')[n % 3]} رقم {n}") for n in range(7)}
    for seen in (2, 5, 7):
        site.pages["/feed"] = feed(site, *(f"/{n}" for n in range(seen)))
        went(one)
    crawl = crawls.load(one.folder)
    assert [len(pages) for pages in replay.steps(crawl)] == [2, 3, 2]
    with crawls.writing(tmp_path / "again", no_warning) as empty:
        again = partial(watch.step, work_out=by_first_word, warn=no_warning)
        assert replay.replay(crawl, empty, again) == []
        assert crawl.table("members", MEMBERS).num_rows == 7 and replay.told(empty)
        empty.commit(members=empty.table("members", MEMBERS).slice(1))
        assert replay.differing(crawl, empty) == ["members"]


def test_pages_that_no_line_of_the_log_names_are_replayed_first(site: Site, one: Round, tmp_path: Path) -> None:
    site.pages |= {"/1": article("رصيف"), "/feed": feed(site, "/1")}
    (tmp_path / "other.html").write_bytes(article("طقس الخزامى"))
    CliRunner().invoke(main, ["discover", str(tmp_path / "other.html"), "-o", str(one.folder)])
    went(one)
    assert [s.column("title").to_pylist() for s in replay.steps(crawls.load(one.folder))] == [
        ["طقس الخزامى"],
        ["رصيف"],
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("10m", 600), ("90s", 90), ("30", 30), ("1.5h", 5400), ("1d", 86400), (" 2 m ", 120)]
)
def test_a_time_to_wait_is_read_as_people_write_it(text: str, value: float) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize("text", ["", "m", "0", "-5m", "soon", "١٠m", "10 minutes"])
def test_what_is_no_time_to_wait_is_told(text: str, site: Site, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no time to wait"):
        seconds(text)
    assert run(site, tmp_path / "news", "--every", text).exit_code == 2 and site.asked == []


def test_a_day_is_odd_a_year_back_or_three_days_ahead_and_no_day_never_is() -> None:
    near = [TODAY + timedelta(days=n) for n in (-366, 0, 2)]
    far = [TODAY + timedelta(days=n) for n in (-367, 3)]
    assert [is_odd(d.isoformat(), TODAY) for d in [*near, *far]] == [False] * 3 + [True] * 2
    assert not is_odd("", TODAY) and not is_odd("2024", TODAY)


def captured(file: str | None, digest: str) -> Capture:
    """Make a capture of an invented page."""
    return Capture(url="https://sada.example/1", when="", outcome="page", file=file, sha256=digest)


def test_a_page_is_known_by_its_file_and_bytes_wherever_its_folder_is_named_from(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    assert watch.new_page(captured("a.html", "1"), tmp_path, {("a.html", "1")}) is None
    assert watch.new_page(captured("a.html", "1"), tmp_path, {("a.html", "")}) is None
    assert watch.new_page(captured("a.html", "2"), tmp_path, {("a.html", "1")}) == tmp_path / "a.html"
    assert watch.new_page(captured("gone.html", "2"), tmp_path, set()) is None
    assert watch.new_page(captured(None, "2"), tmp_path, set()) is None

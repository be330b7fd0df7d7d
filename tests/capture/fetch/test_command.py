"""The command `fetch`, and the verb of the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tawatur
from tawatur.cli import main

from .conftest import ARTICLE, Site


def run(*arguments: object) -> Result:
    """Give the command, without waiting between questions."""
    return CliRunner().invoke(main, ["fetch", "--delay", "0", *map(str, arguments)])


def test_it_says_what_became_of_each_address_and_of_all(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    done = run(site.at + "/a", "-o", tmp_path / "pages", "--allow-private", "--contact", "desk@sada.example")
    assert done.exit_code == 0, done.output
    assert "page" in done.output and "1 page" in done.output
    assert site.asked[0][1]["user-agent"] == f"tawatur/{tawatur.__version__} (+desk@sada.example)"


def test_what_was_not_fetched_is_named_and_the_exit_code_tells(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    done = run(site.at + "/a", site.at + "/gone", "-o", tmp_path / "pages", "--allow-private", "-q")
    assert done.exit_code == 3
    assert done.output.splitlines() == [f"not fetched: {site.at}/gone: the server answered with status 404"]


def test_without_leave_this_machine_is_not_asked(site: Site, tmp_path: Path) -> None:
    done = run("http://127.0.0.1:8080/a", "-o", tmp_path / "pages")
    assert done.exit_code == 3 and "no public address" in done.output
    assert "port" in run(site.at + "/a", "-o", tmp_path / "pages").output
    assert site.asked == []


def test_a_dry_run_needs_no_folder_and_makes_none(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(site.at + "/a", "--dry-run", "--allow-private")
    assert done.exit_code == 0 and f"planned   {site.at}/a" in done.output
    assert list(tmp_path.iterdir()) == []
    assert run(site.at + "/a").exit_code == 2


@pytest.mark.parametrize("target", ["nowhere.txt", "sada.example/a"])
def test_a_target_that_is_neither_file_nor_address_is_told(target: str, tmp_path: Path) -> None:
    done = run(target, "-o", tmp_path / "pages")
    assert done.exit_code == 2 and "https://" in done.output


def test_what_is_stopped_goes_on(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages |= {"/a": ARTICLE, "/b": ARTICLE}
    given = [site.at + "/a", site.at + "/b", "-o", tmp_path / "pages", "--allow-private"]

    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tawatur.cli.fetching.tell_fetched", stop)
        assert run(*given).exit_code == 130
    assert [p for p in site.paths() if p != "/robots.txt"] == ["/a"]
    assert run(*given).exit_code == 0
    assert [p for p in site.paths() if p != "/robots.txt"] == ["/a", "/b"]


def test_the_library_fetches_with_the_same_word(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    told: list[str] = []
    made = tawatur.fetch([site.at + "/a"], tmp_path, lambda c: told.append(c.outcome), allow_private=True, delay=0.0)  # type: ignore[attr-defined]
    assert [c.outcome for c in made] == told == ["page"]

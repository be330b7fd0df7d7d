"""The documentation site builds without a warning, in both languages, stands alone, and finds words in a browser that is not on the web."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests import chromium

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install -r requirements/docs.txt")
WebDriverWait = pytest.importorskip("selenium.webdriver.support.ui", reason="selenium is not installed").WebDriverWait

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as `make docs` does, where warnings are errors."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def hooks() -> ModuleType:
    """Import the site's hooks, which stand outside every package."""
    spec = importlib.util.spec_from_file_location("hooks", ROOT / "docs-site" / "hooks.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_no_page_of_the_site_loads_anything_from_elsewhere(site: Path, hooks: ModuleType) -> None:
    found = [f"{path}: {load}" for path in hooks.pages(site) for load in hooks.loads(path)]
    assert found == []
    assert len(hooks.pages(site)) > 40


@pytest.mark.parametrize(
    "code",
    [
        '<script src="https://cdn.example/a.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/a.css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img srcset="a.png 1x, https://cdn.example/a.png 2x">',
        '<style>@import "https://cdn.example/a.css";</style>',
        '<p style="background: url(https://cdn.example/a.png)">',
    ],
)
def test_what_is_loaded_from_elsewhere_is_found(code: str, tmp_path: Path, hooks: ModuleType) -> None:
    path = tmp_path / "page.html"
    path.write_text(code, "utf-8")
    assert list(hooks.loads(path))


def test_a_link_that_a_reader_may_follow_is_not_loaded(tmp_path: Path, hooks: ModuleType) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<a href="https://gephi.example">Gephi</a><link rel="canonical" href="https://tawatur.example/">', "utf-8"
    )
    assert list(hooks.loads(path)) == []


@pytest.mark.parametrize(("page", "language", "direction"), [("tour", "en", "ltr"), ("ar/tour", "ar", "rtl")])
def test_a_page_says_its_language_and_direction(site: Path, page: str, language: str, direction: str) -> None:
    text = (site / f"{page}.html").read_text("utf-8")
    assert f'<html lang="{language}"' in text
    assert f'dir="{direction}"' in text


def test_a_page_that_is_not_translated_says_so_and_runs_left_to_right(site: Path, hooks: ModuleType) -> None:
    text = (site / "ar" / "method.html").read_text("utf-8")
    assert hooks.NOT_YET in text
    assert '<div lang="en" dir="ltr">' in text
    assert hooks.NOT_YET not in (site / "ar" / "tour.html").read_text("utf-8")
    assert hooks.NOT_YET not in (site / "method.html").read_text("utf-8")


def test_a_link_out_of_the_documents_names_the_file(site: Path) -> None:
    text = (site / "method.html").read_text("utf-8")
    assert "<code>src/tawatur/languages/ar/models/MODEL_CARD.md</code>" in text
    assert 'href="../src' not in text


def found_by_searching(browser: Any, page: Path, words: str) -> list[str]:
    """Type words into the search of a page that is opened as a file, and return where the results lead."""
    browser.get(page.as_uri())
    browser.execute_script(
        "const box = document.getElementById('__search'); box.checked = true; box.dispatchEvent(new Event('change'));"
    )
    field = browser.find_element("css selector", "[data-md-component=search-query]")
    wait = WebDriverWait(browser, 15)
    wait.until(lambda _: field.is_displayed() and field.size["width"] > 50)
    field.click()
    field.send_keys(words)
    found = ".md-search-result__item > .md-search-result__link"
    wait.until(lambda _: browser.find_elements("css selector", found))
    return [link.get_attribute("href") for link in browser.find_elements("css selector", found)]


@pytest.mark.parametrize(
    ("page", "words", "leads_to"),
    [("index", "RFC 5147", "formats/linked-data.html"), ("ar/index", "تناقض", "ar/howto/fact-checking.html")],
)
def test_the_search_finds_words_without_a_server(
    browser: Any, site: Path, page: str, words: str, leads_to: str
) -> None:
    found = found_by_searching(browser, site / f"{page}.html", words)
    assert any(leads_to in link for link in found), found


def test_the_article_and_what_clings_to_it_hide_no_word(browser: Any, site: Path) -> None:
    """«صحيفة», «الصحيفة» and «والصحيفة» find the same pages."""
    asked = [found_by_searching(browser, site / "ar" / "index.html", w) for w in ("صحيفة", "الصحيفة", "والصحيفة")]
    pages = [sorted(link.split("?")[0] for link in found) for found in asked]
    assert pages[0] == pages[1] == pages[2]


def test_a_page_reads_its_own_font_and_nothing_it_needs_is_refused(browser: Any, site: Path) -> None:
    browser.get((site / "ar" / "tour.html").as_uri())
    loaded = browser.execute_async_script(
        "const done = arguments[0]; document.fonts.ready.then("
        "() => done([...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)));"
    )
    assert any("Tawatur Sans" in family for family in loaded)
    said = [e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE"]
    assert [m for m in said if "sitemap.xml" not in m] == []  # the switch of languages asks for it, and does without


def test_no_request_leaves_for_another_host(browser: Any, site: Path) -> None:
    chromium.requests(browser)
    for page in ("index", "ar/index", "ar/howto/framing", "method"):
        browser.get((site / f"{page}.html").as_uri())
    asked = chromium.requests(browser)
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []

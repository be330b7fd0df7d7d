"""Every screen in a real browser: quiet, self-sufficient, readable by all, in both languages and both themes, down to a phone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tawatur.view.web.screens import OF_SHELF, OF_STORY
from tests.chromium import complaints, highlighted, requests, screen, serious, show, wait

IDS = {
    "event": "c1",
    "page": "d1",
}  # of the sample story, for the screens of one thing; other screens find theirs below
EVERY = [(s.name, s.address) for s in (*OF_SHELF, *OF_STORY)]
DRAG = """
const bars = [...document.querySelectorAll('#histogram .bar')], first = bars[0], last = bars[bars.length - 1];
const send = (kind, bar) => {
  const box = bar.getBoundingClientRect();
  const place = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  bar.dispatchEvent(new PointerEvent(kind, { ...place, bubbles: true, button: 0 }));
};
send('pointerdown', first); send('pointermove', last); send('pointerup', last);
return [first.dataset.value, last.dataset.value];
"""
LIT = "[...(CSS.highlights.get('evidence') || [])].map(r => r.toString()).join('')"
NARROW = 360  # CSS pixels: a small phone


@pytest.fixture(scope="session")
def addresses(served: str, sample_story: Any) -> dict[str, str]:
    """Give every screen's address in the sample story, screens of one thing with an id that it holds."""
    ids = IDS | {
        "name": sample_story.entities[0].id, "why": "c1", "copied": sample_story.reuse[0].id,
        "disagreement": sample_story.disagreements[0].id,
        "unplaced": sample_story.unplaced[0].kind,
        "wording": sample_story.wordings[0].id, "kwic": sample_story.wordings[0].id,
    }  # fmt: skip
    on_shelf = {s.name: served + filled(s.address, "sample") for s in OF_SHELF}
    return on_shelf | {s.name: f"{served}/s/sample{filled(s.address, ids.get(s.name, 'c1'))}" for s in OF_STORY}


def filled(address: str, id_: str) -> str:
    """Put an id where an address has a part for one."""
    head, brace, rest = address.partition("{")
    return head + id_ + rest.partition("}")[2] if brace else address


def choose(browser: Any, address: str, language: str, theme: str) -> None:
    """Set a reader's choices as the settings do."""
    browser.get(address)
    for name, value in (("language", language), ("theme", theme), ("digits", "latin")):
        browser.add_cookie({"name": f"tawatur-{name}", "value": value, "path": "/", "sameSite": "Strict"})


@pytest.mark.parametrize(("language", "theme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")])
@pytest.mark.parametrize("name", [name for name, _ in EVERY])
def test_a_screen_opens_quietly_for_everybody(
    browser: Any, served: str, addresses: dict[str, str], name: str, language: str, theme: str
) -> None:
    """No complaint, no request to elsewhere, nothing serious found by axe-core, no sideways scrolling on a phone."""
    choose(browser, served, language, theme)
    complaints(browser), requests(browser)  # of what was open before
    show(browser, addresses[name])
    assert complaints(browser) == []
    assert [a for a in requests(browser) if not a.startswith((served, "data:", "about:"))] == []
    direction = browser.execute_script("return [document.documentElement.lang, document.documentElement.dir]")
    assert direction == [language, "rtl" if language == "ar" else "ltr"]
    assert serious(browser) == []
    screen(browser, f"{name}-{language}-{theme}")
    show(browser, addresses[name], width=NARROW, height=800)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= NARROW
    if language == "ar" and theme == "light":
        screen(browser, f"{name}-phone")


def test_a_highlighted_word_is_as_wide_as_the_plain_word(browser: Any, served: str, addresses: dict[str, str]) -> None:
    """Letters under a highlight stay joined: every layer on, every paragraph keeps its width to a hundredth of a pixel."""
    choose(browser, served, "ar", "light")
    show(browser, addresses["page"])
    measure = (
        "return [...document.querySelectorAll('#page-text p')].map(p => { const r = document.createRange(); "
        "r.selectNodeContents(p); return [...r.getClientRects()].map(b => Math.round(100 * b.width)); })"
    )
    lit = browser.execute_script(
        "document.querySelectorAll('input.layer').forEach(s => { if (!s.checked) s.click(); });" + measure
    )
    assert len(highlighted(browser, "layer-event")) > 0
    plain = browser.execute_script(
        "document.querySelectorAll('input.layer').forEach(s => { if (s.checked) s.click(); });" + measure
    )
    assert lit == plain


def test_every_number_of_a_row_leads_to_highlighted_characters_in_two_clicks(
    browser: Any, served: str, addresses: dict[str, str]
) -> None:
    choose(browser, served, "ar", "light")
    show(browser, addresses["chronology"])
    links = browser.execute_script("return [...document.querySelectorAll('.row .badges a')].map(a => a.href)")
    assert len(links) > 10
    for link in links[:6]:
        show(browser, link)
        browser.execute_script("document.querySelector('main a[href*=\"#d\"]').click()")
        wait(browser, "!document.getElementById('reader').hidden")
        assert all(highlighted(browser))


def test_the_pane_shows_the_exact_characters(browser: Any, served: str) -> None:
    """In the story whose letters take two UTF-16 units too."""
    choose(browser, served, "ar", "light")
    for story in ("invented", "hostile"):
        show(browser, f"{served}/s/{story}/events/c1")
        links = browser.execute_script(
            "return [...document.querySelectorAll('main a.at[href^=\"#d\"]')].map(a => [a.hash, a.textContent])"
        )
        for place, words in links[:8]:
            browser.execute_script("document.querySelector(`main a.at[href='${arguments[0]}']`).click()", place)
            wait(browser, "!document.getElementById('reader').hidden")
            if words.startswith("«") and "…" not in words:
                wait(browser, LIT + " === " + json.dumps(words.strip("«»")))  # the page is fetched first


def test_keys_lie_where_they_lie_on_an_english_keyboard(browser: Any, served: str, addresses: dict[str, str]) -> None:
    """An Arabic keyboard sends «ت» for the key of j; sideways arrows follow the direction of reading."""
    choose(browser, served, "ar", "light")
    show(browser, addresses["chronology"])
    press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: arguments[0], key: arguments[1], bubbles: true}))"
    browser.execute_script(press, "KeyJ", "ت")
    first = browser.execute_script("return document.querySelector('.current').id")
    browser.execute_script(press, "KeyJ", "ت")
    assert browser.execute_script("return document.querySelector('.current').id") != first
    browser.execute_script(press, "KeyK", "ن")
    assert browser.execute_script("return document.querySelector('.current').id") == first
    browser.execute_script(press, "Slash", "ظ")
    assert browser.execute_script("return document.activeElement.type") == "search"
    show(browser, addresses["event"])
    following = browser.execute_script("return document.querySelector('a[rel=next]').href")
    browser.execute_script(press, "ArrowLeft", "ArrowLeft")
    wait(browser, f"location.href === '{following}'")


def test_dragging_over_bars_asks_for_their_time(browser: Any, served: str, addresses: dict[str, str]) -> None:
    choose(browser, served, "ar", "light")
    show(browser, addresses["chronology"])
    values = browser.execute_script(DRAG)
    wait(browser, f"location.search.includes('since={values[0]}') && location.search.includes('until={values[1]}')")


def test_what_is_asked_by_a_tick_is_shown_at_once_and_can_be_taken_back(
    browser: Any, served: str, addresses: dict[str, str]
) -> None:
    choose(browser, served, "en", "light")
    show(browser, addresses["chronology"])
    whole = browser.execute_script("return document.querySelectorAll('.row').length")
    browser.execute_script("document.querySelector('input[name=types]').click()")
    wait(browser, "location.search.includes('types=') && document.querySelector('.active')")
    assert 0 < browser.execute_script("return document.querySelectorAll('.row').length") < whole
    browser.execute_script("document.querySelector('.active .chip').click()")
    wait(browser, "!location.search.includes('types=')")

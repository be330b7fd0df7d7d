"""In a real browser hits are highlighted to the letter, and the key of «/» leads to the search from every screen."""

from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from tests.chromium import complaints, highlighted, show, wait


@pytest.mark.parametrize(
    "query",
    [
        "invented/{}?words=الوزارة",
        "invented/{}?words=اعلنت",
        "invented/{}?words=سد&where=inside",
        "hostile/{}?words=عدد",
    ],
)
def test_hits_are_highlighted_to_the_letter(browser: Any, served: str, client: TestClient, query: str) -> None:
    """A vowel mark goes with its letter; letters that take two UTF-16 units before a hit do not shift it."""
    rows = client.get("/s/" + query.format("search/hits.jsonl")).content.splitlines()
    show(browser, f"{served}/s/{query.format('search')}")
    assert rows
    assert highlighted(browser, "hit") == [msgspec.json.decode(row)["text"] for row in rows]
    assert complaints(browser) == []


def test_what_html_cannot_hold_stays_marked_by_the_word(browser: Any, served: str) -> None:
    """A NUL is lost on the way: what could not be counted is not highlighted elsewhere, but marked as it came."""
    show(browser, f"{served}/s/hostile/search?words=تسعة")
    marked = browser.execute_script(
        "return [...document.querySelectorAll('a.words:not(.to-the-letter) mark')].map(m => m.textContent)"
    )
    assert marked == ["تسعة"]
    assert highlighted(browser, "hit") == ["تسعة"]


def test_a_hit_opens_its_page_at_the_side(browser: Any, served: str) -> None:
    show(browser, f"{served}/s/invented/search?words=اعلنت")
    browser.execute_script("document.querySelectorAll('a.words')[1].click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert highlighted(browser) == ["أَعلَنَتِ"]


def test_the_key_of_the_slash_leads_to_the_search(browser: Any, served: str) -> None:
    """A screen's own field comes first; where there is none, the one in the bar."""
    for path, field in (("events/c1", "bar-search"), ("names", "find"), ("search", "side")):
        show(browser, f"{served}/s/invented/{path}")
        browser.execute_script(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'Slash', key: 'ظ', bubbles: true}))"
        )
        found = "return [document.activeElement.type, document.activeElement.form.className]"
        assert browser.execute_script(found) == ["search", field]

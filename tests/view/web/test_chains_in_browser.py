"""The picture of the chains in a real browser: it fits, its lines can be pressed, and a phone gets the lists."""

from typing import Any

from tests.chromium import complaints, screen, show, wait

FITS = "return document.documentElement.scrollWidth <= innerWidth"
SEEN = "return !!document.querySelector('.isnad-figure').getClientRects().length"


def test_a_line_pressed_opens_its_passages_and_a_passage_its_page(served: str, browser: Any) -> None:
    show(browser, f"{served}/s/sample/chains")
    complaints(browser)
    assert browser.execute_script(FITS)
    origin = browser.execute_script("return document.querySelector('.box.common rect').getBoundingClientRect().left")
    assert origin > 900  # Arabic: the origin stands at the right, and is in view at once
    browser.execute_script(
        "document.querySelector('a.tie.uncredited').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    wait(browser, "document.querySelector('#tie blockquote')")
    assert browser.current_url.endswith("#tie")
    browser.execute_script("document.querySelector('#tie blockquote a').click()")
    wait(browser, "!document.getElementById('reader').hidden && CSS.highlights.get('evidence')")
    screen(browser, "chains")
    assert complaints(browser) == []


def test_a_name_drawn_stays_in_its_box(served: str, browser: Any) -> None:
    show(browser, f"{served}/s/sample/chains")
    wide = browser.execute_script(
        "return [...document.querySelectorAll('.isnad-figure .box')].filter(b => [...b.querySelectorAll('text')]"
        ".some(t => t.getBBox().width > b.querySelector('rect').getBBox().width)).map(b => b.textContent.trim())"
    )
    assert wide == []


def test_a_phone_gets_lists_in_place_of_the_picture(served: str, browser: Any) -> None:
    for path in ("chains", "copying", "copying/r1", "disagreements", "firsts", "figures"):
        show(browser, f"{served}/s/sample/{path}", 360, 740)
        assert browser.execute_script(FITS), path
    show(browser, f"{served}/s/sample/chains", 360, 740)
    assert not browser.execute_script(SEEN)
    assert browser.execute_script("return document.querySelectorAll('.ties a, .told tr').length") > 40

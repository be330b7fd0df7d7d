"""The report in a real browser: opens from a file, loads nothing, shows evidence to the letter, fits a phone."""

import time
from typing import Any

import pytest

from tawatur.base.story import Story
from tawatur.view import report, searching
from tawatur.view.compared import ready
from tawatur.view.histogram import bars
from tawatur.view.index import Index
from tawatur.view.searching import Query
from tawatur.view.sifting import Catalogue, Sieve
from tests.chromium import complaints, highlighted, requests, screen, serious, show, wait


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, invented: Story, hostile: Story) -> dict[str, str]:
    """Write the reports: the plain story's, the hostile one's, both in English, and the plain one in Arabic digits."""
    folder = tmp_path_factory.mktemp("reports")
    made = {
        "plain": report.render(invented),
        "hostile": report.render(hostile),
        "english": report.render(invented, "en"),
        "hostile-english": report.render(hostile, "en"),
        "digits": report.render(invented, digits="arabic"),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "PACKED_ABOVE", 0)
        made["packed"] = report.render(hostile)
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


@pytest.mark.parametrize("name", ["plain", "hostile", "hostile-english", "packed"])
def test_it_opens_quietly_and_loads_nothing(browser: Any, files: dict[str, str], name: str) -> None:
    """No complaint in the console, no dialog, no request but the file itself and what is inside it."""
    complaints(browser)  # of what was open before
    browser.get_log("performance")
    show(browser, files[name])
    browser.execute_script("document.getElementById('open-all').click()")
    browser.execute_script("for (const a of document.querySelectorAll('a.words')) a.click()")
    assert complaints(browser) == []
    asked = requests(browser)
    assert files[name] in asked
    assert [a for a in asked if not a.startswith(("file:", "data:", "about:"))] == []
    assert browser.execute_script("return document.fonts.check('16px \"Tawatur Naskh\"', 'سد')")


def test_a_click_on_evidence_opens_the_page_at_its_words(browser: Any, files: dict[str, str]) -> None:
    """The reader shows the page, the exact characters are highlighted, the address is a permalink."""
    show(browser, files["plain"])
    browser.execute_script("document.getElementById('c1').open = true; document.querySelector('#c1 a.words').click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert highlighted(browser) == ["انهار"]
    assert highlighted(browser, "residue") == ["شارك الخبر", "عدد القراءات: 1204"]
    assert browser.current_url.endswith("#d1:120-125")
    assert browser.execute_script("return document.getElementById('reader-outlet').textContent") == "وكالة أنباء سهلان"
    screen(browser, "reader")
    browser.execute_script("document.getElementById('reader-close').click()")
    assert browser.execute_script("return document.getElementById('reader').hidden && !CSS.highlights.has('evidence')")
    assert browser.execute_script("return document.activeElement === document.querySelector('#c1 a.words')")


def test_half_a_word_is_highlighted_to_the_letter(browser: Any, files: dict[str, str]) -> None:
    """«تظاهر» inside «وتظاهر»: the highlight begins at the second letter."""
    show(browser, files["plain"])
    browser.execute_script("document.getElementById('c2').open = true; document.querySelector('#c2 a.words').click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert highlighted(browser) == ["تظاهر"]


def test_a_highlighted_word_is_as_wide_as_a_plain_one(browser: Any, files: dict[str, str]) -> None:
    """Arabic letters join: marking a word, or half of one, must not move a single letter."""
    show(browser, files["plain"])
    measure = """
        const p = document.querySelectorAll('#reader-text p')[2], r = new Range();
        r.setStart(p.firstChild, 0); r.setEnd(p.firstChild, 6);
        return [r.toString(), r.getBoundingClientRect().width];
    """
    browser.execute_script("location.hash = '#d2:0-1'")
    wait(browser, "!document.getElementById('reader').hidden")
    plain = browser.execute_script(measure)
    browser.execute_script("document.getElementById('c2').open = true; document.querySelector('#c2 a.words').click()")
    wait(browser, "[...CSS.highlights.get('evidence')].join() === 'تظاهر'")
    assert browser.execute_script(measure) == plain
    assert plain[0] == "وتظاهر"


def test_a_permalink_opens_its_page(browser: Any, files: dict[str, str]) -> None:
    """Someone was sent «report.html#d4:305-309,318-328»: both places are highlighted."""
    show(browser, files["plain"] + "#d4:305-309,318-328")
    wait(browser, "!document.getElementById('reader').hidden")
    assert highlighted(browser) == ["أقيل", "سهيل مرزاق"]


def test_a_permalink_to_an_event_opens_it(browser: Any, files: dict[str, str]) -> None:
    """«report.html#c7» shows its accounts."""
    show(browser, files["plain"] + "#c7")
    assert browser.execute_script("return document.getElementById('c7').open")


def test_broken_permalinks_do_no_harm(browser: Any, files: dict[str, str]) -> None:
    """No such page, no such words, no such hash."""
    for fragment in ("#d99:1-2", "#d1:99999-100000", "#%E0%A4%A", "#constructor:1-2", "#nothing", "#d1:5-2"):
        show(browser, files["plain"] + fragment)
        assert complaints(browser) == []


def test_letters_beyond_the_basic_plane_do_not_shift_the_evidence(browser: Any, files: dict[str, str]) -> None:
    """A browser counts an emoji as two: offsets are converted, so the words are still the words."""
    show(browser, files["hostile"])
    browser.execute_script("document.getElementById('c2').open = true; document.querySelector('#c2 a.words').click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert highlighted(browser) == ["تظاهر"]


def test_without_highlights_whole_words_are_marked(browser: Any, files: dict[str, str]) -> None:
    """An older browser gets <mark> around whole words, as wide as plain ones."""
    script = {"source": "delete CSS.highlights"}
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)
    browser.execute_script("delete CSS.highlights")
    show(browser, files["plain"] + "#d2:191-196")
    gone = browser.execute_script("return !('highlights' in CSS)")
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": added["identifier"]})
    if not gone:
        pytest.skip("this Chromium does not let CSS.highlights be taken away")
    wait(browser, "document.querySelector('#reader-text mark')")
    marked = browser.execute_script(
        "return [...document.querySelectorAll('#reader-text mark')].map(m => m.textContent)"
    )
    text = browser.execute_script("return document.getElementById('reader-text').textContent")
    assert all(f" {word} " in f" {text} " for word in marked)
    assert (
        browser.execute_script("return getComputedStyle(document.querySelector('#reader-text mark')).padding") == "0px"
    )


def test_nothing_is_wider_than_a_phone(browser: Any, files: dict[str, str]) -> None:
    """At 360 px no part of any report makes the page scroll sideways, everything opened."""
    for name in ("plain", "hostile", "english", "hostile-english"):
        show(browser, files[name], 360, 800)
        browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        screen(browser, f"phone-{name}")
        browser.execute_script("document.querySelector('#c1 a.words').click()")
        wait(browser, "!document.getElementById('reader').hidden")
        assert browser.execute_script(
            "const r = document.getElementById('reader'); return r.scrollWidth <= r.clientWidth"
        )


def shown(browser: Any) -> list[str]:
    """The events that the filters let through."""
    return list(
        browser.execute_script("return [...document.querySelectorAll('details.event:not([hidden])')].map(d => d.id)")
    )


def search(browser: Any, words: str) -> list[str]:
    """Type into the search box and read what is left."""
    browser.execute_script(
        "const s = document.getElementById('search'); s.value = arguments[0]; s.dispatchEvent(new Event('input'))",
        words,
    )
    time.sleep(0.2)
    return shown(browser)


CHIP = """
    [...document.querySelectorAll('.chip')]
      .find(c => c.dataset.filter === arguments[0] && c.dataset.value === arguments[1]).click();
"""


def press(browser: Any, field: str, value: str) -> None:
    """Press a chip; what it asks is answered at the latest in the next task."""
    browser.execute_script(CHIP, field, value)
    time.sleep(0.05)


def test_filters_and_search(browser: Any, files: dict[str, str]) -> None:
    """Chips narrow by type, outlet and state; the search folds vowel marks and hamza, as readers do."""
    show(browser, files["plain"])
    everything = shown(browser)
    assert search(browser, "اعلنت النقابة") == ["c9"]
    assert search(browser, "أَعْلَنَتِ اَلنِّقابه") == ["c9"]
    assert search(browser, "لا وجود لها") == []
    assert search(browser, "") == everything
    press(browser, "types", "CONSULT")
    assert shown(browser) == ["c3", "c4"]
    press(browser, "types", "CONSULT")
    press(browser, "outlets", "جريدة النهر")
    assert shown(browser) == ["c8", "c6"]
    press(browser, "status", "disputed")
    assert shown(browser) == ["c8"]
    assert browser.execute_script("return document.getElementById('shown').textContent") == "تظهر 1 من 10"
    browser.execute_script("document.getElementById('show-all').click()")
    wait(browser, "document.getElementById('shown').textContent === ''")
    assert shown(browser) == everything


@pytest.mark.parametrize("name", ["plain", "packed"])
@pytest.mark.parametrize("field", ["types", "outlets", "names", "offices", "status"])
def test_every_chip_lets_through_what_the_program_does(
    browser: Any, files: dict[str, str], invented: Story, hostile: Story, name: str, field: str
) -> None:
    story = {"plain": invented, "packed": hostile}[name]
    show(browser, files[name])
    values = browser.execute_script(
        "return [...document.querySelectorAll('.chip[data-filter=' + arguments[0] + ']')].map(c => c.dataset.value)",
        field,
    )
    assert values
    catalogue = Catalogue(Index(story))
    for value in values:
        browser.execute_script(CHIP, field, value)
        time.sleep(0.05)
        assert set(shown(browser)) == {e.id for e in catalogue.sift(Sieve(**{field: (value,)}))}
        browser.execute_script(CHIP, field, value)


def test_a_bar_is_pressed_and_shows_its_time(browser: Any, files: dict[str, str], invented: Story) -> None:
    """What a bar shows is what the program's sieve gives for its day, month or year."""
    show(browser, files["plain"])
    catalogue, everything = Catalogue(Index(invented)), shown(browser)
    values = browser.execute_script(
        "return [...document.querySelectorAll('#histogram .bar')].map(b => b.dataset.value)"
    )
    assert len(values) > 1
    for n, value in enumerate(values):
        browser.execute_script(f"document.querySelectorAll('#histogram .bar')[{n}].click()")
        time.sleep(0.05)
        assert set(shown(browser)) == {e.id for e in catalogue.sift(Sieve(since=value, until=value))}
        browser.execute_script(f"document.querySelectorAll('#histogram .bar')[{n}].click()")
    time.sleep(0.05)
    assert shown(browser) == everything


def test_the_bars_show_what_the_rest_of_what_is_asked_leaves(
    browser: Any, files: dict[str, str], invented: Story
) -> None:
    """As high as the program draws them, from the very first thing that is asked."""
    show(browser, files["plain"])
    press(browser, "outlets", "جريدة النهر")
    drawn = browser.execute_script(
        "return [...document.querySelectorAll('#histogram .found')].map(r => Number(r.getAttribute('height')))"
    )
    expected = [100 * b.found_height for b in bars(Catalogue(Index(invented)), Sieve(outlets=("جريدة النهر",)))]
    assert drawn == pytest.approx(expected)
    assert 0 < sum(expected) < sum(100 * b.height for b in bars(Catalogue(Index(invented)), Sieve()))


def test_only_what_differs_hides_the_rest(browser: Any, files: dict[str, str]) -> None:
    """Of an event's slots, those in which all say the same."""
    show(browser, files["plain"])
    rows = """
        const table = [...document.querySelectorAll('.part-of-event')]
          .find(s => s.querySelector('.only-differs') && s.querySelector('tbody tr:not(.differs)'));
        for (let d = table.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
        if (arguments[0]) table.querySelector('.only-differs input').click();
        return [...table.querySelectorAll('tbody tr')].filter(r => r.getClientRects().length).map(r => r.className);
    """
    assert set(browser.execute_script(rows, False)) == {"", "differs"}
    assert set(browser.execute_script(rows, True)) == {"differs"}


FOUND = """
    return Finding.search(arguments[0], arguments[1]).map(({ page, spans }) =>
      [page.id, spans.map(([s, e]) => [page.passage.points(s), page.passage.points(e)])]);
"""
ASKED = (
    "السد", "سد", "الوزارة", "وزارة", "انهار", "تظاهر", "رئيس الوزراء", "«رئيس الوزراء»", '"في السد"', "السَّدُّ", "2019", "18", "ﻻ", "لا",
    "...", "",
    "«»", "D", "script", "img", "المحافظ السد", "(", "[", "\\", "$", "-", "a|b", "النهر", "قال", "😀", "\u202e", "ال", "و",
)  # fmt: skip


@pytest.mark.parametrize("name", ["plain", "hostile", "packed"])
def test_the_report_finds_just_what_the_program_finds(
    browser: Any, files: dict[str, str], invented: Story, hostile: Story, name: str
) -> None:
    """The same places, page by page, in code points, of words that stand on the pages and of words that hardly can."""
    story = invented if name == "plain" else hostile
    show(browser, files[name])
    browser.execute_async_script("Held.ready().then(arguments[0])")
    pages = ready(story, "alike")
    words = {w for p in story.documents for w in p.text.split()}
    hits = 0
    for asked in [*ASKED, *sorted(words)[::3]]:
        for where in ("joined", "inside"):
            found = searching.search(pages, Query(words=asked, where=where))
            told = [[h.page.document.id, [list(s) for s in h.spans()]] for h in found]
            assert browser.execute_script(FOUND, asked, where == "inside") == told, (asked, where)
            hits += sum(len(spans) for _, spans in told)
    assert hits > 500


def test_a_found_place_opens_its_page_at_it(browser: Any, files: dict[str, str]) -> None:
    """Typed with other hamzas, the word is lit to the letter in its sentence, and in the page that a press opens."""
    show(browser, files["hostile"])
    browser.execute_script(
        "const f = document.getElementById('find-words'); f.value = 'تَظاهر'; f.dispatchEvent(new Event('input'))"
    )
    wait(browser, "document.querySelector('#found a.words')")
    assert set(highlighted(browser, "hit")) == {"تظاهر"}
    browser.execute_script("document.querySelector('#found a.words').click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert highlighted(browser) == ["تظاهر"]
    screen(browser, "found")
    assert complaints(browser) == []


@pytest.mark.parametrize("name", ["plain", "packed"])
def test_a_cell_of_the_wordings_opens_its_lines_in_place(browser: Any, files: dict[str, str], name: str) -> None:
    """The lines of that outlet, voice and term stand below the row, the others are put away; each opens its page."""
    show(browser, files[name])
    cells = browser.execute_script(
        "return [...document.querySelectorAll('#w1 a[data-term]')].map(a => [a.dataset.outlet, a.dataset.voice, a.dataset.term])"
    )
    assert len(cells) > 2
    seen = """
        return [...document.querySelectorAll('#lines-w1 .kwic > li')].filter(l => l.getClientRects().length)
          .map(l => [l.dataset.outlet, l.dataset.voice, l.dataset.term]);
    """
    for n, cell in enumerate(cells):
        browser.execute_script(f"document.querySelectorAll('#w1 a[data-term]')[{n}].click()")
        time.sleep(0.05)
        lines = browser.execute_script(seen)
        assert lines and all(line == cell for line in lines)
    browser.execute_script("document.querySelector('#lines-w1 .narrowed button').click()")
    assert len(browser.execute_script(seen)) >= len(cells)
    browser.execute_script("document.querySelector('#lines-w1 a.kwic-words').click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert all(highlighted(browser))
    screen(browser, f"wording-{name}")
    assert complaints(browser) == []


@pytest.mark.parametrize("name", ["plain", "packed"])
def test_every_line_and_box_of_the_picture_leads_to_its_entry(browser: Any, files: dict[str, str], name: str) -> None:
    """A line opens what stands behind it; a box leads to its teller among the lists."""
    show(browser, files[name])
    links = browser.execute_script(
        "return [...document.querySelectorAll('svg.isnad-picture a')].map(a => a.getAttribute('href'))"
    )
    assert len(links) > 4
    for link in dict.fromkeys(links):
        browser.execute_script("location.hash = arguments[0]", link)
        wait(browser, f"document.querySelector('{link}') && document.querySelector('{link}').getClientRects().length")
        if link.startswith("#tie-"):
            wait(
                browser,
                f"document.querySelector('{link}').open && document.querySelector('{link} a.at, {link} blockquote')",
            )
    assert complaints(browser) == []


LAID_OUT = """
    for (const e of document.querySelectorAll('main *')) {
      if (getComputedStyle(e).contentVisibility === 'auto') e.style.contentVisibility = 'visible';
    }
"""  # what is off the screen has no place yet, and axe-core takes it to lie on what does


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["plain", "english", "packed"])
def test_the_report_is_readable_by_all(browser: Any, files: dict[str, str], name: str, theme: str) -> None:
    """Everything opened and something found, axe-core finds nothing serious."""
    show(browser, files[name])
    browser.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    browser.execute_script(
        "const f = document.getElementById('find-words'); f.value = 'السد'; f.dispatchEvent(new Event('input'))"
    )
    wait(browser, "document.querySelector('#found a.words') && !document.querySelector('[data-packed]')")
    browser.execute_script(LAID_OUT)
    assert serious(browser) == []


def test_the_keyboard_reaches_everything(browser: Any, files: dict[str, str]) -> None:
    """Every control is a link, a button, an input or a summary; the first Tab is the skip link; Escape closes."""
    show(browser, files["plain"])
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.execute_script("return document.activeElement.className") == "skip"
    browser.execute_script("location.hash = '#d1:0-5'")
    wait(browser, "!document.getElementById('reader').hidden")
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert browser.execute_script("return document.getElementById('reader').hidden")


def test_night_and_day(browser: Any, files: dict[str, str]) -> None:
    """The button turns the page dark and back, and says which."""
    show(browser, files["plain"])
    paper = "return getComputedStyle(document.body).backgroundColor"
    before = browser.execute_script(paper)
    browser.execute_script("document.getElementById('theme').click()")
    assert browser.execute_script(paper) != before
    screen(browser, "dark")
    browser.execute_script("document.getElementById('theme').click()")
    assert browser.execute_script(paper) == before
    browser.execute_script("localStorage.removeItem('tawatur-theme')")


def test_the_wide_page(browser: Any, files: dict[str, str]) -> None:
    """A picture of the whole report, opened, for people to look at."""
    show(browser, files["plain"], 1280, 2400)
    screen(browser, "wide")
    assert complaints(browser) == []


def test_the_english_report_reads_from_the_left(browser: Any, files: dict[str, str]) -> None:
    """The sheet begins at the left, a page's words at the right; the pane opens at the end; the script speaks English."""
    show(browser, files["english"] + "#d1:120-125")
    wait(browser, "!document.getElementById('reader').hidden")
    of = "getComputedStyle(document.querySelector('{}'))"
    assert browser.execute_script(f"return {of.format('body')}.direction") == "ltr"
    assert browser.execute_script(f"return {of.format('blockquote')}.direction") == "rtl"
    pane = browser.execute_script(
        "const r = document.getElementById('reader').getBoundingClientRect(); return [r.left, r.right]"
    )
    assert pane[0] > 600 and pane[1] > 1200
    words = "return document.getElementById('{}').textContent"
    assert browser.execute_script(words.format("reader-when")) == "published: Friday 12 April 2019"
    assert (
        browser.execute_script(words.format("reader-residue"))
        == "Grey is not part of the article: call to share, counter"
    )
    assert highlighted(browser) == ["انهار"]
    assert search(browser, "اعلنت النقابة") == ["c9"]
    assert browser.execute_script(words.format("shown")) == "1 of 10 shown"
    screen(browser, "english")
    assert complaints(browser) == []


def test_the_button_for_the_night_says_its_word_in_either_language(browser: Any, files: dict[str, str]) -> None:
    for name, night, day in (("plain", "ليلي", "نهاري"), ("english", "Night", "Day")):
        show(browser, files[name])
        word = "return document.getElementById('theme').textContent"
        assert browser.execute_script(word) == night
        browser.execute_script("document.getElementById('theme').click()")
        assert browser.execute_script(word) == day
        browser.execute_script("localStorage.removeItem('tawatur-theme')")


def test_the_script_counts_in_the_pages_digits(browser: Any, files: dict[str, str]) -> None:
    show(browser, files["digits"])
    search(browser, "اعلنت النقابة")
    assert browser.execute_script("return document.getElementById('shown').textContent") == "تظهر ١ من ١٠"
    assert browser.execute_script("return document.querySelectorAll('.tile .big')[2].textContent") == "١٠"


def test_arabic_names_in_an_english_line_are_set_apart(browser: Any, files: dict[str, str]) -> None:
    """Three names and commas in an English line stand in English order: the first at the left."""
    show(browser, files["english"])
    lefts = browser.execute_script(
        "const t = document.querySelectorAll('.tile .more')[1];"
        "return [...t.querySelectorAll('bdi')].map(b => [b.getBoundingClientRect().top, b.getBoundingClientRect().left])"
    )
    assert len(lefts) == 3
    assert lefts == sorted(lefts)


def test_the_english_report_whole(browser: Any, files: dict[str, str]) -> None:
    """A picture for people to look at."""
    show(browser, files["english"], 1280, 2400)
    screen(browser, "wide-english")
    assert complaints(browser) == []


def test_a_packed_report_opens_an_event_and_finds_its_words(browser: Any, files: dict[str, str]) -> None:
    """Accounts appear when an event is opened, a permalink into one opens it, the search reads them all."""
    show(browser, files["packed"])
    assert browser.execute_script("return document.querySelector('#c1 blockquote')") is None
    browser.execute_script("document.getElementById('c1').open = true")
    wait(browser, "document.querySelector('#c1 blockquote')")
    browser.execute_script("document.querySelector('#c1 a.words').click()")
    wait(browser, "!document.getElementById('reader').hidden")
    assert all(highlighted(browser))
    assert search(browser, "اعلنت النقابة") == ["c9"]
    assert complaints(browser) == []

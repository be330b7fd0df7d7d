"""The notebook table: its own direction, every word escaped, no more rows than a cell can bear."""

from tawatur.base.annotation import with_
from tawatur.base.story import Story
from tawatur.view import notebook
from tawatur.view.language import speaking
from tests.view.story_fixture import HOSTILE


def test_the_table_sets_its_own_direction(invented: Story) -> None:
    """A notebook is left to right; the table is not."""
    html = notebook.html(invented)
    assert html.startswith('<div dir="rtl" lang="ar"')
    assert html.count("<tr>") == len(invented.chronology)
    assert "انهيار جزء من سد وادي الريحان" in html
    assert "<script" not in html


def test_words_are_escaped(invented: Story) -> None:
    """Nothing of a page is markup."""
    html = notebook.html(with_(invented, chronology=[with_(invented.chronology[0], title=HOSTILE, mode=HOSTILE)]))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;/script&gt;" in html


def test_a_long_story_is_cut_and_says_so(invented: Story) -> None:
    """A thousand events: some rows, and how many are left."""
    many = [with_(invented.chronology[0], id=f"c{n}") for n in range(1000)]
    html = notebook.html(with_(invented, chronology=many))
    assert html.count("<tr>") == notebook.MOST
    assert str(1000 - notebook.MOST) in html


def test_the_table_speaks_english(invented: Story) -> None:
    with speaking("en"):
        html = notebook.html(invented)
    assert html.startswith('<div dir="ltr" lang="en"')
    assert "10 events" in html and "واقعة" not in html
